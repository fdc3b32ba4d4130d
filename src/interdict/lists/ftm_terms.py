"""FollowTheMoney's words and ours, used by reading and by writing alike.

Property and schema names are those of the published FollowTheMoney model (schemata Thing,
LegalEntity, Person, Organization, Company, Vessel, Airplane, CryptoWallet, Sanction,
Identification, Address and the links between entities).
"""

from typing import NamedTuple, get_args

from interdict.party import CountryRole, Kind, LinkKind, MeasureKind, NameKind, PartRole, Regime

KINDS: dict[str, Kind] = {
    "Person": "person",
    "Organization": "organization",
    "Company": "organization",
    "PublicBody": "organization",
    "LegalEntity": "unknown",  # "may be a person or a company"
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "CryptoWallet": "wallet",
}
"""Schema -> kind of party."""

SCHEMATA: dict[Kind, str] = {
    "person": "Person",
    "organization": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "wallet": "CryptoWallet",
    "unknown": "LegalEntity",
}
"""Kind of party -> schema; an organization that is owned or registered is a ``Company``."""

NAMES: dict[str, NameKind] = {
    "name": "primary",
    "alias": "strong-alias",
    "abbreviation": "strong-alias",
    "weakAlias": "weak-alias",
    "previousName": "former",
}

NAME_PARTS: dict[str, PartRole] = {
    "lastName": "family",
    "firstName": "given",
    "secondName": "given",
    "middleName": "middle",
    "fatherName": "patronymic",
    "motherName": "matronymic",
    "title": "title",
}

IDENTIFIERS: dict[str, str] = {
    "passportNumber": "passport",
    "idNumber": "national-id",
    "socialSecurityNumber": "national-id",
    "taxNumber": "tax-id",
    "vatCode": "tax-id",
    "registrationNumber": "registration",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "kppCode": "kpp",
    "okpoCode": "okpo",
    "uscCode": "uscc",
    "leiCode": "lei",
    "swiftBic": "bic",
    "bikCode": "other",
    "isin": "isin",
    "isinCode": "isin",
    "dunsCode": "duns",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call-sign",
    "serialNumber": "aircraft-serial",
    "publicKey": "wallet",
    "email": "email",
    "phone": "phone",
    "website": "website",
}

IDENTIFIERS_BY_KIND: dict[tuple[Kind, str], str] = {
    ("aircraft", "registrationNumber"): "tail",
    ("organization", "imoNumber"): "company-imo",
    ("unknown", "imoNumber"): "company-imo",
}
"""Properties that mean another number on another kind of party."""

COUNTRIES: dict[str, CountryRole] = {
    "nationality": "nationality",
    "citizenship": "citizenship",
    "country": "residence",
    "mainCountry": "operations",
    "jurisdiction": "jurisdiction",
    "birthCountry": "birth",
    "flag": "flag",
    "pastFlags": "former-flag",
}

REGIMES: dict[str, Regime] = {
    "us": "us", "eu": "eu", "gb": "uk", "un": "un", "zz": "un", "ch": "ch", "ca": "ca", "au": "au",
}  # fmt: skip
"""Country of a Sanction -> regime; ``zz`` is FollowTheMoney's code for the whole world."""

PROVISIONS: tuple[tuple[str, MeasureKind], ...] = (
    ("asset freeze", "block"),
    ("freezing of assets", "block"),
    ("block", "block"),
    ("travel ban", "travel-ban"),
    ("visa ban", "visa-ban"),
    ("arms embargo", "arms-embargo"),
    ("port ban", "port-ban"),
)
"""Words in a Sanction's ``provisions`` that say which measure it is."""


class Tie(NamedTuple):
    """A schema that joins two entities."""

    subject: str
    """Property that names the entity whose party gets the link."""
    object: str
    """Property that names the other one."""
    kind: LinkKind


TIES: dict[str, Tie] = {
    "Ownership": Tie("asset", "owner", "owned-by"),
    "Directorship": Tie("director", "organization", "leader"),
    "Family": Tie("person", "relative", "family"),
    "Associate": Tie("person", "associate", "associate"),
    "Representation": Tie("agent", "client", "acting-for"),
    "UnknownLink": Tie("subject", "object", "linked-to"),
    "Membership": Tie("member", "organization", "other"),
    "Employment": Tie("employee", "employer", "other"),
    "Succession": Tie("successor", "predecessor", "other"),
    "Occupancy": Tie("holder", "post", "other"),
}

LINK_KINDS: frozenset[str] = frozenset(get_args(LinkKind))
"""Our own kinds of link, as an ``UnknownLink`` may carry them in its role."""

INLINE_TIES: dict[str, LinkKind] = {
    "parent": "owned-by",
    "owner": "owned-by",
    "holder": "owned-by",
    "operator": "operates",
}
"""Properties of a party that name another entity directly."""

REVERSE: dict[str, str] = {
    "sanctions": "entity",
    "identification": "holder",
    "passport": "holder",
    "ownershipOwner": "owner",
    "ownershipAsset": "asset",
    "directorshipDirector": "director",
    "directorshipOrganization": "organization",
    "familyPerson": "person",
    "familyRelative": "relative",
    "associates": "person",
    "associations": "associate",
    "agencyClient": "client",
    "agentRepresentation": "agent",
    "unknownLinkFrom": "subject",
    "unknownLinkTo": "object",
    "membershipMember": "member",
    "membershipOrganization": "organization",
    "subsidiaries": "parent",
    "cryptoWallets": "holder",
}
"""Reverse properties, in which exports nest linked entities -> the property they reverse."""

DETAILS = frozenset(
    {
        "alephUrl", "amount", "appearance", "balance", "buildDate", "capital",
        "classification", "createdAt", "creationDate", "cryptoWallets", "currency",
        "currencySymbol", "deathDate", "description", "dissolutionDate", "education",
        "ethnicity", "eyeColor", "grossRegisteredTonnage", "hairColor", "height", "icaoCode",
        "incorporationDate", "keywords", "legalForm", "managingExchange", "model", "modifiedAt",
        "nameSuffix", "okvedCode", "opencorporatesUrl", "political", "programUrl", "proof",
        "publisher", "publisherUrl", "registrationPort", "religion", "retrievedAt", "sector",
        "sourceUrl", "spokenLanguage", "status", "summary", "taxStatus", "ticker", "tonnage",
        "topics", "type", "weight", "wikidataId", "wikipediaUrl",
    }
)  # fmt: skip
"""Documented properties that have no field of their own here; they are kept as details."""

BIRTH_NOTE = "Date of birth: "
"""Prefix of a note that carries what a FollowTheMoney date cannot: ``circa``, a range."""

LEGAL_BASIS = "Legal basis: "
"""Prefix of a Sanction's ``description`` that carries a legal basis."""

OTHER_PARTY = "Other party: "
"""Prefix of a link's ``summary`` that names a party which the file does not hold."""
