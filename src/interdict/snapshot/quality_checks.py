"""What the quality report counts over the parties of an edition: one generator each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from interdict.party import Party

Found = Iterator[str]
"""One example per thing counted: the party and what is odd."""


def _repeated_ids(parties: Sequence[Party]) -> Found:
    counted = Counter(party.id for party in parties)
    for party_id, times in counted.items():
        if times > 1:
            yield f"{party_id}, {times} times"


def _same_name(parties: Sequence[Party]) -> Found:
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for party in parties:
        together[party.kind, party.primary_name.casefold()].append(party.id)
    for (_, name), ids in together.items():
        if len(ids) > 1:
            yield f"{name}: {', '.join(ids[:4])}"


def _without_programme(parties: Sequence[Party]) -> Found:
    return (
        _called(party)
        for party in parties
        if not any(listing.programmes for listing in party.listings)
    )


def _without_measure(parties: Sequence[Party]) -> Found:
    return (
        _called(party)
        for party in parties
        if all(m.kind == "unstated" for listing in party.listings for m in listing.measures)
    )


def _without_date(parties: Sequence[Party]) -> Found:
    return (
        _called(party)
        for party in parties
        if not any(listing.listed_on for listing in party.listings)
    )


def _unknown_kind(parties: Sequence[Party]) -> Found:
    return (_called(party) for party in parties if party.kind == "unknown")


def _one_word(parties: Sequence[Party]) -> Found:
    """Parties that may be found only by one word: many strangers share it."""
    return (
        _called(party)
        for party in parties
        if party.kind != "wallet" and all(len(name.full.split()) == 1 for name in party.names)
    )


def _without_birth(parties: Sequence[Party]) -> Found:
    return (_called(party) for party in parties if party.kind == "person" and not party.birth_dates)


def _bare(parties: Sequence[Party]) -> Found:
    """A name and nothing else: no hit on it can be confirmed or dismissed by a fact."""
    return (
        _called(party)
        for party in parties
        if party.kind != "wallet"
        and not (
            party.birth_dates
            or party.birth_places
            or party.identifiers
            or party.addresses
            or party.countries
        )
    )


def _weak_aliases(parties: Sequence[Party]) -> Found:
    return (
        f"{party.id} {name.full}"
        for party in parties
        for name in party.names
        if name.kind == "weak-alias"
    )


def _invalid(*kinds: str) -> Callable[[Sequence[Party]], Found]:
    """Identifiers of these kinds with a wrong check digit or form; none named: all others."""

    def found(parties: Sequence[Party]) -> Found:
        return (
            f"{_called(party)}: {each.kind} {each.raw or each.value}"
            for party in parties
            for each in party.identifiers
            if each.valid is False and (each.kind in kinds if kinds else each.kind not in _NAMED)
        )

    return found


def _misplaced_imo(parties: Sequence[Party]) -> Found:
    """A company's IMO number read as a ship's finds a ship that is a stranger, or the reverse."""
    return (
        f"{_called(party)}: {each.kind} {each.raw or each.value}"
        for party in parties
        for each in party.identifiers
        if (each.kind == "imo" and party.kind in ("organization", "person"))
        or (each.kind == "company-imo" and party.kind == "vessel")
    )


def _called(party: Party) -> str:
    return f"{party.id} {party.primary_name}"


_NAMED = frozenset({"imo", "company-imo", "bic", "lei"})

CHECKS: dict[str, tuple[str, Callable[[Sequence[Party]], Found], bool]] = {
    "repeated-ids": ("ids that stand for more than one party", _repeated_ids, True),
    "same-name": ("names that several parties of one kind have as their first", _same_name, False),
    "no-programme": ("parties without a programme", _without_programme, True),
    "no-measure": ("parties of which the form states no measure", _without_measure, False),
    "no-listing-date": ("parties without a date of listing", _without_date, False),
    "unknown-kind": ("parties of which the source does not say what they are", _unknown_kind, True),
    "invalid-imo": ("IMO numbers of ships with a wrong check digit", _invalid("imo"), True),
    "invalid-company-imo": (
        "IMO numbers of companies with a wrong check digit",
        _invalid("company-imo"),
        True,
    ),
    "misplaced-imo": (
        "IMO numbers of ships printed for companies, or of companies for ships",
        _misplaced_imo,
        True,
    ),
    "invalid-bic": ("BICs of a wrong form", _invalid("bic"), True),
    "invalid-lei": ("LEIs with wrong check digits", _invalid("lei"), True),
    "invalid-other": ("other identifiers with a wrong check digit or form", _invalid(), True),
    "weak-aliases": ("aliases that the list itself calls weak", _weak_aliases, False),
    "one-word-names": ("parties all of whose names are one word", _one_word, False),
    "no-birth-date": ("persons without a date of birth", _without_birth, False),
    "bare-names": (
        "parties of whom nothing is stated that could tell a namesake apart",
        _bare,
        False,
    ),
}
"""Code -> (what is counted, how, whether it is a fault of the data)."""

REPORTED: dict[str, tuple[str, frozenset[str]]] = {
    "repeated-records": (
        "records that repeat the id of another, or another whole",
        frozenset(
            {
                "repeated-uid",
                "repeated-id",
                "repeated-reference",
                "repeated-row",
                "repeated-record-id",
                "repeated-address",
                "duplicate-record",
            }
        ),
    ),
    "unreadable-dates": ("dates that are none", frozenset({"unreadable-date"})),
    "unreadable-countries": ("countries that are none", frozenset({"unreadable-country"})),
}
"""Code -> (what is counted, the readers' codes for it)."""
