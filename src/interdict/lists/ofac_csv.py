"""OFAC's CSV form: SDN.CSV with ALT, ADD and COMMENTS, and the cons_ twins.

One primary file is one edition; the others belong to the primary whose records they are
about. The form states no publication date and no measure, except the directives and menus
that Remarks name. Specification: OFAC, SDN Data Specification (dat_spec.txt), 25 September
2023.
"""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from interdict.errors import MalformedFile
from interdict.lists.catalog import Source, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile
from interdict.lists.ofac_csv_party import Reader, Record
from interdict.lists.ofac_csv_table import Role, Row, Table, read_table, role_of
from interdict.lists.ofac_terms import is_non_sdn_programme, split_programmes
from interdict.party import Finding, Party

FORM = "ofac-csv"
SURE, LIKELY, COVERED = 0.9, 0.3, 0.1
"""A file belongs to a primary that knows nearly all its records (``SURE``). One of another
edition still belongs where some are known (``LIKELY``), if they are a fair part of the
primary's too (``COVERED``): an ALT file of the non-SDN list shares a third of its records
with the SDN List, but those are one in two hundred there. COMMENTS files cover little."""

_NARROW = re.compile(r"Subject to Directive|CAATSA Section 235|Prohibition on any", re.I)
"""Remarks of measures short of blocking, which rows of both lists may carry."""

ROLES: tuple[Role, ...] = ("primary", "alt", "add", "comments")


class OfacCsv:
    """Connector of OFAC's CSV form."""

    form = FORM

    def claims(self, file: SourceFile) -> bool:
        """A primary, ALT, ADD or COMMENTS file, by columns and header, also a damaged one."""
        return role_of(file.content) is not None

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """One set per primary file, with the others sorted to it by the records they name.

        ``MalformedFile`` for a file that cannot be read, that has no primary among the
        files given, or that is the second of its sort for one primary.
        """
        tables = [(file, read_table(file)) for file in files]
        homes = [_Home(file, table) for file, table in tables if table.role == "primary"]
        others = [(file, table) for file, table in tables if table.role != "primary"]
        for file, table, home in _nearest_first(others, homes):
            home.take(file, table)
        return tuple(home.file_set() for home in homes)

    def published(self, files: FileSet) -> datetime.date | None:
        """None: the CSV form says no date."""
        return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading, of the SDN or the non-SDN list, whichever the rows show."""
        tables = {table.role: table for table in map(read_table, files.files)}
        primary = tables["primary"]
        source, doubt = _source(primary, request)
        reader = Reader(
            source=source,
            request=request,
            known_names=frozenset(row.cells[1] for row in primary.rows),
        )
        records = _records(tables)
        parties, rejected = _unique(reader, primary.rows, records)
        findings = (
            *(finding for table in tables.values() for finding in table.findings),
            *doubt,
            *reader.findings,
            *rejected,
            *_orphans(tables, {row.uid for row in primary.rows}),
            *reader.unmapped_labels(),
        )
        return (
            Reading(
                source=source.id,
                parties=tuple(parties),
                findings=tuple(msgspec.structs.replace(f, source=source.id) for f in findings),
                records=len(primary.rows) + primary.rejected,
                rejected=primary.rejected + len(rejected),
            ),
        )


OFAC_CSV = OfacCsv()


# --- which files belong together ------------------------------------------------------


class _Home:
    """A primary file and what has been sorted to it."""

    def __init__(self, file: SourceFile, table: Table) -> None:
        self.members: dict[Role, SourceFile] = {"primary": file}
        self.uids = _uids(table)

    def nearness(self, uids: frozenset[str]) -> tuple[float, float]:
        """Share of another file's records known here, then share of these it covers."""
        common = len(uids & self.uids)
        return common / max(len(uids), 1), common / max(len(self.uids), 1)

    def take(self, file: SourceFile, table: Table) -> None:
        rival = self.members.get(table.role)
        if rival is not None and rival.content != file.content:
            raise MalformedFile(
                f"{file.name} and {rival.name} are both {table.role.upper()} files for "
                f"{self.members['primary'].name}: give only the one published with it"
            )
        self.members[table.role] = file

    def file_set(self) -> FileSet:
        return FileSet(
            form=FORM, files=tuple(self.members[role] for role in ROLES if role in self.members)
        )


class _Sorted(NamedTuple):
    file: SourceFile
    table: Table
    home: _Home


def _nearest_first(
    others: Sequence[tuple[SourceFile, Table]], homes: Sequence[_Home]
) -> list[_Sorted]:
    """Every other file with its primary; the surest first, each primary one of a sort while
    another primary would do for the rest."""
    ranked: list[tuple[tuple[float, float], int, _Home]] = []
    for index, (_, table) in enumerate(others):
        uids = _uids(table)
        ranked += [(home.nearness(uids), index, home) for home in homes]
    ranked.sort(key=lambda entry: entry[0], reverse=True)
    sorted_to: dict[int, _Home] = {}
    full: set[tuple[int, Role]] = set()
    for may_share in (False, True):
        for (known, covered), index, home in ranked:
            slot = (id(home), others[index][1].role)
            if index in sorted_to or not _belongs(others[index][1].role, known, covered):
                continue
            if may_share or slot not in full:
                sorted_to[index] = home
                full.add(slot)
    for index, (file, table) in enumerate(others):
        if index not in sorted_to:
            raise _without_primary(file, table, homes)
    return [_Sorted(*others[index], home) for index, home in sorted_to.items()]


def _belongs(role: Role, known: float, covered: float) -> bool:
    return known >= SURE or (known >= LIKELY and (role == "comments" or covered >= COVERED))


def _without_primary(file: SourceFile, table: Table, homes: Sequence[_Home]) -> MalformedFile:
    given = ", ".join(home.members["primary"].name for home in homes)
    known = f": {given} does not list the parties it is about" if given else ""
    what = "a COMMENTS" if table.role == "comments" else f"an {table.role.upper()}"
    return MalformedFile(
        f"{file.name} is {what} file without its primary file{known}; give it "
        "in one call with the SDN.CSV or CONS_PRIM.CSV it was published with"
    )


def _uids(table: Table) -> frozenset[str]:
    return frozenset(row.uid for row in table.rows)


# --- whose list is it -----------------------------------------------------------------


def _source(primary: Table, request: ReadRequest) -> tuple[Source, tuple[Finding, ...]]:
    """The list a primary file is: the SDN List unless most telling rows are non-SDN.

    A row tells nothing where it carries programmes of both (Rosneft stands on both lists
    with the same programmes) or a directive or menu sanction under a blocking programme.
    ``--source`` outranks what the rows say.
    """
    if request.source is not None:
        return source_named(request.source), ()
    votes = Counter(map(_vote, primary.rows))
    source = source_named("ofac-nonsdn" if votes["non-sdn"] > votes["sdn"] else "ofac-sdn")
    if votes["non-sdn"] != votes["sdn"]:
        return source, ()
    doubt = Finding(
        severity="warning",
        code="undecided-list",
        message=f"{primary.file} does not show whether it is the SDN or the non-SDN list; read "
        f"as {source.list}: say --source ofac-nonsdn if it is not",
    )
    return source, (doubt,)


def _vote(row: Row) -> str:
    programmes = split_programmes(row.cells[3])
    own = [is_non_sdn_programme(programme) for programme in programmes]
    if all(own) and own:
        return "non-sdn"
    if any(own):
        return "both"
    return "both" if _NARROW.search(row.cells[11]) else "sdn"


# --- records --------------------------------------------------------------------------


def _records(tables: dict[Role, Table]) -> dict[str, Record]:
    """What the other files say, by uid."""
    records: defaultdict[str, Record] = defaultdict(Record)
    for table in tables.values():
        for row in table.rows:
            record = records[row.uid]
            if table.role == "alt":
                record.aliases.append(row)
            elif table.role == "add":
                record.addresses.append(row)
            elif table.role == "comments":
                record.continuations.append(row)
    return records


def _unique(
    reader: Reader, rows: Iterable[Row], records: dict[str, Record]
) -> tuple[list[Party], list[Finding]]:
    """Parties with ids of their own, and a finding for each row that became none.

    A repeated row is left out; another row under a number already used is kept as a party
    of its own, since nobody can say which of the two OFAC meant.
    """
    parties: list[Party] = []
    rejected: list[Finding] = []
    seen: dict[str, set[tuple[str, ...]]] = {}
    for row in rows:
        earlier = seen.setdefault(row.uid, set())
        reason = _unusable(row) or ("repeats an earlier row" if row.cells in earlier else "")
        if reason:
            rejected.append(_rejection(row, reason))
            continue
        parties.append(reader.party(row, records[row.uid], is_repeat=bool(earlier)))
        earlier.add(row.cells)
    return parties, rejected


def _unusable(row: Row) -> str:
    if not row.uid.strip().isdigit():
        return f"has {row.uid!r} where OFAC's number stands"
    return "" if row.cells[1].strip() else "has no name"


def _rejection(row: Row, reason: str) -> Finding:
    return Finding(
        severity="error",
        code="unusable-record",
        message=f"line {row.line}, record {row.uid}: the row {reason}; it was left out",
        record=row.uid,
    )


def _orphans(tables: dict[Role, Table], known: set[str]) -> list[Finding]:
    """One finding per file for rows about parties that the primary does not list."""
    findings = []
    for role, table in tables.items():
        lost = [row for row in table.rows if row.uid not in known]
        if lost:
            uids = list(dict.fromkeys(row.uid for row in lost))
            shown = ", ".join(uids[:5]) + (" ..." if len(uids) > 5 else "")
            findings.append(
                Finding(
                    severity="error",
                    code="orphan-row",
                    message=f"{table.file}: {len(lost)} {role.upper()} rows are about {len(uids)} "
                    f"records that the primary file does not list ({shown}); they were left "
                    "out: the files are of different editions",
                    count=len(lost),
                )
            )
    return findings
