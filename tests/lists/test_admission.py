"""What must hold of an edition before it may come into force."""

import datetime

import msgspec
import pytest

from interdict.errors import MalformedFile, ShrunkenEdition, UsageError
from interdict.lists.admission import (
    refuse_rivals,
    refuse_shrunken,
    refuse_unusable,
    richness,
    would_count,
)
from interdict.lists.connector import Reading, SourceFile
from interdict.lists.intake import Arrival
from interdict.party import DatedBy, Edition
from listed_parties import party


def edition(
    parties: int = 100, day: str = "2026-01-08", dated_by: DatedBy = "file", form: str = "un-xml"
) -> Edition:
    return Edition(
        source="un",
        id=f"{parties}{day}{form}",
        form=form,
        files=(),
        published=datetime.date.fromisoformat(day),
        dated_by=dated_by,
        records=parties,
        parties=parties,
    )


def arrival(of: Edition) -> Arrival:
    file = SourceFile(name=f"{of.id}.xml", content=b"", modified=of.published)
    reading = Reading(source=of.source, parties=(), findings=(), records=0)
    return Arrival(edition=of, reading=reading, files=(file,))


def test_five_percent_may_go_and_not_one_more() -> None:
    refuse_shrunken(edition(95), edition(100))
    with pytest.raises(ShrunkenEdition, match="--accept-shrunken un"):
        refuse_shrunken(edition(94), edition(100))


def test_the_first_edition_and_one_that_will_not_count_may_be_small() -> None:
    refuse_shrunken(edition(1), None)
    refuse_shrunken(edition(1, "2025-01-08"), edition(100))
    refuse_shrunken(edition(1, "2026-09-09", "modification-time"), edition(100))


def test_a_guessed_date_counts_only_against_a_guessed_date() -> None:
    guessed = edition(day="2026-05-05", dated_by="modification-time")
    assert not would_count(guessed, edition())
    assert would_count(edition(), guessed)
    later = msgspec.structs.replace(guessed, published=datetime.date(2026, 6, 6))
    assert would_count(later, guessed)


def test_editions_of_different_dates_go_together_and_of_one_date_do_not() -> None:
    refuse_rivals([arrival(edition()), arrival(edition(day="2026-02-08"))])
    with pytest.raises(UsageError, match="no date says which is newer"):
        refuse_rivals([arrival(edition(99)), arrival(edition(100))])
    guessed = arrival(edition(day="2026-02-08", dated_by="modification-time"))
    with pytest.raises(UsageError, match="no date says which is newer"):
        refuse_rivals([arrival(edition()), guessed])


def test_two_forms_of_one_edition_go_together_the_richest_last() -> None:
    forms = [arrival(edition(form=form)) for form in ("ofac-enhanced-xml", "ofac-csv", "ofac-xml")]
    refuse_rivals(forms)
    ordered = [each.edition.form for each in sorted(forms, key=richness)]
    assert ordered == ["ofac-csv", "ofac-xml", "ofac-enhanced-xml"]


def test_an_edition_in_which_two_parties_share_an_id_is_refused() -> None:
    """It could never be compiled, and every later update of any list would fail with it."""
    twice = arrival(edition(2))
    parties = (
        party("un:1", "person", "Obraz VYMYSLOV"),
        party("un:1", "person", "Primer PRIMEROV"),
    )
    reading = msgspec.structs.replace(twice.reading, parties=parties)
    with pytest.raises(MalformedFile, match="more than one party, such as un:1"):
        refuse_unusable(msgspec.structs.replace(twice, reading=reading))
