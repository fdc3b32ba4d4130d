"""Editions written by hand, to be compiled where a test needs a snapshot; nobody in them exists."""

import datetime
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from interdict.dates import span
from interdict.lists.catalog import provenance, source_named
from interdict.party import (
    BirthDate,
    CountryFact,
    Edition,
    Finding,
    Identifier,
    Kind,
    Listing,
    Measure,
    Name,
    NameKind,
    Party,
)
from interdict.snapshot.compile import EditionContent, compile_snapshot
from interdict.snapshot.snapshot import Snapshot, open_snapshot

DAY = datetime.date(2026, 1, 8)
SPELLED = str | tuple[str, NameKind]


def party(
    party_id: str, kind: Kind, *spelled: SPELLED, listing: Listing | None = None, **facts: Any
) -> Party:
    """A party of a source, listed once; ``listing`` defaults to the source's, unstated."""
    source = source_named(party_id.partition(":")[0])
    listed = listing or on(source.id)
    names = [Name(full=s) if isinstance(s, str) else Name(full=s[0], kind=s[1]) for s in spelled]
    return Party(
        id=party_id,
        kind=kind,
        provenance=provenance(source, "e" * 64, DAY, party_id.partition(":")[2]),
        names=tuple(names),
        listings=(listed,),
        **facts,
    )


def on(source_id: str, *measures: Measure, programmes: tuple[str, ...] = ()) -> Listing:
    """A listing on a source's list."""
    source = source_named(source_id)
    stated = {"measures": measures} if measures else {}
    return Listing(
        authority=source.stated_by,
        regime=source.regime,
        list=source.list,
        programmes=programmes,
        **stated,  # type: ignore[arg-type]
    )


PASSPORT = Identifier(kind="passport", value="750011223", country="ru")
INN = Identifier(kind="inn", value="7707083893", country="ru", valid=True)
IMO = Identifier(kind="imo", value="9234563", valid=True)
WALLET = Identifier(
    kind="wallet",
    value="1boatslrhtknngkdxeeobr76b53lettpyt",
    raw="1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
)

SDN = (
    party(
        "ofac-sdn:1", "person", "PETRENKO, Boris Ivanovich", ("PETRENKO, Borys", "strong-alias"),
        listing=on("ofac-sdn", programmes=("RUSSIA-EO14024",)),
        birth_dates=(BirthDate(span=span(1952, 10, 7)),),
        countries=(CountryFact(role="nationality", code="ru"),),
        gender="male",
        identifiers=(PASSPORT,),
    ),
    party(
        "ofac-sdn:2", "organization", "VOLNA ENERGO", ("ООО Волна Энерго", "strong-alias"),
        identifiers=(INN,),
    ),
    party(
        "ofac-sdn:3", "organization", "HANBIT GENERAL TRADING CORPORATION",
        ("HANBIT CORP", "strong-alias"), ("HANBIT OLD WORKS", "former"),
        listing=on("ofac-sdn", Measure(kind="block", text="Block"), programmes=("DPRK2",)),
    ),
    party("ofac-sdn:4", "vessel", "GREY HERON", identifiers=(IMO,)),
    party(
        "ofac-sdn:5", "person", "AL-SAFADI, Yusuf Karim", ("ABU KARIM", "weak-alias"),
        birth_dates=(BirthDate(span=span(1969)),),
    ),
    party("ofac-sdn:6", "wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", identifiers=(WALLET,)),
    *(party(f"ofac-sdn:7{n}", "organization", f"ZARYA MARITIME {n}") for n in range(10, 40)),
)  # fmt: skip
NON_SDN = (
    party(
        "ofac-nonsdn:2", "organization", "VOLNA ENERGO",
        listing=on("ofac-nonsdn", Measure(kind="sectoral-debt", text="13662 Sectoral Directive 2")),
    ),
    party("ofac-nonsdn:8", "organization", "OSTROVNOY BANK"),
)  # fmt: skip
UN = (
    party(
        "un:KPe.901", "organization", "HANBIT GENERAL TRADING CORPORATION",
        listing=on("un", programmes=("DPRK",)),
    ),
    party(
        "un:QDi.902", "person", "YUSUF KARIM AL SAFADI", ("Abu Karim", "weak-alias"),
        listing=on("un", programmes=("Al-Qaida",)),
    ),
    party("un:LYi.903", "person", "SALIM TRIPOLITANI", listing=on("un", programmes=("Libya",))),
    party("un:KPv.904", "vessel", "NORTHERN PINE", listing=on("un", programmes=("DPRK",))),
)  # fmt: skip
PRIVATE = (
    party(
        "my-watchlist:1", "person", "QUARTERMAIN, Zebulon",
        listing=on("my-watchlist", Measure(kind="block", text="our own decision")),
    ),
)  # fmt: skip


def edition(source_id: str, parties: Sequence[Party], *findings: Finding) -> EditionContent:
    """One edition of a source with these parties."""
    identity = sha256(repr((source_id, parties)).encode()).hexdigest()
    return EditionContent(
        edition=Edition(
            source=source_id,
            regime="other" if source_id == "starter" else source_named(source_id).regime,
            id=identity,
            form="handwritten",
            files=((f"{source_id}.csv", identity, 1),),
            published=DAY,
            dated_by="stated",
            records=len(parties),
            parties=len(parties),
        ),
        parties=tuple(parties),
        findings=findings,
    )


def editions() -> list[EditionContent]:
    """All four lists; one of them with a finding."""
    odd = Finding(
        severity="warning", code="invalid-imo", message="IMO 1 is none", source="ofac-sdn"
    )
    return [
        edition("ofac-sdn", SDN, odd),
        edition("ofac-nonsdn", NON_SDN),
        edition("un", UN),
        edition("my-watchlist", PRIVATE),
    ]


def compiled(folder: Path, *contents: EditionContent) -> Snapshot:
    """A snapshot of these editions, written into a new folder."""
    folder.mkdir(parents=True)
    compile_snapshot(folder, contents)
    return open_snapshot(folder)
