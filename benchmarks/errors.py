"""What was wrong, with score and evidence: for finding causes, never for fitting rows."""

from collections.abc import Iterator

from benchmarks.quality_report import Copies, Measured
from benchmarks.scores import Judged
from interdict.kinds import kind_of
from interdict.matching.matcher import compare

MISSES_SHOWN = 12
"""Of the misses of one kind of noise."""


def listed(measured: Measured) -> str:
    """All wrong pairs and some missed copies, as text."""
    lines: list[str] = []
    for file in measured.pairs:
        missed = [pair for pair in file.pairs if pair.is_match and not pair.called]
        false = [pair for pair in file.pairs if pair.called and not pair.is_match]
        lines += ["", f"== {file.name}: {len(missed)} matches missed, nearest last"]
        lines += _explained(sorted(missed, key=lambda pair: pair.score))
        lines += ["", f"== {file.name}: {len(false)} others called a match, surest first"]
        lines += _explained(sorted(false, key=lambda pair: -pair.score))
    if measured.copies:
        lines += _missed(measured.copies)
    return "\n".join(lines)


def _explained(pairs: list[Judged]) -> Iterator[str]:
    for pair in pairs:
        about = ", ".join(filter(None, (pair.schema, pair.quality, pair.category)))
        yield f"{pair.score:.4f}  {pair.name1}  |  {pair.name2}  ({about})"
        for piece in compare(pair.name1, pair.name2, kind_of(pair.schema)).evidence:
            if piece.says:
                yield f"    {piece.points:+.4f}  {piece.says}"


def _missed(copies: Copies) -> Iterator[str]:
    by_noise: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for missed in copies.missed:
        by_noise.setdefault((missed[0], missed[1]), []).append(missed)
    for (kind, noise), found in by_noise.items():
        yield ""
        yield f"== {kind}, {noise}: {len(found)} copies did not find their party"
        for _, _, party, name, asked in found[:MISSES_SHOWN]:
            yield f"  {asked}  |  {name}  ({party})"
