"""`wp` as a process of its own, for tests that stop it, starve it and read what it says.

Each is a fork of one process that has imported everything already: only that second is saved, all else is the same.
"""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

FORKS = get_context("forkserver")
PRELOADED = [
    "pytest",
    "bot.cli",
    "bot.greeting",
    "bot.serve",
    "bot.trying",
    "apscheduler.schedulers.background",
    "alembic.command",
    __name__,
]
FORKS.set_forkserver_preload(PRELOADED)


class Wp:
    """A running `wp`; what it prints, on either stream, comes line by line."""

    def __init__(self, args: tuple[str, ...], folder: Path, environ: Mapping[str, str], *, anew: bool) -> None:
        here, there = FORKS.Pipe(duplex=False)
        self.process = FORKS.Process(target=_be_wp, args=(args, folder, _clean(environ), there, anew), daemon=True)
        self.process.start()
        there.close()
        self.said: list[str] = []
        self._lines: Queue[str | None] = Queue()
        Thread(target=self._read, args=(here,), daemon=True).start()

    def _read(self, here: Connection) -> None:
        with here, os.fdopen(here.fileno(), encoding="utf-8", closefd=False) as lines:
            for line in lines:
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def until(self, words: str, seconds: float = 20.0) -> str:
        """The next line that holds these words; AssertionError with all that was said where none comes."""
        while True:
            try:
                line = self._lines.get(timeout=seconds)
            except Empty:
                raise AssertionError(f"“{words}” was not said, only {self.said}") from None
            if line is None:
                raise AssertionError(f"it ended without “{words}”: {self.said}")
            self.said.append(line)
            if words in line:
                return line

    def stop(self, kind: int = signal.SIGTERM) -> None:
        assert self.process.pid
        os.kill(self.process.pid, kind)

    def ends(self, seconds: float = 20.0) -> int:
        """Its exit code, once it has ended; the rest of what it said is in `said`."""
        self.process.join(seconds)
        code = self.process.exitcode
        assert code is not None, f"it did not end: {self.said}"
        while (line := self._lines.get(timeout=seconds)) is not None:
            self.said.append(line)
        return code


@contextmanager
def running_wp(*args: str, folder: Path, environ: Mapping[str, str], anew: bool = False) -> Iterator[Wp]:
    """`wp` with these arguments; `anew`: by an interpreter of its own, as people start it, which takes a while."""
    wp = Wp(args, folder, environ, anew=anew)
    try:
        yield wp
    finally:
        wp.process.kill()
        wp.process.join(10)


def _be_wp(args: tuple[str, ...], folder: Path, environ: Mapping[str, str], out: Connection, anew: bool) -> None:
    """What the new process does, for the rest of its life."""
    for stream in (1, 2):
        os.dup2(out.fileno(), stream)
    out.close()
    os.chdir(folder)
    if anew:
        os.execve(sys.executable, [sys.executable, "-c", "from bot.cli import main; main()", *args], dict(environ))
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = ["wp", *args]
    from bot.cli import main

    main()


def _clean(environ: Mapping[str, str]) -> dict[str, str]:
    """The machine's environment without any setting of the bot's, and these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WP_", "SLACK_"))}
    return kept | dict(environ)
