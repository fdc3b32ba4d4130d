"""Answers of GLEIF's API (version 1, JSON:API) in the shape of its files.

Three of its resources are read: ``lei-records``, ``relationship-records`` and
``reporting-exceptions``. The API gives pages; which one a file holds is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from interdict.errors import MalformedFile
from interdict.ownership.gleif_record import Plain, of_json
from interdict.ownership.lifetime import day_of
from interdict.ownership.reading import Report


def is_answer(value: Mapping[str, object]) -> bool:
    """Is it an answer of the API, and no record?"""
    return "data" in value and "Relationship" not in value


def answer(value: Mapping[str, Any], report: Report) -> Iterator[Plain]:
    """The records of one answer, a single one or a page of them.

    Raises ``MalformedFile`` for another resource, which says nothing about owners.
    """
    found = value.get("data")
    for each in found if isinstance(found, list) else [found]:
        resource = _object(each)
        kind = str(resource.get("type") or "")
        shape = _SHAPES.get(kind)
        if shape is None:
            raise MalformedFile(
                f"the answer is about {kind[:60] or 'something without a type'}, which says "
                f"nothing about owners: ask for {', '.join(_SHAPES)}"
            )
        yield of_json(shape(_object(resource.get("attributes"))))
    _tell_page(_object(value.get("meta")), report)


def _tell_page(meta: Mapping[str, Any], report: Report) -> None:
    published = day_of(str(_object(meta.get("goldenCopy")).get("publishDate") or ""))
    if published is not None:
        report.published = published
    page = _object(meta.get("pagination"))
    last = page.get("lastPage")
    if isinstance(last, int) and last > 1:
        report.warn(
            "one-page",
            f"page {page.get('currentPage')} of {last} of the answer ({page.get('total')} records "
            "in all): the other pages are not in this file",
        )


def _relationship(attributes: Mapping[str, Any]) -> dict[str, object]:
    stated = _object(attributes.get("relationship"))
    registration = _object(attributes.get("registration"))
    return {
        "Relationship": {
            "StartNode": _node(stated.get("startNode")),
            "EndNode": _node(stated.get("endNode")),
            "RelationshipType": stated.get("type"),
            "RelationshipStatus": stated.get("status"),
            "RelationshipPeriods": [_period(each) for each in _list(stated.get("periods"))],
            "RelationshipQuantifiers": [
                {
                    "MeasurementMethod": _object(each).get("measurementMethod"),
                    "QuantifierAmount": _object(each).get("quantifierAmount"),
                    "QuantifierUnits": _object(each).get("quantifierUnits"),
                }
                for each in _list(stated.get("quantifiers"))
            ],
        },
        "Registration": {
            "LastUpdateDate": registration.get("lastUpdateDate"),
            "RegistrationStatus": registration.get("status"),
        },
        "Extension": _deletion(_object(attributes.get("extension"))),
    }


def _exception(attributes: Mapping[str, Any]) -> dict[str, object]:
    return {
        "LEI": attributes.get("lei"),
        "ExceptionCategory": attributes.get("category"),
        "ExceptionReason": attributes.get("reason"),
        "ExceptionReference": attributes.get("reference"),
    }


def _lei_record(attributes: Mapping[str, Any]) -> dict[str, object]:
    entity = _object(attributes.get("entity"))
    registration = _object(attributes.get("registration"))
    return {
        "LEI": attributes.get("lei"),
        "BIC": attributes.get("bic"),
        "Entity": {
            "LegalName": _object(entity.get("legalName")).get("name"),
            "OtherEntityNames": _names(entity.get("otherNames"), "OtherEntityName"),
            "TransliteratedOtherEntityNames": _names(
                entity.get("transliteratedOtherNames"), "TransliteratedOtherEntityName"
            ),
            "LegalAddress": {"Country": _object(entity.get("legalAddress")).get("country")},
            "HeadquartersAddress": {
                "Country": _object(entity.get("headquartersAddress")).get("country")
            },
            "RegistrationAuthority": {
                "RegistrationAuthorityID": _object(entity.get("registeredAt")).get("id"),
                "RegistrationAuthorityEntityID": entity.get("registeredAs"),
            },
            "LegalJurisdiction": entity.get("jurisdiction"),
            "EntityCategory": entity.get("category"),
            "EntityStatus": entity.get("status"),
        },
        "Registration": {"RegistrationStatus": registration.get("status")},
    }


_SHAPES = {
    "relationship-records": _relationship,
    "reporting-exceptions": _exception,
    "lei-records": _lei_record,
}
"""Resource -> how its attributes read in the words of the files."""


def _node(value: object) -> dict[str, object]:
    node = _object(value)
    return {"NodeID": node.get("id"), "NodeIDType": node.get("type")}


def _period(value: object) -> dict[str, object]:
    period = _object(value)
    return {
        "StartDate": period.get("startDate"),
        "EndDate": period.get("endDate"),
        "PeriodType": period.get("type"),
    }


def _names(value: object, label: str) -> list[dict[str, object]]:
    return [{label: _object(each).get("name")} for each in _list(value)]


def _deletion(extension: Mapping[str, Any]) -> dict[str, object]:
    return {"Deletion": {"DeletedAt": extension.get("deletedAt")}}


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
