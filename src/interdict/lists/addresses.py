"""Where each list is published: one table, the only addresses Interdict ever asks for lists.

Every entry is public and stated by its publisher. None of them could be tried where this was
written (no connection to the internet); they are from the publishers' own documentation and
from what other public programs use, as of 2026. One that has moved fails by name, leaves what
is in force in force, and ``--from`` takes the same files from anywhere else.
"""

from collections.abc import Sequence

import msgspec

from interdict.errors import UsageError

KB = 1024
MB = 1024 * KB


class RemoteFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of an edition at its publisher."""

    name: str
    """What it is called here, and on a mirror."""
    url: str
    least_bytes: int
    """Unpacked size below which it is not believed: a third or less of what it is today."""
    optional: bool = False
    """May be missing on a mirror: no party and no name is lost without it."""


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """One form in which one list is published: the files that make one edition."""

    source: str
    """What is asked for: a catalogue id, or the name of a file that holds several lists."""
    form: str
    """The form the files must turn out to have (``Connector.form``)."""
    files: tuple[RemoteFile, ...]
    """The primary file first."""
    lists: tuple[str, ...] = ()
    """Catalogue ids of the lists in the files, where they are several."""

    @property
    def makes(self) -> tuple[str, ...]:
        """Catalogue ids of the lists in the files."""
        return self.lists or (self.source,)


_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
"""OFAC's Sanctions List Service, which redirects to the files themselves."""

_FSF = "https://webgate.ec.europa.eu/fsd/fsf/public/files"
"""The Commission's Financial Sanctions Files."""

_FSF_TOKEN = "dG9rZW4tMjAxNw"  # noqa: S105 - printed in the Commission's own public link; no secret
_UK = "https://sanctionslist.fcdo.gov.uk/docs"
_CANADA = (
    "https://www.international.gc.ca/world-monde/assets/office_docs/"
    "international_relations-relations_internationales/sanctions"
)
_SECO = "https://www.sesam.search.admin.ch/sesam-search-web/pages"


def _ofac(name: str, least_bytes: int, optional: bool = False) -> RemoteFile:
    return RemoteFile(
        name=name, url=f"{_OFAC}/{name}", least_bytes=least_bytes, optional=optional
    )  # fmt: skip


PUBLICATIONS: tuple[Publication, ...] = (
    # OFAC: the enhanced form states measures, dates and every script; CSV is a quarter the size.
    Publication(
        source="ofac-sdn", form="ofac-enhanced-xml", files=(_ofac("SDN_ENHANCED.XML", 30 * MB),)
    ),
    Publication(
        source="ofac-sdn",
        form="ofac-csv",
        files=(
            _ofac("SDN.CSV", MB),
            _ofac("ADD.CSV", 500 * KB),
            _ofac("ALT.CSV", 300 * KB),
            _ofac("SDN_COMMENTS.CSV", 5 * KB, optional=True),
        ),
    ),
    Publication(
        source="ofac-nonsdn", form="ofac-enhanced-xml", files=(_ofac("CONS_ENHANCED.XML", MB),)
    ),
    Publication(
        source="ofac-nonsdn",
        form="ofac-csv",
        files=(
            _ofac("CONS_PRIM.CSV", 70 * KB),
            _ofac("CONS_ADD.CSV", 10 * KB),
            _ofac("CONS_ALT.CSV", 20 * KB),
            _ofac("CONS_COMMENTS.CSV", 500, optional=True),
        ),
    ),
    Publication(
        source="un",
        form="un-xml",
        files=(
            RemoteFile(
                name="consolidated.xml",
                url="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
                least_bytes=600 * KB,
            ),
        ),
    ),
    Publication(
        source="eu-fsf",
        form="eu-fsf-xml",
        files=(
            RemoteFile(
                name="xmlFullSanctionsList_1_1.xml",
                url=f"{_FSF}/xmlFullSanctionsList_1_1/content?token={_FSF_TOKEN}",
                least_bytes=5 * MB,
            ),
        ),
    ),
    Publication(
        source="uk",
        form="uk-xml",
        files=(
            RemoteFile(
                name="UK-Sanctions-List.xml",
                url=f"{_UK}/UK-Sanctions-List.xml",
                least_bytes=5 * MB,
            ),
        ),
    ),
    Publication(
        source="uk",
        form="uk-csv",
        files=(
            RemoteFile(
                name="UK-Sanctions-List.csv",
                url=f"{_UK}/UK-Sanctions-List.csv",
                least_bytes=5 * MB,
            ),
        ),
    ),
    Publication(
        source="ch",
        form="ch-xml",
        files=(
            RemoteFile(
                name="seco-sanctions-list.xml",  # the address names none
                url=f"{_SECO}/downloadXmlGesamtliste.xhtml"
                "?lang=en&action=downloadXmlGesamtlisteAction",
                least_bytes=5 * MB,
            ),
        ),
    ),
    Publication(
        source="ca",
        form="ca-xml",
        files=(
            RemoteFile(name="sema-lmes.xml", url=f"{_CANADA}/sema-lmes.xml", least_bytes=400 * KB),
        ),
    ),
    Publication(
        source="au",
        form="au-xlsx",
        files=(
            RemoteFile(
                name="Australian_Sanctions_Consolidated_List.xlsx",
                url="https://www.dfat.gov.au/sites/default/files/"
                "Australian_Sanctions_Consolidated_List.xlsx",
                least_bytes=300 * KB,
            ),
        ),
    ),
    Publication(
        source="us-csl",
        form="us-csl-csv",
        files=(
            RemoteFile(
                name="consolidated.csv",
                url="https://data.trade.gov/downloadable_consolidated_screening_list/v1/"
                "consolidated.csv",
                least_bytes=3 * MB,
            ),
        ),
        lists=(
            "us-entity-list",
            "us-denied-persons",
            "us-unverified",
            "us-meu",
            "us-isn",
            "us-dtc",
            "us-csl-ofac",
            "us-csl-other",
        ),
    ),
)
"""By source; of several forms of one list the first is taken unless another is asked for."""


def publications_of(
    source: str, form: str | None = None, table: Sequence[Publication] = PUBLICATIONS
) -> tuple[Publication, ...]:
    """The forms in which a list is published, the best first, or the one form asked for.

    Raises ``UsageError`` naming what there is.
    """
    found = [publication for publication in table if publication.source == source]
    if not found:
        known = ", ".join(dict.fromkeys(publication.source for publication in table))
        raise UsageError(
            f"{source} has no official address here; those that can be downloaded are {known}. "
            "A list of your own is loaded with  interdict lists add FILE... --source NAME"
        )
    chosen = [publication for publication in found if form in (None, publication.form)]
    if not chosen:
        forms = ", ".join(publication.form for publication in found)
        raise UsageError(f"{source} is not published as {form}; it is as {forms}")
    return tuple(chosen)
