"""Where the boxes of a picture of a proof stand: in rows, owners above what they hold.

Every entity stands in the row next above the nearest thing it holds. A row has only so many
columns; owners that do not fit stand in rows above it. What an owner holds is written on labels
right below its box, so that a label can never lie on another box; the lines begin below them
(``ownership_routes``). All sizes are in pixels.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from interdict.report.ownership_diagram import Arrow, Box, Diagram
from interdict.report.picture_text import wrap

TAG, NAME, NOTE, SHARE = 11, 14, 11.5, 13
"""Font sizes."""
LEADING = {TAG: 15, NAME: 18, NOTE: 15, SHARE: 17}
PADDING = 9
GAP = 7
"""Between a box and its labels, and between two labels."""
LANE = 10
"""Between two lines that run side by side."""
NAME_LINES = 5
NOTE_LINES = 5
LABEL_LINES = 4


class Format(msgspec.Struct, frozen=True):
    """How wide a picture may become."""

    columns: int
    box: int
    """Width of a box."""
    gap: int
    """Least space between two boxes of a row."""


DESK = Format(4, 212, 36)
PHONE = Format(2, 150, 24)


class Line(msgspec.Struct, frozen=True):
    """One line of text."""

    text: str
    size: float
    role: str
    """``tag``, ``name``, ``note`` or ``share``."""


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What an owner holds, below its box; ``x`` and ``y`` are the upper left corner."""

    arrow: int
    """Position in ``Diagram.arrows``."""
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    exit: float
    """x at which the arrow goes down."""
    start: tuple[float, float]
    """Where the arrow leaves the label."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A box with its labels; ``x`` and ``y`` are the upper left corner of the box."""

    x: float
    y: float
    width: float
    """Of the box."""
    height: float
    """Of the box."""
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    left: float
    """Extent of the cell, with the lines that leave its labels at their sides."""
    right: float
    bottom: float

    @property
    def centre(self) -> float:
        return self.x + self.width / 2

    def moved(self, x: float, y: float) -> "Cell":
        """The same cell elsewhere."""
        labels = tuple(
            msgspec.structs.replace(
                each,
                x=each.x + x,
                y=each.y + y,
                exit=each.exit + x,
                start=(each.start[0] + x, each.start[1] + y),
            )
            for each in self.labels
        )
        return msgspec.structs.replace(
            self,
            x=self.x + x,
            y=self.y + y,
            labels=labels,
            left=self.left + x,
            right=self.right + x,
            bottom=self.bottom + y,
        )


def rows(diagram: Diagram, columns: int) -> list[list[int]]:
    """Positions of the boxes, row by row from the top; raises ``ValueError`` for a circle."""
    levels = _levels(diagram)
    depth = max(levels, default=0)
    place: dict[int, float] = {}
    found: list[list[int]] = []
    for level in range(depth + 1):
        members = [box for box, at in enumerate(levels) if at == level]
        members.sort(key=lambda box: _middle(diagram, box, place))
        place.update({box: (number + 0.5) / len(members) for number, box in enumerate(members)})
        count = -(-len(members) // columns)
        size, more = divmod(len(members), count)
        cuts = [size + (number < more) for number in range(count)]
        chunks = [members[sum(cuts[:n]) : sum(cuts[: n + 1])] for n in range(count)]
        found.extend(reversed(chunks))
    return found[::-1]


def _levels(diagram: Diagram) -> list[int]:
    """How many links each box is away from what holds nothing further; the longest way."""
    holders: dict[int, list[int]] = {}
    left = [0] * len(diagram.boxes)
    for arrow in diagram.arrows:
        holders.setdefault(arrow.owned, []).append(arrow.owner)
        left[arrow.owner] += 1
    levels = [0] * len(left)
    ready = [box for box, open_arrows in enumerate(left) if not open_arrows]
    for box in ready:
        for owner in holders.get(box, ()):
            levels[owner] = max(levels[owner], levels[box] + 1)
            left[owner] -= 1
            if not left[owner]:
                ready.append(owner)
    if len(ready) < len(left):
        raise ValueError("the arrows run in a circle: open it first (ownership_circles)")
    return levels


def _middle(diagram: Diagram, box: int, place: dict[int, float]) -> float:
    """The mean place of what a box holds, as far as it stands already."""
    below = [place[arrow.owned] for arrow in diagram.arrows if arrow.owner == box]
    return sum(below) / len(below) if below else 0.5


def lay_out(diagram: Diagram, format_: Format) -> tuple[tuple[tuple[int, Cell], ...], ...]:
    """Every row from the top: (position of the box, its cell at y 0), from left to right."""
    room = format_.columns * format_.box + (format_.columns - 1) * format_.gap
    centres: dict[int, float] = {}
    placed = []
    for row in reversed(rows(diagram, format_.columns)):
        cells = [_cell(diagram, box, centres, format_) for box in row]
        wanted = [_wanted(diagram, box, centres, room / 2) for box in row]
        found = place_row(cells, wanted, format_.gap, room)
        moved = [each.moved(x, 0) for each, x in zip(cells, found, strict=True)]
        centres.update({box: each.centre for box, each in zip(row, moved, strict=True)})
        placed.append(tuple(zip(row, moved, strict=True)))
    return tuple(reversed(placed))


def _wanted(diagram: Diagram, box: int, centres: Mapping[int, float], middle: float) -> float:
    below = [centres[arrow.owned] for arrow in diagram.arrows if arrow.owner == box]
    return sum(below) / len(below) if below else middle


def _cell(diagram: Diagram, box: int, centres: Mapping[int, float], format_: Format) -> Cell:
    """A box and its labels, the upper left corner of the box at 0, 0; the labels in the order in
    which what they lead to stands."""
    lines = _box_lines(diagram.boxes[box], format_.box - 2 * PADDING)
    height = _height(lines) + 2 * PADDING
    held = [n for n, arrow in enumerate(diagram.arrows) if arrow.owner == box]
    held.sort(key=lambda n: centres[diagram.arrows[n].owned])
    pairs = [held[n : n + 2] for n in range(0, len(held), 2)]
    labels: list[Label] = []
    top = height + GAP
    for number, pair in enumerate(pairs):
        ways_below = len(pairs) - 1 - number
        made = [
            _label(diagram, arrow, (side, len(pair), ways_below), format_)
            for side, arrow in enumerate(pair)
        ]
        labels += [
            msgspec.structs.replace(each, y=top, start=(each.start[0], each.start[1] + top))
            for each in made
        ]
        top += max(each.height for each in made) + GAP
    out = LANE * max(0, len(pairs) - 1)
    return Cell(
        x=0,
        y=0,
        width=format_.box,
        height=height,
        lines=lines,
        labels=tuple(labels),
        left=-out,
        right=format_.box + out,
        bottom=top - GAP,
    )


def _label(diagram: Diagram, arrow: int, where: tuple[int, int, int], format_: Format) -> Label:
    """A label at the top; ``where`` is its side, how many stand beside each other, and in how
    many rows labels stand below it: past those its line runs at the side of the box."""
    side, beside, ways_below = where
    wide = (format_.box - GAP * (beside - 1)) / beside
    left = side * (wide + GAP)
    lines = _label_lines(diagram.arrows[arrow], wide - GAP)
    height = _height(lines) + PADDING
    if not ways_below:
        middle = left + wide / 2
        leaves, start = middle, (middle, height)
    elif side:
        leaves, start = format_.box + LANE * ways_below, (left + wide, height / 2)
    else:
        leaves, start = -LANE * ways_below, (left, height / 2)
    return Label(
        arrow=arrow,
        x=left,
        y=0,
        width=wide,
        height=height,
        lines=lines,
        exit=leaves,
        start=start,
    )


def _box_lines(box: Box, room: float) -> tuple[Line, ...]:
    tag = [Line(each, TAG, "tag") for each in wrap(box.tag.upper(), TAG, room, 2) if each]
    name = [Line(each, NAME, "name") for each in wrap(box.name, NAME, room, NAME_LINES)]
    notes = [
        Line(each, NOTE, "note")
        for note in box.notes
        for each in wrap(note, NOTE, room, NOTE_LINES)
    ]
    return (*tag, *name, *notes)


def _label_lines(arrow: Arrow, room: float) -> tuple[Line, ...]:
    share = [Line(each, SHARE, "share") for each in wrap(arrow.share, SHARE, room, LABEL_LINES)]
    notes = [
        Line(each, NOTE, "note")
        for note in arrow.notes
        for each in wrap(note, NOTE, room, LABEL_LINES)
    ]
    return (*share, *notes)


def _height(lines: Sequence[Line]) -> float:
    return sum(LEADING[line.size] for line in lines)


def place_row(cells: Sequence[Cell], wanted: Sequence[float], gap: int, room: float) -> list[float]:
    """x of each box's left edge: its centre as near as can be to the place wanted, in order,
    nothing overlapping, all between 0 and ``room`` where they fit.

    Pools of neighbours that want to overlap move together (isotonic regression).
    """
    starts = [0.0]
    for one, other in pairwise(cells):
        starts.append(starts[-1] + one.right + gap - other.left)
    pools: list[tuple[float, int]] = []
    for each, start, want in zip(cells, starts, wanted, strict=True):
        mean, size = want - each.width / 2 - start, 1
        while pools and pools[-1][0] > mean:
            before, members = pools.pop()
            mean = (before * members + mean * size) / (members + size)
            size += members
        pools.append((mean, size))
    shifts = [mean for mean, size in pools for _ in range(size)]
    least = -cells[0].left
    most = max(least, room - (starts[-1] + cells[-1].right))
    return [
        start + min(max(shift, least), most) for start, shift in zip(starts, shifts, strict=True)
    ]
