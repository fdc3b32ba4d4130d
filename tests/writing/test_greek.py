"""Greek names as passports and as firms spell them."""

import pytest

from interdict.writing import greek


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Γιώργος", "giorgos"),
        ("Παπαδόπουλος", "papadopoulos"),
        ("Ευάγγελος", "evangelos"),
        ("Μπακογιάννης", "bakogiannis"),
        ("Χρήστος", "christos"),
    ],
)
def test_a_name_has_the_reading_in_use(name: str, wanted: str) -> None:
    assert wanted in greek.readings([name])
