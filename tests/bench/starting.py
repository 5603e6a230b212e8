"""Start and memory of `wp run`, held against importing slack_bolt, aiohttp and sqlmodel alone."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.sandbox.running import Slack, running_workspace
from storage.engine import open_engine
from storage.migrate import upgrade
from tests.edge.bot import CHANNEL, CHANNELS, PEOPLE, app

ROUNDS = 7
IMPORTS = "import slack_bolt, slack_bolt.async_app, aiohttp, sqlmodel; print('Ready', flush=True); input()"


def _measured(command: list[str], environment: dict[str, str], folder: Path) -> tuple[float, int]:
    """Seconds until it says that it is ready, and the memory it holds then, in bytes."""
    start = perf_counter()
    with subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Ready"):
                break
        took = perf_counter() - start
        memory = _resident(process.pid)
        process.terminate()
    return took, memory


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    return 0


def _environment(slack: Slack, url: str) -> dict[str, str]:
    return {
        **os.environ,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "WP_DATABASE_URL": url,
        "WP_CHANNEL": CHANNEL,
    }


def start_and_memory() -> tuple[float, float, float]:
    """(start to ready, memory after start) against the imports, and the seconds of the start: medians of one run."""
    with tempfile.TemporaryDirectory() as name, running_workspace(PEOPLE, CHANNELS, app=app()) as slack:
        folder = Path(name)
        url = f"sqlite:///{folder / 'wp.db'}"
        engine = open_engine(url)
        upgrade(engine)
        engine.dispose()
        wp = str(Path(sys.executable).parent / "wp")
        environment = _environment(slack, url)
        figures = []
        for _ in range(ROUNDS):
            bare = _measured([sys.executable, "-c", IMPORTS], dict(os.environ), folder)
            ours = _measured([wp, "run"], environment, folder)
            figures.append((ours[0] / bare[0], ours[1] / bare[1], ours[0]))
    times, memories, seconds = zip(*figures, strict=True)
    return median(times), median(memories), median(seconds)
