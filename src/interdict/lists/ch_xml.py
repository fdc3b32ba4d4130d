"""SECO's list in XML (root ``swiss-sanctions-list``): programmes, targets, places.

Form: SECO's schema and its example of 17 January 2024; the whole list is offered at
https://www.sesam.search.admin.ch. The whole list keeps its history: targets that are de-listed,
and in every ``modification`` copies of what was added and removed. What is listed on the day of
the list is read; each de-listed target is a finding. An amendment holds only what changed, so it
is a list of its own (``ch-amendment``), whose silence means nothing.
"""

import datetime
from collections.abc import Sequence

from lxml import etree

from interdict import dates
from interdict.errors import MalformedFile
from interdict.lists import xml
from interdict.lists.catalog import provenance, source_named
from interdict.lists.ch_places import read_place
from interdict.lists.ch_programmes import read_sets
from interdict.lists.ch_target import WHEN, Edition, Target, body, set_ids
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.own_ids import Claim, own_ids
from interdict.lists.tabular_row import Notes
from interdict.party import Party

_ROOT = "swiss-sanctions-list"
_WHOLE = frozenset(("whole-list", "consolidated-list"))
_OUTSIDE = frozenset((
    "@list-type", "@date", "@schemaLocation", "@noNamespaceSchemaLocation", "sanctions-program",
    "target", "place",
))  # fmt: skip
_NEEDED = ("modification",)
"""Without modifications the de-listed would stand among the listed."""


class ChXml:
    """Reads ``ch-xml`` files."""

    form = "ch-xml"

    def claims(self, file: SourceFile) -> bool:
        """Is the root element ``swiss-sanctions-list``?"""
        return xml.claims_root(file, _ROOT)

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The ``date`` of the root."""
        return dates.iso_or_none(xml.root(files.files[0]).get("date", ""))

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading; ``MalformedFile`` where the file has no target."""
        file = files.files[0]
        root = xml.root(file)
        targets = xml.children(root, "target")
        if not targets:
            raise MalformedFile(
                f"{file.name} lists nobody: there is no target in it. Nothing was loaded: download "
                "the whole list again from SECO's page."
            )
        xml.refuse_renamed(file, targets, _NEEDED)
        reader = _Reader(root, targets, request)
        for target in targets:
            reader.take(target)
        return (reader.reading(),)


CH_XML = ChXml()


class _Reader:
    """Turns targets into parties and findings."""

    def __init__(
        self, root: etree._Element, targets: Sequence[etree._Element], request: ReadRequest
    ) -> None:
        list_type = root.get("list-type", "")
        is_whole = list_type in _WHOLE
        source = source_named(request.source or ("ch" if is_whole else "ch-amendment"))
        self._request = request
        self._notes = notes = Notes(source.id)
        unmapped = xml.Unmapped(source.id)
        for _ in unmapped.details(root, _OUTSIDE):
            continue
        if not is_whole:
            says = (
                f"a list of type {list_type!r} holds only what changed: it is loaded beside the "
                "whole list and never in its place; load the whole list too"
            )
            notes.add("warning", "amendment-only", says, "", "@list-type")
        self._edition = Edition(
            source=source,
            sets=read_sets(xml.children(root, "sanctions-program"), notes),
            places={
                place.get("ssid", ""): read_place(place) for place in xml.children(root, "place")
            },
            names={t.get("ssid", ""): _primary_name(t) for t in targets if t.get("ssid")},
            notes=notes,
            unmapped=unmapped,
        )
        self._taken: list[tuple[Target, Claim, datetime.date | None, str]] = []
        self._parties: list[Party] = []
        self._rejected = 0

    def take(self, element: etree._Element) -> None:
        """One target becomes one party, one finding ``de-listed``, or one rejection."""
        ssid = element.get("ssid", "")
        where = ssid or f"target in line {element.sourceline}"
        what = body(element)
        ended = _delisted_on(element, self._request.published)
        if ended is not None:
            says = f"{_primary_name(element)} was de-listed on {ended or 'a day not stated'}"
            self._notes.add("note", "de-listed", f"{says}; it is no longer on the list", ssid, "")
            return
        if what is None:
            self._reject(where, "it is neither an individual nor an entity nor an object")
            return
        target = Target(element, what, self._edition)
        if target.kind == "unknown":
            says = f"an object of type {what.get('object-type', '')!r} is of no kind known here"
            self._notes.add("warning", "unknown-kind", says, where, "object/@object-type")
        names = target.names()
        if not names:
            self._reject(where, "it has no name and cannot be screened")
            return
        said = "\n".join((*set_ids(element), names[0].full))
        whole = etree.tostring(element, method="c14n", with_tail=False).decode()
        self._taken.append((target, Claim(ssid, said, whole), _listed_on(element), where))

    def _finish(self, target: Target, ssid: str, native: str, day: datetime.date | None) -> None:
        """A party under an id of its own."""
        if native != ssid:
            told = f"the ssid {ssid} is repeated" if ssid else "there is no ssid"
            code = "repeated-id" if ssid else "missing-id"
            self._notes.add("warning", code, f"{told}; the id here is {native}", native, "@ssid")
        source = self._edition.source
        origin = provenance(source, self._request.edition, self._request.published, native)
        self._parties.append(target.party(f"{source.id}:{native}", origin, day))

    def _reject(self, where: str, cause: str) -> None:
        self._rejected += 1
        says = f"{where}: {cause}; it was left out"
        self._notes.add("error", "unusable-record", says, where, "")

    def reading(self) -> Reading:
        """All listed targets in file order, and the findings."""
        ids = own_ids([claim for _, claim, _, _ in self._taken])
        for native, (target, claim, day, where) in zip(ids, self._taken, strict=True):
            if native is None:
                self._reject(where, "it repeats an earlier target word for word")
            else:
                self._finish(target, claim.native, native, day)
        return Reading(
            source=self._edition.source.id,
            parties=tuple(self._parties),
            findings=(*self._notes.findings(), *self._edition.unmapped.findings()),
            records=len(self._parties) + self._rejected,
            rejected=self._rejected,
        )


def _primary_name(target: etree._Element) -> str:
    """The first name as the file orders its parts, for messages and relations."""
    what = body(target)
    name = None if what is None else xml.child(what, "identity/name")
    return " ".join(xml.texts(name, "name-part/value")) if name is not None else "a target"


def _modifications(target: etree._Element) -> list[tuple[str, str]]:
    """(date or empty, type) of each modification, as in the file: newest first."""
    return [
        (
            next((day for when in WHEN if (day := element.get(when, ""))), ""),
            element.get("modification-type", ""),
        )
        for element in xml.children(target, "modification")
    ]


def _delisted_on(target: etree._Element, day: datetime.date) -> str | None:
    """When it was de-listed, if the latest modification in force on the day did that; None for a
    target that is listed. Of one day the modification that stands first is the latest."""
    in_force = [each for each in _modifications(target) if each[0] <= day.isoformat()]
    latest = max(in_force, key=lambda each: each[0], default=("", ""))
    return latest[0] if latest[1] == "de-listed" else None


def _listed_on(target: etree._Element) -> datetime.date | None:
    """The day of its latest listing: one that was de-listed may have been listed again."""
    days = [dates.iso_or_none(day) for day, kind in _modifications(target) if kind == "listed"]
    return max((day for day in days if day is not None), default=None)
