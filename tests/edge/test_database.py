"""A database that cannot be used while the bot runs: the member reads a sentence, and nothing was changed."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import system_now
from bot.commands import COMMANDS
from bot.commands.router import Delivery, Router
from bot.database import database_trouble
from bot.deps import Deps
from bot.turn import House, Profile
from storage.engine import Units, open_engine


@pytest.fixture
def router(lite_url: str) -> Iterator[Router]:
    engine = open_engine(lite_url, busy_seconds=0.05)
    yield Router(Deps(Units(engine), system_now, House(ZoneInfo("UTC")), trouble=database_trouble), COMMANDS)
    engine.dispose()


ADD = Delivery(key="k", team_id="T1", user_id="U1", text="add Draft the brief")


def test_a_locked_database_is_said_and_works_again_once_it_is_free(router: Router, tmp_path: Path) -> None:
    router.meet(Profile("T1", "U1", "Ana"))
    holder = sqlite3.connect(tmp_path / "wp.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    said = router.answer(ADD).text
    holder.close()
    assert "in use by another program" in said and "Nothing was changed" in said
    assert "in use" not in router.answer(ADD).text


def test_a_database_that_became_read_only_is_said(router: Router, lite_url: str, tmp_path: Path) -> None:
    router.meet(Profile("T1", "U1", "Ana"))
    engine = open_engine(f"sqlite:///file:{tmp_path / 'wp.db'}?mode=ro&uri=true")
    router.deps = Deps(Units(engine), system_now, router.deps.house, trouble=database_trouble)
    said = router.answer(ADD).text
    engine.dispose()
    assert "may only be read" in said and "Nothing was changed" in said


def test_tables_that_are_gone_are_said_and_any_other_fault_gets_a_reference(router: Router, tmp_path: Path) -> None:
    router.meet(Profile("T1", "U1", "Ana"))
    with sqlite3.connect(tmp_path / "wp.db") as holder:
        holder.execute("DROP TABLE person")
    holder.close()
    assert "wp db upgrade" in router.answer(ADD).text
    assert database_trouble(ZeroDivisionError()) == ""
