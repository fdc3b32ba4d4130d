"""Measure one peer inside its own environment; started by ``benchmarks.peers``.

    python -m benchmarks.peers.measure PEER FOLDER

Prints one JSON object as its last line. Everything is warmed up before it is timed, and the
list is taken before the clock starts. Rates are by processor time, all threads together, so that
what else runs on the machine spoils no comparison; one query is timed by the clock on the wall.
"""

import csv
import importlib
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.contract import Asked, Files, Finder
from benchmarks.scores import Judged, auc, tally

WARM = 50
SINGLE = 40
SECONDS = 40.0
"""After so long no further batch is begun: a slow peer is measured on fewer queries."""


def main() -> None:
    """``PEER FOLDER``"""
    peer = importlib.import_module(f"benchmarks.peers.{sys.argv[1]}")
    files = Files(Path(sys.argv[2]))
    ordinary, copies = files.asked("ordinary"), files.asked("copies")
    with tempfile.TemporaryDirectory() as scratch:
        started = time.perf_counter()
        find = peer.build(files.parties(), files.asked("training"), Path(scratch))
        built = time.perf_counter() - started
        find(ordinary[-WARM:])
        result: dict[str, Any] = {"built": built, **_bulk(find, ordinary, peer.BATCH)}
        result |= _copies(find, copies)
        result["single_ms"] = _single(find, [*ordinary[: SINGLE // 2], *copies[: SINGLE // 2]])
        result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
        if hasattr(peer, "score") and files.pairs.exists():
            result |= _pairs(peer, files.pairs)
    print(json.dumps(result))


def _bulk(find: Finder, queries: Sequence[Asked], batch: int) -> dict[str, Any]:
    """Names a second of processor time, and how many people on no list were called a match."""
    asked = strangers = alarms = 0
    seconds = 0.0
    begun = time.perf_counter()
    for at in range(0, len(queries), batch):
        chunk = queries[at : at + batch]
        started = time.process_time()
        found = find(chunk)
        seconds += time.process_time() - started
        asked += len(chunk)
        on_no_list = [hits for query, hits in zip(chunk, found, strict=True) if not query.party]
        strangers += len(on_no_list)
        alarms += sum(bool(hits) for hits in on_no_list)
        if time.perf_counter() - begun > SECONDS:
            break
    return {"asked": asked, "rate": asked / seconds, "alarms": alarms / strangers}


def _copies(find: Finder, queries: Sequence[Asked]) -> dict[str, Any]:
    """The share of noisy copies that found their party, and names a second on them."""
    started = time.process_time()
    found = find(queries)
    seconds = time.process_time() - started
    right = sum(query.party in hits for query, hits in zip(queries, found, strict=True))
    return {"recall": right / len(queries), "copies_rate": len(queries) / seconds}


def _single(find: Finder, queries: Sequence[Asked]) -> list[float]:
    """Milliseconds of each query asked alone, half of them noisy copies."""
    times = []
    for query in queries:
        started = time.perf_counter()
        find([query])
        times.append((time.perf_counter() - started) * 1e3)
    return sorted(times)


def _pairs(peer: Any, path: Path) -> dict[str, Any]:
    """F1 at the peer's threshold and AUC on labelled pairs."""
    judged = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            score = peer.score(row["name1"], row["name2"], row["schema"])
            label, called = row["is_match"] == "true", score >= peer.THRESHOLD
            judged.append(Judged("", "", row["schema"], label, row["quality"], "", score, called))
    counts = tally(judged)
    return {"pairs": len(judged), "f1": counts.f1, "auc": auc(judged)}


if __name__ == "__main__":
    main()
