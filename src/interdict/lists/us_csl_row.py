"""What every row of the US Consolidated Screening List has, whatever list it is of."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from interdict import countries
from interdict.party import Address, Detail

SOURCE, NAME = "source", "name"
NEEDED = (SOURCE, NAME, "addresses", "alt_names", "ids", "programs", "type")
"""Columns without which a row says too little to be kept."""

COLUMNS = frozenset(
    ("_id", SOURCE, "entity_number", "type", "programs", NAME, "title", "addresses",
     "federal_register_notice", "start_date", "end_date", "standard_order", "license_requirement",
     "license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage",
     "vessel_flag", "vessel_owner", "remarks", "source_list_url", "alt_names", "citizenships",
     "dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids", "")
)  # fmt: skip
"""The columns of the form; one that is added later is kept as a detail and reported."""

_AND = re.compile(r"^and(?:\s+|$)", re.I)
_CONTROLS = re.compile("[\x80-\x9f]")


class Row(NamedTuple):
    """One row of the file."""

    line: int
    """Line of the file, from 1."""
    cells: Mapping[str, str]
    """Header -> content."""

    def text(self, column: str) -> str:
        """A cell on one line; empty where the column or its content is missing."""
        return mended(" ".join(self.cells.get(column, "").split()))

    def several(self, column: str) -> tuple[str, ...]:
        """The items of a cell, which semicolons and a last "and" set apart."""
        items = (_AND.sub("", item.strip(" ,;")) for item in self.text(column).split("; "))
        return tuple(dict.fromkeys(item for item in items if item))


def others(row: Row, read: AbstractSet[str]) -> Iterator[Detail]:
    """The content of the columns that were not read, each as a detail."""
    for column in row.cells:
        if column not in read and (value := row.text(column)):
            yield Detail(label=column, value=value, field=column)


def mended(text: str) -> str:
    """Control characters are what is left of Windows-1252 punctuation read as Latin-1."""
    return _CONTROLS.sub(lambda found: _windows_1252(found[0]), text)


def _windows_1252(control: str) -> str:
    return control.encode("latin-1").decode("cp1252", errors="replace")


def addresses(row: Row) -> Iterator[Address]:
    """The addresses of a row; the country is the code (or name) at the end."""
    for printed in row.several("addresses"):
        tail = printed.rpartition(",")[2].strip()
        yield Address(full=printed, country=countries.code(tail) or "", field="addresses")
