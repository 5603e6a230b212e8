"""`wp` as a process of its own, for tests that stop it, starve it and read what it says."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

WP = (sys.executable, "-c", "from bot.cli import main; main()")


class Wp:
    """A running `wp`; what it prints, on either stream, comes line by line."""

    def __init__(self, args: tuple[str, ...], folder: Path, environ: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [*WP, *args],
            cwd=folder,
            env=_clean(environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._lines: Queue[str | None] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
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
        self.process.send_signal(kind)

    def ends(self, seconds: float = 20.0) -> int:
        """Its exit code, once it has ended; the rest of what it said is in `said`."""
        code = self.process.wait(seconds)
        while (line := self._lines.get(timeout=seconds)) is not None:
            self.said.append(line)
        return code


@contextmanager
def running_wp(*args: str, folder: Path, environ: Mapping[str, str]) -> Iterator[Wp]:
    wp = Wp(args, folder, environ)
    try:
        yield wp
    finally:
        if wp.process.poll() is None:
            wp.process.kill()
            wp.process.wait(10)


def wp(
    *args: str, folder: Path, environ: Mapping[str, str] | None = None, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """One call of `wp` from start to end."""
    return subprocess.run(
        [*WP, *args],
        cwd=folder,
        env=_clean(environ or {}),
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _clean(environ: Mapping[str, str]) -> dict[str, str]:
    """The machine's environment without any setting of the bot's, and these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WP_", "SLACK_"))}
    return kept | dict(environ)
