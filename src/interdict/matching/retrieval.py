"""Which listed names can reach the threshold: a bound that is cheap, proven and vectorised.

An alignment's score never exceeds the share of asked weight that finds a similar word in
the listed name (``alignment``). For every asked part (a *slot*) the index gives the listed
words similar to it; a listed name is a candidate when the weights of its matched slots,
each times the best similarity, reach the threshold. Four things make that cheap:

- *anchors* (prefix filtering, Bayardo et al. 2007): the slots with the longest postings are
  skipped as long as the skipped weight alone could not reach the threshold; a name that
  matches no other slot cannot be a candidate;
- *gains*: what the words that few entries hold match is added up from their postings; whether
  an entry holds a common one is a bit (``holders``). What cannot match enough goes no further;
- names with initials, few but alike to whatever begins so, are kept apart;
- everything works on arrays over a whole batch, and each distinct word is looked up once.

The result for a query does not depend on the rest of the batch: the arithmetic is per row,
and what it lets through in excess is scored and discarded.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from interdict.matching.asked_words import UNCOUNTED
from interdict.matching.bound import Bound, has_letter
from interdict.matching.compiled_retrieval import CompiledRetrieval
from interdict.matching.first_look import COMMON, Look, Units, anchors, blocks
from interdict.matching.gains import Gains, Lines, Needed
from interdict.matching.index import Index
from interdict.matching.kernel import compiled
from interdict.matching.likeness import INITIAL_LISTED
from interdict.matching.parts import SLACK, NameClass
from interdict.matching.ranges import Bools, Doubles, Ints, Numbers, distinct, expand, starts_of
from interdict.matching.slots import Slots


class Found(NamedTuple):
    """What may reach the threshold; rows ascend, and entries within a row."""

    row: Ints
    entry: Ints
    bound: Doubles

    def of_rows(self, rows: Ints) -> "Found":
        """The same, of rows that are numbered so elsewhere."""
        return self._replace(row=rows[self.row])


_NONE = np.empty(0, dtype=np.int64)
_NOTHING = Found(_NONE, _NONE, np.empty(0))


class Retrieval:
    """Candidates of queries among the entries of one index."""

    def __init__(self, index: Index, name_class: NameClass, is_plain: Bools) -> None:
        """``is_plain``: of each word of the vocabulary, ``Vocabulary.word_plain``."""
        self._index = index
        self._is_plain = is_plain
        self._units = Units(index)
        self._bound = Bound(index, name_class)
        kernel = compiled()
        self._compiled = (
            CompiledRetrieval(kernel, index, is_plain, self._bound.asked_extra) if kernel else None
        )

    def __call__(self, slots: Slots, thresholds: npt.ArrayLike) -> Found:
        """Every entry whose bound reaches its row's threshold."""
        if slots.free.all() or not len(self._index.entry_party):
            return _NOTHING
        least = np.asarray(thresholds, dtype=np.float64)
        if self._compiled is not None and self._compiled.takes(slots):
            best, cost = self._units.known(slots.similar)
            return _ordered(Found(*self._compiled(slots, best, cost, least)))
        look = self._units.look(slots)
        return _joined([
            *self._whole_words(slots, look, least),
            *(self._with_initials(slots, least) if len(self._index.initialed) else ()),
        ])  # fmt: skip

    def _whole_words(self, slots: Slots, look: Look, least: Doubles) -> Iterator[Found]:
        """What is found among the names without initials."""
        needed = self._needed(slots, least)
        reach = np.bincount(slots.row, look.most, len(slots)) >= needed.forgiven
        rows = reach.nonzero()[0]
        if not len(rows):
            return
        if len(rows) < len(slots):
            look, slots = look.only(reach[slots.row]), slots.only(reach)
            needed, least = needed.only(reach), least[reach]
        anchor = anchors(slots, look, needed.forgiven)
        counted = anchor | (~slots.free & (look.cost < COMMON))
        for block in blocks(slots, look.cost * counted):
            chosen = block[slots.row]
            beginning = Beginning(look.only(chosen), anchor[chosen], counted[chosen])
            part = slots.only(block)
            row, entry = self._anchored(part, beginning, needed.only(block))
            yield self._reaching(part, row, entry, least[block]).of_rows(rows[block])

    def _anchored(self, slots: Slots, beginning: "Beginning", needed: Needed) -> tuple[Ints, Ints]:
        """(row, entry) pairs that anchors find and that match enough."""
        look, anchor, counted = beginning
        lines, slot = self._lines(slots, counted, self._index.posting_start, self._index.posting)
        gains = Gains(lines, self._bound.forgives)
        unseen = np.bincount(slots.row, look.most * ~counted, len(slots))
        begun = anchor[slot]
        pair, row = lines.pair[begun], lines.row[begun]
        pair = distinct(pair[gains.suffice(pair, row, needed.less(unseen))])
        row, entry = np.divmod(pair, len(self._index.entry_party))
        kept = gains.suffice(pair, row, needed, self._common(slots, beginning, row, entry))
        return row[kept], entry[kept]

    def _common(self, slots: Slots, beginning: "Beginning", row: Ints, entry: Ints) -> Numbers:
        """The most that the slots that are not counted match by themselves in each entry."""
        others = (~beginning.counted).nonzero()[0]
        start = starts_of(np.bincount(slots.row[others], minlength=len(slots)))
        pair, which = expand(start[row], start[row + 1])
        slot = others[which]
        free = slots.free[slot]
        word = ~free
        seen = np.empty(len(pair), dtype=bool)
        letters = self._index.entry_letters[entry[pair[free]]]
        seen[free] = has_letter(letters, slots.letter[slot[free]])
        seen[word] = self._units.holders.hold(
            entry[pair[word]], slots.units[slot[word]], slots.similar
        )
        return np.bincount(pair, beginning.look.most[slot] * seen, len(row))

    def _with_initials(self, slots: Slots, least: Doubles) -> Iterator[Found]:
        """What is found among the names with initials. They are few, so that every word of a row
        may begin; initials alone prove nothing (``weighing.INITIALS_AT_MOST``)."""
        index = self._index
        named = ~slots.free & (slots.rarity != UNCOUNTED)
        cost = self._cost(slots, index.initialed_start, named)
        if not cost.any():
            return
        needed = self._needed(slots, least)
        for block in blocks(slots, cost):
            part, chosen = slots.only(block), block[slots.row]
            lines, _ = self._lines(part, named[chosen], index.initialed_start, index.initialed)
            pair = distinct(lines.pair)
            row, entry = np.divmod(pair, len(index.entry_party))
            more = self._by_letters(part, row, entry)
            kept = Gains(lines, self._bound.forgives).suffice(pair, row, needed.only(block), more)
            found = self._reaching(part, row[kept], entry[kept], least[block])
            yield found.of_rows(block.nonzero()[0])

    def _by_letters(self, slots: Slots, row: Ints, entry: Ints) -> Numbers:
        """The most that initials on either side, and particles, match in each entry."""
        pair, slot = expand(slots.start[row], slots.start[row + 1])
        free, letter = slots.free[slot], slots.letter[slot]
        listed = has_letter(self._index.entry_initials[entry[pair]], letter)
        begins = has_letter(self._index.entry_letters[entry[pair]], letter)
        share = np.where(free, begins, INITIAL_LISTED * listed)
        share = np.where(slots.rarity[slot] == UNCOUNTED, 1.0, share)
        return np.bincount(pair, slots.weight[slot] * share, len(row))

    def _cost(self, slots: Slots, start: npt.NDArray[np.uint32], chosen: Bools) -> Ints:
        """Postings of each chosen slot; ``start``: where those of each word begin."""
        slot, word, _, _ = slots.matches(chosen, np.ones(len(chosen), dtype=bool))
        cost: Ints = np.bincount(slot, start[word + 1] - start[word], len(chosen))
        return cost

    def _lines(
        self,
        slots: Slots,
        chosen: Bools,
        start: npt.NDArray[np.uint32],
        posting: npt.NDArray[np.uint32],
    ) -> tuple[Lines, Ints]:
        """(lines, slot of each) of the chosen slots and of all words run together."""
        slot, word, alike, _ = slots.matches(chosen, np.ones(len(chosen), dtype=bool))
        row = slots.row[slot]
        told = (alike == 1.0) | ~self._is_plain[word] | (slots.rarity[slot] == UNCOUNTED)
        match, within = expand(start[word].astype(np.int64), start[word + 1].astype(np.int64))
        of_match = Lines(
            row * np.int64(len(self._index.entry_party)),
            row,
            slot - slots.start[row],
            (slots.weight[slot] * alike).astype(np.float32),
            told,
        ).only(match)
        return of_match._replace(pair=of_match.pair + posting[within]), slot[match]

    def _needed(self, slots: Slots, least: Doubles) -> Needed:
        return Needed(
            least * slots.totals - SLACK, self._bound.least_matched(least) * slots.totals - SLACK
        )

    def _reaching(self, slots: Slots, row: Ints, entry: Ints, least: Doubles) -> Found:
        """The pairs whose bound reaches the threshold."""
        if not len(row):
            return _NOTHING
        reached = self._bound(slots, row, entry)
        fits = reached >= least[row] - SLACK
        return Found(row[fits], entry[fits], reached[fits])


def _joined(found: list[Found]) -> Found:
    """All that was found, rows and entries ascending."""
    some = [part for part in found if len(part.row)]
    if len(some) < 2:
        return some[0] if some else _NOTHING
    return _ordered(Found(*map(np.concatenate, zip(*some, strict=True))))


def _ordered(found: Found) -> Found:
    order = np.lexsort((found.entry, found.row))
    return Found(found.row[order], found.entry[order], found.bound[order])


class Beginning(NamedTuple):
    """Where the search begins."""

    look: Look
    anchor: Bools
    """Slots of which each row's candidates match one."""
    counted: Bools
    """Slots whose postings are read: the anchors, and others that have few."""
