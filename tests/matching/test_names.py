"""Names are read as their parts: who is family, what is a title, which words say little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.matching.names import read_listed, read_query
from interdict.matching.parts import (
    HEAVIEST_PART,
    MAXIMUM_PARTS,
    NameClass,
    Part,
    Reading,
    joins_of,
    spellings_of,
)
from interdict.party import Name, NamePart
from name_lists import names

CLASSES: tuple[NameClass, ...] = ("person", "thing")


def person(name: str) -> Reading:
    return read_query(name, "person")[0]


def thing(name: str) -> Reading:
    return read_query(name, "thing")[0]


def roles(reading: Reading) -> dict[str, str]:
    return {part.text: part.role for part in reading.parts}


def part(reading: Reading, text: str) -> Part:
    return next(part for part in reading.parts if part.text == text)


def texts(reading: Reading) -> list[str]:
    return [part.text for part in reading.parts]


# -- both classes --------------------------------------------------------------------------


@given(names() | st.text(max_size=30), st.sampled_from(CLASSES))
def test_a_listed_name_without_typed_parts_is_read_like_an_asked_one(
    name: str, name_class: NameClass
) -> None:
    assert read_listed(Name(full=name), name_class) == read_query(name, name_class)


@given(names() | st.text(max_size=30), st.sampled_from(CLASSES))
def test_every_reading_has_parts_that_weigh_something(name: str, name_class: NameClass) -> None:
    for reading in read_query(name, name_class):
        assert reading.parts
        assert all(0 < piece.weight <= HEAVIEST_PART and piece.text for piece in reading.parts)
        assert reading.weight >= sum(piece.weight for piece in reading.parts) - 1e-9


@pytest.mark.parametrize("name_class", CLASSES)
@pytest.mark.parametrize("name", ["", "  ", "!?", "\u200d", "😀"])
def test_nothing_is_read_from_a_name_without_letters(name: str, name_class: NameClass) -> None:
    assert read_query(name, name_class) == ()


@pytest.mark.parametrize("name_class", CLASSES)
def test_endless_names_are_cut(name_class: NameClass) -> None:
    assert len(read_query("volna " * 200, name_class)[0].parts) == MAXIMUM_PARTS


@given(names(), st.sampled_from(CLASSES))
def test_joins_cover_neighbours_in_order(name: str, name_class: NameClass) -> None:
    for reading in read_query(name, name_class):
        for string, first, end in joins_of(reading):
            assert 0 <= first < end <= len(reading.parts)
            assert end - first > 1
            if end - first == 2 and len(reading.parts) > 2:
                assert string == "".join(texts(reading)[first:end])


@pytest.mark.parametrize("name_class", CLASSES)
def test_other_scripts_are_read_in_latin_letters(name_class: NameClass) -> None:
    assert texts(read_query("Владимир Путин", name_class)[0]) == ["vladimir", "putin"]


# -- persons -------------------------------------------------------------------------------


def test_a_comma_parts_family_from_given_names() -> None:
    read = person("PUTIN, Vladimir Vladimirovich")
    assert roles(read) == {"vladimir": "given", "vladimirovich": "patronymic", "putin": "family"}
    assert texts(read) == ["vladimir", "vladimirovich", "putin"]


def test_what_follows_the_comma_may_be_a_mere_suffix() -> None:
    assert "family" not in roles(person("Martin King, Jr.")).values()
    assert roles(person("KING, Martin, Jr.")) == {
        "martin": "given", "jr": "suffix", "king": "family",
    }  # fmt: skip


def test_without_a_comma_first_and_last_are_untyped_and_the_rest_are_middle_names() -> None:
    read = person("Maria Anna Sofia Lindqvist")
    assert roles(read) == {
        "maria": "name", "anna": "middle", "sofia": "middle", "lindqvist": "name",
    }  # fmt: skip
    assert part(read, "anna").weight < part(read, "maria").weight


@pytest.mark.parametrize("name", ["Dr. Ahmad Hassan", "Sheikh Ahmad Hassan", "Ahmad Hassan, Dr."])
def test_titles_weigh_next_to_nothing(name: str) -> None:
    read = person(name)
    weighty = sorted(piece.text for piece in read.parts if piece.weight > 0.1)
    assert weighty == ["ahmad", "hassan"]
    assert [piece.role for piece in read.parts].count("title") == 1


def test_a_title_stays_when_nothing_else_is_there() -> None:
    assert texts(person("Imam"))


def test_particles_weigh_next_to_nothing() -> None:
    read = person("Usama bin Laden")
    assert roles(read)["bin"] == "particle"
    assert part(read, "bin").weight < 0.2 * part(read, "laden").weight


def test_a_name_of_particles_alone_keeps_them_as_names() -> None:
    assert "name" in roles(person("Van De")).values()


def test_single_letters_are_initials() -> None:
    read = person("J. F. Kennedy")
    assert roles(read) == {"j": "initial", "f": "initial", "kennedy": "name"}
    assert spellings_of(part(read, "j")) == ("j.",)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Ivan Petrovich Sidorov", "patronymic"),
        ("SIDOROV, Ivan Petrovich", "patronymic"),
        ("Ivan Petrovich", "name"),  # with two words it is as likely a family name
        ("PETROVICH, Ivan Nikolai", "family"),
    ],
)
def test_patronymics_are_known_by_their_ending_and_place(name: str, role: str) -> None:
    assert roles(person(name))["petrovich"] == role


def test_the_sources_own_parts_decide_who_is_family() -> None:
    typed = Name(
        full="Kim Jong Un",
        parts=(NamePart("family", "Kim"), NamePart("given", "Jong Un")),
    )
    assert roles(read_listed(typed, "person")[0]) == {
        "kim": "family", "jong": "given", "un": "given",
    }  # fmt: skip


def test_typed_parts_may_leave_words_untyped() -> None:
    typed = Name(full="Ali Hassan Karim", parts=(NamePart("family", "Karim"),))
    read = roles(read_listed(typed, "person")[0])
    assert read["karim"] == "family"
    assert "family" not in (read["ali"], read["hassan"])


def test_common_names_weigh_less_than_rare_ones() -> None:
    read = person("Mohammed Qashqavi")
    assert part(read, "mohammed").weight < part(read, "qashqavi").weight


def test_forms_of_a_given_name_share_a_variant() -> None:
    sasha, alexander = person("Sasha Karim").parts[0], person("Alexander Karim").parts[0]
    assert set(sasha.variants) & set(alexander.variants)


def test_a_name_with_spaces_between_letters_is_also_read_whole() -> None:
    assert ["rosneft"] in [texts(reading) for reading in read_query("R O S N E F T", "thing")]


# -- things --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("OOO Volna", "Volna LLC"),
        ("Volna GmbH", "Volna Ltd."),
        ("Obshchestvo s ogranichennoy otvetstvennostyu Volna", "ООО Волна"),
        ("Volna Gesellschaft mit beschränkter Haftung", "Volna OOO"),
        ("PAO Volna", "Public Joint Stock Company Volna"),
    ],
)
def test_legal_forms_are_read_as_one_part_of_one_meaning(name: str, other: str) -> None:
    forms = [
        next(piece for piece in thing(spelling).parts if piece.role == "legal form")
        for spelling in (name, other)
    ]
    assert forms[0].meaning == forms[1].meaning
    assert forms[0].weight < 0.1 * HEAVIEST_PART


def test_a_legal_form_that_is_the_whole_name_is_its_name() -> None:
    assert roles(thing("OOO")) == {"ooo": "word"}


@pytest.mark.parametrize("name", ["Factory 14", "Factory XIV", "Factory Fourteen", "Factory 014"])
def test_numbers_mean_the_same_however_they_are_written(name: str) -> None:
    read = thing(name)
    assert read.parts[1].role == "number"
    assert spellings_of(read.parts[1]) == spellings_of(thing("Factory 14").parts[1])


def test_generic_words_say_little_and_mean_the_same_in_other_spellings() -> None:
    full, short = thing("Volna Trading"), thing("Volna Trdg")
    assert part(full, "trading").role == "business"
    assert part(full, "trading").meaning == part(short, "trdg").meaning
    assert part(full, "trading").weight < 0.5 * part(full, "volna").weight


def test_place_words_mean_the_place() -> None:
    moscow, moskovskiy = thing("Bank Moscow"), thing("Bank Moskovskiy")
    assert part(moscow, "moscow").role == part(moskovskiy, "moskovskiy").role == "place"
    assert part(moscow, "moscow").meaning == part(moskovskiy, "moskovskiy").meaning


def test_a_comma_means_nothing_in_a_companys_name() -> None:
    assert texts(thing("Volna Energo, OOO")) == texts(thing("Volna Energo OOO"))


def test_a_word_of_a_person_is_not_typed_as_a_companys() -> None:
    assert roles(person("Ivan Bank"))["bank"] == "name"


def test_a_suffix_does_not_hide_the_family_name() -> None:
    assert roles(person("Martin Luther King Jr."))["king"] == "name"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Volna Hong Kong Ltd", "Volna HK Ltd"),
        ("OKB Volna", "Volna Design Bureau"),
        ("NPP Volna", "Research and Production Enterprise Volna"),
        ("Volna Aktiengeselschaft", "Volna AG"),
        ("Ministry of Volna of the USA", "Ministry of Volna of the United States of America"),
        ("Twenty-First Volna", "21st Volna"),
        ("St. Volna", "Saint Volna"),
        ("Volna Bank", "بنك Volna"),
    ],
)
def test_names_of_things_mean_the_same_in_full_and_in_short(name: str, other: str) -> None:
    meanings = [
        sorted(piece.meaning for piece in thing(spelling).parts if piece.role != "particle")
        for spelling in (name, other)
    ]
    assert meanings[0] == meanings[1]


def test_a_legal_form_ends_before_a_longer_one_begins() -> None:
    read = thing("Volna Finance Company Limited Liability Company")
    assert texts(read)[-2:] == ["company", "limitedliabilitycompany"]


def test_a_word_that_announces_a_number_says_nothing() -> None:
    assert roles(thing("Volna Factory No. 5"))["no"] == "particle"
    assert roles(thing("Volna No Limits"))["no"] != "particle"
