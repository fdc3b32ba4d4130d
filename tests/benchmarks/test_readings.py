"""A native name is found when its words meet Latin words of their own."""

from benchmarks.transliteration import Found, Native, table

from benchmarks import readings


def test_a_name_part_is_found_by_any_reading_that_is_near() -> None:
    assert readings.part_found(("xyz", "petrov"), "Petrow")
    assert not readings.part_found(("xyz",), "Petrov")


def test_every_word_needs_a_latin_word_of_its_own() -> None:
    assert readings.words_found("ivan petrov", "PETROV, Ivan") == (2, 2)
    assert readings.words_found("ivan sidorov", "Wolf Ivan") == (1, 2)


def test_neighbouring_words_may_be_joined() -> None:
    assert readings.words_found("jong un", "Kim Jongun") == (2, 2)


def test_the_reading_and_spelling_that_agree_best_count() -> None:
    assert readings.words_of(lambda _: ("x y", "ivan petrov"), "?", ["Anna", "Ivan Petrov"]) == (
        2,
        2,
    )


def test_anyascii_alone_reads_hangul_syllables_as_words() -> None:
    assert readings.plain_anyascii("김정은") == ("gim jeong eun",)


def found(group: str, ours: bool) -> Found:
    native = Native((group,), "?", "person", "p", ("?",))
    said = {"anyascii": False, "ours": ours}
    return Found(native, said, {"anyascii": 0, "ours": 2}, said)


def test_a_table_gives_shares_per_group_and_puts_few_together() -> None:
    many = [found("Cyrl", ours) for ours in (True, False) for _ in range(5)]
    lines = table(("script",), [*many, found("Thai", True)], show="-")
    assert (
        lines[2]
        == "| 1 groups of fewer than 10 | 1 | 0.000 | 1.000 | 0.000 | 2.000 | 0.000 | 1.000 |"
    )
    assert lines[3] == "| Cyrl | 10 | 0.000 | 0.500 | 0.000 | 2.000 | 0.000 | 0.500 |"
