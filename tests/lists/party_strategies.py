"""Parties of every shape, for property tests over the formats that write and read them."""

import datetime

from hypothesis import strategies as st

from interdict import party as p
from interdict.dates import DateSpan
from interdict.statement import Provenance

EDITION = "e" * 64

words = st.text("abcdefgh IJKL-'.,:()0189 éЖ김", min_size=1, max_size=24).filter(str.strip)
maybe = st.just("") | words
days = st.dates(datetime.date(1890, 1, 1), datetime.date(2030, 12, 31))
codes = st.sampled_from(["ru", "kp", "us", "de"])


@st.composite
def spans(draw: st.DrawFn) -> DateSpan:
    year = draw(st.integers(1900, 2020))
    whole_year = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    first, last = draw(
        st.one_of(
            st.just(whole_year), days.map(lambda d: (d, d)), st.tuples(days, days).map(sorted)
        )
    )
    return DateSpan(earliest=first, latest=last, circa=draw(st.booleans()))


names = st.builds(
    p.Name,
    full=words,
    kind=st.sampled_from(["primary", "strong-alias", "weak-alias", "former"]),
    script=st.sampled_from(["Latn", "Cyrl", "Hang"]),
    parts=st.just(()) | st.just((p.NamePart("family", "KIM"), p.NamePart("given", "Yong Chol"))),
    field=st.sampled_from(["", "names[0]", "names[1]", "alt.csv"]),
)
identifiers = st.builds(
    p.Identifier,
    kind=st.sampled_from(["imo", "inn", "passport", "wallet", "other"]),
    value=words,
    raw=maybe,
    country=st.just("") | codes,
    valid=st.sampled_from([None, True, False]),
    note=maybe,
    field=maybe,
)
measures = st.builds(
    p.Measure,
    kind=st.sampled_from(["block", "unstated", "port-ban"]),
    text=maybe,
    effective_on=st.none() | days,
)
listings = st.builds(
    p.Listing,
    authority=st.sampled_from(["OFAC", "UN Security Council", "a ministry"]),
    regime=st.sampled_from(["us", "un", "other"]),
    list=st.sampled_from(["SDN List", "watch list"]),
    programmes=st.lists(words, max_size=2).map(tuple),
    measures=st.lists(measures, max_size=2).map(tuple),
    legal_basis=st.lists(words, max_size=2).map(tuple),
    listed_on=st.none() | days,
    reference=maybe,
    reason=maybe,
    field=maybe,
)


def _some(facts: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(facts, max_size=2).map(tuple)


@st.composite
def parties(draw: st.DrawFn) -> p.Party:
    """A party of an official or a private source, any fact present or not."""
    native = draw(st.integers(1, 99_999))
    source, stated_by, authority = draw(
        st.sampled_from(
            [
                ("ofac-sdn", "OFAC", "official"),
                ("un", "UN Security Council", "official"),
                ("my-list", "private list my-list", "private"),
                ("my-list", "our analysts", "analyst"),
            ]
        )
    )
    return p.Party(
        id=f"{source}:{native}",
        kind=draw(st.sampled_from(["person", "organization", "vessel", "aircraft", "wallet"])),
        provenance=Provenance(
            source=source,
            stated_by=stated_by,
            authority=authority,
            edition=EDITION,
            stated_on=draw(st.none() | days),
            record=draw(st.sampled_from([str(native), "", "other"])),
        ),
        names=draw(st.lists(names, min_size=1, max_size=3).map(tuple)),
        listings=draw(_some(listings)),
        identifiers=draw(_some(identifiers)),
        birth_dates=draw(_some(st.builds(p.BirthDate, span=spans(), raw=maybe, field=maybe))),
        birth_places=draw(
            _some(st.builds(p.Place, full=words, country=st.just("") | codes, field=maybe))
        ),
        countries=draw(
            _some(
                st.builds(
                    p.CountryFact,
                    role=st.sampled_from(["nationality", "jurisdiction", "flag"]),
                    code=st.just("") | codes,
                    raw=maybe,
                    field=maybe,
                )
            )
        ),
        addresses=draw(_some(st.builds(p.Address, full=words, city=maybe, field=maybe))),
        gender=draw(st.sampled_from(["", "male", "female"])),
        positions=draw(_some(words)),
        links=draw(
            _some(
                st.builds(
                    p.Link,
                    kind=st.sampled_from(["owned-by", "linked-to", "family"]),
                    name=words,
                    party=st.just("") | st.just("un:KPe.001"),
                    text=maybe,
                    field=maybe,
                )
            )
        ),
        details=draw(_some(st.builds(p.Detail, label=words, value=maybe, field=maybe))),
        remarks=draw(maybe),
    )
