"""Addresses of digital currencies: their form for comparison, and whether they can be right.

Addresses are compared without regard to case. Where case carries no meaning (hexadecimal,
bech32) that is the rule of the chain. In base58 it is part of the address, but two addresses
that differ only in case would both have to pass a 32-bit check, while files that lost the case
on their way are common. What is printed keeps its case (``Identifier.raw``), and an address in
mixed case whose check fails is wrong, not another spelling.
"""

import re
from hashlib import sha256

from stdnum import bitcoin

_CURRENCY_URI = re.compile(
    r"^(?:(?:bitcoin|litecoin|ethereum|tron|bitcoincash|dogecoin|dash):)+", re.I
)
_HEXADECIMAL = re.compile(r"0x[0-9a-f]{40}", re.I)
_BECH32 = re.compile(
    r"(?P<prefix>bc|tb|ltc|bnb|cosmos|addr|tbnb)1(?P<data>[02-9ac-hj-np-z]{6,})", re.I
)
_CASHADDR = re.compile(r"[qp][02-9ac-hj-np-z]{41}", re.I)
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]{25,36}")
_CERTAIN = re.compile(r"[13]\w{25,34}|T\w{33}", re.ASCII)
"""Bitcoin and Tron: nothing else looks like these, so a failing check means a wrong address."""
_RIPPLE = re.compile(r"r[1-9A-HJ-NP-Za-km-z]{24,34}")
_MONERO = re.compile(r"[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?")
_SOLANA = re.compile(r"[1-9A-HJ-NP-Za-km-z]{43,44}")

_UNLABELLED = re.compile(r"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[0-9A-Za-z]{25,110}")

_BECH32_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_RESIDUES = (1, 0x2BC830A3)
"""bech32 (BIP 173) and bech32m (BIP 350)."""
_CASH_GENERATOR = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
_TO_RIPPLE = str.maketrans(
    "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz",
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
)
"""The alphabet of the XRP Ledger -> that of Bitcoin."""


def bare(printed: str) -> str:
    """The address alone, as printed: without white space and without its currency's scheme."""
    return _CURRENCY_URI.sub("", "".join(printed.split()))


def comparable(printed: str) -> str:
    """The form in which two printings of one address are equal strings."""
    return bare(printed).lower()


def is_valid(printed: str) -> bool | None:
    """Right or wrong where check or prescribed form tell; None for what cannot be judged:
    a chain without either, or base58 that has lost its case.

    Checks: base58check (Bitcoin, Tron, Litecoin, Dogecoin, Dash, Zcash, XRP and others), bech32
    and bech32m (BIP 173, BIP 350), CashAddr. Of hexadecimal, Monero and Solana addresses only
    the form is prescribed here: their own checks need a hash (Keccak) that Python does not have,
    or do not exist.
    """
    address = bare(printed)
    if _HEXADECIMAL.fullmatch(address):
        return True
    if segwit := _BECH32.fullmatch(address):
        return _is_bech32(segwit["prefix"].lower(), segwit["data"].lower())
    if _CASHADDR.fullmatch(address) and _has_one_case(address):
        return _is_cashaddr(address.lower()) or None
    if _has_one_case(address):
        return None
    if _MONERO.fullmatch(address):
        return True
    if _RIPPLE.fullmatch(address) and _is_base58check(address.translate(_TO_RIPPLE)):
        return True
    if _SOLANA.fullmatch(address):
        return len(bitcoin.b58decode(address)) == 32 or None
    if _BASE58.fullmatch(address) and _is_base58check(address):
        return True
    return False if _CERTAIN.fullmatch(address) else None


def may_be(printed: str) -> bool:
    """Could a text without any label be an address? It is long, mixes letters and digits, and
    no check speaks against it."""
    address = bare(printed)
    return bool(_UNLABELLED.fullmatch(address)) and is_valid(address) is not False


def _has_one_case(address: str) -> bool:
    """Were all letters made small, or capital? (No real base58 address is so by chance.)"""
    return address in (address.lower(), address.upper())


def _is_base58check(address: str) -> bool:
    """The last four bytes are the double SHA-256 of the rest."""
    try:
        decoded = bitcoin.b58decode(address)
    except ValueError:  # a character outside the base58 alphabet
        return False
    return sha256(sha256(decoded[:-4]).digest()).digest()[:4] == decoded[-4:]


def _is_bech32(prefix: str, data: str) -> bool:
    values = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    residue = 1
    for value in (*values, *map(_BECH32_LETTERS.index, data)):
        top = residue >> 25
        residue = (residue & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_BECH32_GENERATOR):
            residue ^= generator if top >> bit & 1 else 0
    return residue in _BECH32_RESIDUES


def _is_cashaddr(data: str) -> bool:
    """CashAddr of Bitcoin Cash: a 40-bit check over prefix and payload."""
    values = [ord(letter) & 31 for letter in "bitcoincash"] + [0]
    residue = 1
    for value in (*values, *map(_BECH32_LETTERS.index, data)):
        top = residue >> 35
        residue = (residue & 0x07FFFFFFFF) << 5 ^ value
        for bit, generator in enumerate(_CASH_GENERATOR):
            residue ^= generator if top >> bit & 1 else 0
    return residue == 1
