"""ING's Entity Matching Model, set up as the quick run of its README says.

Character and sorted-neighbour indexing, then its own classifier, trained on noisy copies of
listed names that are not among the queries. A match is its best candidate with a probability
from one half.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas
from emm import PandasEntityMatching

from benchmarks.peers.contract import Asked, Finder, Party

REQUIREMENTS = ("emm==2.1.11",)
THRESHOLD = 0.5
BATCH = 2_000
CONFIGURED = (
    "README's quick run: 2-character cosine similarity (5 candidates from 0.2), sorted "
    "neighbours (window 3), classifier trained on the same kinds of noise on other names; best "
    "match from 0.5"
)
PARAMETERS = {
    "name_only": True,
    "entity_id_col": "Index",
    "name_col": "Name",
    "indexers": [
        {
            "type": "cosine_similarity",
            "tokenizer": "characters",
            "ngram": 2,
            "num_candidates": 5,
            "cos_sim_lower_bound": 0.2,
        },
        {"type": "sni", "window_length": 3},
    ],
    "supervised_on": False,
    "with_legal_entity_forms_match": True,
    "n_jobs": 1,
}


def build(parties: Sequence[Party], training: Sequence[Asked], scratch: Path) -> Finder:
    """Fit the indexers and the classifier."""
    numbers = {party.id: number for number, party in enumerate(parties)}
    ids = list(numbers)
    names = [(numbers[party.id], name) for party in parties for name in party.names]
    matcher = PandasEntityMatching(PARAMETERS)
    matcher.fit(pandas.DataFrame(names, columns=["Index", "Name"]))
    learned = [(numbers[copy.party], copy.name) for copy in training]
    positive = pandas.DataFrame(learned, columns=["Index", "Name"])
    matcher.fit_classifier(positive, create_negative_sample_fraction=0.5)

    def find(queries: Sequence[Asked]) -> list[set[str]]:
        asked = pandas.DataFrame({"Index": range(len(queries)), "Name": [q.name for q in queries]})
        scored = matcher.transform(asked)
        found: list[set[str]] = [set() for _ in queries]
        best = scored[scored.best_match & (scored.nm_score >= THRESHOLD)]
        for number, party in zip(best.entity_id, best.gt_entity_id, strict=True):
            found[int(number)].add(ids[int(party)])
        return found

    return find
