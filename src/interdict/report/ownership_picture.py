"""A proof as a picture: an SVG that loads nothing and runs nothing.

Owners stand above what they hold, the entity asked about at the bottom. What marks a box in
colour marks it in words too, and the whole proof stands in the description that a screen reader
reads. The same proof gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from html import escape

import msgspec

from interdict.ownership.proof import Proof
from interdict.ownership.proof_words import headline
from interdict.report.ownership_circles import opened
from interdict.report.ownership_diagram import Box, Diagram, Look, diagram
from interdict.report.ownership_layout import (
    DESK,
    LEADING,
    PADDING,
    Cell,
    Format,
    Label,
    Line,
    lay_out,
)
from interdict.report.ownership_routes import Net, Routed, route
from interdict.report.picture_text import printable

MARGIN = 10
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'

_LIGHT = {
    "paper": "fill:#fff",
    "line": "stroke:#55606e",
    "solid": "fill:#55606e",
    "box": "fill:#f4f5f7;stroke:#55606e",
    "listed": "fill:#fbeaea;stroke:#9b1c1c",
    "asked": "fill:#e8f0f9;stroke:#1f4f82",
    "doubted": "fill:#fdf2dc;stroke:#7a4a00",
    "label": "fill:#fff;stroke:#b9c1cb",
    "ink": "fill:#1b2430",
    "soft": "fill:#4a5462",
}
_DARK = {
    "paper": "fill:#1a2029",
    "line": "stroke:#a3adba",
    "solid": "fill:#a3adba",
    "box": "fill:#2a323d;stroke:#a3adba",
    "listed": "fill:#47201f;stroke:#ffb4ab",
    "asked": "fill:#1f344b;stroke:#a9cdf3",
    "doubted": "fill:#40301a;stroke:#f5ca83",
    "label": "fill:#1a2029;stroke:#4a5462",
    "ink": "fill:#e6eaf0",
    "soft": "fill:#c0c8d2",
}
"""The colours of the report's pages (``templates/report.css``), light and dark."""

_CLASSES: dict[Look, str] = {
    "listed": "op-listed",
    "doubted": "op-doubted op-dashed",
    "unnamed": "op-doubted op-dashed",
    "between": "op-box",
    "asked": "op-asked",
    "again": "op-box op-dashed",
    "left-out": "op-box op-dashed",
}


def _rules(colours: dict[str, str]) -> str:
    return "".join(f".op-{name}{{{look}}}" for name, look in colours.items())


STYLE = (
    f".op{{font-family:{FONT}}}.op text{{text-anchor:middle;unicode-bidi:isolate}}"
    ".op-line{fill:none;stroke-width:1.5;stroke-linejoin:round}"
    ".op-name,.op-share{font-weight:600}.op-tag{font-weight:700;letter-spacing:.03em}"
    ".op-listed{stroke-width:2.5}.op-asked,.op-doubted{stroke-width:2}"
    ".op-dashed{stroke-dasharray:5 4}"
    f"{_rules(_LIGHT)}@media screen and (prefers-color-scheme:dark){{{_rules(_DARK)}}}"
)


class Picture(msgspec.Struct, frozen=True):
    """An SVG element and its natural size in pixels."""

    svg: str
    width: float
    height: float


def picture(proof: Proof, format_: Format = DESK, mark: str = "proof") -> Picture:
    """The proof as a picture; ``mark`` begins the ids in it, which must be unique on a page.

    All text is escaped.
    """
    drawn = opened(diagram(proof))
    routed = route(drawn, lay_out(drawn, format_))
    left = routed.left - MARGIN
    width = routed.right - routed.left + 2 * MARGIN
    height = routed.height + 2 * MARGIN
    view = " ".join(map(_number, (left, -MARGIN, width, height)))
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="op" role="img" viewBox="{view}" '
        f'width="{_number(width)}" height="{_number(height)}" '
        f'aria-labelledby="{_text(mark)}-title {_text(mark)}-desc">',
        f'<title id="{_text(mark)}-title">{_text(_title(proof))}</title>',
        f'<desc id="{_text(mark)}-desc">{_text(description(proof, drawn))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="op-paper" x="{_number(left)}" y="{-MARGIN}" width="{_number(width)}" '
        f'height="{_number(height)}"/>',
        *(part for net in routed.nets for part in _net(net)),
        *_cells(drawn, routed),
        "</svg>",
    )
    return Picture("\n".join(parts) + "\n", width, height)


def _title(proof: Proof) -> str:
    return f"Why {proof.name or proof.entity} is {proof.verdict} ({proof.regime})"


def description(proof: Proof, drawn: Diagram) -> str:
    """The picture in words: the verdict, then every arrow."""
    said = [headline(proof)]
    for arrow in drawn.arrows:
        owner, owned = drawn.boxes[arrow.owner], drawn.boxes[arrow.owned]
        tag = f" ({owner.tag})" if owner.tag else ""
        what = ", ".join((arrow.share, *arrow.notes))
        said.append(f"{owner.name}{tag} to {owned.name}: {what}.")
    if drawn.left_out:
        said.append(f"{drawn.left_out:,} entities are left out of the picture.")
    return " ".join(said)


def _net(net: Net) -> Iterator[str]:
    path = "".join(
        "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in line)
        for line in net.lines
        if len(line) > 1
    )
    yield f'<path class="op-line" d="{path}"/>'
    for x, y in net.joints:
        yield f'<circle class="op-solid" cx="{_number(x)}" cy="{_number(y)}" r="2.5"/>'
    x, y = net.head
    head = f"M{_number(x)} {_number(y)}l-5 -9h10z"
    yield f'<path class="op-solid" d="{head}"/>'


def _cells(drawn: Diagram, routed: Routed) -> Iterator[str]:
    for box, each in routed.cells:
        yield from _box(drawn.boxes[box], each)
        for label in each.labels:
            yield from _label(each, label)


def _box(box: Box, each: Cell) -> Iterator[str]:
    yield f"<g><title>{_text(': '.join(filter(None, (box.tag, box.name))))}</title>"
    yield _rect(_CLASSES[box.look], (each.x, each.y, each.width, each.height))
    yield from _lines(each.lines, each.centre, each.y + PADDING)
    yield "</g>"


def _label(each: Cell, label: Label) -> Iterator[str]:
    under = each.y + each.height
    if label.y - under < label.height:
        middle = label.x + label.width / 2
        yield (
            f'<path class="op-line" d="M{_number(middle)} {_number(under)}V{_number(label.y)}"/>'
        )
    yield _rect("op-label", (label.x, label.y, label.width, label.height))
    yield from _lines(label.lines, label.x + label.width / 2, label.y + PADDING / 2)


def _rect(look: str, place: tuple[float, float, float, float]) -> str:
    x, y, width, height = map(_number, place)
    return f'<rect class="{look}" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>'


def _lines(lines: Iterable[Line], middle: float, top: float) -> Iterator[str]:
    y = top
    for line in lines:
        ink = "op-soft" if line.role == "note" else "op-ink"
        baseline = y + LEADING[line.size] * 0.76
        yield (
            f'<text class="{ink} op-{line.role}" x="{_number(middle)}" y="{_number(baseline)}" '
            f'font-size="{_number(line.size)}">{_text(line.text)}</text>'
        )
        y += LEADING[line.size]


def _text(text: str) -> str:
    return escape(printable(text))


def _number(value: float) -> str:
    """To a tenth of a pixel, without a useless end."""
    return f"{value:.1f}".removesuffix(".0").replace("-0", "-0" if value <= -0.05 else "0")
