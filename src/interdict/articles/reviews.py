"""What people say of extracted statements: confirmed, corrected, rejected, and never forgotten.

``article-reviews.toml`` in the data folder, one table per review, oldest first; the last one on a
statement counts::

    [[review]]
    what = "correct"          # confirm, correct, reject, or withdraw
    statement = "n-3f2a9c11"
    article = "oil-giants.html"
    url = "https://courier.example/oil"
    sha256 = "0f3c..."        # the bytes the reviewer saw
    says = "at least 600 | At least 600 soldiers died, the lawmaker said."
    set = { low = "500" }
    kept = '{"id": ...}'      # the statement as it then was, JSON
    by = "A. Analyst"
    at = 2026-11-23T15:04:05Z
    because = "the Korean original has 500"

A review belongs to its statement in this article: same id, and the same bytes, address or file
name. A rerun never touches the file; a statement that a later version no longer finds is shown
again from ``kept``.
"""

import datetime
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from interdict.articles.article import Page
from interdict.durable import write_atomically
from interdict.errors import UsageError
from interdict.snapshot.decisions import basic_string

FILE = "article-reviews.toml"
HEADING = "# What people say of statements read out of articles: see docs/articles.md\n"
LONGEST_TEXT = 2_000
_ID = re.compile(r"[mcwne]-[0-9a-f]+(?:-\d+)?\Z")
"""``statement_ids`` makes them."""
ReviewWord = Literal["confirm", "correct", "reject", "withdraw"]


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody's word on one statement."""

    what: ReviewWord
    statement: str
    article: str
    """File name, as it was then."""
    url: str = ""
    sha256: str
    says: str
    """The words of the statement and its sentence, so that the file can be read alone."""
    set: dict[str, str] = {}
    """Corrected fields: ``{"source.name": "Lukoil", "stance": "denied"}``."""
    kept: str = ""
    """JSON of the statement as the rules gave it."""
    by: str
    at: datetime.datetime
    because: str

    @property
    def shown(self) -> str:
        """The review as one sentence."""
        word = {
            "confirm": "confirmed", "correct": "corrected", "reject": "rejected",
            "withdraw": "no longer reviewed",
        }[self.what]  # fmt: skip
        changes = ", ".join(f"{field}: {value}" for field, value in self.set.items())
        told = f" ({changes})" if changes else ""
        return f"{word} by {self.by} on {self.at.date()}{told}: {self.because}"

    def is_of(self, page: Page) -> bool:
        """Is it about this article, also when it was fetched again?"""
        return (
            self.sha256 == page.sha256
            or (bool(self.url) and self.url == page.url)
            or (not self.url and not page.url and self.article == page.name != "-")
        )


def read_reviews(path: Path) -> tuple[Review, ...]:
    """All reviews in order, none when there is no file; ``UsageError`` says what is wrong."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        tables = entries.get("review", [])
        unknown = sorted(entries.keys() - {"review"})
        if unknown or not isinstance(tables, list):
            raise UsageError(f"{path}: every entry is a [[review]]; mend it, nothing changed")
        return tuple(_checked(msgspec.convert(table, Review), path) for table in tables)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{path} cannot be read: {error}; mend it, nothing changed") from error


def append(path: Path, review: Review) -> None:
    """Add a review at the end of the file, durably; what stands there stays."""
    _checked(review, path)
    try:
        before = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        before = HEADING
    write_atomically(path, f"{before.rstrip()}\n\n{_table(review)}".encode())


def last_reviews(reviews: Sequence[Review], page: Page) -> dict[str, Review]:
    """The review that counts for each statement of an article; withdrawn ones are left out."""
    last = {each.statement: each for each in reviews if each.is_of(page)}
    return {statement: each for statement, each in last.items() if each.what != "withdraw"}


def cut_off(logged: Iterable[Review], kept: Sequence[Review]) -> tuple[Review, ...]:
    """Reviews that the audit log has and the file lacks, of statements nobody reviewed since.

    ``logged`` is in the order of the log: times are kept to the second, and two may be equal.

    A review is written to the log first: one that was killed between the two, or that somebody
    took out of the file by hand, does not count, and whoever said it may think it does.
    """
    in_file = {(each.sha256, each.statement, each.at, each.what) for each in kept}
    missing: dict[tuple[str, str], Review] = {}
    for each in logged:
        if (each.sha256, each.statement, each.at, each.what) in in_file:
            missing.pop((each.sha256, each.statement), None)
        else:
            missing[each.sha256, each.statement] = each
    return tuple(missing.values())


def _checked(review: Review, path: Path) -> Review:
    if not _ID.match(review.statement):
        raise UsageError(
            f"{path}: {review.statement!r} is no id of a statement, such as c-3f2a9c11"
        )
    for field, text in (("by", review.by), ("because", review.because)):
        if not text.strip():
            raise UsageError(f"{path}: {field} is empty; say who reviewed {review.statement}, why")
        if len(text) > LONGEST_TEXT:
            raise UsageError(f"{path}: {field} has more than {LONGEST_TEXT:,} characters")
    if review.at.tzinfo is None:
        raise UsageError(f"{path}: at has no time zone; write 2026-11-23T15:04:05Z")
    if bool(review.set) != (review.what == "correct"):
        raise UsageError(f'{path}: "set" belongs to what = "correct", and a correction needs it')
    return review


def _table(review: Review) -> str:
    at = review.at.astimezone(datetime.UTC).replace(microsecond=0, tzinfo=None).isoformat()
    texts = {
        "what": review.what, "statement": review.statement, "article": review.article,
        "url": review.url, "sha256": review.sha256, "says": review.says,
    }  # fmt: skip
    lines = ["[[review]]", *(f"{field} = {basic_string(text)}" for field, text in texts.items())]
    if review.set:
        pairs = ", ".join(
            f"{basic_string(field)} = {basic_string(value)}" for field, value in review.set.items()
        )
        lines.append(f"set = {{ {pairs} }}")
    lines += [
        f"kept = {basic_string(review.kept)}",
        f"by = {basic_string(review.by)}",
        f"at = {at}Z",
        f"because = {basic_string(review.because)}",
    ]
    return "\n".join(lines) + "\n"
