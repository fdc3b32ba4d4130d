"""Every edition ever received, kept as it came, so the past can be asked (DESIGN, section 7).

    editions/<source>/<edition id>/
      files/        the published files, gzipped, in role order
      readings/     what was read from them: parties and findings, named by content
      receipt.json  when it was received, and which reading counts
    confirmed/<source>.json   when we last made sure which edition is the newest
    quarantine/<source>/...   files that were put aside, with the reason

An edition's files never change. Reading them again with a later connector may give other
parties: that reading is added beside the first and the receipt points at it. Every payload
is checked against its hash when it is read.
"""

import datetime
import gzip
import hashlib
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from interdict.durable import write_atomically
from interdict.errors import SnapshotError
from interdict.party import DATING, DatedBy, Edition, Finding, Party
from interdict.snapshot.store import Home, folder_name

_RECEIPT = "receipt.json"
_EDITION = "edition.json"
_PARTIES = "parties.msgpack"
_FINDINGS = "findings.msgpack"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LEVEL = 5  # lists shrink tenfold, in a fifth of the time level 9 takes
_LISTED = msgspec.msgpack.Decoder(tuple[Party, ...])
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, OSError, EOFError)

Files = Sequence[tuple[str, bytes]]
"""(name, decompressed content) of each file, in role order."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What we know of an edition beyond its own content."""

    received: datetime.datetime
    """When it first came, UTC."""
    published: datetime.date
    dated_by: str
    contents: dict[str, str]
    """SHA-256 (hex) of each payload of the reading that counts, by file name."""

    @property
    def reading(self) -> str:
        """Names the folder of that reading."""
        return hashlib.sha256(msgspec.json.encode(self.contents, order="sorted")).hexdigest()


class Confirmation(msgspec.Struct, frozen=True, kw_only=True):
    """When somebody last made sure which edition of a source is the newest."""

    edition: str
    at: datetime.datetime
    """UTC."""


class Archive:
    """The editions of one home."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def keep(
        self,
        edition: Edition,
        files: Files,
        parties_payload: bytes,
        findings_payload: bytes,
        received: datetime.datetime,
    ) -> Path:
        """Keep an edition with what was read from it; returns its folder.

        Kept again, the files and the first ``received`` stay. A new reading takes the old
        one's place, unless its date comes from a weaker place. Raises ``SnapshotError`` when
        the files are not those the edition names.
        """
        _check_files(edition, files)
        folder = self._folder(edition.source, edition.id)
        payloads = {
            _EDITION: msgspec.json.encode(edition),
            _PARTIES: parties_payload,
            _FINDINGS: findings_payload,
        }
        receipt = Receipt(
            received=received.astimezone(datetime.UTC),
            published=edition.published,
            dated_by=edition.dated_by,
            contents={name: _sha256(payload) for name, payload in payloads.items()},
        )
        with self._home.disk_full_explained():
            if not folder.exists():
                self._add(folder, files, payloads, receipt)
            else:
                self._read_again(folder, edition, payloads, receipt)
        return folder

    def _add(
        self, folder: Path, files: Files, payloads: dict[str, bytes], receipt: Receipt
    ) -> None:
        originals = {f"{number:03}": content for number, (_, content) in enumerate(files)}
        with self._home.staging(folder.parent) as staged:
            _write_packed(staged.folder / "files", originals)
            _write_packed(staged.folder / "readings" / receipt.reading, payloads)
            (staged.folder / _RECEIPT).write_bytes(msgspec.json.encode(receipt))
            staged.complete(folder.name)

    def _read_again(
        self, folder: Path, edition: Edition, payloads: dict[str, bytes], receipt: Receipt
    ) -> None:
        before = _receipt(folder)
        if receipt.reading == before.reading or _strength(edition) < _strength(_edition(folder)):
            return
        with self._home.staging(folder / "readings") as staged:
            _write_packed(staged.folder, payloads)
            staged.complete(receipt.reading)
        receipt = msgspec.structs.replace(receipt, received=before.received)
        write_atomically(folder / _RECEIPT, msgspec.json.encode(receipt))

    def editions(self, source: str | None = None) -> tuple[Edition, ...]:
        """Kept editions, by publication date, then strength of that date, then receipt."""
        return tuple(edition for edition, _ in self._kept(source))

    def dating(self, content: str) -> tuple[datetime.date, DatedBy] | None:
        """How the newest edition of a content (``Edition.content``) is dated; None when it never
        came."""
        best = self.of_content(content)[-1:]
        return (best[0].published, best[0].dated_by) if best else None

    def of_content(self, content: str) -> tuple[Edition, ...]:
        """The editions of some bytes, the best dated and newest last."""
        found = (edition for edition in self.editions() if edition.content == content)
        return tuple(sorted(found, key=lambda each: (_strength(each), each.published)))

    def in_force(
        self,
        source: str,
        as_of: datetime.date | None = None,
        known_by: datetime.datetime | None = None,
    ) -> Edition | None:
        """The edition of a source that counts: the newest published, then the last received.

        One dated by its modification time counts only where no other is there, whatever its
        date. ``as_of`` leaves out what was published later; ``known_by`` (aware) what we
        received later.
        """
        candidates = [
            edition
            for edition, receipt in self._kept(source)
            if (as_of is None or edition.published <= as_of)
            and (known_by is None or receipt.received <= known_by)
        ]
        dated = [edition for edition in candidates if _strength(edition) > 0]
        counting = dated or candidates
        return counting[-1] if counting else None

    def succession(self, source: str) -> tuple[Edition, ...]:
        """The editions of a source that counted one after the other, by publication date.

        Of several of one date it is the one that ``in_force`` takes; one dated by its
        modification time is left out where another is there.
        """
        kept = self.editions(source)
        dated = [edition for edition in kept if _strength(edition) > 0]
        return tuple({edition.published: edition for edition in dated or kept}.values())

    def received(self, edition: Edition) -> datetime.datetime:
        """When an edition first came, UTC."""
        return _receipt(self._present(edition)).received

    def parties(self, edition: Edition) -> bytes:
        """The parties' payload as it was kept, checked against its hash."""
        return _payload(self._present(edition), _PARTIES)

    def listed(self, edition: Edition) -> tuple[Party, ...]:
        """The parties of an edition, decoded."""
        return _LISTED.decode(self.parties(edition))

    def reading(self, edition: Edition) -> str:
        """Names what was read from an edition: it changes when the files are read otherwise."""
        return _receipt(self._present(edition)).reading

    def findings(self, edition: Edition) -> bytes:
        """The findings' payload as it was kept, checked against its hash."""
        return _payload(self._present(edition), _FINDINGS)

    def original(self, edition: Edition) -> tuple[tuple[str, bytes], ...]:
        """Name and content of each published file, checked against its hash."""
        folder = self._present(edition) / "files"
        return tuple(
            (name, _unpacked(folder / f"{number:03}.gz", sha256))
            for number, (name, sha256, _) in enumerate(edition.files)
        )

    def confirm(self, source: str, edition: str, when: datetime.datetime) -> None:
        """Note that ``edition`` was the newest of its source at ``when`` (aware).

        An earlier time than the one noted changes nothing.
        """
        known = self.confirmation(source)
        when = when.astimezone(datetime.UTC)
        if known is None or known.at <= when:
            confirmation = Confirmation(edition=edition, at=when)
            with self._home.disk_full_explained():
                write_atomically(self._confirmation_file(source), msgspec.json.encode(confirmation))

    def confirmed(self, source: str) -> datetime.datetime | None:
        """When we last made sure of a source, UTC; a list's age counts from here (invariant 7)."""
        confirmation = self.confirmation(source)
        return confirmation.at if confirmation else None

    def confirmation(self, source: str) -> Confirmation | None:
        """The same with the edition that was confirmed."""
        path = self._confirmation_file(source)
        try:
            return msgspec.json.decode(path.read_bytes(), type=Confirmation)
        except FileNotFoundError:
            return None
        except _UNREADABLE as error:
            raise SnapshotError(
                f"{path} cannot be read ({error}), so the age of {source} is not known: remove "
                f"it and run  interdict lists update {source}"
            ) from error

    def put_aside(self, source: str, files: Files, reason: str) -> Path:
        """Keep files that must not come into force, with the reason; returns their folder.

        The same files put aside again add a line to ``reason.txt``.
        """
        digest = _sha256("".join(_sha256(content) for _, content in files).encode())
        parent = self._home.quarantine / folder_name(source)
        folder = parent / digest[:16]
        with self._home.disk_full_explained():
            if not folder.exists():
                with self._home.staging(parent) as staged:
                    for number, (name, content) in enumerate(files):
                        (staged.folder / f"{number:03}-{_safe(name)}").write_bytes(content)
                    staged.complete(folder.name)
            note = folder / "reason.txt"
            before = note.read_bytes() if note.exists() else b""
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            write_atomically(note, before + f"{now} {reason}\n".encode())
        return folder

    def verify(self) -> tuple[Finding, ...]:
        """Check every kept file against its hash: one finding for each damaged edition."""
        findings: list[Finding] = []
        for folder in self._folders(None):
            try:
                edition = _edition(folder)
                self.original(edition)
                self.parties(edition)
                self.findings(edition)
            except SnapshotError as error:
                findings.append(
                    Finding(
                        severity="error",
                        code="damaged-edition",
                        message=str(error),
                        source=folder.parent.name,
                        record=folder.name,
                    )
                )
        return tuple(findings)

    def _kept(self, source: str | None) -> list[tuple[Edition, Receipt]]:
        kept = [(_edition(folder), _receipt(folder)) for folder in self._folders(source)]
        kept.sort(key=lambda pair: (pair[0].published, _strength(pair[0]), pair[1].received))
        return kept

    def _folders(self, source: str | None) -> list[Path]:
        """Folders of kept editions; those still being built begin with a dot."""
        pattern = "*" if source is None else folder_name(source)
        return sorted(self._home.editions.glob(f"{pattern}/[!.]*"))

    def _folder(self, source: str, edition: str) -> Path:
        return self._home.editions / folder_name(source) / folder_name(edition)

    def _present(self, edition: Edition) -> Path:
        folder = self._folder(edition.source, edition.id)
        if not folder.is_dir():
            raise SnapshotError(
                f"edition {edition.id} of {edition.source} ({edition.published}) is not kept in "
                f"{self._home.editions}: add its files again with  interdict lists add"
            )
        return folder

    def _confirmation_file(self, source: str) -> Path:
        return self._home.confirmations / f"{folder_name(source)}.json"


def _check_files(edition: Edition, files: Files) -> None:
    given = tuple((name, _sha256(content), len(content)) for name, content in files)
    if given != edition.files:
        raise SnapshotError(
            f"edition {edition.id} of {edition.source} names other files than those given "
            f"({', '.join(name for name, _ in files) or 'none'}): nothing was kept"
        )


def _strength(edition: Edition) -> int:
    return DATING.index(edition.dated_by)


def _receipt(folder: Path) -> Receipt:
    path = folder / _RECEIPT
    try:
        return msgspec.json.decode(path.read_bytes(), type=Receipt)
    except _UNREADABLE as error:
        raise _damaged(path, str(error)) from error


def _edition(folder: Path) -> Edition:
    payload = _payload(folder, _EDITION)
    try:
        return msgspec.json.decode(payload, type=Edition)
    except _UNREADABLE as error:
        raise _damaged(folder / _EDITION, str(error)) from error


def _payload(folder: Path, name: str) -> bytes:
    receipt = _receipt(folder)
    path = folder / "readings" / receipt.reading / f"{name}.gz"
    return _unpacked(path, receipt.contents.get(name, ""))


def _write_packed(folder: Path, contents: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        packed = gzip.compress(content, compresslevel=_LEVEL, mtime=0)
        (folder / f"{name}.gz").write_bytes(packed)


def _unpacked(path: Path, sha256: str) -> bytes:
    try:
        content = gzip.decompress(path.read_bytes())
    except (*_UNREADABLE, zlib.error) as error:
        raise _damaged(path, str(error)) from error
    if _sha256(content) != sha256:
        raise _damaged(path, "its content has another hash than when it was kept")
    return content


def _damaged(path: Path, cause: str) -> SnapshotError:
    return SnapshotError(
        f"{path} is damaged ({cause}): restore it from a backup, or remove that edition's "
        "folder and add the official files again with  interdict lists add"
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _safe(name: str) -> str:
    """A file name from an archive or a download, fit for a folder of ours."""
    return _UNSAFE.sub("-", name)[-100:].lstrip(".-") or "file"
