"""Wallet addresses taken out of OFAC's SDN List by a third party, in JSON.

Form: an object ``metadata`` (``source`` "OFAC SDN List", ``sdnListDate`` month first) and an
object ``addresses`` from an address to its ``entries``, each with OFAC's uid, the party's name,
its aliases, programmes and the label ("Digital Currency Address - XBT").

It is somebody's transform, so its authority is ``analyst``: a hit is a review that names OFAC's
own record, never a block. A party here is an address and is found by it alone: its owner's name
stands on OFAC's list, with the birth dates that tell namesakes apart. Its kind is ``unknown``,
because persons and companies hold wallets.

The extract known to us prints all addresses in small letters, which loses what tells base58
addresses apart; they are compared without regard to case (``wallets``). OFAC's own lists carry
the same addresses, with their case, and need no help of this file.
"""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from interdict import dates, identifiers, wallets
from interdict.errors import MalformedFile
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.ofac_terms import identifier_for
from interdict.party import Detail, Finding, Identifier, Link, Listing, Name, Party, Severity
from interdict.text import has_letters

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
        """One reading, a party per address; ``MalformedFile`` without any address."""
        file = files.files[0]
        addresses = _content(file).get("addresses")
        if not isinstance(addresses, dict) or not addresses:
            raise MalformedFile(
                f"{file.name} has no address in 'addresses': it lists nobody. Nothing was loaded"
            )
        alike: dict[str, dict[str, list[Entry]]] = {}
        for address, told in addresses.items():
            printings = alike.setdefault(identifiers.normalise("wallet", address), {})
            printings[address] = _entries(told)
        reader = _Reader(request)
        for printings in alike.values():
            reader.take(printings)
        return (reader.reading(len(alike)),)


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
    """Turns addresses into parties, and keeps what was odd."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._source = source_named(request.source or "ofac-wallets")
        self._parties: list[Party] = []
        self._findings: list[Finding] = []
        self._unchecked = 0
        self._unmapped: Counter[str] = Counter()

    def take(self, printings: Mapping[str, Sequence[Entry]]) -> None:
        """An address becomes a party; one that nothing is told about is rejected.

        ``printings`` are its spellings that compare as equal, with the entries of each: the
        spelling that passes its check counts, or the first.
        """
        address = next(
            (each for each in printings if wallets.is_valid(each)), next(iter(printings))
        )
        entries = [entry for told in printings.values() for entry in told]
        if len(printings) > 1:
            told = f"{', '.join(printings)} are one address, {address}, with the entries of all"
            self._note("warning", "repeated-address", told, address)
        self._unmapped.update(key for entry in entries for key in entry.keys() - _ENTRY_KEYS)
        if has_letters(address) and entries:
            self._parties.append(self._party(address, entries))
        else:
            cause = "has no entry, so nobody it belongs to" if address else "is empty"
            self._note(
                "error", "no-owner", f"address {address!r} {cause}; it was left out", address
            )

    def _party(self, address: str, entries: Sequence[Entry]) -> Party:
        programmes = (part for entry in entries for part in _text(entry, "program").split(", "))
        wallet = self._wallet(address, entries)
        return Party(
            id=f"{self._source.id}:{wallet.value}",
            kind="unknown",
            provenance=provenance(
                self._source, self._request.edition, self._request.published, wallet.value
            ),
            names=(Name(full=address, field="addresses"),),
            listings=(
                Listing(
                    authority=self._source.stated_by,
                    regime=self._source.regime,
                    list=self._source.list,
                    programmes=tuple(dict.fromkeys(filter(None, programmes))),
                    field="program",
                ),
            ),
            identifiers=(wallet,),
            links=tuple(dict.fromkeys(_owners(entries))),
            details=tuple(dict.fromkeys(_details(entries))),
        )

    def _wallet(self, address: str, entries: Sequence[Entry]) -> Identifier:
        """The address with the currencies of all its labels."""
        read = [identifier_for(_text(each, "type"), address, field="addresses") for each in entries]
        notes = "; ".join(dict.fromkeys(each.note for each in read if each.note))
        wallet = msgspec.structs.replace(
            read[0],
            kind="wallet",
            value=identifiers.normalise("wallet", address),
            valid=identifiers.is_valid("wallet", address),
            note=notes,
        )
        self._unchecked += wallet.valid is None
        if wallet.valid is False:
            told = f"{address} is not a valid wallet; kept and marked so"
            self._note("warning", "invalid-wallet", told, wallet.value)
        return wallet

    def _note(self, severity: Severity, code: str, message: str, record: str) -> None:
        self._findings.append(
            Finding(
                severity=severity,
                code=code,
                message=message,
                source=self._source.id,
                record=record,
                field="addresses",
            )
        )

    def reading(self, records: int) -> Reading:
        """All parties in file order; addresses that could not be checked are reported once."""
        return Reading(
            source=self._source.id,
            parties=tuple(self._parties),
            findings=(*self._findings, *self._summed_up()),
            records=records,
            rejected=records - len(self._parties),
        )

    def _summed_up(self) -> Iterator[Finding]:
        if self._unchecked:
            yield Finding(
                severity="warning",
                code="unchecked-wallet",
                message="addresses could not be checked: their chain has no check here, or the "
                "file lost the case that the check needs; they are compared without regard to case",
                source=self._source.id,
                field="addresses",
                count=self._unchecked,
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


def _owners(entries: Sequence[Entry]) -> Iterator[Link]:
    """OFAC's records that print the address."""
    for entry in entries:
        uid = _text(entry, "uid")
        yield Link(
            kind="linked-to",
            name=_text(entry, "entity"),
            party=f"ofac-sdn:{uid}" if uid else "",
            text=_text(entry, "type"),
            field="entity",
        )


def _details(entries: Sequence[Entry]) -> Iterator[Detail]:
    """Owners' aliases, and keys that nobody mapped."""
    for entry in entries:
        also = entry.get("akas")
        if isinstance(also, list) and also:
            names = "; ".join(str(name) for name in also)
            yield Detail(
                label="Owner's aliases", value=f"{_text(entry, 'entity')}: {names}", field="akas"
            )
        for key in sorted(entry.keys() - _ENTRY_KEYS):
            yield Detail(label=key, value=str(entry[key]), field=key)


def _text(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""
