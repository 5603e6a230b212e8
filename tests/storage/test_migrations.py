"""Migrations and models are one and the same, on both databases, and migrating loses nothing."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlmodel import func, select

from storage.engine import Units, open_engine
from storage.errors import NewerDatabase
from storage.migrate import current, differences, head, upgrade
from storage.models import Priority, Programme

NOW = datetime(2022, 1, 3, 9, tzinfo=UTC)


def test_migrations_and_models_agree(engine: Engine) -> None:
    assert differences(engine) == []
    assert current(engine) == head()


def test_a_column_the_migrations_lack_is_noticed(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE note DROP COLUMN text"))
    assert differences(engine) != []


def test_a_current_database_is_left_alone(engine: Engine) -> None:
    assert upgrade(engine) is False


def test_a_database_of_a_newer_program_is_refused_untouched(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase):
        upgrade(engine)
    assert current(engine) == "9999"


def test_moments_come_back_aware_and_in_utc(units: Units) -> None:
    with units.writing() as session:
        session.add(Programme(title="Anchoring", fingerprint="a", loaded_at=NOW))
    with units.reading() as session:
        assert session.exec(select(Programme)).one().loaded_at == NOW


def test_a_naive_moment_is_refused(units: Units) -> None:
    with pytest.raises(Exception, match="timezone"), units.writing() as session:
        session.add(Programme(title="Anchoring", fingerprint="a", loaded_at=datetime(2022, 1, 3, 9)))


def test_an_exception_rolls_the_whole_unit_back(units: Units) -> None:
    with pytest.raises(RuntimeError), units.writing() as session:
        session.add(Programme(title="Anchoring", fingerprint="a", loaded_at=NOW))
        session.flush()
        raise RuntimeError
    with units.reading() as session:
        assert session.exec(select(func.count()).select_from(Programme)).one() == 0


def test_a_row_cannot_point_to_a_parent_that_is_not_there(units: Units) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), units.writing() as session:
        session.add(Priority(programme_id=999, position=1, title="Nowhere"))


def test_sqlite_keeps_what_it_has_committed(lite_url: str) -> None:
    with open_engine(lite_url).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
