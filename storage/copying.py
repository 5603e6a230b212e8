"""A database as one file, and back: backups. The file is always a SQLite database, whatever kind the bot runs on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, inspect, text
from sqlmodel import SQLModel

import storage.models  # noqa: F401  (makes the metadata whole)

SOME = 1000
"""Rows at a time."""


def copy_file(source: Path, target: Path) -> None:
    """The whole SQLite database, as it is at one moment, also while others write; atomic for who reads the target.

    A target that is there is replaced. Raises sqlite3.Error where one of the two is no database, or is in use.
    """
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def whole(path: Path) -> str:
    """What SQLite finds wrong with a file; empty where all is well."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
    except sqlite3.Error as error:
        return str(error)
    return "" if found == ["ok"] else "; ".join(found)


def settle_file(path: Path) -> None:
    """Leave nothing beside the file: the log that SQLite writes ahead is taken into it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def copy_rows(source: Engine, target: Engine) -> int:
    """All rows as they are at one moment, in place of those of the target, in one transaction; gives how many.

    Both have the present schema.
    """
    snapshot = source.connect().execution_options(writing=False)
    if source.dialect.name == "postgresql":
        snapshot = snapshot.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    copied = 0
    with snapshot as old, target.begin() as new:
        tables = SQLModel.metadata.sorted_tables
        if new.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in tables)
            new.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
        for table in reversed(tables):
            new.execute(table.delete())
        for table in tables:
            copied += _copy_table(old, new, table)
        _count_on(new, _ids_given(old))
    return copied


def _copy_table(old: Connection, new: Connection, table: Table) -> int:
    """Rows may point at later ones of their own table: those links are made when all are there."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    links: list[dict[str, Any]] = []
    copied = 0
    for rows in _chunks(old, table):
        links += [row for row in rows if any(row[name] is not None for name in own)]
        new.execute(table.insert(), [{**row, **dict.fromkeys(own)} for row in rows])
        copied += len(rows)
    if links:
        linked = table.update().where(table.c.id == bindparam("its_id"))
        linked = linked.values({name: bindparam(f"its_{name}") for name in own})
        new.execute(linked, [{f"its_{name}": row[name] for name in ("id", *own)} for row in links])
    return copied


def _ids_given(connection: Connection) -> dict[str, int]:
    """The highest id each table has ever given: no row may get one again that was deleted."""
    if connection.dialect.name == "sqlite":
        return {
            str(name): int(last) for name, last in connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
        }
    found = {}
    for table, sequence in _sequences(connection):
        last, called = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()
        found[table] = int(last) if called else 0
    return found


def _count_on(connection: Connection, given: dict[str, int]) -> None:
    if connection.dialect.name == "sqlite":
        for name, last in given.items():
            row = {"name": name, "last": last}
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), row)
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), row)
        return
    for table, sequence in _sequences(connection):
        highest = connection.scalar(text(f'SELECT max(id) FROM "{table}"')) or 0
        last = max(highest, given.get(table, 0))
        connection.execute(
            text("SELECT setval(:name, :last, :called)"), {"name": sequence, "last": max(last, 1), "called": last > 0}
        )


def _sequences(connection: Connection) -> Iterator[tuple[str, str]]:
    """PostgreSQL: tables that count their ids, and what counts them."""
    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.c:
            query = text("SELECT pg_get_serial_sequence(:table, 'id')")
            if sequence := connection.scalar(query, {"table": f'"{table.name}"'}):
                yield table.name, str(sequence)


def count_rows(engine: Engine) -> int:
    """How many rows all tables have."""
    with engine.connect().execution_options(writing=False) as connection:
        there = set(inspect(connection).get_table_names())
        names = [table.name for table in SQLModel.metadata.sorted_tables if table.name in there]
        return sum(connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names)


def _chunks(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    rows = connection.execution_options(yield_per=SOME).execute(table.select()).mappings()
    for some in rows.partitions():
        yield [dict(row) for row in some]
