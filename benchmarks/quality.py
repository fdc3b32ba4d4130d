"""Quality: labelled pairs, noisy copies of listed names, and people who must not alert.

    python -m benchmarks.quality                        everything, beside the committed run
    python -m benchmarks.quality --pairs FILE           labelled pairs of your own, and only those
    python -m benchmarks.quality --errors               the wrong ones, with score and evidence
    python -m benchmarks.quality --strict               exit 1 when a figure fell
    python -m benchmarks.quality --update-reference     these figures are the committed run now
    python -m benchmarks.quality --write                into docs/matching.md

Pairs are scored by ``interdict compare --pairs`` at its default threshold. They are the
project's own (tests/fixtures/matching/labelled/*.csv) and, where the real files are
(INTERDICT_DATA, else ../shared/data beside the clone), the development pairs. The other two
parts need the real files. A file of pairs is a CSV with the columns name1 (as a customer's),
name2 (as a list's), schema, is_match, quality and category.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import committed, errors, figures, inputs, labelled, machine, quality_report
from benchmarks.place import Place, every_official
from benchmarks.quality_report import Alarms, Copies, Labelled, Measured

PAGE = Path(__file__).resolve().parents[1] / "docs" / "matching.md"
COMMAND = "python -m benchmarks.quality --write"
PARTS = ("pairs", "copies", "alarms")


def measure(parts: list[str], files: list[Path]) -> Measured:
    """Measure the chosen parts; those that need lists share one data folder."""
    pairs = [
        Labelled(path.name, labelled.content_hash(path), labelled.judged(path)) for path in files
    ]
    measured = Measured(pairs=pairs if "pairs" in parts else [])
    if not {"copies", "alarms"} & set(parts):
        return measured
    with tempfile.TemporaryDirectory(prefix="interdict-quality-") as scratch:
        place = Place(Path(scratch) / "home", every_official)
        if "copies" in parts:
            measured = measured._replace(copies=_copies(place))
        if "alarms" in parts:
            measured = measured._replace(alarms=_alarms(place))
    return measured


def _copies(place: Place) -> Copies:
    print("screening noisy copies ...", file=sys.stderr)
    result, _ = place.worker("copies")
    counts = {(kind, noise): (made, found) for kind, noise, made, found in result["counts"]}
    return Copies(result["inputs"], counts, [tuple(missed) for missed in result["missed"]])


def _alarms(place: Place) -> Alarms:
    print("screening people who are on no list ...", file=sys.stderr)
    shares = {}
    for mix, label in (("name", "name only"), ("all", "all columns")):
        result, _ = place.worker("bulk", mix)
        shares[label] = (result["alerted"], result["names"])
    return Alarms(inputs.lists_hash(place.status()), shares)


def main() -> int:
    """Measure, show, compare; 1 for a drop under ``--strict``, 2 when nothing can be measured."""
    options = _options()
    try:
        files, parts = _chosen(options)
        measured = measure(parts, files)
    except (inputs.NoData, labelled.NotLabelled, OSError, RuntimeError) as problem:
        print(f"benchmarks: {problem}", file=sys.stderr)
        return 2
    described = machine.describe()
    print(quality_report.plain(described.engine, measured))
    if options.errors:
        print(errors.listed(measured))
    if options.write:
        block = quality_report.markdown(described.engine, measured)
        PAGE.write_text(figures.written(PAGE.read_text("utf-8"), block, COMMAND), encoding="utf-8")
    now = committed.Reference(described.engine, quality_report.runs(measured))
    before = committed.load()
    print(committed.compared(before, now))
    if options.update_reference:
        committed.save(committed.merged(before, now))
        print(f"written: {committed.REFERENCE}")
        return 0
    dropped = before is not None and any(c.is_drop for c in committed.changes(before, now))
    return 1 if options.strict and dropped else 0


def _chosen(options: argparse.Namespace) -> tuple[list[Path], list[str]]:
    """(files of pairs, parts); without the real files only the project's own pairs."""
    if options.pairs:
        return options.pairs, options.part or ["pairs"]
    try:
        data: Path | None = inputs.folder()
    except inputs.NoData:
        if options.part and set(options.part) - {"pairs"}:
            raise
        print(
            "benchmarks: the real files are not here (INTERDICT_DATA), so only the project's own "
            "pairs are scored",
            file=sys.stderr,
        )
        data = None
    parts = options.part or list(PARTS if data else PARTS[:1])
    files = labelled.default_files(data) if "pairs" in parts else []
    if "pairs" in parts and not files:
        raise inputs.NoData("there are no labelled pairs here: name a file with --pairs FILE")
    return files, parts


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pairs", action="append", type=Path, metavar="FILE", help="repeatable")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this; repeatable")
    parser.add_argument("--errors", action="store_true", help="list what was wrong, with evidence")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a figure fell")
    parser.add_argument("--update-reference", action="store_true", help="commit to these figures")
    parser.add_argument("--write", action="store_true", help="put the tables into the docs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
