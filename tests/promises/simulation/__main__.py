"""Play one seed and tell its story, or many and say how it went."""

import argparse
import logging
import sys
from collections import Counter
from dataclasses import replace
from time import process_time

from tests.promises.simulation.play import play
from tests.promises.simulation.world import Stretch


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.promises.simulation")
    parser.add_argument("--seed", type=int, help="play this one and tell its story")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--days", type=int, default=45)
    parser.add_argument("--freezes", action="store_true", help="the second tier: senders sleep through their lease")
    parser.add_argument("--calm", action="store_true")
    asked = parser.parse_args()
    logging.disable()
    stretch = Stretch(asked.seed or 0, asked.days, asked.freezes, asked.calm)
    if asked.seed is not None:
        played = play(stretch)
        print("\n".join((*played.log, str(played))))
        return bool(played.broken)
    begun = process_time()
    deeds: Counter[str] = Counter()
    broken = []
    for seed in range(asked.first, asked.first + asked.seeds):
        played = play(replace(stretch, seed=seed))
        deeds += played.deeds
        if played.broken:
            broken.append(played)
            print(played, flush=True)
    took = process_time() - begun
    print(
        f"{asked.seeds} seeds of {asked.days} days, {asked.seeds * asked.days / took:.0f} days a second, {dict(deeds)}"
    )
    print(f"{len(broken)} seeds with a broken promise")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
