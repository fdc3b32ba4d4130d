"""The words of the UK's lists: kinds of names, alias strengths, measures, kinds of numbers.

The UK Sanctions List and the retired OFSI list say the same things in slightly different
words, and each in several spellings (``ALias``, ``Primary name``, ``De-flag``), so all words
are compared by ``word``: small letters and digits only.

Sources: "UK Sanctions List: change to the list's format" (FCDO, 17 February 2022), the
field names of the published XML, OFSI's format guide of the consolidated list, and, for what
a measure is, the regulations that the list names.
"""

import re

from interdict.party import Kind, MeasureKind, NameKind

_SEPARATORS = re.compile(r"[\W_]+")
_SANCTIONS = re.compile(r"sanctions?$")

KINDS: dict[str, Kind] = {
    "individual": "person",
    "entity": "organization",
    "ship": "vessel",
    "vessel": "vessel",
}
"""``IndividualEntityShip``, ``Designation Type``, ``Group Type``."""

NAME_KINDS: dict[str, NameKind] = {
    "primaryname": "primary",
    "primarynamevariation": "strong-alias",
    "alias": "strong-alias",
    "aka": "strong-alias",
    "fka": "former",
    "formerlyknownas": "former",
}
"""``NameType``, ``Alias Type``. A variation is a spelling of the primary name and not weaker."""

STRENGTHS: dict[str, NameKind | None] = {
    "": None,
    "goodqualityaka": None,
    "goodquality": None,
    "good": None,
    "lowqualityaka": "weak-alias",
    "lowquality": "weak-alias",
    "low": "weak-alias",
}
"""``AliasStrength``, ``Alias Quality`` -> the kind that it makes of an alias, None for no other.
Only UN designations are graded; where the field is empty nothing is known against an alias."""

MEASURES: dict[str, MeasureKind] = {
    "assetfreeze": "block",
    "travelban": "travel-ban",
    "armsembargo": "arms-embargo",
    "targetedarmsembargo": "arms-embargo",
    "prohibitionofportentry": "port-ban",
    "correspondentbankingrelationshipsetc": "correspondent-account",
    "correspondentbankingrelationships": "correspondent-account",
    "dealingwithtransferablesecuritiesormoneymarketinstruments": "securities-ban",
    "loansandcreditarrangements": "finance-ban",
    "technicalassistancerelatedtoaircraft": "trade-ban",
    # Narrower than any kind of ours; the wording says what they are.
    "trustservices": "other",
    "directordisqualification": "other",
    "deflag": "other",
    "charteringofships": "other",
    "preventionofcharteringofships": "other",
    "preventionofcharteringofshipsandaircraft": "other",
    "crewservicingofshipsandaircraft": "other",
    "preventionofbusinessarrangements": "other",
    "closureofrepresentativeoffices": "other",
}
"""Wording of ``SanctionsImposed``, and names of ``SanctionsImposedIndicators`` -> our kind.
``measure_word`` makes ``Trust Services Sanctions`` and ``TrustServicesSanctions`` one."""

NUMBER_LABELS: dict[str, str] = {
    "inn": "inn", "инн": "inn", "ogrn": "ogrn", "огрн": "ogrn", "ogrnip": "ogrn",
    "kpp": "kpp", "кпп": "kpp", "okpo": "okpo", "окпо": "okpo",
    "swift": "bic", "bic": "bic", "swiftbic": "bic", "swiftbiccode": "bic",
    "swiftcodes": "bic", "swiftcode": "bic", "lei": "lei",
    "duns": "duns", "dunsnumber": "duns",
    "unifiedsocialcreditcode": "uscc", "uscc": "uscc",
    "tin": "tax-id", "taxid": "tax-id", "taxidno": "tax-id", "taxnumber": "tax-id",
    "taxidnumber": "tax-id", "taxidentificationnumber": "tax-id", "vat": "tax-id", "unp": "tax-id",
    "унп": "tax-id", "taxregistrationnumber": "tax-id", "taxpayeridentificationnumber": "tax-id",
    "registrationnumber": "registration", "registrationno": "registration",
    "companynumber": "registration", "regno": "registration", "companyregistrationnumber":
    "registration", "businessregistrationnumber": "registration", "registrationid": "registration",
    "crnumber": "registration", "cr": "registration", "nationalid": "registration",
}  # fmt: skip
"""Labels in front of a business registration number -> kind of identifier."""


def word(printed: str) -> str:
    """Small letters and digits only: ``Primary Name Variation`` -> ``primarynamevariation``."""
    return _SEPARATORS.sub("", printed).casefold()


def measure_word(printed: str) -> str:
    """The key of ``MEASURES``: what goes without saying is left out of the end."""
    return _SANCTIONS.sub("", word(printed))
