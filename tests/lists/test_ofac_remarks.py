"""The Remarks grammar: each item lands in the field it belongs to, and none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.lists.ofac_remarks import Context, Remarks, read_item, read_remarks, split_items
from interdict.party import Identifier

PERSON = Context(record="1", person=True)


def read(text: str) -> Remarks:
    return read_remarks(text, PERSON)


def only(text: str) -> Identifier:
    (identifier,) = read(text).identifiers
    return identifier


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("DOB 12 Jun 1989.", ["1989-06-12"]),
        ("DOB 1962; alt. DOB circa 1963.", ["1962", "circa 1963"]),
        ("DOB 1969 to 1970.", ["1969 to 1970"]),
        ("DOB circa 1979-1982.", ["circa 1979 to 1982"]),
        ("Alt. DOB: 10 October 1969.", ["1969-10-10"]),
    ],
)
def test_births_are_read_with_their_doubt(text: str, spans: list[str]) -> None:
    assert [str(birth.span) for birth in read(text).birth_dates] == spans


def test_an_unreadable_date_stays_as_a_detail_with_a_finding() -> None:
    facts = read("DOB unknown to 99.")
    assert [finding.code for finding in facts.findings] == ["unreadable-date"]
    assert facts.details[0].value == "unknown to 99"


def test_a_birth_place_has_its_country() -> None:
    places = read("POB Baghdad, Iraq; alt. POB Chagang, Korea, North; alt. POB Shati.").birth_places
    assert [(place.full, place.country) for place in places] == [
        ("Baghdad, Iraq", "iq"), ("Chagang, Korea, North", "kp"), ("Shati", ""),
    ]  # fmt: skip


def test_countries_keep_their_role() -> None:
    facts = read("nationality Colombia; alt. citizen Mexico; nationality possibly Palestinian.")
    assert [(fact.role, fact.code) for fact in facts.countries] == [
        ("nationality", "co"), ("citizenship", "mx"), ("nationality", "ps"),
    ]  # fmt: skip


def test_a_passport_keeps_country_issue_and_expiry() -> None:
    passport = only("Passport A1234567 (Iran) issued 12 Dec 2000 expires 12 Dec 2010.")
    assert (passport.kind, passport.value, passport.country) == ("passport", "A1234567", "ir")
    assert passport.note == "issued 12 Dec 2000 expires 12 Dec 2010"


def test_an_alternative_passport_is_a_passport() -> None:
    assert only("alt. Passport 75 1234567 (Russia).").value == "751234567"


@pytest.mark.parametrize(
    ("text", "kind", "value", "country"),
    [
        ("Tax ID No. 500100732259 (Russia).", "inn", "500100732259", "ru"),
        ("Tax ID No. 123 (Russia).", "tax-id", "123", "ru"),
        ("Registration ID 1027700132195 (Russia).", "ogrn", "1027700132195", "ru"),
        ("Government Gazette Number 00032537 (Russia).", "okpo", "00032537", "ru"),
        ("Government Gazette Number 38123456 (Kazakhstan).", "registration", "38123456", "kz"),
        ("Vessel Registration Identification IMO 9187629.", "imo", "9187629", ""),
        ("Vessel Registration Identification 15411 (Malta).", "other", "15411", "mt"),
        ("Identification Number IMO 6161246 (Liberia).", "company-imo", "6161246", "lr"),
        ("MMSI 511100123.", "mmsi", "511100123", ""),
        ("Aircraft Tail Number EP-GOM.", "tail", "EPGOM", ""),
        ("Aircraft Manufacturer's Serial Number (MSN) 0257.", "aircraft-serial", "0257", ""),
        ("Aircraft Mode S Transponder Code 7301A0.", "aircraft-mode-s", "7301A0", ""),
        ("SWIFT/BIC VTBRRUMM.", "bic", "VTBRRUMM", ""),
        ("D-U-N-S Number 53-400-5153.", "duns", "534005153", ""),
        ("Legal Entity Number 253400WSS48YWMBUA688.", "lei", "253400WSS48YWMBUA688", ""),
        ("C.U.R.P. UIUM570802HBCRRG08 (Mexico).", "national-id", "UIUM570802HBCRRG08", "mx"),
        ("C.U.R.P. # UIUM570802HBCRRG08 (Mexico).", "national-id", "UIUM570802HBCRRG08", "mx"),
        ("Cedula No. 1053795962 (Colombia).", "national-id", "1053795962", "co"),
        ("NIT # 844191-K (Guatemala).", "tax-id", "844191K", "gt"),
        ("Registration Number 5 (Korea, North).", "registration", "5", "kp"),
    ],
)
def test_identifiers_get_kind_value_and_country(
    text: str, kind: str, value: str, country: str
) -> None:
    identifier = only(text)
    assert (identifier.kind, identifier.value, identifier.country) == (kind, value, country)


def test_brackets_that_are_no_country_stay_in_the_number() -> None:
    assert only("Matricula Mercantil No 818178-2 (Cali).").raw == "818178-2 (Cali)"


def test_a_narrower_label_stays_in_the_note() -> None:
    assert only("C.R. No. 3038706 (Hong Kong).").note == "C.R. No."


def test_a_wallet_carries_its_currency() -> None:
    wallet = only("alt. Digital Currency Address - USDT TXmn1zfjTxmN1h8Nmk3JrZ5sGqzoXTKjyT.")
    assert (wallet.kind, wallet.note) == ("wallet", "USDT")


def test_a_label_without_a_number_is_prose() -> None:
    facts = read("passport place of issue: Al-Anbar, Iraq.")
    assert (facts.identifiers, facts.details[0].value) == (
        [], "passport place of issue: Al-Anbar, Iraq",
    )  # fmt: skip


def test_quoted_aliases_are_weak() -> None:
    names = read("a.k.a. 'ABU X'; f.k.a. 'OLD ONE'; a.k.a. 'O'NEIL, Pat'.").names
    assert [(name.full, name.kind) for name in names] == [
        ("ABU X", "weak-alias"), ("OLD ONE", "weak-alias"), ("O'NEIL, Pat", "weak-alias"),
    ]  # fmt: skip


def test_the_closing_stop_is_not_part_of_a_link_unless_the_list_says_so() -> None:
    known = Context(known_names=frozenset(("SILVER HOUSE, INC.",)))
    assert read("Linked To: AVICAL S A.").links[0].name == "AVICAL S A"
    assert read_remarks("Linked To: SILVER HOUSE, INC.", known).links[0].name.endswith("INC.")


def test_a_link_before_the_end_keeps_its_own_stop() -> None:
    facts = read("Linked To: EURO FINANCING, CORP.; Gender Male.")
    assert facts.links[0].name == "EURO FINANCING, CORP."


def test_secondary_sanctions_are_a_detail() -> None:
    facts = read("Secondary sanctions risk: section 1(b) of Executive Order 13224, as amended.")
    assert [(detail.label, detail.value) for detail in facts.details] == [
        ("Secondary sanctions risk", "section 1(b) of Executive Order 13224, as amended"),
    ]


def test_a_detail_of_a_new_order_needs_no_new_label() -> None:
    (detail,) = read("Listing Date (EO 19999 Directive 2b): 24 Feb 2030.").details
    assert (detail.label, detail.value) == ("Listing Date (EO 19999 Directive 2b)", "24 Feb 2030")


def test_prose_is_kept_and_is_no_unknown_label() -> None:
    facts = read("Member of the 13th State Duma; arrested 30 Sep 2002; all offices worldwide.")
    assert [detail.value for detail in facts.details] == [
        "Member of the 13th State Duma", "arrested 30 Sep 2002", "all offices worldwide",
    ]  # fmt: skip
    assert facts.unmapped == []


def test_an_unknown_label_is_named() -> None:
    assert read("Loyalty Card No. 55-12; Star Sign: Leo.").unmapped == [
        "Loyalty Card No.", "Star Sign",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("DOB 1962; POB X.", ["DOB 1962", "POB X."]),
        ("nationality Iraq;arrested 2002.", ["nationality Iraq", "arrested 2002."]),
        ("(from a passport: DOB 1969; POB Keren); Gender Male.",
         ["(from a passport: DOB 1969; POB Keren)", "Gender Male."]),
        ("a.k.a. 'ONE; TWO'; Gender Male.", ["a.k.a. 'ONE; TWO'", "Gender Male."]),
        ("Linked To: ONE (CUT; Gender Male.", ["Linked To: ONE (CUT", "Gender Male."]),
        ("a.k.a. 'CUT; Gender Male.", ["a.k.a. 'CUT", "Gender Male."]),
        ("", []),
    ],
)  # fmt: skip
def test_semicolons_part_items_outside_brackets_and_quotes(text: str, items: list[str]) -> None:
    assert split_items(text) == items


def test_half_an_item_of_a_cut_remark_is_no_fact() -> None:
    facts = read_remarks("Gender Male; Tax ID No. 5001", Context(is_cut=True))
    assert (facts.identifiers, facts.details[0].value) == ([], "Tax ID No. 5001")


@pytest.mark.parametrize("text", ["Position of trust", "Titles of nobility", "Passporting firm"])
def test_words_that_only_begin_like_a_label_are_prose(text: str) -> None:
    assert read_item(text).label == ""


@given(st.lists(st.text(alphabet="abcDEF 123().'-:", min_size=1).map(str.strip).filter(bool)))
def test_no_text_is_lost_by_splitting(items: list[str]) -> None:
    text = "; ".join(items)
    assert "; ".join(split_items(text)).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    read(text)
