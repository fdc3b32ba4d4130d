"""What was odd in one OFAC file: findings, one by one or once with a count."""

from collections import Counter
from collections.abc import Container
from collections.abc import Set as AbstractSet

import msgspec
from lxml import etree

from interdict.lists import xml
from interdict.party import Detail, Finding, Severity


class Notes:
    """Findings of one file, and a tally of labels and elements that no table knows."""

    def __init__(self, file: str) -> None:
        self.file = file
        """Name of the file, for messages."""
        self._findings: list[Finding] = []
        self._tally: Counter[tuple[str, str, str]] = Counter()
        self._elements = xml.Unmapped("")

    def add(
        self, severity: Severity, code: str, message: str, record: str = "", field: str = ""
    ) -> None:
        """One thing that is wrong or odd at one place."""
        self._findings.append(
            Finding(severity=severity, code=code, message=message, record=record, field=field)
        )

    def first_error(self) -> str:
        """The first finding of severity ``error``, as a sentence."""
        errors = (each.message for each in self._findings if each.severity == "error")
        return next(errors, "")

    def again(self, code: str, message: str, field: str) -> None:
        """One more occurrence of something that is reported once, with a count."""
        self._tally[code, message, field] += 1

    def left_over(
        self, element: etree._Element, known: AbstractSet[str], within: str = ""
    ) -> list[Detail]:
        """The content of an element that no connector reads, counted."""
        if _is_known(element, known):
            return []
        return list(self._elements.details(element, known, within))

    def findings(self, source: str, others: Container[str] = ()) -> tuple[Finding, ...]:
        """All but those of the records in ``others``, as findings of this source."""
        tallied = (
            Finding(
                severity="note" if code == "unmapped-element" else "warning",
                code=code,
                message=message,
                field=field,
                count=count,
            )
            for (code, message, field), count in sorted(self._tally.items())
        )
        own = (finding for finding in self._findings if finding.record not in others)
        found = (*own, *tallied, *self._elements.findings())
        return tuple(msgspec.structs.replace(finding, source=source) for finding in found)


def _is_known(element: etree._Element, known: AbstractSet[str]) -> bool:
    """Are all children and attributes known? Most are, and this is asked of every element."""
    children = (str(child.tag).rpartition("}")[2] for child in element)
    attributes = ("@" + str(name).rpartition("}")[2] for name in element.attrib)
    return all(name in known for name in children) and all(name in known for name in attributes)
