"""Numbers and codes that name a party: their kinds, normal form, check digits and force.

``KINDS`` is the whole vocabulary. Check digits come from python-stdnum where it has the
number; the others are computed here with their source named. A kind is stated by whoever
printed the number, never guessed from its digits: ``refine`` only makes a stated kind more
precise where country and check digit prove it.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Literal, NamedTuple

from stdnum import bic, imo, isin, lei
from stdnum.cn import uscc
from stdnum.ru import inn

from interdict import wallets
from interdict.errors import UsageError

Proof = Literal["alone", "with-country", "corroborates"]
"""How far an equal value reaches: it identifies the party by itself, only together with the
issuing country (numbers that every country hands out), or it merely supports a name."""

Clean = Callable[[str], str]
Check = Callable[[str], bool | None]


class IdentifierKind(NamedTuple):
    """One kind of identifier."""

    kind: str
    label: str
    """What people call it."""
    proof: Proof
    one_each: bool
    """A party has one of these at a time, so two different ones speak against identity."""
    clean: Clean
    """Printed form -> form for exact comparison."""
    check: Check | None
    """Normal form -> are check digit and prescribed form right? None: nothing to check."""


_LABEL = re.compile(
    r"^(?:(?:IMO|MMSI|INN|ИНН|OGRN(?:IP)?|ОГРН(?:ИП)?|KPP|КПП|OKPO|ОКПО|DUNS|NUMBER|NO|NR))+(?=\d)"
)
"""A label printed in one field with a number made of digits: ``IMO No. 9187629``."""

_WORDED_LABEL = re.compile(
    r"^\W*(?:(?:LEI|SWIFT|BIC|ISIN|USCC)(?:\s+(?:CODE|NUMBER|NO))?(?:\s*/\s*|[\s.:#-]+))+(?=[^\W_])",
    re.I,
)
"""The same for codes with letters, where only a separator tells label from code."""

_SCHEME = re.compile(r"^(?:(?:https?:|ftp:)?//|www\.)+")
_EXTENSION = re.compile(r"\s*(?:;?\s*ext|доб)\b.*$", re.I | re.S)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def _compact(value: str) -> str:
    """Letters and digits only, upper case; full-width and Arabic digits become 0-9."""
    if value.isascii():
        return "".join(filter(str.isalnum, value)).upper()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).upper())
    kept = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded if c.isalnum())
    return unicodedata.normalize("NFKC", "".join(kept))


def _numeral(value: str) -> str:
    """For numbers made of digits: compact, without a label printed in front."""
    return _LABEL.sub("", _compact(value))


def _code(value: str) -> str:
    """For codes with letters: compact, without a label and its separator in front."""
    return _compact(_WORDED_LABEL.sub("", value))


def _bic(value: str) -> str:
    """Head office and branch ``XXX`` are the same institution (ISO 9362)."""
    code = _code(value)
    return code[:8] if len(code) == 11 and code.endswith("XXX") else code


def _phone(value: str) -> str:
    """Digits in international order: no ``00``, no ``(0)`` trunk digit, no extension."""
    digits = filter(str.isdigit, _compact(_EXTENSION.sub("", value).replace("(0)", "")))
    return re.sub(r"^(?:00)+", "", "".join(digits))


def _email(value: str) -> str:
    return re.sub(r"^(?:mailto:)+", "", "".join(value.lower().split()))


def _website(value: str) -> str:
    return _SCHEME.sub("", "".join(value.lower().split())).rstrip("/")


def _is_company_imo(number: str) -> bool:
    """Check digit of the IMO company and registered owner number (IMO Res. A.1117).

    Weights 8 6 4 2 9 7 modulo 11; all 63 owner numbers that the EU prints satisfy it.
    """
    if not (number.isascii() and number.isdigit() and len(number) == 7):
        return False
    weights = (8, 6, 4, 2, 9, 7)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return (11 - total % 11) % 10 == int(number[6])


def _is_ogrn(number: str) -> bool:
    """OGRN (13 digits, modulo 11) or OGRNIP (15, modulo 13); the last digit of the remainder.

    Order of the Russian tax service on state registration numbers. python-stdnum 2.2 forgets
    the last-digit rule for OGRNIP and would refuse three in thirteen good ones.
    """
    if not (number.isascii() and number.isdigit() and len(number) in (13, 15)):
        return False
    modulus = 11 if len(number) == 13 else 13
    return int(number[:-1]) % modulus % 10 == int(number[-1])


def _is_okpo(number: str) -> bool:
    """OKPO (8 digits, or 10 for entrepreneurs): weights from 1, again from 3 when 10 is left."""
    if not (number.isascii() and number.isdigit() and len(number) in (8, 10)):
        return False
    for start in (0, 2):
        weights = ((place + start) % 10 + 1 for place in range(len(number) - 1))
        rest = sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11
        if rest < 10:
            break
    return rest % 10 == int(number[-1])


def _form(pattern: str) -> Check:
    """A check of the prescribed form, for numbers without a check digit."""
    matches = re.compile(pattern).fullmatch
    return lambda value: matches(value) is not None


def _ascii_only(check: Callable[[str], bool]) -> Check:
    """Letters of other scripts and long texts are never right in these codes, and may upset
    the arithmetic of a check."""
    return lambda value: len(value) <= 40 and value.isascii() and check(value)


# fmt: off
KINDS: tuple[IdentifierKind, ...] = (
    # A hull keeps its number for life (IMO Res. A.1117); owners count in another number space.
    IdentifierKind("imo", "IMO ship number", "alone", True, _numeral, _ascii_only(imo.is_valid)),
    IdentifierKind("company-imo", "IMO company number", "alone", True, _numeral, _is_company_imo),
    # Changes with flag and owner, and is handed out again.
    IdentifierKind("mmsi", "MMSI", "corroborates", False, _numeral, _form(r"[0-9]{9}")),
    IdentifierKind("call-sign", "call sign", "corroborates", False, _compact, None),
    IdentifierKind("lei", "LEI", "alone", True, _code, _ascii_only(lei.is_valid)),
    # One bank has several BICs and one issuer many ISINs, so different ones prove nothing.
    IdentifierKind("bic", "BIC (SWIFT)", "alone", False, _bic, _ascii_only(bic.is_valid)),
    IdentifierKind("isin", "ISIN", "alone", False, _code, _ascii_only(isin.is_valid)),
    IdentifierKind("inn", "INN (Russia)", "alone", True, _numeral, _ascii_only(inn.is_valid)),
    IdentifierKind("ogrn", "OGRN (Russia)", "alone", True, _numeral, _is_ogrn),
    # Tax office and reason: thousands of companies share one.
    IdentifierKind("kpp", "KPP (Russia)", "corroborates", False, _numeral,
                   _form(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")),
    IdentifierKind("okpo", "OKPO (Russia)", "alone", False, _numeral, _is_okpo),
    # One per site; the check digit was given up in 2006.
    IdentifierKind("duns", "D-U-N-S", "alone", False, _numeral, _form(r"[0-9]{9}")),
    IdentifierKind("uscc", "Unified Social Credit Code (China)", "alone", True, _code,
                   _ascii_only(uscc.is_valid)),
    # Every country counts from its own start, so the country belongs to the number.
    IdentifierKind("passport", "passport", "with-country", True, _compact, None),
    IdentifierKind("national-id", "national id", "with-country", True, _compact, None),
    IdentifierKind("tax-id", "tax number", "with-country", True, _compact, None),
    IdentifierKind("registration", "registration number", "with-country", True, _compact, None),
    # Issued by states and provinces, which the lists rarely name.
    IdentifierKind("driving-licence", "driving licence", "corroborates", False, _compact, None),
    IdentifierKind("seaman-book", "seaman's book", "with-country", False, _compact, None),
    IdentifierKind("wallet", "wallet address", "alone", False, wallets.comparable,
                   wallets.is_valid),
    # The mark OFAC blocks by; it begins with the nationality but may be handed on.
    IdentifierKind("tail", "aircraft registration", "alone", False, _compact, None),
    # Unique per manufacturer only: Airbus and Boeing share numbers.
    IdentifierKind("aircraft-serial", "manufacturer's serial number", "corroborates", True,
                   _compact, None),
    IdentifierKind("aircraft-mode-s", "Mode S address", "corroborates", False, _compact,
                   _form(r"[0-9A-F]{6}")),
    # Shared, forwarded and handed on.
    IdentifierKind("phone", "telephone", "corroborates", False, _phone, None),
    IdentifierKind("email", "e-mail", "corroborates", False, _email,
                   lambda value: _EMAIL.fullmatch(value) is not None),
    IdentifierKind("website", "website", "corroborates", False, _website, None),
    IdentifierKind("other", "other identifier", "corroborates", False, _compact, None),
)
# fmt: on

_BY_KIND = {row.kind: row for row in KINDS}

_ISSUER = {"inn": "ru", "ogrn": "ru", "kpp": "ru", "okpo": "ru", "uscc": "cn"}
"""Kinds that only one country hands out."""

_NATIONAL = frozenset(("passport", "national-id", "tax-id", "registration", "driving-licence",
                       "seaman-book")) | _ISSUER.keys()  # fmt: skip
"""Kinds whose equal values mean nothing between two different countries."""

_REFINED: dict[tuple[str, str], tuple[str, ...]] = {
    ("tax-id", "ru"): ("inn",),
    ("registration", "ru"): ("ogrn",),
    ("tax-id", "cn"): ("uscc",),
    ("registration", "cn"): ("uscc",),
}
"""(stated kind, country) -> the precise kinds its number may prove to be."""

_GENERAL: dict[str, frozenset[str]] = {
    "inn": frozenset(("tax-id",)),
    "ogrn": frozenset(("registration",)),
    "uscc": frozenset(("tax-id", "registration")),
}
"""A precise kind and the general kinds under which lists print the same number."""


def kind_named(kind: str) -> IdentifierKind:
    """The row of ``KINDS``; ``UsageError`` for a word that is no kind."""
    row = _BY_KIND.get(kind)
    if row is None:
        raise UsageError(
            f"{kind!r} is no kind of identifier: use one of {', '.join(_BY_KIND)} "
            "(or other, when none fits)"
        )
    return row


def normalise(kind: str, value: str) -> str:
    """The form in which two printings of one number are equal strings.

    ``IMO 9187629`` -> ``9187629``; a BIC loses the head-office branch ``XXX``; wallet
    addresses are compared in small letters (see ``wallets``). A value without any letter or
    digit is only stripped, so that nothing printed becomes an empty identifier.
    """
    return kind_named(kind).clean(value) or value.strip()


def is_valid(kind: str, value: str) -> bool | None:
    """Are the check digit and the prescribed form right? None where the kind has neither.

    Of a wallet address give the printed form: its check needs the case that comparing ignores.
    """
    check = kind_named(kind).check
    if check is None:
        return None
    return check(value if kind == "wallet" else normalise(kind, value))


def refine(kind: str, value: str, country: str = "") -> str:
    """The most precise kind that stated kind, issuing country (alpha-2) and number prove.

    A Russian tax number that is a valid INN is an ``inn``; without the country, or with a
    wrong check digit, it stays what the source called it.
    """
    for precise in _REFINED.get((kind, country), ()):
        if is_valid(precise, value):
            return precise
    return kind


def is_strong(kind: str, country: str = "") -> bool:
    """Does an equal value identify the party by itself?

    ``country`` is the issuing country where it is stated: the proof of a passport or a
    registration number reaches only as far as its country is known.
    """
    proof = kind_named(kind).proof
    return proof == "alone" or (proof == "with-country" and bool(country))


def tells_apart(kind: str) -> bool:
    """Do two different valid values (of one country) speak for two different parties?"""
    return kind_named(kind).one_each


def comparable(a_kind: str, a_country: str, b_kind: str, b_country: str) -> bool:
    """May two values be compared at all?

    Same kind, or one number under its general and its precise name (``tax-id`` and ``inn``),
    and no two different issuing countries. An unknown country does not forbid comparing:
    ``is_strong`` says how little the equality then proves.
    """
    same = a_kind == b_kind
    if not (same or a_kind in _GENERAL.get(b_kind, ()) or b_kind in _GENERAL.get(a_kind, ())):
        return False
    if a_kind not in _NATIONAL:
        return True
    a_issuer, b_issuer = _ISSUER.get(a_kind, a_country), _ISSUER.get(b_kind, b_country)
    return not (a_issuer and b_issuer and a_issuer != b_issuer)
