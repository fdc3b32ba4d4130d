"""Which country a company's registration number belongs to, as far as that makes it unique."""

_SEVERAL = frozenset(("ae", "ca", "de", "es", "it", "us"))
"""Countries in which courts, states or provinces each count from their own start: the same number
stands for many companies (every German court has an HRB 1000)."""


def issuer(country: str) -> str:
    """The country (alpha-2), or empty text where country and number do not name one company."""
    return "" if country in _SEVERAL else country
