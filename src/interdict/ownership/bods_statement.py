"""One statement of the Beneficial Ownership Data Standard, its versions 0.1 to 0.4 alike.

Until 0.3 a statement is an object with ``statementType`` and ``statementID``, and others refer
to it by that id. Since 0.4 it is one state of a record (``recordId``, ``recordStatus``) with
the facts in ``recordDetails``, and others refer to the record. Which one it is shows in its
fields, so a file that mixes versions is read, too.
"""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from typing import Literal

import msgspec

from interdict.ownership.bods_fields import Fields, shown
from interdict.ownership.json_records import JsonRecord
from interdict.ownership.reading import Report

VERSIONS = ("0.4", "0.3", "0.2", "0.1")

StatementKind = Literal["entity", "person", "relationship"]
Status = Literal["", "new", "updated", "closed"]

_POINT = re.compile(r"(?<=^0\.[1-4])\.\d+$")
"""The last part of ``0.3.0``."""

_TYPES: dict[str, StatementKind] = {
    "entityStatement": "entity",
    "personStatement": "person",
    "ownershipOrControlStatement": "relationship",
    "entity": "entity",
    "person": "person",
    "relationship": "relationship",
}

_STATUSES: dict[str, Status] = {"new": "new", "updated": "updated", "closed": "closed"}

_ABOUT = frozenset(
    (
        "statementID", "statementId", "statementType", "statementDate", "recordId", "recordType",
        "recordStatus", "recordDetails", "replacesStatements", "publicationDetails", "source",
        "annotations", "declaration", "declarationSubject", "isComponent",
    )
)  # fmt: skip
_FACTS: dict[StatementKind, frozenset[str]] = {
    "entity": frozenset(
        (
            "isComponent", "entityType", "entitySubtype", "name", "alternateNames", "identifiers",
            "jurisdiction", "incorporatedInJurisdiction", "addresses", "foundingDate",
            "dissolutionDate", "uri", "publicListing", "formedByStatute", "missingInfoReason",
            "unspecifiedEntityDetails",
        )
    ),
    "person": frozenset(
        (
            "isComponent", "personType", "names", "identifiers", "nationalities", "birthDate",
            "deathDate", "placeOfBirth", "placeOfResidence", "taxResidencies", "addresses",
            "politicalExposure", "hasPepStatus", "pepStatusDetails", "missingInfoReason",
            "missingPersonReason", "unspecifiedPersonDetails",
        )
    ),
    "relationship": frozenset(
        (
            "isComponent", "componentRecords", "componentStatementIDs", "subject",
            "interestedParty", "interests",
        )
    ),
}  # fmt: skip
"""Every field that the standard has; docs/ownership-files.md says which of them are read."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement."""

    kind: StatementKind
    id: str
    """Of the statement; its place in the file where it has none."""
    key: str
    """What others refer to: the id of the record, until 0.3 of the statement."""
    status: Status
    replaces: tuple[str, ...]
    """Ids of the statements in whose place it stands (until 0.3)."""
    stated_on: datetime.date | None
    place: str
    details: Fields


class Publication:
    """What the statements of one file say of their publication."""

    def __init__(self, report: Report, today: datetime.date) -> None:
        self._report = report
        self._tomorrow = today + datetime.timedelta(days=1)
        self.versions: Counter[str] = Counter()
        self._shapes: Counter[str] = Counter()
        """Versions by the fields of statements: before 0.2 they state none."""
        self.publishers: Counter[str] = Counter()
        self.published: datetime.date | None = None
        self.unmapped: Counter[str] = Counter()
        """Fields that the standard does not have -> statements that have them."""
        self.annotations = 0
        self._last: dict[str, Status] = {}

    def statement(self, record: JsonRecord) -> Statement | None:
        """The statement of a record; None, and told, where it is none."""
        if record.problem or not isinstance(record.value, dict):
            what = record.problem or f"{shown(record.value)} is no object"
            self._report.reject(
                "unreadable-record", f"{record.place} was left out: {what}", record.place
            )
            return None
        values = record.value
        statement = values.get("statementId", values.get("statementID"))
        named = str(statement).strip() if isinstance(statement, str | int) else ""
        named = named or record.place
        about = Fields(values, self._report, named)
        kind = self._kind(about, record.place)
        if kind is None:
            return None
        is_record = "recordType" in values or "recordDetails" in values
        self._note(about, is_record)
        details = about.inner("recordDetails") if is_record else about
        if is_record and not details.values and values.get("recordStatus") != "closed":
            self._report.reject(
                "no-details", f"statement {named} was left out: it has no recordDetails", named
            )
            return None
        own = about.text("statementId" if is_record else "statementID")
        if not own:
            about.warn("no-statement-id", "", "it has no id; its place in the file stands for it")
        key = (about.text("recordId") if is_record else own) or own or record.place
        self._count_unmapped(about, details, kind)
        status = self._status(about, key) if is_record else ""
        return Statement(
            kind=kind,
            id=own or record.place,
            key=key,
            status=status,
            replaces=() if is_record else about.texts("replacesStatements"),
            stated_on=self._stated_on(about),
            place=record.place,
            details=details,
        )

    def tell(self) -> None:
        """Put what the file says of itself into the report."""
        known = [version for version in self.versions if version in VERSIONS]
        self._report.form = f"bods-{(known or list(self._shapes) or VERSIONS)[0]}"
        self._report.published = self.published
        self._report.stated_by = "; ".join(sorted(self.publishers)[:3])
        if len(self.versions) > 1 or (self.versions and not known):
            told = ", ".join(self.versions)
            self._report.warn(
                "versions",
                f"the statements are of versions {told}; each is read as its fields show",
                field="publicationDetails.bodsVersion",
            )

    def _kind(self, about: Fields, place: str) -> StatementKind | None:
        values = about.values
        stated = values.get("recordType", values.get("statementType"))
        kind = _TYPES.get(stated) if isinstance(stated, str) else None
        if kind is None:
            kind = _kind_by_fields(values)
            if kind is None:
                self._report.reject(
                    "unknown-statement",
                    f"{place} was left out: {shown(stated)} is no type of statement",
                    about.record,
                )
            else:
                about.warn(
                    "unknown-statement",
                    "recordType" if "recordType" in values else "statementType",
                    f"{shown(stated)} is no type of statement; its fields are those of a {kind}",
                )
        return kind

    def _status(self, about: Fields, key: str) -> Status:
        """The status of a record; an order that no record has is told, and dates decide."""
        stated = about.text("recordStatus")
        status = _STATUSES.get(stated, "")
        if stated and not status:
            about.warn(
                "unknown-status", "recordStatus", f"{shown(stated)} is no status; not heeded"
            )
        before = self._last.get(key)
        if before == "closed" or (before and status == "new"):
            about.warn(
                "record-status",
                "recordStatus",
                f"{status or 'a statement'} follows {before} in record {key}; the latest is heeded",
            )
        if status:
            self._last[key] = status
        return status

    def _stated_on(self, about: Fields) -> datetime.date | None:
        day = about.day("statementDate")
        if day is not None and day > self._tomorrow:
            about.warn("future-date", "statementDate", f"{day} is not yet; it is kept")
        return day

    def _note(self, about: Fields, is_record: bool) -> None:
        """Version, publisher and publication date, and what is not read."""
        published = about.inner("publicationDetails")
        shape = "0.4" if is_record else "0.1"
        self._shapes[shape] += 1
        version = published.text("bodsVersion") or shape
        self.versions[_POINT.sub("", version)] += 1
        if publisher := published.inner("publisher").text("name"):
            self.publishers[publisher] += 1
        day = published.day("publicationDate")
        if day is not None and day <= self._tomorrow:
            self.published = max(day, self.published or day)
        annotations = about.values.get("annotations")
        self.annotations += len(annotations) if isinstance(annotations, list) else 0

    def _count_unmapped(self, about: Fields, details: Fields, kind: StatementKind) -> None:
        known = _ABOUT | _FACTS[kind]
        if about is not details:
            self.unmapped.update(name for name in about.values if name not in _ABOUT)
            known = _FACTS[kind]
        self.unmapped.update(name for name in details.values if name not in known)


def _kind_by_fields(values: Mapping[str, object]) -> StatementKind | None:
    """What a statement without a readable type is by its fields."""
    details = values.get("recordDetails", values)
    if not isinstance(details, dict):
        return None
    if "interestedParty" in details or "interests" in details:
        return "relationship"
    if "personType" in details:
        return "person"
    return "entity" if "entityType" in details else None
