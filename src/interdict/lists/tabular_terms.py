"""The words of tables: which header means which field, and which cell means which kind.

Headers and cells are compared by ``word``: lower case, anything but letters and digits as
``_``. Every header people are likely to use for a field is one row here; a header that is
not is kept as a ``Detail``, and ``--column FIELD=HEADER`` says what it means.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from interdict import identifiers
from interdict.party import CountryRole, Kind, MeasureKind, NameKind, PartRole

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where ``birthDate`` is two words."""
_SEPARATORS = re.compile(r"[\W_]+")

# fmt: off
FIELDS: dict[str, tuple[str, ...]] = {
    "id": (
        "id", "uid", "unique_id", "entity_id", "subject_id", "party_id", "record_id", "list_id",
        "ent_num", "entity_number", "source_id", "internal_id", "group_id",
    ),
    "name": (
        "name", "full_name", "fullname", "names", "primary_name", "main_name", "entity_name",
        "legal_name", "company_name", "organization_name", "organisation_name", "person_name",
        "individual_name", "vessel_name", "ship_name", "customer_name", "caption", "whole_name",
        "sdn_name", "name_of_individual_or_entity", "listed_name", "company", "nom", "denomination",
    ),
    "alias": (
        "alias", "aliases", "alternate_names", "alternate_name", "alt_names", "alt_name", "aka",
        "a_k_a", "also_known_as", "other_names", "other_name", "akas", "name_variations",
        "name_non_latin_script", "original_script_name", "name_original_script", "native_name",
        "trading_name", "trade_name", "dba",
    ),
    "weak-alias": ("weak_alias", "weak_aliases", "low_quality_aka", "nickname", "nicknames"),
    "former-name": (
        "former_name", "former_names", "previous_name", "previous_names", "fka", "f_k_a",
        "formerly_known_as", "ex_name", "ex_names",
    ),
    "name-kind": ("name_type", "alias_type", "name_kind"),
    "alias-strength": ("alias_strength", "alias_quality", "name_quality"),
    "family-name": ("last_name", "family_name", "surname", "lastname", "name_6"),
    "given-name": ("first_name", "given_name", "given_names", "forename", "firstname", "name_1"),
    "middle-name": (
        "middle_name", "middle_names", "second_name", "name_2", "name_3", "name_4", "name_5",
    ),
    "patronymic": ("patronymic", "father_name_patronymic"),
    "kind": (
        "kind", "type", "schema", "entity_type", "subject_type", "party_type", "sdn_type",
        "customer_type", "record_type", "group_type",
    ),
    "birth-date": ("birth_date", "dob", "date_of_birth", "birthdate", "dates_of_birth", "born"),
    "birth-year": ("year", "birth_year", "year_of_birth"),
    "birth-month": ("month", "birth_month"),
    "birth-day": ("day", "birth_day"),
    "birth-place": (
        "birth_place", "place_of_birth", "pob", "birthplace", "places_of_birth", "town_of_birth",
    ),
    "gender": ("gender", "sex"),
    "country": ("country", "countries", "country_code"),
    "nationality": ("nationality", "nationalities"),
    "citizenship": ("citizenship", "citizenships"),
    "residence": ("residence", "country_of_residence", "residence_country"),
    "jurisdiction": (
        "jurisdiction", "country_of_incorporation", "country_of_registration",
        "incorporation_country", "registration_country",
    ),
    "flag": ("flag", "flag_state", "vessel_flag", "vess_flag", "current_flag"),
    "former-flag": ("former_flag", "previous_flag", "past_flags", "previous_flags"),
    "birth-country": ("birth_country", "country_of_birth"),
    "country-role": ("country_type", "country_role"),
    "country-code": ("iso", "iso2", "iso_code", "iso_3166", "alpha_2"),
    "address": (
        "address", "addresses", "full_address", "street", "street_address", "address_line",
        "address_1", "address_2", "address_3", "address_4", "address_5", "address_6",
        "address_line_1", "address_line_2", "address_line_3",
    ),
    "city": ("city", "town"),
    "region": ("region", "state", "province", "state_province"),
    "postal-code": ("postal_code", "postcode", "zip", "zip_code", "post_code", "post_zip_code"),
    "address-country": ("address_country", "country_of_address"),
    "programme": (
        "programs", "program", "programmes", "programme", "sanctions_program", "sanctions",
        "sanctions_programs", "program_key", "regime", "regime_name", "committees",
    ),
    "measure": ("measure", "measures", "sanction_type", "sanctions_imposed", "sanction_measures"),
    "legal-basis": ("legal_basis", "legal_bases", "regulation", "instrument_of_designation"),
    "listed-on": (
        "listed_on", "date_listed", "date_designated", "designation_date", "listing_date",
        "date_of_listing", "date_of_designation", "start_date",
    ),
    "reference": (
        "reference", "ref", "reference_number", "un_reference_number", "list_reference",
        "designation_reference",
    ),
    "reason": ("reason", "reasons", "grounds", "statement_of_reasons", "uk_statement_of_reasons"),
    "position": ("position", "positions", "title", "titles", "function", "occupation", "job_title"),
    "remark": ("remarks", "remark", "comments", "comment", "note", "notes", "other_information",
               "additional_information"),
    "identifier-kind": ("identifier_type", "id_type", "document_type", "identifier_kind"),
    "identifier-country": (
        "issuing_country", "issuer_country", "country_of_issue", "identifier_country",
    ),
    "identifier-note": ("additional_info", "identifier_note", "document_details"),
    "value": (
        "raw_value", "value", "identifier", "identifier_value", "document_number", "number",
    ),
}
"""Our field -> headers that mean it, likeliest first. Kinds of identifiers are fields too."""

IDENTIFIER_WORDS: dict[str, tuple[str, ...]] = {
    "imo": ("imo", "imo_ship", "vessel_imo", "ship_imo"),
    "company-imo": ("company_imo", "owner_imo"),
    "mmsi": ("mmsi",),
    "call-sign": ("call_sign", "callsign"),
    "lei": ("lei", "legal_entity_identifier"),
    "bic": ("bic", "swift", "swift_bic", "bic_swift"),
    "isin": ("isin",),
    "inn": ("inn",),
    "ogrn": ("ogrn", "ogrnip"),
    "kpp": ("kpp",),
    "okpo": ("okpo",),
    "duns": ("duns", "d_u_n_s"),
    "uscc": ("uscc", "unified_social_credit"),
    "passport": ("passport", "passports"),
    "national-id": (
        "national", "national_id", "national_identification", "national_identity", "identity_card",
        "id_card", "personal", "id_number", "ssn", "nin", "cedula",
    ),
    "tax-id": ("tax", "tax_id", "tax_identification", "tin", "vat", "fiscal", "nit", "rfc"),
    "registration": (
        "registration", "business_registration", "company_registration", "company", "crn",
        "registry", "organization_registration", "trade_register", "trade_registry",
    ),
    "driving-licence": ("driving_licence", "driving_license", "drivers_license"),
    "seaman-book": ("seaman_book", "seamans_book"),
    "wallet": (
        "wallet", "wallet_address", "crypto_address", "digital_currency_address", "crypto_wallet",
    ),
    "tail": ("tail", "tail_mark", "aircraft_registration", "aircraft_tail"),
    "aircraft-serial": ("serial", "aircraft_serial", "msn", "manufacturer_serial"),
    "aircraft-mode-s": ("mode_s", "mode_s_transponder", "icao24"),
    "phone": ("phone", "telephone", "phones", "mobile", "fax"),
    "email": ("email", "e_mail", "emails", "email_address"),
    "website": ("website", "url", "web", "web_site", "homepage"),
    "other": ("identifiers", "other_identifier", "other_identifiers"),
}
"""Kind of identifier -> its names, less the word that says it is a number."""

_NUMBER_WORD = re.compile(r"(?:_(?:number|numbers|no|nos|nr|num|code|codes|id|ids|mark))+$")

_KINDS: dict[Kind, tuple[str, ...]] = {
    "person": ("person", "persons", "individual", "individuals", "natural_person", "human", "p",
               "people", "i", "private_person"),
    "organization": (
        "organization", "organisation", "organizations", "organisations", "entity", "entities",
        "company", "companies", "legalentity", "legal_entity", "legal_person", "enterprise",
        "corporate", "corporation", "business", "firm", "bank", "publicbody", "public_body",
        "government", "group", "e", "o", "enterprises", "undertaking", "association", "foundation",
    ),
    "vessel": ("vessel", "vessels", "ship", "ships", "boat", "tanker", "v"),
    "aircraft": ("aircraft", "aircrafts", "airplane", "aeroplane", "plane", "helicopter"),
    "wallet": ("wallet", "crypto_wallet", "cryptowallet", "digital_wallet"),
}
_NAME_KINDS: dict[NameKind, tuple[str, ...]] = {
    "primary": ("primary", "primary_name", "main", "main_name", "full_name", "name", "legal_name"),
    "strong-alias": (
        "alias", "aka", "a_k_a", "also_known_as", "primary_variation", "primary_name_variation",
        "strong_alias", "original_script", "alternate", "alternative", "variation", "spelling",
        "good_quality_aka", "good", "strong", "high", "nka", "trading_name",
    ),
    "weak-alias": ("weak_alias", "weak", "low", "low_quality_aka", "nickname", "low_quality"),
    "former": ("former", "former_name", "fka", "f_k_a", "formerly", "formerly_known_as",
               "previous", "previous_name", "maiden_name", "previously_listed_as",
               "previously_known_as"),
}
_COUNTRY_ROLES: dict[CountryRole, tuple[str, ...]] = {
    "nationality": ("nationality",),
    "citizenship": ("citizenship",),
    "residence": ("residence", "address", "resident"),
    "jurisdiction": ("jurisdiction", "registration", "incorporation", "registered"),
    "flag": ("flag", "flag_state", "current_flag"),
    "former-flag": ("former_flag", "previous_flag"),
    "birth": ("birth", "birth_country", "country_of_birth", "place_of_birth"),
    "operations": ("operations", "operating", "activity", "main", "other"),
}
_MEASURES: dict[MeasureKind, tuple[str, ...]] = {
    "block": ("block", "blocking", "asset_freeze", "assets_freeze", "freeze",
              "targeted_financial_sanction", "targeted_financial_sanctions"),
    "travel-ban": ("travel_ban",),
    "visa-ban": ("visa_ban",),
    "port-ban": ("port_ban", "prohibition_of_port_entry"),
    "arms-embargo": ("arms_embargo",),
    "trade-ban": ("trade_ban", "export_ban", "import_ban"),
    "transaction-ban": ("transaction_ban",),
}
PART_ROLES: dict[str, PartRole] = {
    "family-name": "family",
    "given-name": "given",
    "middle-name": "middle",
    "patronymic": "patronymic",
}
COUNTRY_FIELDS: dict[str, CountryRole] = {
    "nationality": "nationality",
    "citizenship": "citizenship",
    "residence": "residence",
    "jurisdiction": "jurisdiction",
    "flag": "flag",
    "former-flag": "former-flag",
    "birth-country": "birth",
}
# fmt: on

_Meaning = TypeVar("_Meaning", bound=str)


def _inverted(table: Mapping[_Meaning, tuple[str, ...]]) -> dict[str, _Meaning]:
    return {spelling: meaning for meaning, spellings in table.items() for spelling in spellings}


_IDENTIFIERS = _inverted(IDENTIFIER_WORDS)
_KIND = _inverted(_KINDS)
_NAME_KIND = _inverted(_NAME_KINDS)
_COUNTRY_ROLE = _inverted(_COUNTRY_ROLES)
_MEASURE = _inverted(_MEASURES)
_HEADERS = {
    header: (field, likelihood)
    for field, headers in FIELDS.items()
    for likelihood, header in enumerate(headers)
}

IDENTIFIER_KINDS = tuple(row.kind for row in identifiers.KINDS)
FIELD_NAMES = (*FIELDS, *IDENTIFIER_KINDS)
"""What ``--column FIELD=HEADER`` may name."""

ONE_COLUMN = frozenset(("id", "name", "kind", "gender", "name-kind", "alias-strength", "value"))
"""Fields that one column of a table gives; the likeliest header wins."""


@lru_cache(maxsize=4096)
def word(text: str) -> str:
    """A header or cell in the form that is compared: ``Date of Birth`` -> ``date_of_birth``."""
    return _SEPARATORS.sub("_", _HUMP.sub("_", text).casefold()).strip("_")


def identifier_kind(text: str) -> str | None:
    """The kind of identifier that a header or a cell names, or None."""
    label = word(text)
    return _IDENTIFIERS.get(label) or _IDENTIFIERS.get(_NUMBER_WORD.sub("", label))


def field_of(header: str) -> tuple[str, int] | None:
    """The field a header means by itself, and how likely (0 first); None for an unknown one."""
    label = word(header)
    known = _HEADERS.get(label)
    if known is not None:
        return known
    kind = identifier_kind(header)
    return None if kind is None else (kind, 0)


def kind_of(text: str) -> Kind | None:
    """The kind of party a cell names, FollowTheMoney schema names included."""
    return _KIND.get(word(text))


def name_kind_of(text: str) -> NameKind | None:
    """The kind of name a cell says."""
    return _NAME_KIND.get(word(text))


def country_role_of(text: str) -> CountryRole | None:
    """The role a cell says a country plays."""
    return _COUNTRY_ROLE.get(word(text))


def measure_of(text: str) -> MeasureKind:
    """What a cell says a listing does; ``other`` (with its text) where we have no word."""
    return _MEASURE.get(word(text), "other")
