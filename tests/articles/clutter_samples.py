"""Scraped text in which people marked what is to be dropped: ``- reason| the line``."""

import re
from pathlib import Path
from typing import NamedTuple

from interdict.articles.article import Line, Page, Span

FOLDER = Path(__file__).parents[1] / "fixtures" / "articles" / "clutter"
_MARKED = re.compile(r"- ([a-z]+(?:-[a-z]+)?)\| (.*)")
_SITES = ("site-", "blind-")


class Sample(NamedTuple):
    """One text with what is to become of each line that is not blank."""

    name: str
    page: Page
    reasons: tuple[str, ...]
    """Per line of the page; empty for text."""


def samples(aside: bool) -> list[Sample]:
    """Those the rules were tuned on, or those that were kept aside."""
    files = sorted(FOLDER.glob("*.txt"))
    files = [f for f in files if not f.stem.startswith(_SITES)]
    return [sample(f) for f in files if f.stem.startswith("aside-") == aside]


def sites() -> list[Sample]:
    """Texts of many kinds of site, written before any run over them; not all is told rightly."""
    return [sample(f) for f in sorted(FOLDER.glob("*.txt")) if f.stem.startswith(_SITES)]


def sample(file: Path) -> Sample:
    """One file without its marks."""
    lines, reasons = [], []
    for line in file.read_text("utf-8").splitlines():
        marked = _MARKED.fullmatch(line)
        lines.append(marked[2] if marked else line)
        if lines[-1].strip():
            reasons.append(marked[1] if marked else "")
    return Sample(file.stem, page("\n".join(lines) + "\n"), tuple(reasons))


def page(text: str, title: str = "") -> Page:
    """A page of plain text, nothing dropped yet."""
    lines = []
    for found in re.finditer(r"[^\n]+", text):
        words = found[0].strip()
        if words:
            start = found.start() + found[0].index(words)
            lines.append(Line(span=Span(start, start + len(words))))
    return Page(
        name="page.txt",
        sha256="0" * 64,
        form="text",
        encoding="utf-8",
        text=text,
        lines=tuple(lines),
        title=title,
    )
