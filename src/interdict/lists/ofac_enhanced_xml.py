"""OFAC's Enhanced XML: SDN_ENHANCED.XML, CONS_ENHANCED.XML and exports of both lists.

The fullest form: names in every script with typed parts, lists with dates, sanctions types,
programmes, legal authorities, typed dates and relations. The file's filters say which list
it is; an export without filter is an edition of each list it holds. Structure:
enhanced_xml.xsd.
"""

import datetime
from collections.abc import Sequence

from lxml import etree

from interdict.errors import MalformedFile
from interdict.lists import xml
from interdict.lists.catalog import source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.ofac_draft import day
from interdict.lists.ofac_enhanced_entity import Scripts, draft_entity
from interdict.lists.ofac_listings import SDN, UMBRELLA
from interdict.lists.ofac_names import script_code
from interdict.lists.ofac_notes import Notes
from interdict.lists.ofac_readings import accepted, homes_by_list, readings

FORM = "ofac-enhanced-xml"


class OfacEnhancedXml:
    """Reads ``ofac-enhanced-xml`` files."""

    form = FORM

    def claims(self, file: SourceFile) -> bool:
        """Is the root element ``sanctionsData``?"""
        return xml.claims_root(file, "sanctionsData")

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The day of ``dataAsOf``."""
        return day(xml.text(xml.root(files.files[0]), "publicationInfo/dataAsOf"))

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """A reading per list; ``MalformedFile`` for an empty file or part of a list."""
        file = files.files[0]
        root = xml.root(file)
        entities = xml.children(root, "entities/entity")
        if not entities:
            raise MalformedFile(
                f"{file.name} has no entity: it lists nobody. Nothing was loaded: download "
                "the file again from OFAC."
            )
        notes = Notes(file.name)
        notes.left_over(root, _ROOT, "sanctionsData")
        edition = _edition_of(root, file.name, request.source)
        scripts = _scripts(root)
        drafts = list(accepted((draft_entity(each, scripts, notes) for each in entities), notes))
        if len(edition) == 1:
            homes = dict.fromkeys((draft.uid for draft in drafts), edition)
        else:
            homes = homes_by_list({draft.uid: draft.sources for draft in drafts})
        return readings(drafts, homes, notes, request, len(entities))


_ROOT = frozenset(
    ("@schemaLocation", "publicationInfo", "referenceValues", "featureTypes", "entities")
)
_WHOLE = {SDN: "ofac-sdn", UMBRELLA: "ofac-nonsdn"}


def _edition_of(root: etree._Element, file: str, named: str | None) -> frozenset[str]:
    """The sources that the filters name; empty for an export of everything.

    An export of one programme, or of one of the non-SDN lists, is no edition of OFAC's
    list: taking it for one would drop all other parties. It can be a list of one's own.
    """
    if named is not None and source_named(named).authority == "private":
        return frozenset()
    filters = "publicationInfo/filters"
    lists = xml.texts(root, f"{filters}/sanctionsLists/sanctionsList")
    programmes = xml.texts(root, f"{filters}/sanctionsPrograms/sanctionsProgram")
    partial = programmes + [name for name in lists if name not in _WHOLE]
    if partial:
        raise MalformedFile(
            f"{file} holds only a part of OFAC's lists (filtered by {', '.join(partial)}), so "
            "it cannot stand for the whole. Nothing was loaded: export the SDN List or the "
            "Consolidated List without further filters, or add this file as a list of your own "
            "with --source NAME."
        )
    return frozenset(_WHOLE[name] for name in lists)


def _scripts(root: etree._Element) -> Scripts:
    found: dict[str, str] = {}
    for value in xml.children(root, "referenceValues/referenceValue"):
        if xml.text(value, "type") == "SCRIPT":
            stated = (xml.text(value, part) for part in ("isoCode", "code", "value"))
            found[value.get("refId", "")] = script_code(*stated)
    return found


OFAC_ENHANCED_XML = OfacEnhancedXml()
