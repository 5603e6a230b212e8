"""`make soak`: thousands of seeds, every planted bug, more orders of steps, processes in full size."""

import argparse
import logging
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from time import monotonic

from tests.promises.simulation.mutants import MUTANTS, hunt
from tests.promises.simulation.play import play
from tests.promises.simulation.world import Stretch

CHUNK = 10
DAYS = 45


def main() -> int:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--seeds", type=int, default=5_000)
    parser.add_argument("--minutes", type=float, default=20, help="for the seeds; the rest takes some minutes more")
    parser.add_argument("--first", type=int, default=1_000, help="the first seed")
    parser.add_argument("--mutant-seeds", type=int, default=150)
    parser.add_argument("--only", choices=["seeds", "mutants", "orders", "processes"])
    asked = parser.parse_args()
    parts = {
        "seeds": lambda: seeds(asked.first, asked.seeds, asked.minutes),
        "mutants": lambda: mutants(asked.mutant_seeds),
        "orders": lambda: tests("tests/promises/test_any_order.py", WP_EXAMPLES="300"),
        "processes": lambda: tests("tests/promises/processes", WP_FULL_SIZE="1"),
    }
    went_well = [part() for name, part in parts.items() if asked.only in (None, name)]
    return 0 if all(went_well) else 1


def seeds(first: int, count: int, minutes: float) -> bool:
    """Three of four in the strict tier, every fourth with freezes; until all are played or time is up."""
    until = monotonic() + minutes * 60
    begun = monotonic()
    deeds: Counter[str] = Counter()
    played, broken = 0, 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for done, counted, stories in pool.map(
            _chunk, [(start, until) for start in range(first, first + count, CHUNK)]
        ):
            played += done
            deeds += counted
            broken += len(stories)
            for story in stories:
                print(story, flush=True)
    took = monotonic() - begun
    print(f"{played} seeds of {DAYS} days ({played * DAYS / took:.0f} days a second), {dict(deeds)}")
    print(f"{broken} with a broken promise", flush=True)
    return broken == 0


def _chunk(what: tuple[int, float]) -> tuple[int, Counter[str], list[str]]:
    first, until = what
    logging.disable()
    deeds: Counter[str] = Counter()
    stories = []
    done = 0
    for seed in range(first, first + CHUNK):
        if monotonic() > until:
            break
        one = play(Stretch(seed, DAYS, freezes=seed % 4 == 3))
        deeds += one.deeds
        stories += [str(one)] if one.broken else []
        done += 1
    return done, deeds, stories


def mutants(count: int) -> bool:
    """Every planted bug is caught."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        hunts = [pool.submit(_hunt, place, count) for place in range(len(MUTANTS))]
        survived = 0
        for one in hunts:
            found, words = one.result()
            print(words, flush=True)
            survived += not found
    print(f"{len(MUTANTS) - survived} planted bugs caught, {survived} survived", flush=True)
    return survived == 0


def _hunt(place: int, count: int) -> tuple[bool, str]:
    logging.disable()
    found = hunt(MUTANTS[place], count, DAYS)
    return found.caught is not None, str(found)


def tests(where: str, **environ: str) -> bool:
    """These tests, in the size that the environment asks for."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--durations=12", where], env={**os.environ, **environ}, check=False
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
