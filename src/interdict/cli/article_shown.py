"""A story on a terminal: its parties with verdicts, the claims table, figures and events."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from rich.console import Console
from rich.table import Table

from interdict.articles.article import Span
from interdict.articles.collection import Collection
from interdict.articles.reviewed import ReviewedStory
from interdict.articles.spread import Spread
from interdict.articles.statements import Claim, Event, Figure, Mention, StoryParty
from interdict.articles.story import Story
from interdict.articles.timeline import Timeline
from interdict.cli.terminal import COLOURS, plain, table
from interdict.ownership.verdict import STRENGTH
from interdict.report.article_words import TITLES, number_shown, source_shown

_SHOWN_WORDS = 4
_SHOWN_FINDINGS = 12
_LONGEST = 300
_MOST_ROWS = 200
"""Of one table; all are in the JSON."""


def print_story(out: Console, reviewed: ReviewedStory) -> None:
    """Everything an article states, most telling first."""
    story = reviewed.story
    _print_head(out, story)
    _print_parties(out, reviewed)
    if story.not_attempted:
        out.print(f"[yellow]{plain(story.not_attempted)}[/yellow]")
    _print_table(out, "Claims", ("id", "who", "form", "says"), _claims(reviewed))
    _print_table(out, "Figures", ("id", "number", "of", "who says so"), _figures(reviewed))
    _print_table(out, "Events", ("id", "event", "certainty", "as reported"), _events(reviewed))
    _print_disagreements(out, story)
    _print_epithets(out, reviewed)
    _print_reviews(out, reviewed)
    _print_findings(out, story)
    _print_footer(out, story)


def print_collection(out: Console, found: Collection) -> None:
    """Several articles: one line each, then what they say side by side."""
    made = table("Articles", "date", "article", "publisher", "parties#", "claims#", "events#")
    for told in found.stories:
        story, page = told.story, told.story.article.page
        counts = (len(told.standing_parties()), len(story.claims), len(story.events))
        named = f"{plain(page.title or page.name)}\n[dim]{plain(page.name)}[/dim]"
        shown = page.published.isoformat() if page.published else "not stated"
        made.add_row(shown, named, plain(page.publisher), *(f"{count:,}" for count in counts))
    out.print(made)
    for name, why in found.unreadable.items():
        out.print(f"[yellow]not read[/yellow] {plain(name)}: {plain(why)}")
    out.print()
    for lane in found.timelines:
        _print_timeline(out, lane)
    for spread in found.spreads:
        _print_spread(out, spread)
    if found.stories:
        _print_footer(out, found.stories[0].story)


def _print_timeline(out: Console, lane: Timeline) -> None:
    made = table(plain(lane.name), "day", "what", "in the words of the article")
    for entry in lane.entries:
        day = entry.on.isoformat() if entry.on else "open"
        dated = "" if entry.dated_from == "event" else f"\n[dim]{plain(entry.when_says)}[/dim]"
        origin = f"[dim]{plain(entry.publisher or entry.article)}, {entry.statement}[/dim]"
        made.add_row(day + dated, entry.label, f"{plain(_cut(entry.words))}\n{origin}")
    out.print(made)
    out.print()


def _print_spread(out: Console, spread: Spread) -> None:
    made = table(plain(f"How many: {spread.about}"), "date", "number", "who says so", "article")
    for row in spread.rows:
        day = row.published.isoformat() if row.published else "not stated"
        who = row.source or "the article itself"
        made.add_row(day, plain(row.words), plain(who), plain(row.publisher or row.key))
    out.print(made)
    out.print("[dim]Nothing here decides between them, and no mean is taken.[/dim]\n")


def _print_head(out: Console, story: Story) -> None:
    page, lines = story.article.page, story.article.lines
    out.print(f"[bold]{plain(page.title or page.name)}[/bold]")
    when = f"{page.published} ({page.published_says})" if page.published else "date not stated"
    told = [page.publisher or "publisher not stated", when, page.name]
    out.print(f"[dim]{plain(' | '.join(told))}[/dim]")
    dropped = Counter(line.dropped for line in lines if line.dropped)
    if dropped:
        counted = ", ".join(f"{count:,} {reason}" for reason, count in dropped.most_common())
        out.print(
            f"[dim]{sum(dropped.values()):,} of {len(lines):,} lines are no part of the article: "
            f"{plain(counted)}[/dim]"
        )
    out.print()


def _print_parties(out: Console, reviewed: ReviewedStory) -> None:
    story = reviewed.story
    if not story.parties:
        out.print("No listed party was found in the text, in the lists named below.\n")
        return
    made = table("Listed parties", "party", "verdicts", "named as")
    for party in story.parties:
        made.add_row(_party(party), _verdicts(party), _named_as(reviewed, party))
    out.print(made)
    out.print()
    for mention in story.mentions:
        if mention.is_ambiguous:
            words = story.article.words(mention.span)
            out.print(f'"{plain(words)}" stays open: {plain(mention.says)}')


def _party(party: StoryParty) -> str:
    lists = "; ".join(dict.fromkeys(name for hit in party.hits for name in hit.lists))
    sure = "" if party.is_certain else "\n[yellow]a person has to say whether it is meant[/yellow]"
    return f"[bold]{plain(party.name)}[/bold]\n[dim]{party.kind}, {plain(lists)}[/dim]{sure}"


def _verdicts(party: StoryParty) -> str:
    found = sorted(party.verdicts.items(), key=lambda each: STRENGTH[each[1].verdict])
    return "\n".join(
        f"{regime.upper()} [{COLOURS[verdict.verdict]}]{verdict.verdict}[/]"
        for regime, verdict in found
    )


def _named_as(reviewed: ReviewedStory, party: StoryParty) -> str:
    mentions = reviewed.story.mentions_of(party.key)
    words = Counter(reviewed.story.article.words(mention.span) for mention in mentions)
    shown = [
        f'"{plain(word)}"{f" x{count}" if count > 1 else ""}'
        for word, count in words.most_common(_SHOWN_WORDS)
    ]
    if len(words) > _SHOWN_WORDS:
        shown.append(f"and {len(words) - _SHOWN_WORDS} more wordings")
    first = f"[dim]{plain(mentions[0].says)}[/dim]" if mentions else ""
    return "\n".join(filter(None, [", ".join(shown), first, _marks(reviewed, mentions)]))


def _marks(reviewed: ReviewedStory, mentions: Sequence[Mention]) -> str:
    rejected = sum(reviewed.is_rejected(mention.id) for mention in mentions)
    return (
        f"[yellow]{rejected} of {len(mentions)} rejected by a person[/yellow]" if rejected else ""
    )


def _claims(reviewed: ReviewedStory) -> Iterable[tuple[str, ...]]:
    story = reviewed.story
    for claim in story.claims:
        form = claim.form if claim.stance == "asserted" else f"{claim.form}, {claim.stance}"
        note = f"\n[dim]{plain(claim.says)}[/dim]" if claim.says else ""
        yield (
            _id(reviewed, claim),
            plain(source_shown(claim.source, story)),
            form,
            f"{plain(_content(story, claim.content))}{note}",
        )


def _content(story: Story, spans: Sequence[Span]) -> str:
    return _cut(" … ".join(story.article.words(span) for span in spans))


def _cut(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()} …"


def _figures(reviewed: ReviewedStory) -> Iterable[tuple[str, ...]]:
    story = reviewed.story
    for figure in story.figures:
        counted = story.article.words(figure.of) if figure.of else ""
        unit = figure.unit if counted.casefold() == figure.unit or not counted else (
            f"{figure.unit} ({counted})"
        )  # fmt: skip
        yield (
            _id(reviewed, figure),
            plain(number_shown(figure, story)),
            plain(unit),
            plain(source_shown(figure.source, story)),
        )


def _events(reviewed: ReviewedStory) -> Iterable[tuple[str, ...]]:
    story = reviewed.story
    for event in story.events:
        sentence = story.article.sentences[event.sentence]
        parts = [plain(_content(story, (sentence.span,)))]
        when = f"on {event.on}" if event.on else event.when_says
        parts += [f"[dim]{plain(each)}[/dim]" for each in (when, event.scope) if each]
        parts += [
            f"[bold]lists:[/bold] {plain(f'{check.name}: {check.says}')}" for check in event.checks
        ]
        yield _id(reviewed, event), event.kind, event.certainty, "\n".join(parts)


def _id(reviewed: ReviewedStory, statement: Claim | Figure | Event) -> str:
    found = reviewed.reviews.get(statement.id)
    mark = f"\n[yellow]{found.review.what}ed[/yellow]" if found else ""
    reader = f"\n[dim]by {plain(statement.by)}[/dim]" if statement.by else ""
    return f"{statement.id}{mark}{reader}"


def _print_table(
    out: Console, title: str, columns: Sequence[str], rows: Iterable[tuple[str, ...]]
) -> None:
    made: Table = table(title, *columns)
    made.show_lines = True
    arriving = iter(rows)
    for row in islice(arriving, _MOST_ROWS):
        made.add_row(*row)
    hidden = sum(1 for _ in arriving)
    if made.row_count:
        made.columns[0].no_wrap = True
        out.print(made)
        if hidden:
            out.print(f"... and {hidden:,} more: --json has all")
        out.print()


def _print_disagreements(out: Console, story: Story) -> None:
    for each in story.disagreements:
        out.print(f"[bold]{TITLES[each.kind]}[/bold]: {plain(each.about)}")
        for side in each.sides:
            out.print(f"  {plain(side.source)}: {plain(side.says)}")
        out.print()


def _print_epithets(out: Console, reviewed: ReviewedStory) -> None:
    story = reviewed.story
    if story.epithets:
        words = ", ".join(f'"{story.article.words(each.span)}"' for each in story.epithets)
        out.print(f"Loaded words of the writer's own, neither fact nor quotation: {plain(words)}\n")


def _print_reviews(out: Console, reviewed: ReviewedStory) -> None:
    for statement, each in reviewed.reviews.items():
        out.print(f"{statement} {plain(each.review.shown)}")


def _print_findings(out: Console, story: Story) -> None:
    for finding in story.findings[:_SHOWN_FINDINGS]:
        place = f" ({finding.field})" if finding.field else ""
        out.print(f"[yellow]{finding.severity}[/yellow] {plain(finding.message + place)}")
    hidden = len(story.findings) - _SHOWN_FINDINGS
    if hidden > 0:
        out.print(f"... and {hidden:,} more findings: --json has all")


def _print_footer(out: Console, story: Story) -> None:
    looked = "; ".join(
        f"{piece.list} of {piece.published}{piece.doubt} ({piece.parties:,} parties)"
        for piece in story.coverage
    )
    out.print(f"[dim]Looked in: {plain(looked)}[/dim]")
    if story.as_of is not None:
        out.print(f"[dim]as in effect on {story.as_of}[/dim]")
    if story.known_on is not None:
        out.print(f"[dim]as known here on {story.known_on.isoformat(sep=' ')}[/dim]")
    out.print(
        "[dim]What an article says opens a review at most; only an official source changes a "
        "legal status.[/dim]"
    )
    out.print(
        f"[dim]snapshot {story.snapshot[:19]} | policy {plain(story.policy)} | engine "
        f"{story.engine}[/dim]"
    )
