"""Opening the database, and units of work on it.

SQLite with its defaults loses updates in silence, so a writing unit begins IMMEDIATE, in WAL, with synchronous FULL:
what was committed before a post must still be there after a power cut, or the post would be repeated.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session, create_engine

BUSY_SECONDS = 30
STATEMENTS = 500
"""Kept ready by each SQLite connection: more than there are different ones."""


def open_engine(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine for `url` ("sqlite:///…" or "postgresql://…"), set up so that concurrent changes are not lost."""
    if url.startswith("postgres"):
        driver_url = "postgresql+psycopg://" + url.split("://", 1)[1]
        return create_engine(driver_url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    settings = {"timeout": busy_seconds, "check_same_thread": False, "cached_statements": STATEMENTS}
    engine = create_engine(url, pool_size=20, pool_use_lifo=True, connect_args=settings)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # else the driver begins transactions of its own, too late and deferred
    cursor = connection.cursor()
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "journal_mode = WAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writing = connection.get_execution_options().get("writing", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def refresh_statistics(engine: Engine) -> None:
    """Tell SQLite's planner how much there is; without that it reads all actions of a programme to find one's own.

    PostgreSQL does so by itself.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit = 400")  # a look at some rows of each index is enough
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


class Units:
    """Gives out units of work: one session each, committed whole or not at all, for one thread."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A unit that changes things: commits at the end, rolls back on any exception."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A unit that only looks: sees one state of the database and takes no lock that stops a writer."""
        with Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"writing": False})
            yield session
            session.rollback()
