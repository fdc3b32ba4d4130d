"""Thresholds, scope and house rules of a screening: frozen, versioned, a file to review.

A policy is a TOML file; every key is optional::

    name = "retail"
    version = "2026-11"
    threshold = 0.70                  # default for all kinds and lists
    lists = ["ofac-sdn", "un"]        # empty or absent: every loaded list
    regimes = ["us", "eu", "uk", "un", "ch"]
    limit = 20                        # hits shown per query
    max_age_days = 7                  # since a list was last confirmed; 0 switches it off
    record_queries = "hashed"         # or "clear": what the audit log keeps

    [thresholds.kind]
    vessel = 0.80
    [thresholds.list]
    un = 0.68
    [max_age_days_of]
    my-watchlist = 365
    [weak_aliases_alert]              # may a weak alias alert on its own? per regime
    us = false
    [ownership]
    review_above = 25                 # percent held by blocked owners above which a person looks
    chains = true                     # EU, Switzerland: do blocks pass through chains?
"""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from interdict.errors import UsageError
from interdict.party import Kind, Party, Regime

DEFAULT_THRESHOLD = 0.70


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Least scores that differ from the default; a list's own comes before its kind's."""

    kind: dict[Kind, float] = {}
    list: dict[str, float] = {}


class OwnershipTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the law leaves to a policy when ownership is asked about."""

    review_above: float = 25
    """Percent, 0 to 100: a person must look where blocked owners together hold more."""
    chains: bool = True
    """Do blocks pass through chains under the rules whose texts do not say (EU, Switzerland)?"""


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to screen. Changing anything gives another ``id``."""

    name: str = "default"
    version: str = "1"
    threshold: float = DEFAULT_THRESHOLD
    """Least score of a hit, 0 to 1."""
    thresholds: Thresholds = Thresholds()
    lists: tuple[str, ...] = ()
    """Catalogue ids in scope; empty means every loaded list."""
    regimes: tuple[Regime, ...] = ("us", "eu", "uk", "un", "ch")
    """Whose verdicts are given."""
    limit: int = 20
    """Most hits kept per query; the number left out is stated."""
    max_age_days: int = 7
    """Days since a list was last confirmed; 0 means no limit."""
    max_age_days_of: dict[str, int] = {}
    record_queries: Literal["hashed", "clear"] = "hashed"
    """What the audit log keeps of a query. Replay from hashes needs the query supplied."""
    weak_aliases_alert: dict[str, bool] = msgspec.field(default_factory=lambda: {"us": False})
    """May a weak alias alert on its own, per regime? OFAC advises against it (FAQ 122 and
    following); regimes not named may."""
    ownership: OwnershipTerms = OwnershipTerms()

    @property
    def id(self) -> str:
        """``name@version#hash`` over the whole content; what was added to policies later counts
        where it is not the default, so that an old policy keeps its name."""
        content = msgspec.json.encode(self, order="deterministic")
        if self.ownership == OwnershipTerms():  # the last field
            content = content[: content.rindex(b',"ownership"')] + b"}"
        return f"{self.name}@{self.version}#{hashlib.sha256(content).hexdigest()[:12]}"

    @property
    def lowest_threshold(self) -> float:
        """The least score that any kind or list can alert at."""
        return min(
            self.threshold, *self.thresholds.kind.values(), *self.thresholds.list.values(), 1.0
        )

    def threshold_for(self, party: Party) -> float:
        """The least score at which this party is a hit."""
        by_kind = self.thresholds.kind.get(party.kind, self.threshold)
        return self.thresholds.list.get(party.source, by_kind)

    def in_scope(self, source: str) -> bool:
        """Is this list screened?"""
        return not self.lists or source in self.lists

    def weak_alias_alerts(self, party: Party) -> bool:
        """May a weak alias of this party alert alone, under any regime that lists it?"""
        regimes = {listing.regime for listing in party.listings} or {"other"}
        return any(self.weak_aliases_alert.get(regime, True) for regime in regimes)

    def age_limit(self, source: str) -> int:
        """Days a list may go unconfirmed; 0 means no limit."""
        return self.max_age_days_of.get(source, self.max_age_days)


def load(path: Path) -> Policy:
    """Read a policy file; ``UsageError`` names the file and the key that is wrong."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read the policy {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"the policy {path} is not valid TOML: {error}") from error
    return _checked(content, str(path))


def _checked(content: Mapping[str, Any], place: str) -> Policy:
    try:
        policy = msgspec.convert(content, Policy)
    except msgspec.ValidationError as error:
        raise UsageError(f"the policy {place} does not fit: {error}") from error
    levels = [policy.threshold, *policy.thresholds.kind.values(), *policy.thresholds.list.values()]
    if not all(0.5 <= level <= 1.0 for level in levels):
        raise UsageError(
            f"the policy {place} has a threshold outside 0.5 to 1.0; "
            "below 0.5 two different names would alert"
        )
    ages = [policy.max_age_days, *policy.max_age_days_of.values()]
    if min(ages) < 0:
        raise UsageError(
            f"the policy {place} allows {min(ages)} days: give a number of days, or 0 for no limit"
        )
    if not 0 <= policy.ownership.review_above <= 100:
        raise UsageError(
            f"the policy {place} has review_above = {policy.ownership.review_above}: it is a "
            "percentage, 0 to 100"
        )
    if policy.limit < 1:
        raise UsageError(f"the policy {place} has limit {policy.limit}: it must be at least 1")
    return policy


def changed(policy: Policy, **changes: Any) -> Policy:
    """A policy with some values replaced (from options), named so that it shows."""
    given = {key: value for key, value in changes.items() if value is not None}
    if not given:
        return policy
    content = msgspec.to_builtins(policy) | given
    content["name"] = f"{policy.name}+options"
    return _checked(content, "given by options")
