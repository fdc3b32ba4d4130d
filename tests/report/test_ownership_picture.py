"""The picture of a proof is whole, safe and readable, whatever the proof."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from interdict.ownership.proof import Proof
from interdict.report.ownership_circles import opened
from interdict.report.ownership_diagram import MOST, diagram
from interdict.report.ownership_layout import DESK, PHONE, Format, lay_out
from interdict.report.ownership_picture import picture
from interdict.report.ownership_routes import Net, Routed, route
from sample_proofs import chain, listed, owners, proof, refinery, step

SVG = "{http://www.w3.org/2000/svg}"
FORMATS = pytest.mark.parametrize("format_", [DESK, PHONE])


def routed(shown: Proof, format_: Format) -> Routed:
    drawn = opened(diagram(shown))
    return route(drawn, lay_out(drawn, format_))


def boxes(placed: Routed) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every box and every label."""
    cells = [each for _, each in placed.cells]
    found = [(each.x, each.y, each.width, each.height) for each in cells]
    found += [(la.x, la.y, la.width, la.height) for each in cells for la in each.labels]
    return [(x, y, x + width, y + height) for x, y, width, height in found]


def words(svg: str) -> list[str]:
    """Every line of text in the picture."""
    return [each.text or "" for each in etree.fromstring(svg).iter(f"{SVG}text")]


@st.composite
def proofs(draw: st.DrawFn) -> Proof:
    """Any graph without circles whose last entity is the one asked about."""
    count = draw(st.integers(2, 12))
    names = [
        f"{draw(st.sampled_from(('Aa', 'Общество', '회사', 'W' * 30)))} {n}" for n in range(count)
    ]
    steps = []
    for owned in range(1, count):
        holders = draw(st.sets(st.integers(0, owned - 1), min_size=1, max_size=5))
        for owner in sorted(holders):
            kind = draw(st.sampled_from(("shares", "votes", "board")))
            steps.append(step(names[owner], names[owned], "25-50", listed(), kind=kind))
    return proof(*steps)


@FORMATS
@given(shown=proofs())
@settings(max_examples=60, deadline=None)
def test_no_box_or_label_lies_on_another_and_all_lie_in_the_picture(
    shown: Proof, format_: Format
) -> None:
    placed = routed(shown, format_)
    assert all(
        a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        for a, b in combinations(boxes(placed), 2)
    )
    assert all(
        placed.left <= x and right <= placed.right and y >= 0 and bottom <= placed.height
        for x, y, right, bottom in boxes(placed)
    )


def segments(net: Net) -> list[tuple[float, float, float, float]]:
    """Straight pieces of a net, upper or left end first."""
    pairs = [pair for line in net.lines for pair in pairwise(line)]
    return [(*min(a, b), *max(a, b)) for a, b in pairs if a != b]


@FORMATS
@given(shown=proofs())
@settings(max_examples=60, deadline=None)
def test_no_line_runs_along_another_net_or_through_a_box(shown: Proof, format_: Format) -> None:
    placed = routed(shown, format_)
    for one, other in combinations(placed.nets, 2):
        for a in segments(one):
            for b in segments(other):
                for axis, along in ((0, 1), (1, 0)):
                    same = a[axis] == a[axis + 2] == b[axis] == b[axis + 2]
                    apart = a[along + 2] <= b[along] or b[along + 2] <= a[along]
                    assert not same or apart
    for net in placed.nets:
        for left, top, right, bottom in segments(net):
            for x, y, end, under in boxes(placed):
                assert right <= x or left >= end or bottom <= y or top >= under


@FORMATS
@given(shown=proofs())
@settings(max_examples=40, deadline=None)
def test_every_entity_and_every_step_is_in_the_picture(shown: Proof, format_: Format) -> None:
    placed = routed(shown, format_)
    entities = {name for each in shown.steps for name in (each.owner, each.owned)}
    assert len(placed.cells) == len(entities)
    assert sum(len(each.labels) for _, each in placed.cells) == len(shown.steps)
    assert {net.owned for net in placed.nets} == {arrow.owned for arrow in diagram(shown).arrows}


def test_the_picture_is_well_formed_and_the_same_each_time() -> None:
    made = picture(refinery()).svg
    etree.fromstring(made)
    assert made == picture(refinery()).svg


def test_the_picture_loads_and_runs_nothing() -> None:
    tree = etree.fromstring(picture(refinery()).svg)
    assert not {str(each.tag) for each in tree.iter()} & {
        f"{SVG}{t}" for t in ("script", "image", "use", "a")
    }
    assert not [name for each in tree.iter() for name in each.attrib if str(name).startswith("on")]
    assert "url(" not in picture(refinery()).svg and "@import" not in picture(refinery()).svg


HOSTILE = '</text></svg><script>alert("1")</script>&lt;\x00\x1b\u202e\ud800]]>'


def test_nothing_of_a_name_is_read_as_markup() -> None:
    evil = proof(
        step(HOSTILE, "Kran AG", "60", listed(HOSTILE, programmes=(HOSTILE,)), joint_group=HOSTILE)
    )
    made = picture(evil, mark='x"><b').svg
    tree = etree.fromstring(made)
    assert "<script" not in made and "<b" not in made
    assert "\u202e" not in made
    made.encode("utf-8")
    assert {str(each.tag).removeprefix(SVG) for each in tree.iter()} <= {
        "svg", "title", "desc", "style", "rect", "path", "circle", "text", "g",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Общество с ограниченной ответственностью «Балтийская судоходная компания»",
     "조선광업개발무역회사", "Gesellschaft" * 20, "a" * 2000, "شركة الملاحة", "株式会社" * 30],
)  # fmt: skip
def test_a_name_of_any_script_and_length_stays_in_its_box(name: str) -> None:
    drawn = routed(proof(step(name, "Kran AG", "60", listed())), PHONE)
    assert all(each.width == PHONE.box and each.height < 250 for _, each in drawn.cells)


def test_a_listed_box_is_marked_in_words_and_not_by_colour_alone() -> None:
    found = words(picture(refinery()).svg)
    assert "LISTED 2025-10-22" in found
    assert any(each.startswith("ASKED: BLOCKED BY") for each in found)


def test_a_listing_that_nobody_confirmed_is_marked_as_a_question() -> None:
    doubted = proof(step("Volna", "Kran AG", "60", listed(certain=False)), verdict="review")
    found = words(picture(doubted).svg)
    assert "LISTED? NOT CONFIRMED" in found
    assert "LISTED 2025-10-22" not in found


def test_an_owner_whom_nobody_names_is_marked_so() -> None:
    found = words(picture(proof(step("somebody", "Kran AG", "60"), verdict="unknown")).svg)
    assert "WHO? NOT STATED" in found


def test_a_label_tells_share_kind_days_and_arrangement() -> None:
    told = " ".join(words(picture(proof(
        step("Volna", "Kran AG", "25-50", listed(), kind="votes", joint_group="J1",
             until=listed().listed_on)
    )).svg))  # fmt: skip
    for each in ("above 25 to 50\N{NO-BREAK SPACE}%", "votes", "since 2019-01-01",
                 "until 2025-10-22", "joint: J1"):  # fmt: skip
        assert each in told


def test_whoever_cannot_see_the_picture_is_told_every_arrow() -> None:
    tree = etree.fromstring(picture(refinery()).svg)
    told = tree.findtext(f"{SVG}desc") or ""
    assert "Volna (listed 2025-10-22) to Volna Handel GmbH: 100\N{NO-BREAK SPACE}%, shares" in told
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "proof-title proof-desc"


def test_a_proof_of_sixty_steps_is_shown_whole() -> None:
    assert diagram(chain(MOST)).left_out == 0
    assert diagram(owners(MOST)).left_out == 0
    assert len(diagram(owners(MOST)).boxes) == MOST + 1


def test_the_middle_of_a_long_chain_is_left_out_and_counted() -> None:
    drawn = diagram(chain(999))
    assert drawn.left_out == 994
    assert "… 994 companies …" in {box.name for box in drawn.boxes}
    assert len(drawn.boxes) == 7
    assert "994 entities are left out of the picture" in picture(chain(999)).svg


def test_of_very_many_owners_the_rest_is_counted() -> None:
    drawn = diagram(owners(1000))
    assert drawn.left_out == 1000 - (MOST - 1)
    assert len(drawn.boxes) == MOST + 1
    assert any(re.fullmatch("… 941 more owners …", box.name) for box in drawn.boxes)


@FORMATS
def test_a_picture_is_as_wide_as_its_format_allows(format_: Format) -> None:
    room = format_.columns * format_.box + (format_.columns - 1) * format_.gap
    assert picture(owners(30), format_).width <= room + 40


def test_of_a_circle_one_arrow_starts_from_a_box_that_says_where_its_owner_stands() -> None:
    circle = proof(
        step("A", "B", "30"),
        step("B", "A", "30"),
        step("Volna", "A", "20", listed()),
        step("A", "Kran AG", "30"),
    )
    drawn = opened(diagram(circle))
    assert [box.name for box in drawn.boxes if box.look == "again"] == ["A"]
    assert len(drawn.arrows) == 4
    assert "SHOWN BELOW" in words(picture(circle, PHONE).svg)


def test_entities_that_hold_only_each_other_are_drawn_too() -> None:
    twins = proof(
        step("A", "B", "60"), step("B", "A", "60"), step("C", "D", "60"), step("D", "C", "60")
    )
    etree.fromstring(picture(twins).svg)


def test_a_proof_without_steps_is_one_box() -> None:
    lone = proof(step("Volna", "Kran AG", "60"), steps=())
    assert len(diagram(lone).boxes) == 1
    etree.fromstring(picture(lone).svg)
