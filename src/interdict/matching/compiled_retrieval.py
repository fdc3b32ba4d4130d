"""The compiled twin of ``Retrieval``: listed names that may reach a threshold."""

from interdict.matching import weighing
from interdict.matching.asked_words import UNCOUNTED
from interdict.matching.first_look import COMMON
from interdict.matching.index import Index
from interdict.matching.kernel import (
    MOST_SLOTS,
    IndexPointers,
    Kernel,
    Rules,
    SlotPointers,
    Triples,
)
from interdict.matching.likeness import INITIAL_LISTED
from interdict.matching.parts import HEAVIEST_PART, SLACK
from interdict.matching.ranges import Bools, Doubles, Floats, Ints
from interdict.matching.slots import Slots


class CompiledRetrieval:
    """Entries that may reach their row's threshold."""

    def __init__(self, kernel: Kernel, index: Index, is_plain: Bools, asked_extra: float) -> None:
        """``asked_extra``: least cost of an asked part without a partner (``weighing``)."""
        self._kernel = kernel
        self._scratch = kernel.scratch(len(index.entry_party))
        self._index = IndexPointers(
            posting_start=index.posting_start,
            posting=index.posting,
            initialed_start=index.initialed_start,
            initialed=index.initialed,
            entry_start=index.entry_start,
            entry_word=index.entry_word,
            entry_word_parts=index.entry_word_parts,
            entry_part_start=index.entry_part_start,
            entry_part_weight=index.entry_part_weight,
            entry_letters=index.entry_letters,
            entry_initials=index.entry_initials,
            entry_family=index.entry_family,
            entry_family_weight=index.entry_family_weight,
            entry_syllabic=index.entry_syllabic,
            is_plain=is_plain,
            words=len(is_plain),
            entries=len(index.entry_party),
            postings=len(index.posting),
            initialed_postings=len(index.initialed),
            entry_words=len(index.entry_word),
            entry_parts=len(index.entry_part_weight),
        )
        self._rules = _rules(asked_extra)

    def takes(self, slots: Slots) -> bool:
        """Are all rows short enough?"""
        return bool((slots.start[1:] - slots.start[:-1]).max(initial=0) <= MOST_SLOTS)

    def __call__(self, slots: Slots, best: Floats, cost: Ints, least: Doubles) -> Triples:
        """(row, entry, bound), rows ascending; ``best`` and ``cost``: ``Look`` of every unit."""
        near, similar = slots.near, slots.similar
        if len(near.first):
            order = near.first.argsort(kind="stable")
            near = near._replace(
                first=near.first[order],
                end=near.end[order],
                word=near.word[order],
                alike=near.alike[order],
            )
        asked = SlotPointers(
            start=slots.start,
            weight=slots.weight,
            units=slots.units,
            letter=slots.letter,
            rarity=slots.rarity,
            near_first=near.first,
            near_end=near.end,
            near_word=near.word,
            near_alike=near.alike,
            similar_start=similar.start,
            similar_word=similar.word,
            similar_alike=similar.alike,
            unit_best=best,
            unit_cost=cost,
            least=least,
            syllabic=slots.syllabic,
            rows=len(slots),
            runs=len(near.first),
            units_known=len(best),
        )
        return self._kernel.retrieve(self._index, asked, self._rules, self._scratch)


def _rules(asked_extra: float) -> Rules:
    return Rules(
        asked_extra=asked_extra,
        slack=SLACK,
        uncounted=UNCOUNTED,
        initial_listed=INITIAL_LISTED,
        heaviest=HEAVIEST_PART,
        core_extra=weighing.CORE_EXTRA,
        common_extra=weighing.COMMON_EXTRA,
        core=weighing.CORE,
        contradiction=weighing.CONTRADICTION,
        common_asked=weighing.COMMON_ASKED,
        most_light=weighing.MOST_LIGHT,
        other_family=weighing.OTHER_FAMILY,
        syllable_left=weighing.SYLLABLE_LEFT,
        common=COMMON,
    )
