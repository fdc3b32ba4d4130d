"""Tables that lawyers edit: a mistake is named with its line and what to write instead."""

import datetime

import msgspec
import pytest

from interdict.errors import UsageError
from interdict.ownership.dated_table import DatedTable


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    days: int = 0


GOOD = 'reviewed = 2026-01-02\n\n[[rule]]\nid = "first"\n\n[[rule]]\nid = "second"\ndays = 3\n'


def test_blocks_become_records_in_the_order_of_the_file() -> None:
    table = DatedTable(GOOD, "rules.toml")
    assert table.records("rule", Rule) == (Rule(id="first"), Rule(id="second", days=3))
    assert table.reviewed == datetime.date(2026, 1, 2)


def test_a_table_without_a_block_of_a_name_has_none() -> None:
    assert DatedTable("reviewed = 2026-01-02\n", "rules.toml").records("rule", Rule) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("reviewed = 2026-01-02\n[[rule]\n", "rules.toml is not valid TOML: .*line 2"),
        ("[[rule]]\nid = 'x'\n", "when it was last reviewed"),
        ("reviewed = '2026-01-02'\n", "when it was last reviewed"),
        (GOOD.replace("days = 3", "days = 'three'"), r"line 8, rule second: .*int.*days"),
        (GOOD.replace("days", "dais"), r"line 8, rule second: .*`dais`; the keys are id, days"),
        (GOOD.replace('id = "first"', ""), r"line 3, rule number 1: .*`id`"),
        ("reviewed = 2026-01-02\nrule = 3\n", "write \\[\\[rule\\]\\] with two brackets"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        DatedTable(text, "rules.toml").records("rule", Rule)


def test_a_block_that_nobody_reads_is_an_error() -> None:
    """A typing mistake would hide a fact."""
    table = DatedTable(GOOD.replace("[[rule]]", "[[role]]"), "rules.toml")
    with pytest.raises(UsageError, match=r"nothing is called 'role': write \[\[rule\]\]"):
        table.refuse_other("rule")
