"""Wallet addresses taken out of OFAC's SDN List by a third party, in JSON.

Form: an object ``metadata`` (``source`` "OFAC SDN List", ``sdnListDate`` month first) and an
object ``addresses`` from an address to its ``entries``, each with OFAC's uid, the party's name,
its aliases, programmes and the label ("Digital Currency Address - XBT").

It is somebody's transform, so its authority is ``analyst``: a hit is a review that names OFAC's
own record, never a block. The extract known to us prints all addresses in small letters, which
loses what tells base58 addresses apart; they are compared without regard to case (``wallets``).
OFAC's own lists carry the same addresses, with their case, and need no help of this file.
"""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from interdict import dates
from interdict.errors import MalformedFile
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.ofac_terms import identifier_for
from interdict.party import Detail, Finding, Identifier, Link, Listing, Name, Party
from interdict.text import has_letters, script

_HEAD = 64 * 1024
_ENTRY_KEYS = frozenset(("entity", "program", "type", "uid", "akas"))

Entry = Mapping[str, Any]


class OfacWallets:
    """Reads ``ofac-wallets-json`` files."""

    form = "ofac-wallets-json"

    def claims(self, file: SourceFile) -> bool:
        """A JSON object that begins with this form's two keys or OFAC's wallet label?"""
        head = file.content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
        return head.startswith(b"{") and b'"addresses"' in head and b'"entries"' in head

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The date of the SDN List that the addresses were taken from."""
        metadata = _content(files.files[0]).get("metadata")
        stated = metadata.get("sdnListDate") if isinstance(metadata, dict) else None
        return dates.iso_or_none(stated, month_first=True) if isinstance(stated, str) else None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading, a party per OFAC uid; ``MalformedFile`` without any address."""
        file = files.files[0]
        addresses = _content(file).get("addresses")
        if not isinstance(addresses, dict) or not addresses:
            raise MalformedFile(
                f"{file.name} has no address in 'addresses': it lists nobody. Nothing was loaded"
            )
        reader = _Reader(request)
        for address, told in addresses.items():
            reader.take(address, told)
        return (reader.reading(),)


OFAC_WALLETS = OfacWallets()


def _content(file: SourceFile) -> dict[str, Any]:
    """The whole object; what a key says twice is put together."""
    try:
        content = json.loads(file.content.decode("utf-8-sig"), object_pairs_hook=_together)
    except UnicodeDecodeError as error:
        raise MalformedFile(
            f"{file.name}, byte {error.start}: not UTF-8. Nothing was loaded: download it again"
        ) from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise MalformedFile(
            f"{file.name}: broken JSON ({error}); it was cut short or altered. Nothing was loaded: "
            "download it again"
        ) from error
    if not isinstance(content, dict):
        raise MalformedFile(f"{file.name} holds no JSON object: nothing was loaded")
    return content


def _together(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """JSON lets a key stand twice, and readers keep the last: here both sets of entries stay."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        before = found.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            entries = [*_entries(before), *_entries(value)]
            found[key] = before | value | {"entries": entries}
        else:
            found[key] = value
    return found


def _entries(told: object) -> list[Entry]:
    entries = told.get("entries") if isinstance(told, dict) else None
    return [each for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []


class _Reader:
    """Sorts entries into parties, and keeps what was odd."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._source = source_named(request.source or "ofac-wallets")
        self._findings: list[Finding] = []
        self._entries: dict[str, list[tuple[str, Entry]]] = {}
        self._rejected = 0
        self._caseless = 0
        self._unmapped: dict[str, int] = {}

    def take(self, address: str, told: object) -> None:
        """Put each entry of an address with its party; one without a party is rejected."""
        entries = _entries(told)
        for entry in entries:
            uid, name = _text(entry, "uid"), _text(entry, "entity")
            if uid and has_letters(name):
                self._entries.setdefault(uid, []).append((address, entry))
            else:
                self._reject(address, "an entry without a uid or a name")
            for key in sorted(entry.keys() - _ENTRY_KEYS):
                self._unmapped[key] = self._unmapped.get(key, 0) + 1
        if not entries:
            self._reject(address, "no entry, so nobody it belongs to")

    def _reject(self, address: str, cause: str) -> None:
        self._rejected += 1
        self._findings.append(
            Finding(
                severity="error",
                code="no-party",
                message=f"address {address} has {cause}; it was left out",
                source=self._source.id,
                record=address,
            )
        )

    def reading(self) -> Reading:
        """A party per uid, in file order; addresses without case are reported once."""
        parties = tuple(self._party(uid, entries) for uid, entries in self._entries.items())
        return Reading(
            source=self._source.id,
            parties=parties,
            findings=(*self._findings, *self._summed_up()),
            records=len(parties) + self._rejected,
            rejected=self._rejected,
        )

    def _party(self, uid: str, entries: Sequence[tuple[str, Entry]]) -> Party:
        names = list(dict.fromkeys(name for _, entry in entries for name in _names(entry)))
        programmes = (
            part.strip() for _, entry in entries for part in _text(entry, "program").split(",")
        )
        return Party(
            id=f"{self._source.id}:{uid}",
            kind="unknown",
            provenance=provenance(
                self._source, self._request.edition, self._request.published, uid
            ),
            names=tuple(
                Name(
                    full=name,
                    kind="strong-alias" if place else "primary",
                    script=script(name),
                    field="akas" if place else "entity",
                )
                for place, name in enumerate(names)
            ),
            listings=(
                Listing(
                    authority=self._source.stated_by,
                    regime=self._source.regime,
                    list=self._source.list,
                    programmes=tuple(dict.fromkeys(filter(None, programmes))),
                    field="program",
                ),
            ),
            identifiers=tuple(self._wallets(entries)),
            links=(
                Link(
                    kind="other",
                    name=names[0],
                    party=f"ofac-sdn:{uid}",
                    text="taken from",
                    field="uid",
                ),
            ),
            details=tuple(
                Detail(label=key, value=str(entry[key]), field=key)
                for _, entry in entries
                for key in sorted(entry.keys() - _ENTRY_KEYS)
            ),
        )

    def _wallets(self, entries: Sequence[tuple[str, Entry]]) -> Iterator[Identifier]:
        for address, entry in entries:
            found = identifier_for(_text(entry, "type"), address, field="addresses")
            self._caseless += found.kind == "wallet" and found.valid is None
            if found.valid is False:
                self._findings.append(
                    Finding(
                        severity="warning",
                        code="invalid-wallet",
                        message=f"{address} is not a valid wallet; kept and marked so",
                        source=self._source.id,
                        record=_text(entry, "uid"),
                        field="addresses",
                    )
                )
            yield found

    def _summed_up(self) -> Iterator[Finding]:
        if self._caseless:
            yield Finding(
                severity="warning",
                code="unchecked-wallet",
                message=f"{self._caseless} addresses could not be checked: their chain has no "
                "check here, or the file lost the case that the check needs. They are compared "
                "without regard to case",
                source=self._source.id,
                field="addresses",
                count=self._caseless,
            )
        for key, count in sorted(self._unmapped.items()):
            yield Finding(
                severity="note",
                code="unmapped-element",
                message=f"key {key!r} has no field here; its text was kept as a detail",
                source=self._source.id,
                field=key,
                count=count,
            )


def _text(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _names(entry: Entry) -> Iterator[str]:
    yield _text(entry, "entity")
    also = entry.get("akas")
    for name in also if isinstance(also, list) else ():
        if isinstance(name, str) and has_letters(name):
            yield " ".join(name.split())
