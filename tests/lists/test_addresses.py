"""The table of official addresses: what must hold of every line in it."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from interdict.errors import UsageError
from interdict.lists.addresses import PUBLICATIONS, Publication, RemoteFile, publications_of
from interdict.lists.catalog import SOURCES
from interdict.lists.intake import CONNECTORS

FILES = [file for publication in PUBLICATIONS for file in publication.files]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_official_address_is_protected_and_public(file: RemoteFile) -> None:
    parts = urlsplit(file.url)
    assert parts.scheme == "https"
    assert parts.hostname is not None
    assert parts.username is None
    assert file.least_bytes > 0


def test_no_two_files_are_called_alike() -> None:
    """On a mirror they lie in one folder."""
    assert len({file.name for file in FILES}) == len(FILES)


@pytest.mark.parametrize("publication", PUBLICATIONS, ids=lambda p: f"{p.source}-{p.form}")
def test_the_primary_file_of_an_edition_is_never_optional(publication: Publication) -> None:
    assert not publication.files[0].optional


def test_a_source_of_the_catalogue_is_made_by_one_publication_only() -> None:
    """The Official Journal (``eu``) is the one list that comes as acts, not under an address."""
    makers = {
        source.id: {p.source for p in PUBLICATIONS if source.id in p.makes} for source in SOURCES
    }
    assert {source for source, made_by in makers.items() if len(made_by) > 1} == set()


def test_the_lists_of_the_spine_can_be_read() -> None:
    forms = {connector.form for connector in CONNECTORS}
    for source in ("ofac-sdn", "ofac-nonsdn", "un"):
        assert {publication.form for publication in publications_of(source)} <= forms


def test_a_list_without_an_address_is_told_apart_from_one_with_another_form() -> None:
    with pytest.raises(UsageError, match=r"my-list has no official address here.*lists add FILE"):
        publications_of("my-list")
    with pytest.raises(UsageError, match="not published as csv; it is as ofac-enhanced-xml, ofac"):
        publications_of("ofac-sdn", "csv")


def test_what_is_expected_of_the_real_files_holds(shared_data: Path) -> None:
    """A file of today is at least three times what we would not believe."""
    lists = shared_data / "lists"
    real = {
        "CONS_ENHANCED.XML": lists / "ofac/nonsdn-enhanced-xml-2026-01/CONS_ENHANCED.XML",
        "SDN.CSV": lists / "ofac/sdn-csv-reexported-2024-03/sdn.csv",
        "ADD.CSV": lists / "ofac/sdn-csv-add-alt-2026-06/add.csv",
        "ALT.CSV": lists / "ofac/sdn-csv-add-alt-2026-06/alt.csv",
        "SDN_COMMENTS.CSV": lists / "ofac/sdn-csv-add-alt-comments-2025-12/sdn_comments.csv",
        "CONS_PRIM.CSV": lists / "ofac/nonsdn-csv-2025-12/cons_prim.csv",
        "CONS_ADD.CSV": lists / "ofac/nonsdn-csv-2025-12/cons_add.csv",
        "CONS_ALT.CSV": lists / "ofac/nonsdn-csv-2025-12/cons_alt.csv",
        "CONS_COMMENTS.CSV": lists / "ofac/nonsdn-csv-2025-12/cons_comments.csv",
        "consolidated.xml": lists / "un/consolidated_2026-01-28_pakote.xml",
        "sema-lmes.xml": lists / "ca/sema_2025-06_kebalkhadka.xml",
        "Australian_Sanctions_Consolidated_List.xlsx": lists
        / "au/Australian_Sanctions_Consolidated_List_mindstxrm.xlsx",
    }
    least = {file.name: file.least_bytes for file in FILES}
    for name, path in real.items():
        assert 3 * least[name] <= path.stat().st_size, name
