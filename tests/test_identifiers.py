"""Identifiers: normal forms, check digits, precision and force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict import identifiers
from interdict.errors import UsageError
from interdict.identifiers import KINDS, comparable, is_strong, is_valid, normalise, refine

NAMES = [row.kind for row in KINDS]

VALID = {
    "imo": "9187629",
    "company-imo": "5967632",
    "mmsi": "422031500",
    "lei": "253400JT3MQWNDKMJE44",
    "bic": "VTBRRUMM",
    "isin": "RU000A0J2Q06",
    "inn": "7706107510",
    "ogrn": "1027700043502",
    "okpo": "00044428",
    "uscc": "91110000710925462X",
    "kpp": "770601001",
    "duns": "360218943",
    "wallet": "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "email": "info@example.org",
    "aircraft-mode-s": "7300A5",
}


@pytest.mark.parametrize(("kind", "value"), VALID.items())
def test_good_numbers_are_valid(kind: str, value: str) -> None:
    """A published number of each kind passes its check."""
    assert is_valid(kind, value) is True


@pytest.mark.parametrize("kind", ["imo", "lei", "isin", "inn", "ogrn", "okpo", "uscc"])
def test_one_wrong_digit_is_found(kind: str) -> None:
    """Changing the first digit breaks the check digit."""
    value = VALID[kind]
    place = next(i for i, c in enumerate(value) if c.isdigit())
    wrong = value[:place] + str((int(value[place]) + 1) % 10) + value[place + 1 :]
    assert is_valid(kind, wrong) is False


def test_kinds_without_check_digit_say_none() -> None:
    """A passport number can be neither right nor wrong by itself."""
    assert is_valid("passport", "A1234567") is None


def test_unknown_kind_is_refused_with_the_vocabulary() -> None:
    """A wrong kind is misuse, and the message lists the right words."""
    with pytest.raises(UsageError, match="passport"):
        normalise("shoe-size", "44")


@pytest.mark.parametrize(
    ("kind", "printed", "normal"),
    [
        ("imo", "IMO 9187629", "9187629"),
        ("imo", "IMO No. 9187629", "9187629"),
        ("imo", "９１８７６２９", "9187629"),
        ("inn", "ИНН 7706107510", "7706107510"),
        ("bic", "VTBRRUMMXXX", "VTBRRUMM"),
        ("bic", "SWIFT/BIC: vtbr ru mm", "VTBRRUMM"),
        ("bic", "VTBRRUM2MS2", "VTBRRUM2MS2"),
        ("lei", "LEI 2534-00JT3MQWNDKMJE44", "253400JT3MQWNDKMJE44"),
        ("passport", "a 123-456", "A123456"),
        ("passport", "۱۲۳۴۵۶", "123456"),
        ("tail", "EP-MNA", "EPMNA"),
        ("phone", "+44 (0)20 7946 0000 ext. 12", "442079460000"),
        ("phone", "0098 21 123", "9821123"),
        ("email", "mailto:Info@Example.org", "info@example.org"),
        ("website", "https://www.Example.org/", "example.org"),
        ("wallet", "0xABCdef0123456789abcdef0123456789ABCDEF01",
         "0xabcdef0123456789abcdef0123456789abcdef01"),
        ("wallet", "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ",
         "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
        ("wallet", "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
         "1a1zp1ep5qgefi2dmptftl5slmv7divfna"),
        ("other", "---", "---"),
    ],
)  # fmt: skip
def test_printed_forms_become_one(kind: str, printed: str, normal: str) -> None:
    """Labels, separators and case that mean nothing are gone; nothing else is."""
    assert normalise(kind, printed) == normal


def test_entrepreneurs_ogrn_with_two_digit_remainder_is_valid() -> None:
    """Remainders 10 to 12 of an OGRNIP give their last digit."""
    number = next(n for n in range(30450011600015, 30450011600100) if n % 13 == 11)
    assert is_valid("ogrn", f"{number}1") is True


def test_owner_numbers_are_not_ship_numbers() -> None:
    """The company number space fails the ship's checksum and is not compared with it."""
    assert is_valid("imo", VALID["company-imo"]) is False
    assert not comparable("imo", "", "company-imo", "")


@pytest.mark.parametrize(
    ("kind", "value", "country", "precise"),
    [
        ("tax-id", "7706107510", "ru", "inn"),
        ("tax-id", "7706107510", "", "tax-id"),
        ("tax-id", "7706107511", "ru", "tax-id"),
        ("tax-id", "7706107510", "ua", "tax-id"),
        ("registration", "1027700043502", "ru", "ogrn"),
        ("registration", "7706107510", "ru", "registration"),
        ("registration", "91110000710925462X", "cn", "uscc"),
        ("national-id", "11010519491231002X", "cn", "national-id"),
        ("other", "7706107510", "ru", "other"),
    ],
)
def test_refine_needs_kind_country_and_check_digit(
    kind: str, value: str, country: str, precise: str
) -> None:
    """A number is called more precisely only when all three prove it."""
    assert refine(kind, value, country) == precise


@pytest.mark.parametrize(
    ("a", "b", "may"),
    [
        (("tax-id", "ru"), ("inn", ""), True),
        (("tax-id", ""), ("inn", ""), True),
        (("tax-id", "ua"), ("inn", ""), False),
        (("registration", "cn"), ("uscc", ""), True),
        (("ogrn", ""), ("inn", ""), False),
        (("passport", "ir"), ("passport", "iq"), False),
        (("passport", "ir"), ("passport", ""), True),
        (("passport", "ir"), ("national-id", "ir"), False),
        (("imo", "pa"), ("imo", "ir"), True),
    ],
)
def test_comparable(a: tuple[str, str], b: tuple[str, str], may: bool) -> None:
    """Numbers compare within their number space only, whichever comes first."""
    assert comparable(*a, *b) is may
    assert comparable(*b, *a) is may


def test_national_numbers_are_strong_only_with_their_country() -> None:
    """Every country counts from its own start."""
    assert is_strong("passport", "ir")
    assert not is_strong("passport")
    assert is_strong("imo")
    assert not is_strong("mmsi")
    assert not is_strong("phone", "ir")


@pytest.mark.parametrize("kind", NAMES)
def test_absurdly_long_values_are_never_valid(kind: str) -> None:
    """A pasted text is no number; checking it neither raises nor says yes."""
    assert is_valid(kind, "1" * 5000) in (False, None)


def test_names_of_kinds_are_unique_and_labelled() -> None:
    """The table has one row per kind, each with a plain label."""
    assert len(set(NAMES)) == len(NAMES)
    assert all(row.label for row in KINDS)


def test_different_numbers_tell_apart_only_what_has_one() -> None:
    """A ship has one IMO number; a bank may have many BICs."""
    assert identifiers.tells_apart("imo")
    assert not identifiers.tells_apart("bic")


@given(st.sampled_from(NAMES), st.text(max_size=40))
def test_normalise_is_idempotent_and_never_raises(kind: str, value: str) -> None:
    """Whatever is printed, normalising twice is normalising once."""
    once = normalise(kind, value)
    assert normalise(kind, once) == once
    assert is_valid(kind, value) in (True, False, None)


@given(st.sampled_from(NAMES), st.text(alphabet="IMOLEBCXN0129 :/.-()wTt1x@", max_size=30))
def test_normalise_is_idempotent_on_labels(kind: str, value: str) -> None:
    """The same for texts full of labels and separators."""
    once = normalise(kind, value)
    assert normalise(kind, once) == once


@given(st.sampled_from(sorted(set(VALID) - {"wallet", "email"})), st.data())
def test_spacing_and_case_do_not_matter(kind: str, data: st.DataObject) -> None:
    """A valid number stays valid and equal under spaces, hyphens and case."""
    noisy = ""
    for char in VALID[kind]:
        noisy += data.draw(st.sampled_from([char, char.lower(), char + " ", char + "-"]))
    assert is_valid(kind, noisy) is True
    assert normalise(kind, noisy) == VALID[kind]
