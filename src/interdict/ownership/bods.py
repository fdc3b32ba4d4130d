"""Open Ownership's Beneficial Ownership Data Standard (BODS), versions 0.1 to 0.4.

Source: the data standard's schema and codelists (standard.openownership.org). A file is an array
of statements or JSON lines. Statements may come in any order and refer to each other, so they are
held (as records, not as text) until the end of the file.

A stake of ours is direct. An interest that is stated as indirect adds nothing where the same
file holds the way from holder to company in direct shares: it is kept as a link without a size.
Where that way goes over other links (control, a trust) it may be the same or more: the stake is
uncertain. Where the file does not hold the way the interest is all there is, and counts as stated.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec

from interdict.ownership import json_records
from interdict.ownership.bods_entities import described
from interdict.ownership.bods_fields import Fields
from interdict.ownership.bods_interests import Interest, interests_of
from interdict.ownership.bods_parties import Parties
from interdict.ownership.bods_series import Relationship, in_force
from interdict.ownership.bods_statement import VERSIONS, Publication, Statement
from interdict.ownership.bods_ways import finished
from interdict.ownership.reading import Report
from interdict.ownership.stake import Entity, Stake
from interdict.party import Finding
from interdict.statement import Authority

FORMS = tuple(f"bods-{version}" for version in VERSIONS)
SOURCE = "bods"
STATED_BY = "a publisher that the file does not name"
AUTHORITY: Authority = "registry"

_MARKS = (b'"statementID"', b'"statementId"', b'"statementType"', b'"recordDetails"')

_NOBODY = frozenset(("nobeneficialowners", "nonotifiableowners", "subjectexemptfromdisclosure"))
"""Reasons for naming nobody that do not say that there is somebody."""


def recognises(head: bytes) -> bool:
    """Does JSON begin here that names a field which only statements have?"""
    return head.lstrip()[:1] in (b"[", b"{") and any(mark in head for mark in _MARKS)


def read(stream: BinaryIO, report: Report) -> Iterator[Stake | Entity]:
    """Everybody in the file once, then the stakes in file order."""
    book = _Book(report)
    for record in json_records.records(stream):
        report.records += 1
        statement = book.publication.statement(record)
        if statement is not None:
            book.add(statement)
    yield from book.close()


class _Book:
    """The statements of one file while they are gathered."""

    def __init__(self, report: Report) -> None:
        self.publication = Publication(report, datetime.datetime.now(datetime.UTC).date())
        self._report = report
        self._parties = Parties(report)
        self._seen: set[str] = set()
        self._relationships: list[Relationship] = []
        self._unnamed: dict[str, Entity] = {}

    def add(self, statement: Statement) -> None:
        if statement.id in self._seen:
            statement.details.warn(
                "repeated-statement-id", "", "an earlier statement has the same id; the later wins"
            )
        self._seen.add(statement.id)
        if statement.kind == "relationship":
            self._relate(statement)
            return
        if not statement.details.values:
            self._report.note(
                Finding(
                    severity="note",
                    code="closed-record",
                    message=f"statement {statement.id} closes a record and says nothing else",
                    record=statement.id,
                )
            )
            return
        self._parties.describe(statement.key, described(statement), statement.stated_on)
        for earlier in statement.replaces:
            self._parties.replaced(earlier, statement.key)

    def close(self) -> Iterator[Stake | Entity]:
        """Resolve who is who, what stands, and what is stated twice."""
        self._parties.settle()
        joint: set[str] = set()
        people: set[str] = set()
        for entity, is_joint in self._parties.entities():
            yield entity
            if is_joint:
                joint.add(entity.id)
            if entity.kind == "person":
                people.add(entity.id)
        yield from self._unnamed.values()
        stated = [self._resolved(each) for each in self._relationships]
        interests = list(in_force(stated, self._report))
        yield from self._missing(interests)
        self._tell_owned(interests, people)
        yield from finished(interests, joint, self._report)
        self.publication.tell()
        self._tell_unread()

    def _relate(self, statement: Statement) -> None:
        details = statement.details
        names_parties = "subject" in details or "interestedParty" in details
        if not names_parties and statement.status != "closed":
            self._report.reject(
                "no-parties",
                f"statement {statement.id} was left out: it names neither subject nor "
                "interested party",
                statement.id,
            )
            return
        interests: tuple[Interest, ...] = ()
        if names_parties and not self._says_nobody(statement):
            blank = Stake(
                owner=self._party(statement, "interestedParty"),
                owned=self._party(statement, "subject"),
                statement=statement.id,
                stated_on=statement.stated_on,
                place=statement.place,
            )
            interests = interests_of(details, blank)
        self._relationships.append(
            Relationship(
                key=statement.key,
                statement=statement.id,
                turn=len(self._relationships),
                status=statement.status,
                stated_on=statement.stated_on,
                replaces=statement.replaces,
                interests=interests,
            )
        )

    def _says_nobody(self, statement: Statement) -> bool:
        """Does it only say that there is nobody to name? That is told, and no stake."""
        reason = _reason(statement.details)
        plain = reason.replace("-", "").lower()
        if plain not in _NOBODY or statement.details.values.get("interests"):
            return False
        self._report.note(
            Finding(
                severity="note",
                code="no-owner-stated",
                message=f"statement {statement.id} names no owner ({reason}): no stake comes of it",
                record=statement.id,
            )
        )
        return True

    def _party(self, statement: Statement, side: str) -> str:
        """The key of subject or interested party; of a new unnamed one where none is named."""
        key = _reference(statement.details, side)
        if key:
            return key
        key = f"unnamed {side} of {statement.id}"
        reason = _reason(statement.details, side)
        statement.details.warn(
            "unnamed-party", side, f"it names nobody ({reason or 'no reason'}); he may be anybody"
        )
        self._unnamed[key] = Entity(id=key, is_unnamed=True, place=statement.place)
        return key

    def _resolved(self, relationship: Relationship) -> Relationship:
        """With the ids of owner and owned in place of their keys."""

        def resolved(interest: Interest) -> Interest:
            stake = interest.stake
            owner, owned = self._parties.id_of(stake.owner), self._parties.id_of(stake.owned)
            stake = msgspec.structs.replace(stake, owner=owner, owned=owned)
            return msgspec.structs.replace(interest, stake=stake)

        interests = tuple(map(resolved, relationship.interests))
        return msgspec.structs.replace(relationship, interests=interests)

    def _tell_owned(self, interests: Sequence[Interest], people: set[str]) -> None:
        for statement in dict.fromkeys(
            each.stake.statement for each in interests if each.stake.owned in people
        ):
            self._report.warn(
                "owned-person",
                f"the subject of statement {statement} is a person; the stake is kept",
                record=statement,
            )

    def _missing(self, interests: Sequence[Interest]) -> Iterator[Entity]:
        """Those whom stakes are about and no statement of the file describes."""
        missing: dict[str, Stake] = {}
        for each in interests:
            for key in (each.stake.owner, each.stake.owned):
                if not self._parties.has(key) and key not in self._unnamed:
                    missing.setdefault(key, each.stake)
        for key, stake in missing.items():
            self._report.warn(
                "missing-statement",
                f"statement {stake.statement} refers to {key}, which nothing in the file "
                "describes; he may be anybody",
                record=stake.statement,
            )
            yield Entity(id=key, is_unnamed=True, place=stake.place)

    def _tell_unread(self) -> None:
        if self.publication.annotations:
            self._report.note(
                Finding(
                    severity="note",
                    code="annotations",
                    message="annotations are not read",
                    count=self.publication.annotations,
                )
            )
        for name, count in sorted(self.publication.unmapped.items()):
            self._report.note(
                Finding(
                    severity="note",
                    code="unmapped-element",
                    message=f"{name!r} is no field of the standard; it is not read",
                    field=name,
                    count=count,
                )
            )


def _reference(details: Fields, side: str) -> str:
    """The key that one side of a relationship refers to; empty where it refers to none."""
    value = details.values.get(side)
    if not isinstance(value, dict):
        return details.text(side)
    given = details.inner(side)
    keys = [given.text(f"describedBy{kind}Statement") for kind in ("Entity", "Person")]
    named = [key for key in keys if key]
    if len(named) > 1:
        given.warn("two-parties", "", f"it refers to {named[0]} and {named[1]}; the first is read")
    return named[0] if named else ""


def _reason(details: Fields, side: str = "interestedParty") -> str:
    """Why one side is not named."""
    if not isinstance(details.values.get(side), dict):
        return ""
    given = details.inner(side)
    if "unspecified" in given:
        given = given.inner("unspecified")
    return given.text("reason")
