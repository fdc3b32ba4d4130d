"""What looks broken in the text: flagged with a suggestion, never corrected.

Each maker looks for one kind of damage and is sparing: what an editor would let stand is not
flagged. A finding's ``field`` is the place, ``chars 120-128``.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from interdict.articles.article import Sentence, Span
from interdict.articles.quote_marks import odd_quote_marks
from interdict.party import Finding

MOST = 50
"""Findings of one kind; a text with more is broken as a whole."""

_DOUBLED = re.compile(
    r"\b(the|of|to|in|an|and|is|was|for|on|at|by|with|from|as|be|are|this|or|said|has|were|The)"
    r"\s+\1\b(?![-’'])"
)
_LEFT_OUT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b[Aa]ccording(?=\s+(?:the|a|an|his|her|its|their|[A-Z]\w+|officials|"
    r"sources)\b)"), "to"),
    (re.compile(r"\b[Dd]ue(?=\s+(?:the|a|an|his|her|its|their)\b)"), "to"),
    (re.compile(r"\bon behalf(?=\s+(?:the|a|an|his|her|its|their)\b)"), "of"),
    (re.compile(r"\bin (?:spite|front|charge|terms|favou?r|defiance|violation)(?=\s+the\b)"), "of"),
    (re.compile(r"\b(?:one|most|some|many)(?=\s+the\s+(?:most|largest|biggest|world|two|"
    r"three)\b)"), "of"),
    (re.compile(r"\b(?:was|were|been) (?:accused|capable|composed)(?=\s+(?:the|having|"
    r"being)\b)"), "of"),
    (re.compile(r"\b(?:refused|agreed|decided|vowed|pledged|intends?|threatened)"
                r"(?=\s+(?:give|take|make|send|sell|buy|pay|join|leave|sign|meet|stop|"
                r"keep)\b)"), "to"),
)  # fmt: skip
_NO_NOUN = re.compile(
    r"(?<![\w\"“'‘-])(?:a|an|the|The)\s+(?:of|from|were|was|has|had|said)\b(?![-”\"’'])"
)
_BREAKS_OFF = re.compile(r"\b(?:the|a|an|and|or|because|than)[.!?][\"”’']?$")
_MOJIBAKE = re.compile(
    "(?:â€.?|Ã[\u0080-\u00bf\u0152-\u2122]|Â[\u00a0-\u00bf]|ï»¿|ðŸ..|(?:[ÐÑ][\u0080-\u00bf\u2010-\u2122]){2,})+"
)
_LOST = re.compile("\ufffd+")
_SOFT = re.compile(r"\w{1,30}\u00ad\w{1,30}")
_BROKEN = re.compile(
    r"\b([a-z]{2,30})-[ \t]{0,4}\n[ \t]{0,20}([a-z]{2,30})\b|\b([a-z]{2,30})- (?!and\b|or\b|to\b|"
    r"but\b|nor\b|und\b)([a-z]{3,})\b"
)
_SUFFIX = re.compile(
    r"(?:tions?|sions?|ments?|ings?|ness|ities|ity|ance|ence|ational|ernment|tive|ers?|ed)$"
)
_LIGATURE = re.compile("\\w{0,30}[\ufb00-\ufb06]\\w{0,30}")
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_LOST_LIGATURES = {
    "of cial": "official", "of cials": "officials", "of ce": "office", "of cer": "officer",
    "of cers": "officers", "con ict": "conflict", "con rmed": "confirmed",
    "con dential": "confidential",
    "signi cant": "significant", "speci c": "specific", "identi ed": "identified",
    "o cial": "official",
    "o cials": "officials", "e ect": "effect", "e ective": "effective", "bene t": "benefit",
}  # fmt: skip
_LOST_LIGATURE = re.compile(r"\b(?:" + "|".join(_LOST_LIGATURES) + r")\b")
_LONG_WORD = re.compile(r"\b[a-z]{8,20}\b")
_SHORTEST_LAST = 8
"""Words that the last sentence needs for a missing end to mean anything."""


def corruptions(text: str, sentences: Sequence[Sentence]) -> tuple[Finding, ...]:
    """Every apparent corruption of the kept text, in order of kind, then of place."""
    found: list[Finding] = []
    for maker in MAKERS:
        found.extend(islice(maker(text, sentences), MOST))
    return tuple(found)


def flagged(span: Span, message: str, code: str = "apparent-corruption") -> Finding:
    """One finding at its place."""
    return Finding(
        severity="warning", code=code, message=message, field=f"chars {span.start}-{span.end}"
    )


def _doubled_words(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for span, found in _each(_DOUBLED, text, sentences):
        yield flagged(span, f'"{_plain(found[0])}": a word stands twice; perhaps "{found[1]}"')


def _words_left_out(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for pattern, word in _LEFT_OUT:
        for span, found in _each(pattern, text, sentences):
            after = text[span.end :][:20].split()[0]
            yield flagged(
                span,
                f'"{found[0]} {after}": a word seems to be missing; '
                f'perhaps "{found[0]} {word} {after}"',
            )


def _nouns_left_out(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for span, found in _each(_NO_NOUN, text, sentences):
        yield flagged(span, f'"{_plain(found[0])}": a word seems to be missing in between')


def _broken_off(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for sentence in sentences:
        found = _BREAKS_OFF.search(
            text, max(sentence.span.start, sentence.span.end - 14), sentence.span.end
        )
        if found and len(sentence.span) > 20:
            span = Span(found.start(), found.end())
            yield flagged(span, f'"{found[0]}": the sentence seems to break off here')


def _wrong_encoding(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for span, found in _each(_MOJIBAKE, text, sentences):
        meant = _decoded(found[0])
        perhaps = f'; perhaps "{meant}"' if meant else ""
        yield flagged(span, f'"{found[0]}": characters of another encoding{perhaps}')
    for span, _ in _each(_LOST, text, sentences):
        yield flagged(span, "a character was lost here before the text reached us")


def _broken_words(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for span, found in _each(_SOFT, text, sentences):
        joined = found[0].replace("\u00ad", "")
        yield flagged(span, f'a soft hyphen within a word; perhaps "{joined}"')
    for span, found in _each(_BROKEN, text, sentences):
        left, right = found[1] or found[3], found[2] or found[4]
        if (
            found[3]
            or _SUFFIX.search(right)
            or text.find(left + right, max(0, span.start - 50_000), span.start + 50_000) >= 0
        ):
            yield flagged(span, f'"{_plain(found[0])}": a broken word; perhaps "{left + right}"')


def _ligatures(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for span, found in _each(_LIGATURE, text, sentences):
        meant = "".join(_LIGATURES.get(char, char) for char in found[0])
        yield flagged(span, f'"{found[0]}": a ligature; perhaps "{meant}"')
    for span, found in _each(_LOST_LIGATURE, text, sentences):
        yield flagged(span, f'"{found[0]}": a lost ligature; perhaps "{_LOST_LIGATURES[found[0]]}"')


def _letters_left_out(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """A long word that lacks one letter of another word, which the text has several times."""
    words = [(span, found[0]) for span, found in _each(_LONG_WORD, text, sentences)]
    counts = Counter(word for _, word in words)
    lacking = {
        word[:at] + word[at + 1 :]: word
        for word, count in counts.items()
        if count >= 2 and len(word) >= 9
        for at in range(2, len(word) - 2)
        if word[at] not in (word[at - 1], word[at + 1])
    }
    for span, word in words:
        if counts[word] == 1 and word in lacking:
            yield flagged(
                span, f'"{word}": a letter seems to be missing; perhaps "{lacking[word]}"'
            )


def _stops_early(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    last = next((s for s in reversed(sentences) if s.role == "body"), None)
    if last is None or last is not sentences[-1] or not sentences[:-1]:
        return
    words = last.span.of(text)
    cut = words.endswith(("…", "...")) or words[-1].isalnum() or words[-1] in ",-–—"
    item = words[0] in "-*•·" or not words[0].isalnum()
    if cut and not item and len(words.split()) >= _SHORTEST_LAST and not words.isupper():
        place = Span(max(last.span.start, last.span.end - 20), last.span.end)
        yield flagged(place, f'"{_plain(place.of(text))}": the text stops within a sentence')


def _odd_quotes(text: str, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for span, says in odd_quote_marks(text, sentences):
        yield flagged(span, says, "odd-quote-marks")


Maker = Callable[[str, Sequence[Sentence]], Iterator[Finding]]
MAKERS: tuple[Maker, ...] = (
    _wrong_encoding,
    _broken_words,
    _ligatures,
    _doubled_words,
    _words_left_out,
    _nouns_left_out,
    _broken_off,
    _letters_left_out,
    _odd_quotes,
    _stops_early,
)


def _each(
    pattern: re.Pattern[str], text: str, sentences: Sequence[Sentence]
) -> Iterator[tuple[Span, re.Match[str]]]:
    """Matches within the stretches of kept text, each stretch as long as possible."""
    for stretch in _stretches(text, sentences):
        for found in pattern.finditer(text, stretch.start, stretch.end):
            yield Span(found.start(), found.end()), found


def _stretches(text: str, sentences: Sequence[Sentence]) -> Iterator[Span]:
    """Paragraphs: sentences of one paragraph follow each other."""
    first: Sentence | None = None
    end = 0
    for sentence in sentences:
        if first is not None and sentence.paragraph != first.paragraph:
            yield Span(first.span.start, end)
            first = None
        first = first or sentence
        end = sentence.span.end
    if first is not None:
        yield Span(first.span.start, end)


def _decoded(words: str) -> str:
    try:
        return words.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _plain(words: str) -> str:
    return " ".join(words.split())
