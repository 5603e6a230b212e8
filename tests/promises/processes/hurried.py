"""`wp run` with every duration of sending at a fraction, so that what takes minutes takes seconds."""

import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import bot.greeting
import bot.serve
from bot.cli import main
from bot.pace import Pace
from tests.edge.process import FORKS, PRELOADED

FRACTION = 1 / 100
PACE = replace(Pace().at(FRACTION), silent=timedelta(seconds=20))
"""Only the watch over the sender is not hurried: on a busy machine half a second of silence is no sign of death."""
FORKS.set_forkserver_preload([*PRELOADED, __name__])


def run(environ: Mapping[str, str], folder: Path) -> None:
    """`wp run` in this process: in a folder, with nothing of the environment but this; what it says is in its log."""
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    with (folder / "senders.log").open("ab") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    sys.stdout, sys.stderr = open(1, "w", buffering=1), open(2, "w", buffering=1)  # noqa: SIM115
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick in the middle of a beat is left out, and says so
    bot.serve.Pace = lambda: PACE  # type: ignore[assignment,misc]
    sys.argv = ["wp", "run"]
    main()
