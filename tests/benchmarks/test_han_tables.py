"""The build of the Han tables: facts of Unihan in the spellings registers print."""

import pytest
from benchmarks.han_tables import hong_kong


@pytest.mark.parametrize(
    ("jyutping", "spelled"),
    [("gwok3", "kwok"), ("wong4", "wong"), ("zoeng1", "cheung"), ("coi3", "tsoi"),
     ("jyut6", "yuet"), ("joeng4", "yeung"), ("lam4", "lam"), ("ceoi4", "tsui")],
)  # fmt: skip
def test_a_cantonese_syllable_is_spelled_as_hong_kong_does(jyutping: str, spelled: str) -> None:
    assert hong_kong(jyutping) == spelled
