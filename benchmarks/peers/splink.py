"""Splink on DuckDB: names as records, a trained Fellegi-Sunter model between them.

Splink links tables of several columns; a name alone is given as its words in order, its
longest and its second longest word. Records are compared when they share one of those words
or a beginning, and called a match from a probability of one half.
"""

import logging
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.peers.contract import Asked, Finder, Party

REQUIREMENTS = ("splink==5.0.0",)
THRESHOLD = 0.5
BATCH = 20_000
CONFIGURED = (
    "DuckDB; blocked on the longest and second longest word and on beginnings; Jaro-Winkler on "
    "all words sorted and on those two, term frequencies; trained by random sampling and "
    "expectation maximisation; probability from 0.5"
)
_LEVELS = [0.95, 0.88, 0.8]
SETTINGS = SettingsCreator(
    link_type="link_only",
    comparisons=[
        cl.JaroWinklerAtThresholds("words", _LEVELS),
        cl.JaroWinklerAtThresholds("longest", _LEVELS).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("second", _LEVELS).configure(term_frequency_adjustments=True),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("longest"),
        block_on("second"),
        "l.longest = r.second",
        "l.second = r.longest",
        block_on("substr(words, 1, 6)"),
    ],
    retain_intermediate_calculation_columns=False,
    retain_matching_columns=False,
)


def _record(number: int, name: str) -> dict[str, Any]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(letter if letter.isalnum() else " " for letter in plain)
    words = sorted(letters.split())
    long = sorted(words, key=len, reverse=True)
    return {
        "unique_id": number,
        "words": " ".join(words),
        "longest": long[0] if long else None,
        "second": long[1] if len(long) > 1 else None,
    }


def build(parties: Sequence[Party], training: Sequence[Asked], scratch: Path) -> Finder:
    """Load the list and train the model."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    names = [(party.id, name) for party in parties for name in party.names]
    api = DuckDBAPI()
    listed = api.register(
        [_record(number, name) for number, (_, name) in enumerate(names)],
        dataset_display_name="listed",
    )
    learned = api.register(
        [_record(number, copy.name) for number, copy in enumerate(training)],
        dataset_display_name="training",
    )
    linker = Linker([learned, listed], SETTINGS, log_level=logging.ERROR)
    training_ = linker.training
    training_.estimate_probability_two_random_records_match([block_on("words")], recall=0.3)
    training_.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("longest"), block_on("second")):
        training_.estimate_parameters_using_expectation_maximisation(rule)
    model = linker.misc.save_model_to_json()
    for column in ("longest", "second"):
        linker.table_management.compute_tf_table(column)
    owners = [party for party, _ in names]
    calls = iter(range(10**9))

    def find(queries: Sequence[Asked]) -> list[set[str]]:
        asked = api.register(
            [_record(number, query.name) for number, query in enumerate(queries)],
            dataset_display_name=f"asked_{next(calls)}",
        )
        if len(queries) == 1:  # the quicker way for few, the slower for many
            inference = linker.inference
            pairs = inference.predict_between(asked, listed, threshold_match_probability=THRESHOLD)
        else:
            trained = Linker([asked, listed], model, log_level=logging.ERROR)
            pairs = trained.inference.predict(threshold_match_probability=THRESHOLD)
        found: list[set[str]] = [set() for _ in queries]
        for pair in pairs.as_record_list():
            found[pair["unique_id_l"]].add(owners[pair["unique_id_r"]])
        return found

    return find
