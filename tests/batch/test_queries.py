"""What the cells of a row are read as."""

import io

import pytest

from interdict.batch.tables import CustomerTable
from interdict.party import Query


def asked(text: str) -> Query:
    """The query of a file's only row."""
    with CustomerTable.open(io.BytesIO(text.encode())) as table:
        ((row,),) = [chunk.rows for chunk in table.chunks()]
    return row.query


@pytest.mark.parametrize(
    ("header", "cells", "kind"),
    [
        ("name,gender", "Ann Bell,female", "person"),
        ("name,gender", "Ann Bell,", None),
        ("name,birth_date", "Bell Trading,1990-01-02", None),
        ("name,kind,gender", "Bell Trading,,female", None),
        ("name,kind,gender", "Bell Trading,company,female", "organization"),
    ],
)
def test_a_gender_says_person_where_no_column_says_the_kind(
    header: str, cells: str, kind: str | None
) -> None:
    assert asked(f"{header}\n{cells}\n").kind == kind


def test_a_wrong_number_without_a_name_is_no_query() -> None:
    with CustomerTable.open(io.BytesIO(b"name,imo\n,9187620\n")) as table:
        (chunk,) = table.chunks()
    assert "wrong check digit" in chunk.rejected[0].reason
