"""The field ``Other Information`` of the OFSI list, which holds what has no column.

``(UK Sanctions List Ref):RUS0184. Management: ... (UK Statement of Reasons):... (Gender):Male``:
values behind labels in brackets, and free text before the first and after short values.
"""

import re

from interdict.lists.uk_entry import Entry

_FIELD = "Other Information"

LABELS: dict[str, str] = {
    "UK Sanctions List Ref": "uk-reference",
    "UN Ref": "un-reference",
    "UK Statement of Reasons": "reason",
    "Gender": "gender",
    "Phone number": "phone",
    "Tel": "phone",
    "Fax": "fax",
    "Email address": "email",
    "Website": "website",
    "Type of entity": "entity-type",
    "Parent company": "parent",
    "Subsidiaries": "subsidiary",
    "Business Reg No": "registration",
    "IMO number": "imo",
    "Current owners": "owner",
    "Flag of ship": "flag",
    "Previous flags": "former-flag",
    "Type of ship": "ship-type",
    "Tonnage of ship": "tonnage",
    "Length of ship": "length",
    "Year built": "built",
}
"""Labels of OFSI's format guide -> what they say of an entry."""

_LABEL = re.compile(rf"\(({'|'.join(map(re.escape, LABELS))})\):\s*")

_SHORT: dict[str, re.Pattern[str]] = {
    "uk-reference": re.compile(r"[A-Z]{3}\d{3,5}(?:(?:,| and|;|\s)+[A-Z]{3}\d{3,5})*"),
    "un-reference": re.compile(r"[A-Z]{2,3}[a-z]?\.\d{1,4}(?:\.\d+)*"),
    "gender": re.compile(r"(?:fe)?male\b", re.I),
}
"""Values behind which the free text goes on."""

_EDGES = " .\n\t"


def take_apart(entry: Entry, printed: str) -> None:
    """Tell the entry what stands behind each label; free text is a remark."""
    marks = list(_LABEL.finditer(printed))
    ends = [*(mark.start() for mark in marks[1:]), len(printed)]
    free = [printed[: marks[0].start()] if marks else printed]
    for mark, end in zip(marks, ends, strict=True):
        what, value = LABELS[mark[1]], printed[mark.end() : end].strip()
        if what in _SHORT:
            found = _SHORT[what].match(value)
            free.append(value[found.end() :] if found else "")
            value = found[0] if found else value
        entry.say(what, value, f"{_FIELD} ({mark[1]})")
    remark = "\n".join(text for piece in free if (text := piece.strip(_EDGES)))
    entry.say("remark", remark, _FIELD)
