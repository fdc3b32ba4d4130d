"""The figures of quality as tables: for a terminal, for the docs, for the committed run."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from benchmarks import scores
from benchmarks.committed import Run
from benchmarks.scores import Judged

FEW = 5
"""Categories with fewer pairs are shown together in the docs: their figures say little."""
Row = tuple[str, ...]


class Labelled(NamedTuple):
    """A file of labelled pairs with their scores."""

    name: str
    inputs: str
    pairs: list[Judged]


class Copies(NamedTuple):
    """Noisy copies of listed names that were screened."""

    inputs: str
    counts: dict[tuple[str, str], tuple[int, int]]
    """(kind of party, noise) -> (copies made, copies that found their party)."""
    missed: Sequence[tuple[str, ...]]
    """Kind, noise, party id, listed name, asked name."""


class Alarms(NamedTuple):
    """People on no list who were screened."""

    inputs: str
    shares: dict[str, tuple[int, int]]
    """What was asked -> (alerted, asked)."""


class Measured(NamedTuple):
    """Everything that was measured; a part left out is None or empty."""

    pairs: Sequence[Labelled] = ()
    copies: Copies | None = None
    alarms: Alarms | None = None


# --- figures for the committed run --------------------------------------------------------


def runs(measured: Measured) -> dict[str, Run]:
    """All figures, each better when greater."""
    found = {file.name: Run(file.inputs, _pair_figures(file.pairs)) for file in measured.pairs}
    if measured.copies:
        shares = {
            f"{kind}, {noise}": hits / made
            for (kind, noise), (made, hits) in measured.copies.counts.items()
        }
        found["noisy copies"] = Run(measured.copies.inputs, shares)
    if measured.alarms:
        quiet = {
            f"{asked}: left alone": 1 - alerted / of
            for asked, (alerted, of) in measured.alarms.shares.items()
        }
        found["people on no list"] = Run(measured.alarms.inputs, quiet)
    return found


def _pair_figures(pairs: Sequence[Judged]) -> dict[str, float]:
    found: dict[str, float | None] = dict(_measures(pairs))
    found["STRONG pairs right"] = 1 - len(scores.wrong_strong(pairs)) / max(_strong(pairs), 1)
    for schema, of_schema in scores.groups(pairs, "schema").items():
        found[f"F1 {schema}"] = scores.tally(of_schema).f1
    return {name: value for name, value in found.items() if value is not None}


def _strong(pairs: Sequence[Judged]) -> int:
    return sum(pair.quality == "STRONG" for pair in pairs)


def _measures(pairs: Sequence[Judged]) -> Iterator[tuple[str, float | None]]:
    counts = scores.tally(pairs)
    yield "precision", counts.precision
    yield "recall", counts.recall
    yield "F1", counts.f1
    yield "AUC", scores.auc(pairs)


# --- tables -------------------------------------------------------------------------------

_HEAD = ("pairs", "matches", "precision", "recall", "F1", "AUC", "wrong")


def _group(label: str, pairs: Sequence[Judged]) -> Row:
    counts = scores.tally(pairs)
    wrong = counts.missed + counts.false
    shares = (_share(value) for _, value in _measures(pairs))
    return (label, str(len(pairs)), str(counts.found + counts.missed), *shares, str(wrong))


def _by(pairs: Sequence[Judged], field: str, least: int = 1) -> Iterator[Row]:
    few: list[Judged] = []
    names = 0
    for name, group in scores.groups(pairs, field).items():
        if len(group) < least:
            few += group
            names += 1
        else:
            yield _group(name, group)
    if few:
        yield _group(f"{names} with fewer than {least} pairs", few)


def _calibration(pairs: Sequence[Judged]) -> Iterator[str]:
    steps = scores.calibration(pairs)
    falling = ", ".join(f"{step} {step.mean:.3f} ({step.pairs})" for step in steps)
    yield f"Mean score: {falling}."
    wrong = [f"{after} is not below {before}" for before, after in scores.rises(steps)]
    yield f"Calibration: {'; '.join(wrong) or 'falls at every step'}."
    threshold, f1 = scores.best_threshold(pairs)
    yield f"Best threshold for these pairs, for orientation only: {threshold:.4f} with F1 {f1:.3f}."


def _noise(copies: Copies) -> Iterator[Row]:
    kinds = list(dict.fromkeys(kind for kind, _ in copies.counts))
    for noise in dict.fromkeys(noise for _, noise in copies.counts):
        cells = (copies.counts.get((kind, noise)) for kind in kinds)
        yield (noise, *(f"{cell[1] / cell[0]:.3f}" if cell else "–" for cell in cells))
    sums = [
        [
            sum(
                c[n]
                for (k, noise), c in copies.counts.items()
                if k == kind and noise != "unchanged"
            )
            for n in (0, 1)
        ]
        for kind in kinds
    ]
    yield ("all but unchanged", *(f"{found / max(made, 1):.3f}" for made, found in sums))


def _noise_head(copies: Copies) -> Row:
    return ("noise", *dict.fromkeys(kind for kind, _ in copies.counts))


def _alarm_lines(alarms: Alarms) -> Iterator[str]:
    for asked, (alerted, of) in alarms.shares.items():
        yield f"{asked}: {alerted:,} of {of:,} people on no list alert ({alerted / of:.2%})"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


# --- terminal -----------------------------------------------------------------------------


def plain(engine: str, measured: Measured) -> str:
    """All tables for a terminal, every category in its own line."""
    lines = [f"interdict {engine}"]
    for file in measured.pairs:
        lines += ["", f"== {file.name} (rows {file.inputs})", ""]
        lines += _aligned([("", *_HEAD), _group("all", file.pairs)])
        for field in ("schema", "quality", "category"):
            lines += ["", *_aligned([(f"per {field}", *_HEAD), *_by(file.pairs, field)])]
        lines += ["", *_calibration(file.pairs), "", *_strong_lines(file.pairs)]
    if measured.copies:
        lines += ["", "== noisy copies of listed names, asked by name alone: share found", ""]
        lines += _aligned([_noise_head(measured.copies), *_noise(measured.copies)])
    if measured.alarms:
        lines += ["", "== people on no list", "", *_alarm_lines(measured.alarms)]
    return "\n".join(lines)


def _strong_lines(pairs: Sequence[Judged]) -> Iterator[str]:
    wrong = scores.wrong_strong(pairs)
    yield f"Wrong STRONG pairs: {len(wrong)} of {_strong(pairs)}."
    for pair in wrong:
        label = "match" if pair.is_match else "no match"
        yield f"  {pair.score:.4f}  is a {label}: {pair.name1}  |  {pair.name2}  ({pair.schema})"


def _aligned(rows: Sequence[Row]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


# --- docs ---------------------------------------------------------------------------------


def markdown(engine: str, measured: Measured) -> str:
    """The block of docs/matching.md: figures only, no row of any file."""
    lines = [f"Measured with interdict {engine}, threshold as shipped."]
    for file in measured.pairs:
        lines += ["", f"**{file.name}** (rows {file.inputs})", ""]
        lines += _table(
            ("", *_HEAD),
            [
                _group("all pairs", file.pairs),
                *_by(file.pairs, "schema"),
                *_by(file.pairs, "quality"),
            ],
        )
        lines += ["", *_table(("category", *_HEAD), [*_by(file.pairs, "category", FEW)])]
        wrong = (
            f"Wrong STRONG pairs: {len(scores.wrong_strong(file.pairs))} of {_strong(file.pairs)}."
        )
        lines += ["", " ".join([*_calibration(file.pairs), wrong])]
    if measured.copies:
        lines += ["", "**Noisy copies of listed names**, asked by name alone: share found", ""]
        lines += _table(_noise_head(measured.copies), [*_noise(measured.copies)])
    if measured.alarms:
        lines += ["", "**People on no list**, all official lists loaded", ""]
        lines += [f"- {line}" for line in _alarm_lines(measured.alarms)]
    return "\n".join(lines)


def _table(head: Row, rows: Sequence[Row]) -> list[str]:
    cells: Callable[[Row], str] = lambda row: f"| {' | '.join(row)} |"  # noqa: E731
    return [cells(head), f"|{'---|' * len(head)}", *map(cells, rows)]
