"""`wp run` with every duration of sending at a fraction, so that what takes minutes takes seconds."""

import logging
import sys
from dataclasses import replace
from datetime import timedelta

import bot.serve
from bot.cli import main
from bot.pace import Pace

FRACTION = 1 / 100
PACE = replace(Pace().at(FRACTION), silent=timedelta(seconds=20))
"""Only the watch over the sender is not hurried: on a busy machine half a second of silence is no sign of death."""

if __name__ == "__main__":
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick in the middle of a beat is left out, and says so
    bot.serve.Pace = lambda: PACE  # type: ignore[assignment,misc]
    sys.argv = ["wp", "run"]
    main()
