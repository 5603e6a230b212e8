"""Serving: it starts when Slack is down, ends when Slack says no for good, and finishes what runs."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from subprocess import run as run_process

import pytest

from bot import serve
from bot.clock import system_now
from bot.database import open_database
from bot.errors import SetupError
from bot.health import health
from bot.manifest import manifest
from bot.operations.announcements import tell
from bot.pace import Pace
from bot.sandbox.app import App
from bot.sandbox.changes import PATIENCE
from bot.sandbox.running import Slack, running_workspace
from bot.serve import Ending, run_bot
from bot.settings import Settings, read_settings
from tests.builders import HOUSE
from tests.edge.process import running_wp


@pytest.fixture
def slack() -> Iterator[Slack]:
    with running_workspace(app=App.from_manifest(manifest()), ack_seconds=PATIENCE) as slack:
        yield slack


def environ(slack: Slack, **more: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
    } | more


@pytest.fixture
def folder(lite_url: str, tmp_path: Path) -> Path:
    """A folder to start in, with a database that needs nothing done."""
    (tmp_path / ".local").mkdir()
    (tmp_path / "wp.db").rename(tmp_path / ".local" / "wp.db")
    return tmp_path


def test_it_says_where_things_are_answers_and_stops_with_0(slack: Slack, folder: Path) -> None:
    with running_wp("run", folder=folder, environ=environ(slack), anew=True) as wp:
        wp.until("Ready: /wp answers in Local workspace")
        said = "\n".join(wp.said)
        assert "Database: .local/wp.db" in said and "WP_DATABASE_URL=sqlite:///.local/wp.db" in said
        assert "import FILE" in said
        assert slack.person("Bea").types("/wp help").ok
        assert slack.person("Bea").answer()
        wp.stop()
        assert wp.ends() == 0
        assert wp.said[-1] == "Stopped."
        assert not any("xoxb" in line or "xapp" in line for line in wp.said)
        assert not any("WARNING" in line and "SQLite" not in line for line in wp.said)


def test_the_first_start_makes_the_database(slack: Slack, tmp_path: Path) -> None:
    with running_wp("run", folder=tmp_path, environ=environ(slack)) as wp:
        wp.until("Brought the database to schema")
        wp.until("Ready")
        assert (tmp_path / ".local" / "wp.db").exists()


def test_what_runs_is_finished_before_it_stops(slack: Slack, folder: Path) -> None:
    with running_wp("run", folder=folder, environ=environ(slack)) as wp:
        wp.until("Ready")
        gate = slack.faults.hold("users.info")
        slack.person("Bea").types("/wp mine")
        assert gate.reached()
        wp.stop()
        wp.until("Stopping")
        gate.release()
        assert wp.ends() == 0
        assert slack.person("Bea").private


def test_nothing_new_is_taken_while_it_stops(slack: Slack, folder: Path) -> None:
    with running_wp("run", folder=folder, environ=environ(slack)) as wp:
        wp.until("Ready")
        gate = slack.faults.hold("users.info")
        slack.person("Bea").types("/wp mine")
        assert gate.reached()
        wp.stop()
        wp.until("Stopping")
        slack.connected(links=0)
        gate.release()
        assert wp.ends() == 0


def test_slack_down_at_the_start_is_said_and_tried_until_it_is_back(slack: Slack, folder: Path) -> None:
    slack.faults.down = True
    with running_wp("run", folder=folder, environ=environ(slack)) as wp:
        wp.until("not in service just now (HTTP status 503). Trying again")
        slack.faults.down = False
        wp.until("Ready")


def test_a_slack_that_is_not_there_is_said_and_the_wait_can_be_stopped(folder: Path) -> None:
    there = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": "http://127.0.0.1:9/api"}
    with running_wp("run", folder=folder, environ=there) as wp:
        wp.until("Slack cannot be reached")
        wp.stop(signal.SIGINT)
        assert wp.ends() == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-other", "does not know the token in SLACK_BOT_TOKEN"),
        ("SLACK_APP_TOKEN", "xapp-other", "does not know the token in SLACK_APP_TOKEN"),
    ],
)
def test_a_token_slack_does_not_know_ends_the_start(
    name: str, value: str, said: str, slack: Slack, folder: Path
) -> None:
    with running_wp("run", folder=folder, environ=environ(slack) | {name: value}) as wp:
        assert wp.ends() == 1
        assert said in wp.said[-1] and value not in "\n".join(wp.said)


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (lambda slack: slack.revoke_token(), "revoked"),
        (lambda slack: slack.emit({"type": "app_uninstalled"}), "removed from the workspace"),
    ],
)
def test_it_ends_with_a_sentence_and_1_when_slack_takes_the_token_back(
    happens: Callable[[Slack], None], said: str, slack: Slack, folder: Path
) -> None:
    with running_wp("run", folder=folder, environ=environ(slack)) as wp:
        wp.until("Ready")
        happens(slack)
        assert wp.ends() == 1
        assert said in wp.said[-1]


def test_a_token_of_a_person_that_was_revoked_does_not_concern_the_bot(slack: Slack, folder: Path) -> None:
    with running_wp("run", folder=folder, environ=environ(slack)) as wp:
        wp.until("Ready")
        slack.emit({"type": "tokens_revoked", "tokens": {"oauth": ["U0000000001"]}})
        assert slack.person("Bea").types("/wp help").ok
        assert slack.person("Bea").answer()
        wp.stop()
        assert wp.ends() == 0


def test_a_proxy_is_not_asked_for_the_way_to_this_machine(slack: Slack, folder: Path) -> None:
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
    with running_wp("run", folder=folder, environ=environ(slack) | proxies) as wp:
        wp.until("Ready")


def test_one_missing_token_is_told(folder: Path) -> None:
    with running_wp("start", folder=folder, environ={"SLACK_BOT_TOKEN": "xoxb-1"}) as wp:
        assert wp.ends() == 1
        assert "SLACK_APP_TOKEN is not set" in "\n".join(wp.said)


def test_starting_needs_none_of_the_slow_libraries(folder: Path) -> None:
    slow = "alembic dateparser lxml mammoth markdown_it rich openpyxl docx"
    code = (
        "import sys; from bot.database import open_database; import bot.cli, bot.greeting, bot.serve;"
        "open_database('sqlite:///.local/wp.db');"
        f"print([name for name in '{slow}'.split() if name in sys.modules])"
    )
    done = run_process([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Inside:
    """The bot on a loop of this process, with every wait cut short."""

    def __init__(self, slack: Slack, folder: Path) -> None:
        self.settings: Settings = read_settings(environ(slack), folder)
        self.said: list[str] = []

    def run(self, *steps: Callable[["Inside"], None], until: tuple[str, ...] = ()) -> None:
        """Serve; each time the next words of `until` are said, take the next step; the last one ends it."""

        async def serving() -> None:
            ending = Ending()
            waiting = list(zip(until, steps, strict=True))

            def say(line: str) -> None:
                self.said.append(line)
                if waiting and waiting[0][0] in line:
                    waiting.pop(0)[1](self)
                    if not waiting:
                        ending.stop()

            units = open_database(self.settings.database_url)
            try:
                async with asyncio.timeout(20):
                    await run_bot(self.settings, units, ending, say=say)
            finally:
                units.engine.dispose()

        asyncio.run(serving())


@pytest.fixture
def inside(slack: Slack, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Inside:
    monkeypatch.setattr(serve, "WATCH_SECONDS", 0.05)
    monkeypatch.setattr(serve, "ASK_SECONDS", 0.0)
    monkeypatch.setattr("bot.line.PING_SECONDS", 0.1)
    return Inside(slack, folder)


def nothing(_inside: Inside) -> None: ...


def test_a_lost_connection_and_its_return_are_said_once(slack: Slack, inside: Inside) -> None:
    def cut(_inside: Inside) -> None:
        slack.faults.down = True
        slack.call(slack.server.links.drop)

    def mend(_inside: Inside) -> None:
        slack.faults.down = False

    inside.run(cut, mend, nothing, until=("Ready", "is lost", "Connected again"))
    assert [line.split(".")[0] for line in inside.said[-3:]] == [
        inside.said[-3].split(".")[0],
        "The connection to Slack is lost",
        "Connected again",
    ]


def test_a_token_that_died_unnoticed_is_found_by_asking(slack: Slack, inside: Inside) -> None:
    def close(_inside: Inside) -> None:
        slack.call(lambda: slack.workspace.revoke_token("account_inactive"))

    with pytest.raises(SetupError, match="removed from the workspace"):
        inside.run(close, nothing, until=("Ready", "never said"))


def test_a_database_that_vanishes_stops_the_bot_with_what_to_do(inside: Inside, folder: Path) -> None:
    def remove(_inside: Inside) -> None:
        (folder / ".local" / "wp.db").unlink()

    with pytest.raises(SetupError, match="bring the file back"):
        inside.run(remove, nothing, until=("Ready", "never said"))


def test_a_sender_that_falls_silent_ends_the_bot_and_health_says_why(
    slack: Slack, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = replace(Pace(), silent=timedelta(seconds=2), stop=timedelta(seconds=0.1))
    monkeypatch.setattr(serve, "Pace", lambda: short)
    gate = slack.faults.hold("chat.postMessage")
    units = open_database(inside.settings.database_url)
    with units.writing() as session:
        now = system_now()
        about = {"item": "action", "item_id": 1, "words": "hello", "now": now, "house": HOUSE, "slot": "one"}
        tell(session, receiver=slack.person("Bea").user_id, kind="told", **about)
    units.engine.dispose()
    try:
        with pytest.raises(SetupError, match="no sign of life"):
            inside.run(nothing, nothing, until=("Ready", "never said"))
        assert gate.reached()
    finally:
        gate.release()
    well, why = health(inside.settings.database_url, system_now())
    assert not well and "no sign of life" in why
