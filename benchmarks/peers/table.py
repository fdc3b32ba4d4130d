"""The peers beside each other."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.figures import percentile
from benchmarks.machine import Machine
from benchmarks.peers.contract import Files

TITLES = {
    "ours": "**Interdict**",
    "logic_v2": "nomenklatura, logic-v2",
    "emm": "EMM (ING)",
    "splink": "Splink, DuckDB",
    "rapidfuzz_token_sort": "rapidfuzz, token_sort_ratio",
    "rapidfuzz_wratio": "rapidfuzz, WRatio",
}
_HEAD = (
    "",
    "names/s, 1 % noisy",
    "names/s, all noisy",
    "one query p50 / p99",
    "list taken in",
    "peak memory",
    "installed",
    "noisy copies found",
    "others alerted",
    "labelled pairs: F1 / AUC",
)


def sizes(folder: Path) -> dict[str, int]:
    """How much the peers were measured on."""
    files = Files(folder)
    parties = files.parties()
    return {
        "parties": len(parties),
        "names": sum(len(party.names) for party in parties),
        "ordinary": len(files.asked("ordinary")),
        "copies": len(files.asked("copies")),
    }


def markdown(
    machine: Machine,
    measured: Mapping[str, dict[str, Any]],
    failed: Mapping[str, str],
    sizes: Mapping[str, int],
) -> str:
    """One row per peer, then how each was set up and what could not be run."""
    pairs = max((result.get("pairs", 0) for result in measured.values()), default=0)
    lines = [
        f"Measured on: {machine}. One core each, in an environment of its own, warmed up; "
        "rates by processor time, one query by the clock.",
        "",
        f"The list has {sizes['parties']:,} parties with {sizes['names']:,} names (OFAC, UN). "
        f"Asked were up to {sizes['ordinary']:,} people, 1 % of them noisy copies of listed names, "
        f"{sizes['copies']:,} noisy copies alone, 40 queries one by one (half of them copies), "
        f"and {pairs:,} labelled pairs. Found and alerted are at each one's own threshold.",
        "",
        f"| {' | '.join(_HEAD)} |",
        f"|{'---|' * len(_HEAD)}",
    ]
    lines += [f"| {' | '.join(_row(peer, result))} |" for peer, result in measured.items()]
    lines += ["", *(f"- {TITLES[peer]}: {r['configured']}." for peer, r in measured.items())]
    lines += [f"- {TITLES[peer]} could not be measured: {why}" for peer, why in failed.items()]
    return "\n".join(lines)


def _row(peer: str, result: Mapping[str, Any]) -> tuple[str, ...]:
    single = result["single_ms"]
    scored = "–"
    if result.get("f1") is not None:
        scored = f"{result['f1']:.3f} / {result['auc']:.3f}"
    return (
        TITLES[peer],
        f"{result['rate']:,.0f} ({result['asked']:,} asked)",
        f"{result['copies_rate']:,.0f}",
        f"{percentile(single, 0.5):,.1f} / {percentile(single, 0.99):,.1f} ms",
        f"{result['built']:,.1f} s",
        f"{result['peak_mb']:,.0f} MB",
        f"{result['installed_mb']:,.0f} MB",
        f"{result['recall']:.3f}",
        f"{result['alarms']:.2%}",
        scored,
    )
