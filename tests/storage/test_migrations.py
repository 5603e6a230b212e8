"""Migrations and models are one and the same, on both databases, and migrating loses nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, inspect, text
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


def test_an_id_once_given_is_not_given_again_after_a_table_was_made_anew(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for statement in OLD:
            connection.execute(text(statement))
        connection.execute(text("UPDATE sqlite_sequence SET seq = 40 WHERE name = 'proposal'"))
        connection.execute(text("DELETE FROM proposal"))
        kept = _counting(connection)
    upgrade(engine)
    with engine.begin() as connection:
        assert _counting(connection) >= kept
        connection.execute(text(OLD_PROPOSAL.replace("(id, number", "(number").replace("VALUES (1, 1,", "VALUES (1,")))
        assert connection.execute(text("SELECT id FROM proposal")).scalar_one() == 41
    engine.dispose()


def _counting(connection: Connection) -> set[str]:
    rows = connection.execute(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"))
    return {str(name) for (name,) in rows}


def test_what_the_first_schema_held_is_still_there_after_every_later_migration(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for statement in OLD:
            connection.execute(text(statement))
        before = _counts(connection)
    upgrade(engine)
    with engine.begin() as connection:
        assert _counts(connection) == before
        assert connection.execute(text("SELECT what FROM action WHERE number = 15")).scalar_one() == "Draft the brief"
    assert differences(engine) == []
    engine.dispose()


OLD_PROPOSAL = (
    "INSERT INTO proposal (id, number, programme_id, kind, text, link, why, proposer_id, state, proposed_at, version,"
    " when_said, tentative, ongoing, recurring, approximate, rule, zone, unread)"
    " VALUES (1, 1, 1, 'idea', 'A day', '', '', 1, 'received', '2022-01-01', 1, '', 0, 0, 0, 0, '', '', '')"
)
OLD = (
    "INSERT INTO person (id, team_id, user_id, name, zone, confirmed, standing, is_admin, is_guest, is_stranger,"
    " is_gone, profile_at) VALUES (1, 'T', 'U', 'Ana', '', 1, '', 0, 0, 0, 0, '2022-01-01')",
    "INSERT INTO programme (id, title, number, period_said, theme, chairs_said, notes, state, fingerprint, source_name,"
    " loaded_at, version) VALUES (1, 'Year', '', '', '', '', '', 'adopted', 'x', '', '2022-01-01', 1)",
    "INSERT INTO action (id, number, programme_id, position, what, who_said, not_owners, seeking, either, owned, state,"
    " outcome, added_at, version, when_said, tentative, ongoing, recurring, approximate, rule, zone, unread)"
    " VALUES (1, 15, 1, 1, 'Draft the brief', '', '', 0, 0, 0, 'open', '', '2022-01-01', 1, '', 0, 0, 0, 0, '', '',"
    " '')",
    "INSERT INTO note (action_id, person_id, text, at) VALUES (1, 1, 'half done', '2022-01-02')",
    OLD_PROPOSAL,
    "INSERT INTO meeting (id, number, programme_id, title, when_said, on_date, zone, place, state, added_at, version)"
    " VALUES (1, 1, 1, 'Trio', '', '2022-02-01', 'UTC', '', 'planned', '2022-01-01', 1)",
    "INSERT INTO announcement (id, slot, kind, receiver, local_date, local_time, zone, due_at, state, cancel_wanted,"
    " lease_owner, attempts, ts, was_late, reason, confirms, text_hash) VALUES"
    " ('00000000000000000000000000000001', 's', 'digest', 'C', '2022-02-01', '09:00', 'UTC', '2022-02-01', 'planned',"
    " 0, '', 0, '', 0, '', 2, '')",
    "INSERT INTO announcement_line (announcement_id, item, item_id, item_version, kind, offset_days, local_date,"
    " receiver, words, wanted) VALUES ('00000000000000000000000000000001', 'action', 1, 1, 'deadline', 0,"
    " '2022-02-01', 'C', '', 1)",
)
"""A row in each table that others point to, as the first schema had them."""


def _counts(connection: Connection) -> dict[str, int]:
    tables = inspect(connection).get_table_names()
    kept = set(tables) & {"person", "programme", "action", "note", "proposal", "meeting", "announcement"}
    kept |= {"announcement_line"}
    return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in sorted(kept)}
