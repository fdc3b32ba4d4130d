"""nomenklatura: its DuckDB blocking index, and logic-v2 on what the index returns.

The index keeps its defaults (75 candidates a query). The threshold is the one yente, the
service built on it, uses by default. logic-v2 remembers the names of an entity by its id, so
every query gets an id of its own.
"""

import json
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.matching import LogicV2
from nomenklatura.resolver import Linker
from nomenklatura.store import MemoryStore

from benchmarks.peers.contract import Asked, Finder, Party

REQUIREMENTS = ("nomenklatura==4.17.4",)
THRESHOLD = 0.7
BATCH = 500
CONFIGURED = "blocker.Index with defaults in batches, logic-v2 with defaults, score from 0.7"

_DATASET = Dataset.make({"name": "peers", "title": "peers"})
_CONFIG = LogicV2.default_config()
_NUMBERS = count()


def _asked(schema: str, name: str) -> StatementEntity:
    return _entity(f"asked-{next(_NUMBERS)}", schema, [name])


def _entity(native: str, schema: str, names: Sequence[str]) -> StatementEntity:
    written = {"id": native, "schema": schema, "properties": {"name": list(names)}}
    return StatementEntity.from_data(_DATASET, json.loads(json.dumps(written)), cleaned=False)


def build(parties: Sequence[Party], training: Sequence[Asked], scratch: Path) -> Finder:
    """Fill the store and the index."""
    store = MemoryStore(_DATASET, Linker({}))
    with store.writer() as writer:
        for party in parties:
            writer.add_entity(_entity(party.id, party.schema, party.names))
    view = store.default_view(external=True)
    index = Index(view, scratch / "index")
    index.build()

    def find(queries: Sequence[Asked]) -> list[set[str]]:
        entities = [_asked(query.schema, query.name) for query in queries]
        asked = {entity.id: entity for entity in entities}
        found: dict[str, set[str]] = {native: set() for native in asked}
        for identifier, candidates in index.match_entities(asked.values()):
            for candidate, _ in candidates:
                party = view.get_entity(candidate.id)
                if party is None:
                    continue
                result = LogicV2.compare(asked[identifier.id], party, _CONFIG)
                if result.score >= THRESHOLD:
                    found[identifier.id].add(candidate.id)
        return list(found.values())

    return find


def score(name1: str, name2: str, schema: str) -> float:
    """logic-v2 on two entities with one name each."""
    return float(LogicV2.compare(_asked(schema, name1), _asked(schema, name2), _CONFIG).score)
