"""A database that cannot be used: the member, or whoever calls `wp`, reads a sentence, and nothing was changed."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import DBAPIError

from bot.clock import system_now
from bot.commands import COMMANDS
from bot.commands.router import Delivery, Router
from bot.database import database_trouble, open_database
from bot.deps import Deps
from bot.errors import SetupError
from bot.turn import House, Profile
from storage.engine import Units, open_engine
from storage.models import Programme
from tests.edge.terminal import Wp, stored


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


def broken(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_a_database_newer_than_the_program_is_left_alone(
    wp: Wp, document: Path, lite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(tmp_path / "wp.db", "UPDATE alembic_version SET version_num = '9999'")
    monkeypatch.setenv("WP_DATABASE_URL", lite_url)
    code, _, err = wp("import", "plan.md")
    assert code == 1 and "newer version of this program (schema 9999" in err and "Nothing was changed" in err
    assert stored(tmp_path / "wp.db") == (0, 0)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///gone/wp.db", "is its disk mounted?"),
        ("sqlite:///plan.md", "is no SQLite database"),
        ("sqlite:///file:wp.db?mode=ro&uri=true", "may only be read"),
        ("postgresql://me:secret@127.0.0.1:9/wp", "cannot be reached"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(
    url: str, said: str, wp: Wp, document: Path, lite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WP_DATABASE_URL", url)
    code, _, err = wp("import", "plan.md")
    assert code == 1 and said in err
    assert "Traceback" not in err and "secret" not in err


def test_a_locked_database_is_told_in_a_sentence(lite_url: str, tmp_path: Path) -> None:
    holder = sqlite3.connect(tmp_path / "wp.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    engine = open_engine(lite_url, busy_seconds=0.05)
    with pytest.raises(DBAPIError) as caught, Units(engine).writing() as session:
        session.add(Programme(title="x", fingerprint="x"))
    holder.close()
    engine.dispose()
    assert "in use by another program" in database_trouble(caught.value, lite_url)


def test_a_database_of_the_other_kind_says_what_is_wrong_with_its_address(postgres: str) -> None:
    with pytest.raises(SetupError, match="lacks what the address names"):
        open_database(postgres.replace("/postgres?", "/nowhere?"))
