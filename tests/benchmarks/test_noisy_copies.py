"""Noisy copies are drawn alike in every run and must find the party they came from."""

import pytest
from benchmarks.noise import MAKERS
from benchmarks.noisy_copies import copies, measure

from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home


@pytest.fixture
def snapshot(loaded: Home) -> Snapshot:
    return open_current(loaded)


def test_the_same_lists_give_the_same_copies(snapshot: Snapshot) -> None:
    assert list(copies(snapshot)) == list(copies(snapshot))


def test_at_most_so_many_copies_are_made_of_each_noise(snapshot: Snapshot) -> None:
    made = [(copy.kind, copy.noise) for copy in copies(snapshot, per_noise=1)]
    assert len(made) == len(set(made))
    assert {kind for kind, _ in made} <= set(MAKERS)


def test_noise_changes_the_name(snapshot: Snapshot) -> None:
    for copy in copies(snapshot):
        assert (copy.asked == copy.name) == (copy.noise == "unchanged")


def test_a_name_as_listed_is_found(snapshot: Snapshot) -> None:
    counts = {(kind, noise): (made, hit) for kind, noise, made, hit in measure(snapshot)["counts"]}
    made, hit = counts["person", "unchanged"]
    assert made == hit > 0
