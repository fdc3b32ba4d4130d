"""The EU's restrictive measures as the Official Journal's annexes, a table for each act.

All acts together are one edition of one source. Files of some acts replace those acts only:
the edition that comes into force is made of them and of the files of all other acts that were
in force (``completed``). Files of amendments carry no action, so they are notices: they are
kept beside the acts, say what is announced, and change nobody's status.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from interdict.errors import MalformedFile, UsageError
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile
from interdict.lists.eu_csv import AMENDING, ActFile, Row, is_act_file, read_acts
from interdict.lists.eu_ids import ids, is_numbered
from interdict.lists.eu_measures import measure_of, rule, table, title
from interdict.lists.eu_record import Record
from interdict.party import Finding, Party, Severity

FORM = "eu-journal"
_SHOWN = 8


class EuJournal:
    """Reads ``eu-journal`` files."""

    form = FORM
    source = "eu"

    def claims(self, file: SourceFile) -> bool:
        """Has the first row the Journal's columns?"""
        return is_act_file(file)

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """One set of all acts, and of the notices given with them.

        ``MalformedFile`` for a file that cannot be trusted and for notices without an act;
        ``UsageError`` for two files of one act.
        """
        read = _unlike([(file, read_acts(file)) for file in files])
        acts = [pair for pair in read if not pair[1].is_notice]
        if not acts:
            raise _only_notices([acts for _, acts in read])
        _refuse_rivals([each for _, each in acts])
        return (_file_set(read),)

    def published(self, files: FileSet) -> datetime.date | None:
        """None: the form says no date."""
        return None

    def completed(self, files: FileSet, kept: Sequence[SourceFile]) -> FileSet:
        """These files and those in force of acts that are not among them.

        A notice in force is kept while an act it amends has not come again.
        """
        read = [(file, read_acts(file)) for file in files.files]
        new = {act for _, each in read if not each.is_notice for act in each.acts}
        others = [(file, read_acts(file)) for file in kept]
        return _file_set(_unlike([*read, *(pair for pair in others if pair[1].acts - new)]))

    def parts(self, files: FileSet) -> frozenset[str]:
        """The acts that files hold."""
        read = map(read_acts, files.files)
        return frozenset(act for each in read if not each.is_notice for act in each.acts)

    def part_of(self, party: Party) -> str:
        """The act that lists a party."""
        return party.provenance.record.partition("-")[0]

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading, of all acts; of two files of one act the first counts."""
        reader = _Reader(request)
        read = [read_acts(file) for file in files.files]
        seen: set[str] = set()
        for each in read:
            if not each.is_notice:
                reader.take(each, frozenset(seen))
                seen |= each.acts
        for each in read:
            if each.is_notice:
                reader.note(each)
        return (reader.reading(),)


EU_JOURNAL = EuJournal()


# --- which files belong together ----------------------------------------------------------


def _unlike(read: Iterable[tuple[SourceFile, ActFile]]) -> list[tuple[SourceFile, ActFile]]:
    """Without copies: the same content about the same acts. Acts without an entry have the same
    content, a header, and are not copies of each other."""
    unlike: dict[tuple[str, frozenset[str]], tuple[SourceFile, ActFile]] = {}
    for file, each in read:
        unlike.setdefault((file.sha256, each.acts), (file, each))
    return list(unlike.values())


def _file_set(read: Iterable[tuple[SourceFile, ActFile]]) -> FileSet:
    """Acts by number, then notices by number, so that the order of loading leaves no trace.

    Files that share an act with an earlier one stay behind it: there the first one counts.
    """
    pairs = list(read)
    acts = [act for _, each in pairs if not each.is_notice for act in each.acts]
    is_shared = len(acts) > len(set(acts))
    ordered = sorted(pairs, key=lambda pair: (pair[1].is_notice, () if is_shared else _order(pair)))
    return FileSet(form=FORM, files=tuple(file for file, _ in ordered))


def _order(pair: tuple[SourceFile, ActFile]) -> tuple[str, ...]:
    file, each = pair
    return (min(each.acts, default=""), file.sha256)


def _only_notices(notices: Sequence[ActFile]) -> MalformedFile:
    return MalformedFile(
        f"{', '.join(each.name for each in notices[:_SHOWN])}: amendments only. They name entries "
        "of an act without saying whether each is added, changed or removed, so nobody's status "
        "can follow from them. Load the consolidated act as amended; together with it these "
        "files are kept as notices. Nothing was changed"
    )


def _refuse_rivals(files: Sequence[ActFile]) -> None:
    """Raise ``UsageError`` where two files, none a copy of the other, hold one act."""
    seen: dict[str, str] = {}
    for each in files:
        for act in each.acts:
            if act in seen:
                raise UsageError(
                    f"{seen[act]} and {each.name} are both {title(act)} ({act}), and nothing "
                    "says which is newer: give only the one that counts; nothing was changed"
                )
            seen[act] = each.name


# --- entries to parties -------------------------------------------------------------------


class _Reader:
    """Turns rows into parties, so that each row becomes one or is reported."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._source = source_named(request.source or EuJournal.source)
        self._rows: list[Row] = []
        self._acts: set[str] = set()
        self._findings: list[Finding] = []
        self._columns: Counter[tuple[str, str]] = Counter()
        self._unread = 0

    def take(self, file: ActFile, superseded: frozenset[str]) -> None:
        """The rows of a file, without those of acts that another file has replaced."""
        self._rows += [row for row in file.rows if row.act not in superseded]
        self._acts |= file.acts
        self._unread += file.rejected
        self._take_findings(file)
        if not file.acts:
            says = f"{file.name} has no entry, and its name is no act's: it says nothing"
            self._add("warning", "empty-file", says)

    def note(self, notice: ActFile) -> None:
        """What a notice announces: one finding for each act it amends."""
        self._take_findings(notice)
        listed = {(row.act, row.cells.get("annex"), row.cells.get("name")) for row in self._rows}
        for act in sorted(notice.acts):
            rows = [row for row in notice.rows if row.act == act]
            missing = [
                row.cells.get("name", "")
                for row in rows
                if (act, row.cells.get("annex"), row.cells.get("name")) not in listed
            ]
            by = next((row.cells.get(AMENDING, "") for row in rows), "")
            told = (
                f"{notice.name} is a notice: {title(by)} amends {title(act)} with {len(rows)} "
                "entries and does not say which are added, changed or removed; it changed nothing"
            )
            shown = "; ".join(missing[:_SHOWN]) + ("; ..." if len(missing) > _SHOWN else "")
            told += f". {len(missing)} of its names are not in the act: {shown}" if missing else ""
            self._findings.append(
                Finding(
                    severity="warning" if missing else "note",
                    code="amendment-notice",
                    message=told,
                    source=self._source.id,
                    record=act,
                    count=max(len(rows), 1),
                )
            )

    def _take_findings(self, file: ActFile) -> None:
        """A file's findings; those about columns once for all files."""
        for finding in file.findings:
            if finding.field:
                self._columns[finding.code, finding.field] += 1
                if self._columns[finding.code, finding.field] > 1:
                    continue
            self._findings.append(msgspec.structs.replace(finding, source=self._source.id))

    def reading(self) -> Reading:
        """All parties by act, annex and place in it, with the findings."""
        natives = ids(self._rows)
        parties: dict[str, Party] = {}
        rejected = self._unread
        for row, native in zip(self._rows, natives, strict=True):
            party = None if native in parties else self._party(row, native)
            if party is None:
                rejected += 1
                self._reject(row, native, native in parties)
            else:
                parties[native] = party
        about_entries, self._findings = self._findings, []
        self._note_missing_acts()
        self._note_unknown_annexes()
        self._note_ids(natives)
        about_all, self._findings = self._findings, about_entries
        return Reading(
            source=self._source.id,
            parties=tuple(parties.values()),
            findings=(*about_all, *self._findings),
            records=len(self._rows) + self._unread,
            rejected=rejected,
            missing=tuple(map(title, self._missing_acts())),
        )

    def _party(self, row: Row, native: str) -> Party | None:
        record = Record(row, self._source, native)
        origin = provenance(self._source, self._request.edition, self._request.published, native)
        party = record.party(origin)
        self._findings += record.findings
        return party

    def _reject(self, row: Row, native: str, is_repeat: bool) -> None:
        cause = "repeats an earlier entry word for word" if is_repeat else "names nobody"
        where = f"{row.act}, line {row.line}"
        code = "duplicate-record" if is_repeat else "no-name"
        self._add("error", code, f"{where}: the entry {cause}; it was left out", where)

    def _note_ids(self, natives: Sequence[str]) -> None:
        hashed = [
            row for row, native in zip(self._rows, natives, strict=True) if not is_numbered(native)
        ]
        numbered = sum("recordId" in row.cells for row in hashed)
        for count, code, why in (
            (len(hashed) - numbered, "missing-record-id", "have no number in their annex"),
            (numbered, "repeated-record-id", "repeat a number of their annex"),
        ):
            if count:
                says = "their ids are hashes of act, annex, measure and name"
                self._add("note", code, f"entries {why}: {says}", count=count)

    def _note_unknown_annexes(self) -> None:
        found: Counter[tuple[str, str, str]] = Counter()
        on = self._request.published
        for row in self._rows:
            annex, measure = row.cells.get("annex", ""), row.cells.get("measure", "")
            if rule(row.act, annex, measure, on) is None:
                found[row.act, annex, measure] += 1
        for (act, annex, measure), count in sorted(found.items()):
            kind = measure_of(act, annex, measure, on).kind
            self._add(
                "warning",
                "unknown-annex",
                f"{title(act)}, Annex {annex}: our table does not say what {measure!r} means "
                f"there; its measure is {kind}, with the published word",
                act,
                count,
            )

    def _missing_acts(self) -> list[str]:
        if self._request.source not in (None, EuJournal.source):
            return []  # a list of one's own has the acts it has
        return sorted({each.act for each in table()} - self._acts)

    def _note_missing_acts(self) -> None:
        """Silence about an act that was never loaded must not pass for "nobody there"."""
        missing = self._missing_acts()
        if missing:
            self._add(
                "warning",
                "missing-acts",
                f"{len(missing)} acts were never loaded: {', '.join(map(title, missing))}. Whom "
                "they list is not found here: add their files",
            )

    def _add(
        self, severity: Severity, code: str, says: str, record: str = "", count: int = 1
    ) -> None:
        self._findings.append(
            Finding(
                severity=severity,
                code=code,
                message=says,
                source=self._source.id,
                record=record,
                count=count,
            )
        )
