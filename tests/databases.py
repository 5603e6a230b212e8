"""The databases that the tests of a worker use in turn, each empty for the next."""

import os
import shutil
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

import storage.models  # noqa: F401  (makes the metadata whole)
from storage.engine import open_engine

ROOM = 1_000_000_000
"""Bytes: each worker has a server of a hundred million or two."""


def in_memory() -> Path | None:
    """A folder that is no disk, where the machine has one with room: waiting for a disk proves nothing here."""
    folder = Path("/dev/shm")
    there = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM
    return folder if there else None


@lru_cache(maxsize=4)
def kept_engine(url: str) -> Engine:
    """The same engine for the same address: it keeps the statements it has put together, which takes longer than most
    of them take to run. Dispose of it as of any other; it opens anew.
    """
    return open_engine(url)


def at_server(uri: str, statement: str) -> None:
    """Run something on the server itself, in no transaction."""
    engine = open_engine(uri)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()


class OneFile:
    """A SQLite file, written anew for each test."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "wp.db"
        self.url = f"sqlite:///{self._path}"

    @property
    def engine(self) -> Engine:
        return kept_engine(self.url)

    def write(self, template: Path) -> None:
        self.engine.dispose()
        for path in self._path.parent.glob("wp.db*"):
            path.unlink()
        self._path.write_bytes(template.read_bytes())


class OneDatabase:
    """A PostgreSQL database, emptied after each test, which takes a tenth of the time that making one takes; made anew
    where a test has changed its shape or still holds on to it.
    """

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._make()

    def _make(self) -> None:
        self.name = f"wp_{uuid4().hex}"
        at_server(self.uri, f"CREATE DATABASE {self.name} TEMPLATE wp_template")
        self.url = self.uri.replace("/postgres?", f"/{self.name}?")
        with self.engine.begin() as connection:
            self.shape = self._shape(connection)

    @property
    def engine(self) -> Engine:
        return kept_engine(self.url)

    def _shape(self, connection: Connection) -> str:
        columns = "SELECT sum(hashtextextended(attname, attrelid::bigint * 4096 + attnum))"
        columns += " FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        columns += " WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped"
        version, shape = connection.execute(text(f"SELECT version_num, ({columns}) FROM alembic_version")).one()
        return f"{version} {shape}"

    def empty(self) -> None:
        """Leave no row and no counter behind."""
        deletes = "; ".join(f'DELETE FROM "{name}"' for name in SQLModel.metadata.tables)
        counters = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
        same = False
        with suppress(SQLAlchemyError), self.engine.begin() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '2s'"))
            connection.execute(
                text("SET LOCAL session_replication_role = replica")
            )  # children and parents in any order
            connection.execute(text(deletes))
            connection.execute(text(counters))
            same = self._shape(connection) == self.shape
        if not same:
            self.drop()
            self._make()

    def drop(self) -> None:
        self.engine.dispose()
        at_server(self.uri, f"DROP DATABASE {self.name} WITH (FORCE)")
