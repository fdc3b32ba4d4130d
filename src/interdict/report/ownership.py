"""One entity's ownership verdicts in all regimes, as one self-contained HTML page.

``OwnershipReport`` is everything the page is made from. Whoever answers (``owners explain``, the
server) fills it; the page computes no verdict and adds none.
"""

import datetime
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Literal, get_args

import jinja2
import msgspec

from interdict.lists.catalog import SOURCES
from interdict.ownership.closure import Line
from interdict.ownership.licence_candidates import LicenceCandidate
from interdict.ownership.nearness import coverage, distance
from interdict.ownership.programmes import SecondaryRisk
from interdict.ownership.proof import Proof
from interdict.ownership.proof_words import headline, listings, sentences
from interdict.ownership.share import Share
from interdict.ownership.solution import OwnershipVerdict, Solution
from interdict.ownership.stake import Stake, StakeEdition
from interdict.ownership.verdict import VerdictWord
from interdict.party import Finding, Regime
from interdict.report.html import REGIMES, WORDS, environment
from interdict.report.outfile import OutputFile
from interdict.report.ownership_diagram import KINDS
from interdict.report.ownership_layout import DESK, PHONE
from interdict.report.ownership_picture import Picture, picture
from interdict.screening.result import Coverage

MOST_ON_PAGE = 1000
"""Statements shown in the table; of more, the rest is counted."""
MOST_SENTENCES = 40
"""Sentences of a proof that stand open; the others are folded."""
_TESTED: frozenset[VerdictWord] = frozenset({
    "blocked-by-ownership", "blocked-by-control", "unknown", "review", "no-match",
})  # fmt: skip
"""Words that the rule's line decided; not those of a listing, nor of a measure's own line."""
PHONE_ROOM = 340
"""Width in pixels that a phone shows without making it smaller."""


class RegimeAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What one regime's rule says about the entity. Percentages are 0 to 100, exact."""

    regime: Regime
    verdict: VerdictWord
    held: Share
    """By blocked owners, at least and at most (uk: by the largest holder or joint group); unnamed
    owners count as blocked at the most."""
    because: tuple[str, ...] = ()
    """One plain sentence per reason."""
    rule: str
    """Id of the rule that was applied."""
    authority: str
    """Where the rule stands, with its day."""
    asks: str = ""
    """What the rule asks for, in words."""
    caveat: str = ""
    line: Line | None = None
    """The share from which the rule blocks; None where its distance says nothing."""
    coverage: Fraction | None = None
    """Percent of the shares whose owner is stated; None where nobody knows."""
    proof: Proof | None = None
    """None where nothing is to be proved (``no-match``, or listed by name)."""
    licences: tuple[LicenceCandidate, ...] = ()
    """Beside a block, never instead of it."""
    secondary_risk: tuple[SecondaryRisk, ...] = ()
    """Beside the word, apart from it."""
    notes: tuple[str, ...] = ()
    """Sentences beside the word, such as what stays blocked after a sale."""

    @classmethod
    def of(cls, solution: Solution, entity: str, regime: Regime) -> "RegimeAnswer":
        """The answer as solved; licences and risks are for others to add (``replace``)."""
        found = solution.verdict(entity, regime)
        tested = found.coverage is not None and found.verdict in _TESTED
        return cls(
            regime=regime,
            verdict=found.verdict,
            held=_held(solution, found),
            because=found.because,
            rule=found.rule,
            authority=found.authority,
            asks=solution.regime(regime).rule.line,
            caveat=found.caveat,
            line=solution.regime(regime).must.owned.test.shares if tested else None,
            coverage=found.coverage,
            proof=solution.proof(entity, regime),
        )


def _held(solution: Solution, found: OwnershipVerdict) -> Share:
    """The share of a verdict, with its open ends: the weights that were compared know them."""
    low, high = found.share_low, found.share_high
    node = solution.graph.node(found.entity)
    if node is None or found.verdict not in _TESTED:
        return Share(low, high)
    solved, unit = solution.regime(found.regime), solution.graph.unit
    least = int(solved.must.controlled.held[node])
    most = int(solved.may.controlled.held[node])
    return Share(low, high, low_open=least > low * unit, high_open=most < high * unit)


Standing = Literal["listed", "listed? not confirmed", ""]
"""Whether somebody stands on a list, for certain or if a person confirms it."""


class StatedStake(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of the table, whether a proof uses it or not."""

    stake: Stake
    owner_name: str
    owned_name: str
    source: str
    """Who states it, in words."""
    owner_listed: Standing = ""
    """Is the owner on a list of any regime asked?"""


class LookThrough(msgspec.Struct, frozen=True, kw_only=True):
    """Integrated ownership of the entity by one listed party: shares multiplied along every
    path, cycles included. For display only; no rule asks for it."""

    owner: str
    """Id of the entity."""
    name: str
    percent_low: float
    percent_high: float
    """Equal to ``percent_low`` where every share on the way is exact."""


class OwnershipReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a report on one entity is made from."""

    entity: str
    """Id of the entity asked about."""
    name: str
    """Its name; empty where the stakes give only an id."""
    asked_on: datetime.date
    """The day whose stakes, listings and rules count."""
    generated_at: datetime.datetime
    """With a time zone."""
    answers: tuple[RegimeAnswer, ...]
    """One per regime asked, in the order shown."""
    stakes: Sequence[StatedStake]
    """What is stated about the entity and everything above it, in the order shown
    (``stated_above``)."""
    stakes_in_all: int | None = None
    """Needed where ``stakes`` leaves some out."""
    look_through: Sequence[LookThrough] = ()
    stake_sets: Sequence[StakeEdition] = ()
    """The files of stakes that were read."""
    lists: Sequence[Coverage] = ()
    """The lists that were searched; empty where the listings came from a file of one's own."""
    listed_file: str = ""
    """Name and SHA-256 of that file, in words."""
    findings: Sequence[Finding] = ()
    caution: tuple[str, ...] = ()
    """What must be said with the licences beside the verdicts (``BesideBasis.caution``)."""
    snapshot: str = ""
    policy: str = ""
    engine: str = ""


def stated_above(solution: Solution, entity: str) -> tuple[tuple[StatedStake, ...], int]:
    """What is in force on the day about an entity and everybody above it, the nearest first: as
    many statements as a page shows, and how many there are."""
    graph = solution.graph
    table, edges = graph.table, graph.edges
    standings = _standings(solution)
    node = graph.node(entity)
    wanted = [] if node is None else [node]
    seen = set(wanted)
    rows: list[int] = []
    for held in wanted:  # grows on the way
        for edge in edges.into(held).tolist():
            rows.append(int(edges.row[edge]))
            owner = int(edges.owner[edge])
            if owner not in seen:
                seen.add(owner)
                wanted.append(owner)
    told = (table.stated(row) for row in rows[:MOST_ON_PAGE])
    shown = tuple(
        StatedStake(
            stake=each.stake,
            owner_name=table.name(each.stake.owner),
            owned_name=table.name(each.stake.owned),
            source=each.source,
            owner_listed=standings.get(each.stake.owner, ""),
        )
        for each in told
    )
    return shown, len(rows)


def _standings(solution: Solution) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    for each in (each.listed for told in solution.flowing.values() for each in told):
        if each.certain:
            found[each.entity] = "listed"
        else:
            found.setdefault(each.entity, "listed? not confirmed")
    return found


class ShownProof(msgspec.Struct, frozen=True, kw_only=True):
    """One regime's proof on the page."""

    regime: Regime
    sentences: tuple[str, ...]
    same_as: Regime | None = None
    """The regime above that the same stakes prove it for; then they are not shown again."""
    desk: Picture | None = None
    phone: Picture | None = None
    """The same picture as ``desk`` where that is narrow enough."""


def render(report: OwnershipReport) -> str:
    """The report as an HTML document that loads nothing and runs nothing."""
    words = {answer.verdict for answer in report.answers} | {"no-match", "unknown"}
    return _PAGES.get_template("ownership.html.j2").render(
        report=report,
        name=report.name or report.entity,
        proofs=shown_proofs(report.answers),
        stakes_in_all=max(report.stakes_in_all or 0, len(report.stakes)),
        regime_names=REGIMES,
        list_names={source.id: source.list for source in SOURCES},
        words={word: WORDS[word] for word in get_args(VerdictWord) if word in words},
        kinds=KINDS,
        most=MOST_ON_PAGE,
        most_sentences=MOST_SENTENCES,
    )


def write_report(path: Path, report: OwnershipReport) -> None:
    """Write the report; the file gets its name when it is complete. A lone surrogate, which no
    file can carry, becomes a question mark."""
    output = OutputFile(path)
    try:
        output.path.write_bytes(render(report).encode("utf-8", "replace"))
        output.keep()
    except OSError:
        output.drop()
        raise


def shown_proofs(answers: Sequence[RegimeAnswer]) -> tuple[ShownProof, ...]:
    """Every proof in the order of the answers; what the same stakes prove again is said shorter."""
    first: dict[object, Regime] = {}
    shown = []
    for answer in answers:
        proof = answer.proof
        if proof is not None and proof.steps:
            steps = tuple((step.stake, step.counted) for step in proof.steps)
            before = first.setdefault((proof.verdict, proof.assumption, steps), answer.regime)
            shown.append(_shown(proof) if before == answer.regime else _again(proof, before))
    return tuple(shown)


def _shown(proof: Proof) -> ShownProof:
    desk = picture(proof, DESK, f"desk-{proof.regime}")
    fits = desk.width <= PHONE_ROOM
    return ShownProof(
        regime=proof.regime,
        sentences=sentences(proof),
        desk=desk,
        phone=desk if fits else picture(proof, PHONE, f"phone-{proof.regime}"),
    )


def _again(proof: Proof, before: Regime) -> ShownProof:
    said = (headline(proof), *listings(proof))
    return ShownProof(regime=proof.regime, sentences=said, same_as=before)


def _distance(answer: RegimeAnswer) -> str:
    """How close the entity stands to the line; empty where that says nothing."""
    if answer.line is None or answer.verdict not in _TESTED:
        return ""
    return distance(answer.held, answer.line)


def _environment() -> jinja2.Environment:
    pages = environment()
    pages.filters["distance"] = _distance
    pages.filters["stated_for"] = coverage
    pages.filters["unbroken"] = lambda text: text.replace(" %", "\N{NO-BREAK SPACE}%")
    return pages


_PAGES = _environment()
