"""Seeds that are played with every run of the tests; the soak plays thousands."""

import gc
import logging
from collections.abc import Iterator

import pytest

from tests.promises.simulation.mutants import MUTANTS, hunt
from tests.promises.simulation.play import play
from tests.promises.simulation.world import Stretch

ROUND = 2
"""Seeds a test: few, for they come last, and who has none left to play waits for the others."""
STRICT, FREEZES = 170, 30
"""How many seeds, of 45 days each: one takes about a third of a second of one core."""
CHEAP = ("no look-up", "edits keep old rows")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """What goes wrong on purpose need not be said; and what is there already is not looked through for garbage."""
    often = gc.get_threshold()
    logging.disable()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    yield
    gc.set_threshold(*often)
    gc.unfreeze()
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("first", range(0, STRICT, ROUND))
def test_nothing_is_ever_seen_twice_or_lost_however_often_senders_are_killed(first: int) -> None:
    for seed in range(first, first + ROUND):
        played = play(Stretch(seed))
        assert not played.broken, str(played)


@pytest.mark.parametrize("first", range(0, FREEZES, ROUND))
def test_all_is_put_right_in_the_end_where_senders_sleep_through_their_lease(first: int) -> None:
    for seed in range(first, first + ROUND):
        played = play(Stretch(seed, freezes=True))
        assert not played.broken, str(played)


def test_the_same_seed_is_the_same_story() -> None:
    assert play(Stretch(7)).log == play(Stretch(7)).log


@pytest.mark.parametrize("name", CHEAP)
def test_a_planted_bug_is_caught(name: str) -> None:
    mutant = next(one for one in MUTANTS if one.name == name)
    caught = hunt(mutant, seeds=10)
    assert caught.caught, str(caught)
