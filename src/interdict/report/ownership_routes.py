"""How the lines of a picture of a proof run: around every box, and no two over each other.

All lines into one entity are one net: they meet on the way, because what they stand for is
added up. Between two rows is a channel in which every net that runs there has a height of its
own; a net that has to pass a row goes down where no box and no other net is.
"""

from collections.abc import Iterator, Sequence
from itertools import count

import msgspec

from interdict.report.ownership_diagram import Diagram
from interdict.report.ownership_layout import LANE, Cell, Label

Point = tuple[float, float]

ABOVE = 14
"""From a row to the first net of the channel below it."""
BELOW = 20
"""From the last net of a channel to the row below it: room for the arrow's head."""
CLEAR = 6
"""Least distance between lines of different nets that run the same way."""


class Net(msgspec.Struct, frozen=True, kw_only=True):
    """The lines into one entity."""

    owned: int
    lines: tuple[tuple[Point, ...], ...]
    joints: tuple[Point, ...]
    """Where lines of the net meet."""
    head: Point
    """Where the arrow ends."""


class Routed(msgspec.Struct, frozen=True, kw_only=True):
    """Everything with its place."""

    cells: tuple[tuple[int, Cell], ...]
    """(position of the box, its cell)"""
    nets: tuple[Net, ...]
    left: float
    right: float
    height: float


def route(diagram: Diagram, rows: Sequence[Sequence[tuple[int, Cell]]]) -> Routed:
    """Give every row its height and every arrow its line; ``rows`` as of ``lay_out``."""
    return _Router(diagram, rows).routed()


class _Router:
    def __init__(self, diagram: Diagram, rows: Sequence[Sequence[tuple[int, Cell]]]) -> None:
        self.diagram = diagram
        self.rows = rows
        self.row_of = {box: row for row, cells in enumerate(rows) for box, _ in cells}
        self.cells = {box: each for cells in rows for box, each in cells}
        self.sources: dict[int, list[tuple[int, Label]]] = {}
        self.uprights: list[list[tuple[float, int]]] = [[] for _ in rows]
        for row, cells in enumerate(rows):
            for _, each in cells:
                for label in each.labels:
                    owned = diagram.arrows[label.arrow].owned
                    self.sources.setdefault(owned, []).append((row, label))
                    self.uprights[row].append((label.exit, owned))
        self.passing: list[list[float]] = [[] for _ in rows]
        self.entries = {owned: self._entry(owned) for owned in self.sources}
        self.trunks = {owned: self._trunk(owned) for owned in self.sources}
        self.tracks = [self._tracks(row) for row in range(len(rows))]

    def _entry(self, owned: int) -> float:
        """x at which the net comes down on its box: right below a single owner where it can be,
        else at the middle or next to it."""
        above = self.row_of[owned] - 1
        each = self.cells[owned]
        exits = [label.exit for row, label in self.sources[owned] if row == above]
        reach = each.width / 2 - 2 * LANE
        straight = [
            x for x in exits if len(self.sources[owned]) == 1 and abs(x - each.centre) <= reach
        ]
        steps = range(int(reach // LANE) + 1)
        aside = [each.centre + side * LANE * n for n in steps for side in (1, -1)]
        found = next(
            (x for x in (*straight, *aside) if self._is_clear(x, owned, (above, above + 1))),
            each.centre,
        )
        self.uprights[above].append((found, owned))
        return found

    def _trunk(self, owned: int) -> float | None:
        """x at which the net passes the rows between; None where it passes none."""
        first = min(row for row, _ in self.sources[owned])
        last = self.row_of[owned]
        if first == last - 1:
            return None
        passed = range(first + 1, last)
        x = next(
            x
            for x in _around(self.cells[owned].centre)
            if self._is_clear(x, owned, (first, last)) and all(self._is_free(x, r) for r in passed)
        )
        for row in range(first, last):
            self.uprights[row].append((x, owned))
        for row in passed:
            self.passing[row].append(x)
        return x

    def _is_clear(self, x: float, owned: int, channels: tuple[int, int]) -> bool:
        """Does no other net go up or down there, in the channels from one to before another?"""
        return all(
            net == owned or abs(x - other) >= CLEAR
            for channel in range(*channels)
            for other, net in self.uprights[channel]
        )

    def _is_free(self, x: float, row: int) -> bool:
        """Is there neither a box nor a line in the row?"""
        return all(
            x <= each.left - LANE or x >= each.right + LANE for _, each in self.rows[row]
        ) and all(abs(x - other) >= LANE for other in self.passing[row])

    def _tracks(self, row: int) -> dict[int, int]:
        """Net -> its height in the channel below a row, counted from above."""
        here = {
            owned
            for owned, sources in self.sources.items()
            if self.row_of[owned] == row + 1 or any(at == row for at, _ in sources)
        }
        return {net: n for n, net in enumerate(sorted(here, key=lambda o: (self.entries[o], o)))}

    def routed(self) -> Routed:
        tops, bottoms, y = [], [], 0.0
        for cells, tracks in zip(self.rows, self.tracks, strict=True):
            tops.append(y)
            y += max(each.bottom for _, each in cells)
            bottoms.append(y)
            y += ABOVE + LANE * max(0, len(tracks) - 1) + BELOW if tracks else 0
        moved = tuple(
            (box, each.moved(0, tops[row]))
            for row, cells in enumerate(self.rows)
            for box, each in cells
        )
        self.cells = dict(moved)
        heights = [
            {net: bottoms[row] + ABOVE + LANE * n for net, n in tracks.items()}
            for row, tracks in enumerate(self.tracks)
        ]
        trunks = [x for x in self.trunks.values() if x is not None]
        return Routed(
            cells=moved,
            nets=tuple(self._net(owned, heights) for owned in self.sources),
            left=min([each.left for _, each in moved] + trunks),
            right=max([each.right for _, each in moved] + trunks),
            height=y,
        )

    def _net(self, owned: int, heights: Sequence[dict[int, float]]) -> Net:
        last = self.row_of[owned] - 1
        entry, trunk = self.entries[owned], self.trunks[owned]
        head = (entry, self.cells[owned].y)
        labels = [
            (self.row_of[self.diagram.arrows[label.arrow].owner], label)
            for _, each in sorted(self.cells.items())
            for label in each.labels
            if self.diagram.arrows[label.arrow].owned == owned
        ]
        lines: list[tuple[Point, ...]] = []
        joints: list[Point] = []
        for row, label in labels:
            level = heights[row][owned]
            lines.append((label.start, (label.exit, label.start[1]), (label.exit, level)))
            joints.append((label.exit, level))
        for row in sorted({row for row, _ in labels} | {last}):
            meet = [label.exit for at, label in labels if at == row]
            meet += [trunk] if trunk is not None else []
            meet += [entry] if row == last else []
            level = heights[row][owned]
            lines.append(((min(meet), level), (max(meet), level)))
        if trunk is not None:
            first = min(row for row, _ in labels)
            lines.append(((trunk, heights[first][owned]), (trunk, heights[last][owned])))
        lines.append(((entry, heights[last][owned]), head))
        return Net(
            owned=owned,
            lines=tuple(map(_bare, lines)),
            joints=tuple(dict.fromkeys(joints)) if len(labels) > 1 else (),
            head=head,
        )


def _around(middle: float) -> Iterator[float]:
    """Places ever farther from the middle, on both sides; beyond all boxes one is free."""
    yield middle
    for n in count(1):
        yield middle + n * CLEAR
        yield middle - n * CLEAR


def _bare(line: Sequence[Point]) -> tuple[Point, ...]:
    """A line without points that repeat the one before."""
    return tuple(point for n, point in enumerate(line) if not n or point != line[n - 1])
