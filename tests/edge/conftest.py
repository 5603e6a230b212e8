"""A workspace with the real bot in it, on a Monday in January 2022."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot import cli, serve
from bot.clock import ShiftedClock, system_now
from bot.example import example_programme
from bot.pace import Pace
from bot.sandbox.changes import PATIENCE
from bot.sandbox.running import Slack, running_workspace
from bot.settings import DEFAULTS
from storage.engine import Units
from tests.builders import Cast, a_cast, a_programme, an_action
from tests.databases import OneFile, kept_engine
from tests.edge.bot import CHANNELS, PEOPLE, TEAM, Served, app, serving
from tests.edge.terminal import Wp

MONDAY = datetime(2022, 1, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second between two messages to one receiver: it is not held here."""
    monkeypatch.setattr(serve, "Pace", lambda: replace(Pace(), gap=timedelta(milliseconds=20)))


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds to open a form are short on a busy machine; what comes of being late is asked for on purpose.

    The two of a form's verdict stay as they are: behind them stand the three that Bolt itself waits.
    """
    monkeypatch.setattr("bot.sandbox.tickets.TRIGGER_SECONDS", PATIENCE)


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock(MONDAY - system_now())


@pytest.fixture
def slack(clock: ShiftedClock) -> Iterator[Slack]:
    with running_workspace(PEOPLE, CHANNELS, app=app(), now=clock, ack_seconds=PATIENCE) as slack:
        yield slack


@pytest.fixture(scope="session")
def programme_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A furnished SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "programme.db"
    path.write_bytes(sqlite_template.read_bytes())
    furnished(f"sqlite:///{path}")
    return path


@pytest.fixture
def programme_url(one_file: OneFile, programme_template: Path) -> str:
    """An adopted programme with five actions, and the cast: Ana of ZSI chairs."""
    one_file.write(programme_template)
    return one_file.url


def furnished(url: str) -> str:
    """The database at `url`, with the programme and the cast in it."""
    engine = kept_engine(url)
    with Units(engine).writing() as session:
        cast = a_cast(session)
        move_to(cast)
        programme = a_programme(session, "Science diplomacy", "Careers of researchers")
        an_action(session, programme, "Draft the brief", owners=(cast.cnrs,), when="31 March 2022")
        an_action(session, programme, "Map the stakeholders", who_said="Any volunteers?", seeking=True)
        an_action(session, programme, "Host the workshop", owners=(cast.dlr,))
        an_action(session, programme, "Print the brief", owners=(cast.zsi, cast.cnrs))
        an_action(session, programme, "Answer the Commission <!channel> & co @here", owners=(cast.zsi,))
    engine.dispose()
    return url


def move_to(cast: Cast) -> None:
    """The cast have their accounts in the local workspace."""
    for person in (cast.ana, cast.ben, cast.chloe, cast.gus):
        person.team_id = TEAM


@pytest.fixture
def bot(slack: Slack, programme_url: str, clock: ShiftedClock) -> Iterator[Served]:
    with serving(slack, programme_url, clock) as served:
        yield served


@pytest.fixture
def wp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Wp:
    """Calls `wp` as from a shell, in a folder of the test's own, with nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in DEFAULTS:
        monkeypatch.delenv(name, raising=False)

    def call(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["wp", *args])
        try:
            cli.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """plan.md in that folder: the example programme of the first half of 2026."""
    path = tmp_path / "plan.md"
    path.write_text(example_programme(date(2026, 3, 10)), "utf-8")
    return path
