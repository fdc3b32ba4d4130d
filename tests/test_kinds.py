"""The words for a kind of party."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import UsageError
from interdict.kinds import kind_named, kind_of


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Person", "person"),
        ("INDIVIDUAL", "person"),
        ("Company", "organization"),
        ("LegalEntity", "organization"),
        ("legal_entity", "organization"),
        ("PublicBody", "organization"),
        ("organisation", "organization"),
        ("Vessel", "vessel"),
        ("Airplane", "aircraft"),
        ("CryptoWallet", "wallet"),
    ],
)
def test_everyday_words_and_follow_the_money_schemata_are_known(word: str, kind: str) -> None:
    assert kind_of(word) == kind


@given(st.text())
def test_any_other_word_is_no_kind_and_raises_nothing(word: str) -> None:
    assert kind_of(word) in (None, "person", "organization", "vessel", "aircraft", "wallet")


def test_an_unknown_word_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(UsageError, match="'goose' is no kind of party: use person, organization"):
        kind_named("goose")
