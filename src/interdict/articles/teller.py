"""From a page to its story: the layers in order, each a pure function of those before.

Names are screened on the one screening path; the verdicts are those of the lists and never
change because of what an article says.
"""

from collections.abc import Sequence

import msgspec

from interdict.articles.article import Article, Page
from interdict.articles.article_text import article_of
from interdict.articles.claims import claims
from interdict.articles.disagreements import disagreements
from interdict.articles.epithets import epithets
from interdict.articles.events import events
from interdict.articles.figures import figures
from interdict.articles.list_checks import checked as checked_event
from interdict.articles.mentions import Spotter
from interdict.articles.quote_variants import quote_variants
from interdict.articles.readers import Additions, Reader
from interdict.articles.readers import checked as checked_additions
from interdict.articles.statement_ids import with_ids
from interdict.articles.story import Story
from interdict.party import Finding
from interdict.screening.screen import Screener
from interdict.statement import Provenance

READ_LANGUAGES = ("en", "")
"""Languages whose claims, figures and events are read; ``""``: too little text to tell."""


class Teller:
    """Reads articles against one snapshot under one policy."""

    def __init__(
        self, screener: Screener, spotter: Spotter, readers: Sequence[Reader] = ()
    ) -> None:
        self.screener = screener
        self._spotter = spotter
        self._readers = tuple(readers)

    def tell(self, page: Page) -> Story:
        """Read one page."""
        article = article_of(page)
        spotted = self._spotter.spot(article)
        told = Story(
            article=article,
            stated=_provenance(page),
            parties=spotted.parties,
            mentions=with_ids(article, spotted.mentions),
            findings=article.findings,
            snapshot=self.screener.snapshot.id,
            policy=self.screener.policy.id,
            engine=self.screener.snapshot.manifest.engine,
            coverage=self.screener.coverage,
            as_of=self.screener.when.as_of,
            known_on=self.screener.when.known_on,
        )
        if page.language not in READ_LANGUAGES:
            return msgspec.structs.replace(told, not_attempted=_not_attempted(page.language))
        return self._with_statements(told)

    def _with_statements(self, told: Story) -> Story:
        """Claims, then what lies in them, then where all these disagree."""
        article = told.article
        added, refused = self._additions(article)
        said = with_ids(article, (*claims(article, told.mentions), *added.claims))
        counted = with_ids(article, (*figures(article, said), *added.figures))
        reported = (*events(article, told.parties, told.mentions, said), *added.events)
        happened = with_ids(
            article,
            [checked_event(each, told.parties, article, self.screener) for each in reported],
        )
        apart = (
            *disagreements(article, said, counted, happened),
            *quote_variants(article, said),
        )
        return msgspec.structs.replace(
            told,
            claims=said,
            epithets=with_ids(article, epithets(article, said)),
            figures=counted,
            events=happened,
            disagreements=with_ids(article, apart),
            findings=(*told.findings, *refused),
        )

    def _additions(self, article: Article) -> tuple[Additions, tuple[Finding, ...]]:
        """What the optional readers add, as far as it points at words of the text."""
        every = Additions()
        refused: list[Finding] = []
        for reader in self._readers:
            given = reader.read(article)
            said, bad_claims = checked_additions(reader.name, given.claims, article)
            counted, bad_figures = checked_additions(reader.name, given.figures, article)
            happened, bad_events = checked_additions(reader.name, given.events, article)
            refused += (*bad_claims, *bad_figures, *bad_events)
            every = Additions(
                claims=(*every.claims, *said),
                figures=(*every.figures, *counted),
                events=(*every.events, *happened),
            )
        return every, tuple(refused)


def _provenance(page: Page) -> Provenance:
    return Provenance(
        source=page.url or page.name,
        stated_by=page.publisher or "publisher not stated",
        authority="news",
        edition=page.sha256,
        stated_on=page.published,
        record=page.title,
    )


def _not_attempted(language: str) -> str:
    return (
        f"the text is in a language ({language}) whose claims, figures and events are not read "
        "here: only names were looked for, and the rest was not attempted"
    )
