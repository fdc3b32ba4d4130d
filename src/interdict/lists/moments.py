"""The moment of publication, for files that state more than a day.

A list comes into force here some hours after it was published, and people answer for those
hours. A date alone leaves a day of doubt; some publishers print the time too.
"""

import datetime
import re

_HEAD = 4_096
"""Bytes in which a file says when it was made."""

_STATED: dict[str, re.Pattern[bytes]] = {
    # UN: attribute of the root, schema sc-sanctions.xsd
    "un-xml": re.compile(rb'\bdateGenerated="([^"]{10,40})"'),
    # OFAC: publicationInfo/dataAsOf, enhanced_xml.xsd; so far always midnight without a zone
    "ofac-enhanced-xml": re.compile(rb"<dataAsOf>([^<]{10,40})</dataAsOf>"),
    # EU: attribute of the root, xmlFullSanctionsList 1.1
    "eu-fsf-xml": re.compile(rb'\bgenerationDate="([^"]{10,40})"'),
}
"""Form -> where its head states a date with a time."""


def stated_moment(form: str, content: bytes) -> datetime.datetime | None:
    """The moment (aware, UTC) a file says it was published or generated; None without one.

    A time without its zone is no moment: midnight of nowhere would invent hours.
    """
    pattern = _STATED.get(form)
    found = pattern.search(content[:_HEAD]) if pattern else None
    if found is None:
        return None
    try:
        moment = datetime.datetime.fromisoformat(found[1].decode("ascii").strip())
    except (ValueError, UnicodeDecodeError):
        return None
    return moment.astimezone(datetime.UTC) if moment.tzinfo else None
