"""Licences that reach an entity because a subject owns it to 50 % or more."""

import datetime
from collections.abc import Iterable

from licence_tables import small

from interdict.ownership.graph import Graph
from interdict.ownership.licence_calendar import in_force
from interdict.ownership.licence_candidates import LicenceCandidate
from interdict.ownership.licence_closure import Known, closure_candidates
from interdict.ownership.reach import reach
from interdict.ownership.share import parse
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable

IN_OCTOBER = datetime.date(2025, 10, 30)
VOLNA = Known(entity="v", names=("Volna Energo",), parties=("ofac-sdn:7002",))


SECOND = (
    'identifiers = ["inn:7707083893"], owned = true },',
    'identifiers = ["inn:7707083893"], owned = true }, { name = "Priboi", owned = true },',
)


def found(
    *stakes: str,
    known: Iterable[Known] = (VOLNA,),
    regime: str = "us",
    changes: tuple[tuple[str, str], ...] = (),
) -> dict[str, tuple[LicenceCandidate, ...]]:
    """``v a 60``: the subject ``v`` holds 60 % of ``a``."""
    rows = [row.split() for row in stakes]
    records = [Stake(owner=one, owned=two, share=parse(share)) for one, two, share in rows]
    graph = Graph(StakeTable.of(records), IN_OCTOBER)
    standing = in_force(small(*changes), IN_OCTOBER)
    return closure_candidates(standing, known, lambda ids: reach(ids, graph), (regime,))


def test_what_a_subject_owns_through_others_has_the_candidate_with_its_stakes() -> None:
    beside = found("v a 50", "a b 50", "b c 49")
    assert set(beside) == {"v", "a", "b"}
    (candidate,) = beside["b"]
    assert (candidate.id, candidate.reach, candidate.party) == ("GL 1", "closure", "b")
    assert candidate.shown_by == (
        "Volna Energo has 50 % of the shares of a",
        "a has 50 % of the shares of b",
    )
    assert candidate.conditions_unproven


def test_the_subject_itself_is_named() -> None:
    (candidate,) = found("v a 50")["v"]
    assert (candidate.reach, candidate.shown_by) == ("named", ())


def test_a_band_shows_it_only_perhaps() -> None:
    (candidate,) = found("v a 25-50")["a"]
    assert candidate.reach == "closure not certain"
    assert "closure not certain" in candidate.says


def test_subjects_of_one_licence_of_ofac_are_added_up() -> None:
    """OFAC's licences mean what is owned individually or in the aggregate."""
    both = (VOLNA, Known(entity="p", names=("Priboi",)))
    (candidate,) = found("v a 25", "p a 25", known=both, changes=(SECOND,))["a"]
    assert (candidate.reach, candidate.subject) == ("closure", "Volna Energo and Priboi")
    assert len(candidate.shown_by) == 2


def test_an_exact_name_is_enough_and_a_similar_one_is_not() -> None:
    assert found("v a 50", known=[Known(entity="v", names=("VOLNA ÉNERGO",))])
    assert not found("v a 50", known=[Known(entity="v", names=("Volna Energi",))])


def test_a_licence_of_another_regime_is_not_beside_this_one() -> None:
    assert found("v a 50", regime="uk") == {}
