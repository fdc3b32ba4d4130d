"""Wallet addresses: compared without regard to case, checked where their chain has a check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.wallets import bare, comparable, is_valid, may_be

GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"

GOOD = {
    "Bitcoin": GENESIS,
    "Bitcoin script": "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
    "Bitcoin segwit (BIP 173)": "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    "Bitcoin taproot (BIP 350)": "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    "Tron": "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
    "Ethereum": "0xABCdef0123456789abcdef0123456789ABCDEF01",
    "Bitcoin Cash": "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
    "XRP": "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
    "Solana": "So11111111111111111111111111111111111111112",
    "Zcash": "t1g7wowvQ8gn2v8jrU1biyJ26sieNqNsBJy",
    "Dash": "XnPFsRWTaSgiVauosEwQ6dEitGYXgwznz2",
}
"""Published examples of the specifications, well-known contracts, and addresses OFAC prints."""


@pytest.mark.parametrize("chain", GOOD)
def test_a_published_address_of_each_chain_is_valid(chain: str) -> None:
    assert is_valid(GOOD[chain]) is True


@pytest.mark.parametrize("chain", ["Bitcoin", "Bitcoin script", "Tron", "Bitcoin segwit (BIP 173)"])
def test_one_wrong_letter_is_found(chain: str) -> None:
    """Where nothing else looks like the chain's addresses, a failing check means wrong."""
    address = GOOD[chain]
    wrong = address[:10] + ("q" if address[10].lower() != "q" else "p") + address[11:]
    assert is_valid(wrong) is False


def test_a_letter_in_the_other_case_is_found() -> None:
    """Mixed case is stated case, and its check fails."""
    assert is_valid(GENESIS.replace("Gef", "gef")) is False


def test_an_address_that_lost_its_case_is_neither_right_nor_wrong() -> None:
    """Files lose case on their way; the address can still be compared."""
    for spelled in (GENESIS.lower(), GENESIS.upper()):
        assert is_valid(spelled) is None
        assert comparable(spelled) == comparable(GENESIS)


def test_other_chains_and_words_are_not_judged() -> None:
    """A chain without a check here, a short text, an ordinary name."""
    for printed in ("addressOfTomorrow", "Rosneft", "", "r" * 30, "q" * 42):
        assert is_valid(printed) is None


def test_the_currency_scheme_and_blanks_are_no_part_of_it() -> None:
    """As wallets and invoices print them."""
    assert bare(f"bitcoin:{GENESIS}") == GENESIS
    assert comparable(f" {GENESIS[:10]} {GENESIS[10:]} ") == GENESIS.lower()


def test_a_long_code_may_be_an_address_and_a_name_may_not() -> None:
    """Without a label only length, digits and checks tell."""
    assert all(may_be(GOOD[chain]) for chain in GOOD)
    assert may_be(GENESIS.lower())
    assert not any(
        map(may_be, ("Rosneft", "Donaudampfschiffahrtsgesellschaft", GENESIS[:-1] + "b"))
    )


@given(st.text(max_size=110))
def test_any_text_has_one_form_and_at_most_one_verdict(printed: str) -> None:
    """Comparing is idempotent and no text upsets a check."""
    assert comparable(comparable(printed)) == comparable(printed)
    assert is_valid(printed) in (True, False, None)
