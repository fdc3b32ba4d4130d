"""Circles in a picture of a proof: where an owner is held by what it holds.

What is proved never runs in a circle. What a person is to look at may: two companies that hold
each other, each a reason to look at the other. Owners stand above what they hold, so the one
arrow that would lead back up starts from a box of its own that says where its owner stands.
"""

from collections.abc import Iterator

import msgspec

from interdict.report.ownership_diagram import Box, Diagram


def opened(diagram: Diagram) -> Diagram:
    """The same diagram without circles."""
    boxes, arrows = list(diagram.boxes), list(diagram.arrows)
    again: dict[int, int] = {}
    for number in _closing(diagram):
        owner = arrows[number].owner
        if owner not in again:
            again[owner] = len(boxes)
            boxes.append(Box(look="again", tag="shown below", name=boxes[owner].name))
        arrows[number] = msgspec.structs.replace(arrows[number], owner=again[owner])
    return msgspec.structs.replace(diagram, boxes=tuple(boxes), arrows=tuple(arrows))


def _closing(diagram: Diagram) -> Iterator[int]:
    """Positions of the arrows that close a circle, seen from the entity asked about upwards."""
    above: dict[int, list[int]] = {}
    for number, arrow in enumerate(diagram.arrows):
        above.setdefault(arrow.owned, []).append(number)
    done: set[int] = set()
    for start in (diagram.asked, *range(len(diagram.boxes))):
        if start in done:
            continue
        way, on_way = [(start, iter(above.get(start, ())))], {start}
        while way:
            box, arrows = way[-1]
            for number in arrows:
                owner = diagram.arrows[number].owner
                if owner in on_way:
                    yield number
                elif owner not in done:
                    way.append((owner, iter(above.get(owner, ()))))
                    on_way.add(owner)
                    break
            else:
                way.pop()
                on_way.discard(box)
                done.add(box)
