"""The marked-up text is the text, and every statement is marked where it stands."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.articles.stories import story
from tests.articles.told import claim, figure, mention, told

from interdict.articles.article import Span
from interdict.articles.sentences import sentences
from interdict.report.article_text import LeftOut, Marked, Paragraph, blocks, pieces

TEXT = "Lukoil said that 600 workers left. Nobody spoke.\n\nRosneft is silent."
ARTICLE = story(TEXT)


@given(
    st.lists(st.tuples(st.integers(0, 34), st.integers(1, 20)), max_size=6),
)
def test_the_pieces_in_order_are_the_text(places: list[tuple[int, int]]) -> None:
    marked = [Marked(Span(at, at + size), "said", "c", "") for at, size in places]
    span = Span(0, 34)
    assert "".join(p.text for p in pieces(ARTICLE, span, marked)) == span.of(TEXT)


def test_a_number_in_a_claim_carries_both_marks() -> None:
    shown = blocks(
        told(
            ARTICLE,
            mentions=[mention(ARTICLE, "Lukoil", "t:lukoil")],
            claims=[claim(ARTICLE, "600 workers left", "Lukoil")],
            figures=[figure(ARTICLE, "600", 600, "workers")],
        )
    )
    assert isinstance(shown[0], Paragraph)
    marked = {p.text: [m.mark for m in p.marks] for p in shown[0].sentences[0].pieces}
    assert sorted(marked["600"]) == ["number", "said"]
    assert marked["Lukoil"] == ["mention"]


def test_lines_left_out_stand_where_they_stood() -> None:
    read = story("Rosneft sells.\n\nSHARE THIS\n\nLukoil buys.")
    lines = list(read.lines)
    lines[1] = msgspec.structs.replace(lines[1], dropped="share-bar")
    kept = msgspec.structs.replace(read, lines=tuple(lines), sentences=sentences(read.text, lines))
    kinds = [type(block) for block in blocks(told(kept))]
    assert kinds == [Paragraph, LeftOut, Paragraph]
