"""A proof in words says what the statements say, and ends at the verdict."""

import re
from typing import Any

from interdict.ownership.proof import Step
from interdict.ownership.proof_words import depth, holdings, listings, sentences
from sample_proofs import chain, highest, listed, proof, refinery, step


def said(*steps: Step, **changes: Any) -> str:
    return " ".join(sentences(proof(*steps, **changes)))


def test_the_verdict_comes_first_with_its_rule_and_authority() -> None:
    assert sentences(refinery())[0] == (
        "Under the US rule (50 % or more, all blocked owners added up; OFAC guidance of 13 August "
        "2014; rule us-50-percent-2014), Raffinerie Nord GmbH is blocked by ownership."
    )


def test_every_listing_is_named_with_programme_measure_and_day() -> None:
    assert listings(refinery()) == (
        "Volna is, as VOLNA ENERGO, listed under US law on 2025-10-22: programme RUSSIA-EO14024, "
        "measure block (Block), record ofac-sdn:90001.",
    )


def test_every_step_is_told_with_its_source_its_day_and_its_place() -> None:
    told = sentences(refinery())
    for each in refinery().steps:
        expected = (
            f"Companies House states that {each.owner_name} holds {each.stake.share} of the shares "
            f"of {each.owned_name}, since 2019-01-01 (statement psc-7, line 4)."
        )
        assert expected in told


def test_shares_are_added_up_before_anything_follows_from_them() -> None:
    assert (
        "Counted for Raffinerie Nord GmbH: 54.17 % of the shares, added up. The line is: 50 % or "
        "more, all blocked owners added up. Raffinerie Nord GmbH is blocked by ownership."
    ) in sentences(refinery())


def test_what_holds_is_proved_before_what_it_holds() -> None:
    order = list(holdings(refinery()))
    assert order == ["volna handel gmbh", "volna chemie gmbh", "raffinerie nord gmbh"]


def test_one_open_band_is_told_at_both_ends() -> None:
    told = said(
        highest(step("Volna", "Lager SRL", "25-50", listed())),
        verdict="unknown",
        assumption="highest",
    )
    assert (
        "If Volna holds 50 % of Lager SRL, the rule reaches Lager SRL; if it holds just above "
        "25 %, it does not reach it."
    ) in told
    assert "is blocked" not in told


def test_several_open_bands_are_told_one_by_one() -> None:
    told = said(
        highest(step("Volna", "Lager SRL", "20-30", listed())),
        highest(step("Priboi", "Lager SRL", "10-20", listed("PRIBOI"))),
        verdict="unknown",
        assumption="highest",
    )
    assert "Volna holds 30 % of Lager SRL at the most, and just above 20 % at the least." in told
    assert "at its highest, the rule reaches Lager SRL" in told


def test_a_share_of_unknown_size_is_not_given_a_size() -> None:
    told = said(
        highest(step("Volna", "Lager SRL", "", listed())), verdict="unknown", assumption="highest"
    )
    assert "holds shares of Lager SRL, and not how many" in told


def test_an_unnamed_owner_is_only_perhaps_a_listed_party() -> None:
    told = said(
        step("Volna", "Lager SRL", "40", listed()),
        step("somebody", "Lager SRL", "10"),
        verdict="unknown",
        assumption="highest",
    )
    assert "Who somebody is, is not stated: it may be a listed party" in told
    assert "If somebody is a listed party, the rule reaches Lager SRL; if it is not" in told


def test_different_measures_that_reach_the_line_only_together_are_left_to_the_regulator() -> None:
    directive = listed("PRIBOI", measure="sectoral-debt", text="Directive 1")
    told = said(
        step("Volna", "Lager SRL", "25", listed()),
        step("Priboi", "Lager SRL", "25", directive),
        verdict="unknown",
        assumption="highest",
    )
    assert "If what owners under different measures hold is added up" in told


def test_a_link_that_could_not_be_read_leaves_the_verdict_to_itself() -> None:
    told = said(
        step("Volna", "Kran AG", "", listed(), kind="board", uncertain=True),
        verdict="unknown",
        assumption="highest",
    )
    assert "If the link from Volna to Kran AG holds, the rule reaches Kran AG; if it" in told


def test_a_measure_of_which_nobody_says_whether_it_flows_down_is_the_question() -> None:
    told = said(
        step("Volna", "Kran AG", "60", listed(measure="sectoral-debt")),
        verdict="unknown",
        assumption="highest",
    )
    assert "If the measure against Volna reaches what it holds, the rule reaches Kran AG" in told


def test_an_unnamed_party_to_a_joint_arrangement_of_nobody_known_stays_unnamed() -> None:
    told = said(step("somebody", "Kran AG", "60", joint_group="J1"), verdict="unknown")
    assert "Who somebody is, is not stated" in told


def test_a_narrower_measure_is_named_and_not_told_as_a_block() -> None:
    directive = listed("PRIBOI", measure="sectoral-debt", text="Directive 1")
    told = said(step("Priboi", "Lager SRL", "50", directive), verdict="restricted")
    assert (
        "What reaches Lager SRL is the measure against its owners (Directive 1), as it stands, "
        "and not a block."
    ) in told


def test_a_likeness_is_never_told_as_a_listing() -> None:
    told = said(
        step("Volna", "Lager SRL", "60", listed(certain=False, says="a name alike")),
        verdict="review",
    )
    assert "Volna may be VOLNA ENERGO (a name alike)" in told
    assert "a person has to confirm it" in told
    assert "Volna is" not in told


def test_control_is_told_with_who_established_it_and_that_it_can_be_rebutted() -> None:
    told = said(step("Volna", "Kran AG", "", listed(), kind="board"), verdict="blocked-by-control")
    assert "may appoint or remove a majority of the board of Kran AG" in told
    assert "established here by Companies House alone, and can be rebutted" in told


def test_a_joint_arrangement_is_named_and_counted_as_a_whole() -> None:
    joint = step("Volna", "Kran AG", "30", listed(), joint_group="J1")
    other = step("Priboi", "Kran AG", "25", joint_group="J1")
    told = said(joint, other)
    assert "under the joint arrangement J1" in told
    assert "Priboi counts as a party to the joint arrangement J1." in told
    assert "Who Priboi is" not in told


def test_statements_over_the_whole_are_called_what_they_are() -> None:
    told = said(step("Volna", "Kran AG", "70", listed()), step("Priboi", "Kran AG", "60", listed()))
    assert "The statements add up to 130 % of the shares of Kran AG" in told


def test_the_last_day_is_told_as_included() -> None:
    told = said(step("Volna", "Kran AG", "60", listed(), until=listed().listed_on))
    assert "until 2025-10-22, that day included" in told


def test_a_long_chain_is_told_with_its_depth() -> None:
    assert depth(chain(1000)) == 1000
    assert "has 1000 links" in sentences(chain(1000))[-1]


def test_no_sentence_gives_advice_or_certainty_beyond_the_statements() -> None:
    for each in (refinery(), chain(3)):
        told = " ".join(sentences(each))
        assert not re.search(r"\b(must|should|advi[cs]e|certainly|illegal)\b", told)
