"""OFAC's own words, and what each of them is here: the tables behind ``ofac_terms``.

Source of the labels: the reference value sets of CONS_ENHANCED.XML (2026) and
CONS_ADVANCED.XML (2020), the ``idType`` values of CONSOLIDATED.XML (2025-2026), and the
Remarks of the SDN and non-SDN CSV files of 2021 to 2025.
"""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from interdict.party import CountryRole, LinkKind, NameKind

What = Literal[
    "identifier", "country", "birth-date", "birth-place", "gender", "position", "alias", "link",
    "detail",
]  # fmt: skip
"""Which field of a party a labelled value goes to."""


class Term(msgspec.Struct, frozen=True):
    """One label of OFAC's: where its value goes, and as what."""

    what: What
    kind: str = ""
    """Identifier kind, country role, link kind or alias word; empty for the others."""


IDENTIFIER_LABELS: dict[str, str] = {
    # passports and travel documents
    "Passport": "passport",
    "Passport Booklet": "passport",
    "Diplomatic Passport": "passport",
    "British National Overseas Passport": "passport",
    "Stateless Person Passport": "passport",
    "Travel Document Number": "other",
    "Seafarer's Identification Document": "seaman-book",
    "VisaNumberID": "other",
    # persons, by their state
    "National ID No.": "national-id",
    "National ID Number": "national-id",
    "National Foreign ID Number": "national-id",
    "Identification Number": "national-id",
    "Personal ID Card": "national-id",
    "Federal ID Card": "national-id",
    "Stateless Person ID Card": "national-id",
    "Refugee ID Card": "national-id",
    "Bosnian Personal ID No.": "national-id",
    "C.I.N.": "national-id",
    "C.U.I.": "national-id",
    "C.U.I.P.": "national-id",
    "C.U.R.P.": "national-id",
    "CNP (Personal Numerical Code)": "national-id",
    "Cedula No.": "national-id",
    "Citizen's Card Number": "national-id",
    "D.N.I.": "national-id",
    "Kenyan ID No.": "national-id",
    "Moroccan Personal ID No.": "national-id",
    "N.I.E.": "national-id",
    "Numero de Identidad": "national-id",
    "SSN": "national-id",
    "Tarjeta de Identidad": "national-id",
    "Tazkira National ID Card": "national-id",
    "Turkish Identification Number": "national-id",
    "UAE Identification": "national-id",
    "Credencial electoral": "national-id",
    "Electoral Registry No.": "national-id",
    "I.F.E.": "national-id",
    "Birth Certificate Number": "other",
    "Cartilla de Servicio Militar Nacional": "other",
    "Military Registration Number": "other",
    "Immigration No.": "other",
    "Public Security and Immigration No.": "other",
    "Residency Number": "other",
    "Romanian Permanent Resident": "other",
    "Driver's License No.": "driving-licence",
    "Pilot License Number": "other",
    "Chinese Commercial Code": "other",
    # tax
    "Tax ID No.": "tax-id",
    "Tax ID Number": "tax-id",
    "C.I.F.": "tax-id",
    "C.U.I.T.": "tax-id",
    "Fiscal Code": "tax-id",
    "Italian Fiscal Code": "tax-id",
    "N.I.F.": "tax-id",
    "NIT #": "tax-id",
    "Numero Unico de Identificacao Tributaria (NUIT)": "tax-id",
    "Paraguayan tax identification number": "tax-id",
    "R.F.C.": "tax-id",
    "RFC": "tax-id",
    "RIF #": "tax-id",
    "Romanian Tax Registration": "tax-id",
    "RSIN": "tax-id",
    "RTN": "tax-id",
    "RUC #": "tax-id",
    "US FEIN": "tax-id",
    "V.A.T. Number": "tax-id",
    "Global Intermediary Identification Number": "other",
    # companies, by their register
    "Branch Unit Number": "registration",
    "Business Number": "registration",
    "Business Registration Document #": "registration",
    "Business Registration Number": "registration",
    "C.R. No.": "registration",
    "Central Registration System Number": "registration",
    "Certificate of Incorporation Number": "registration",
    "Chamber of Commerce Number": "registration",
    "Commercial Registry Number": "registration",
    "Company Number": "registration",
    "Dubai Chamber of Commerce Membership No.": "registration",
    "Economic Register Number (CBLS)": "registration",
    "Enterprise Number": "registration",
    "File Number": "registration",
    "Folio Mercantil No.": "registration",
    "Istanbul Chamber of Comm. No.": "registration",
    "LE Number": "registration",
    "Matricula Mercantil No": "registration",
    "Organization Code": "registration",
    "Public Registration Number": "registration",
    "Registered Charity No.": "registration",
    "Registration Certificate Number (Dubai)": "registration",
    "Registration ID": "registration",
    "Registration Number": "registration",
    "Romanian C.R.": "registration",
    "UK Company Number": "registration",
    "Russian State Individual Business Registration Number Pattern (OGRNIP)": "ogrn",
    "Unified Social Credit Code (USCC)": "uscc",
    "Unified Social Credit Code": "uscc",
    "United Social Credit Code Certificate (USCCC)": "uscc",
    "Government Gazette Number": "okpo",
    "Legal Entity Number": "lei",
    "D-U-N-S Number": "duns",
    # licences and marks
    "Afghan Money Service Provider License Number": "other",
    "License": "other",
    "MSB Registration Number": "other",
    "Permit Number": "other",
    "SRE Permit No.": "other",
    "Tourism License No.": "other",
    "Trade License No.": "other",
    "Trademark number": "other",
    # banks and markets
    "SWIFT/BIC": "bic",
    "BIK (RU)": "other",
    "ISIN": "isin",
    "Equity Ticker": "other",
    "MICEX Code": "other",
    # ships and aircraft
    "Vessel Registration Identification": "other",
    "MMSI": "mmsi",
    "Vessel Call Sign": "call-sign",
    "Other Vessel Call Sign": "call-sign",
    "Aircraft Tail Number": "tail",
    "Previous Aircraft Tail Number": "tail",
    "Aircraft Construction Number (also called L/N or S/N or F/N)": "aircraft-serial",
    "Aircraft Construction Number": "aircraft-serial",
    "Aircraft Manufacturer's Serial Number (MSN)": "aircraft-serial",
    "Aircraft Manufacturer's Serial Number": "aircraft-serial",
    "Aircraft Serial Identification": "aircraft-serial",
    "Aircraft Mode S Transponder Code": "aircraft-mode-s",
    "Serial No.": "other",
    # ways to reach
    "Email Address": "email",
    "Email": "email",
    "Website": "website",
    "Phone Number": "phone",
    "Phone No.": "phone",
    "Phone": "phone",
    "Telephone No.": "phone",
    "Telephone": "phone",
}  # fmt: skip
"""Document and code types -> kind of ``identifiers.KINDS``."""

COUNTRY_LABELS: dict[str, CountryRole] = {
    "Nationality": "nationality",
    "Nationality Country": "nationality",
    "Citizen": "citizenship",
    "Citizenship": "citizenship",
    "Citizenship Country": "citizenship",
    "Nationality of Registration": "jurisdiction",
    "Registration Country": "jurisdiction",
    "Vessel Flag": "flag",
    "Other Vessel Flag": "flag",
    "Former Vessel Flag": "former-flag",
}

DETAIL_LABELS: tuple[str, ...] = (
    "Additional Sanctions Information -",
    "Aircraft Manufacture Date",
    "Aircraft Model",
    "Aircraft Operator",
    "CAATSA Section 235 Information:",
    "Effective Date (CMIC)",
    "Executive Order 13662 Directive Determination -",
    "Executive Order 13846 information:",
    "Executive Order 14014 Directive Information:",
    "Executive Order 14024 Directive Information -",
    "Executive Order 14024 Directive Information",
    "Executive Order 14059 information:",
    "Fax",
    "Fax No.",
    "IFCA Determination -",
    "Issuer Name",
    "Listing Date (CMIC)",
    "Organization Established Date",
    "Organization Type:",
    "Other Vessel Type",
    "PAIPA Section 2 Information:",
    "PEESA Information:",
    "Purchase/Sales For Divestment Date (CMIC)",
    "Secondary sanctions risk:",
    "Subtribe",
    "Target Type",
    "Telex",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions:",
    "Tribe",
    "UN/LOCODE",
    "Vessel Gross Registered Tonnage",
    "Vessel Owner",
    "Vessel Tonnage",
    "Vessel Type",
    "Vessel Year of Build",
    "For more information on directives, please visit the following link:",
    "For more information, please reference the following link:",
)
"""Labels whose value is kept as a ``Detail`` under the label."""

OTHER_LABELS: dict[str, Term] = {
    "DOB": Term("birth-date"),
    "Birthdate": Term("birth-date"),
    "POB": Term("birth-place"),
    "Place of Birth": Term("birth-place"),
    "Gender": Term("gender"),
    "Alternate Title": Term("position"),
    "Occupation": Term("position"),
    "Position": Term("position"),
    "Title": Term("position"),
    "Linked To:": Term("link", "linked-to"),
    "a.k.a.": Term("alias", "aka"),
    "f.k.a.": Term("alias", "fka"),
    "n.k.a.": Term("alias", "nka"),
}

LABEL_FAMILIES: tuple[tuple[str, Term], ...] = (
    (r"Digital Currency Address - [A-Z0-9]{2,8}", Term("identifier", "wallet")),
    (r"(?:Listing|Effective) Date \(EO \d{5} Directive \w{1,3}\):?", Term("detail")),
    (r"Executive Order \d{5} (?:Directive )?(?:Information|Determination)(?: ?[-:])?",
     Term("detail")),
    (r"CAATSA Section \d+ Information:?", Term("detail")),
)  # fmt: skip
"""Labels that carry a currency, order or directive: the next order needs no new entry."""

RELATIONSHIPS: dict[str, LinkKind] = {
    "Acting for or on behalf of": "acting-for",
    "Associate Of": "associate",
    "Family member of": "family",
    "Leader or official of": "leader",
    "Owned or Controlled By": "owned-by",
    "Owns, controls, or operates": "operates",
    "Principal Executive Officer": "leader",
    "Property in the interest of": "property",
    "Providing support to": "provided-support",
    "playing a significant role in": "leader",
}
"""Relationship types of the Enhanced and Advanced XML; the CSV says only ``Linked To:``."""

ALIAS_KINDS: dict[str, NameKind] = {
    "aka": "strong-alias",
    "fka": "former",
    "nka": "strong-alias",
    "name": "primary",
}

NON_SDN_PROGRAMMES = re.compile(
    r"^(?:NS-|UKRAINE-EO13662$|561|FSE-|CMIC|NS-CMIC|CAPTA|SSI|MBS)", re.I
)
"""Programmes of the lists without blocking that make up the Consolidated Sanctions List."""


def labels() -> Iterable[str]:
    """Every printed label of the tables, without the families."""
    yield from IDENTIFIER_LABELS
    yield from COUNTRY_LABELS
    yield from DETAIL_LABELS
    yield from OTHER_LABELS
