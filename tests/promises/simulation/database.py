"""A database in memory, made in microseconds from a template, with backups, restores and commits that fail."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from random import Random
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, create_engine

import storage.models  # noqa: F401 - makes the tables known
from storage.engine import STATEMENTS, Units
from tests.builders import a_cast, a_programme


def _in_memory() -> Engine:
    settings = {"check_same_thread": False, "cached_statements": STATEMENTS}
    engine = create_engine("sqlite://", poolclass=StaticPool, pool_reset_on_return=None, connect_args=settings)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", lambda connection: connection.connection.driver_connection.execute("BEGIN IMMEDIATE"))
    return engine


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = OFF", "journal_mode = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _raw(engine: Engine) -> sqlite3.Connection:
    return engine.raw_connection().driver_connection  # type: ignore[return-value]


@cache
def _template() -> sqlite3.Connection:
    """A migrated-alike database with the cast and an adopted programme in it."""
    engine = _in_memory()
    SQLModel.metadata.create_all(engine)
    with Units(engine).writing() as session:
        a_cast(session)
        a_programme(session)
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    _raw(engine).backup(copy)
    return copy


@cache
def _engine() -> Engine:
    return _in_memory()


class Failing(Units):
    """Units whose commits sometimes fail: before anything is stored, or only in what the caller hears of it."""

    def __init__(self, rng: Random) -> None:
        super().__init__(_engine())
        self.rng = rng
        self.share = 0.0
        self.failed = 0

    @contextmanager
    def writing(self) -> Iterator[Session]:
        lot = self.rng.random()
        if lot < self.share:
            self.failed += 1
        if lot < self.share / 2:
            raise OperationalError("BEGIN IMMEDIATE", None, Exception("database is locked"))
        with super().writing() as session:
            yield session
            if lot < self.share * 0.75:
                raise OperationalError("COMMIT", None, Exception("database or disk is full"))
        if lot < self.share:
            raise OperationalError("COMMIT", None, Exception("the connection was lost"))


class Database:
    """One seed's database. There is one in a process at a time."""

    def __init__(self, rng: Random) -> None:
        uuid.os = SimpleNamespace(urandom=rng.randbytes)  # type: ignore[attr-defined]  # keys decide what goes first
        self.raw = _raw(_engine())
        _template().backup(self.raw)
        self.units = Units(_engine())
        self.failing = Failing(rng)

    def backup(self) -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        self.raw.backup(copy)
        return copy

    def bring_back(self, copy: sqlite3.Connection) -> None:
        copy.backup(self.raw)

    @property
    def busy(self) -> bool:
        """Whether a unit of work is open."""
        return self.raw.in_transaction

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """A look past all layers."""
        return self.raw.execute(query, values).fetchall()

    def next_moment(self, now: datetime) -> datetime | None:
        """When something in the plan changes by the mere passing of time."""
        found = self.raw.execute(_NEXT, {"now": stored(now)}).fetchone()[0]
        return read(found) if found else None


_NEXT = """
SELECT min(moment) FROM (
  SELECT min(due_at) AS moment FROM announcement WHERE state IN ('planned','sending') AND due_at > :now
  UNION ALL SELECT min(next_try_at) FROM announcement WHERE next_try_at > :now
  UNION ALL SELECT min(lease_until) FROM announcement WHERE state = 'sending' AND lease_until > :now
  UNION ALL SELECT min(amend_at) FROM announcement WHERE amend_at > :now
  UNION ALL SELECT min(next_at) FROM channel_pace WHERE next_at > :now
)
"""


def stored(moment: datetime) -> str:
    """A moment as it is written in the database, to be compared there."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def read(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)
