"""`wp backup` and `wp restore`: the whole database as one file, and back, so that nothing is announced twice."""

import os
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.database import Say, database_trouble, file_of, missing_folder, open_database, shown
from bot.errors import BadInput, Conflict, SetupError
from bot.health import alive_since, in_words
from bot.operations.restoring import mark_restored
from storage.copying import copy_file, copy_rows, count_rows, settle_file, whole
from storage.engine import Units, open_engine
from storage.errors import BrokenMigration, NewerDatabase
from storage.migrate import current, head, upgrade


def back_up(url: str, file: Path, *, say: Say) -> None:
    """Write all of the database, as it is at one moment, into a new file: a SQLite database, whatever kind `url` is.

    The bot may go on meanwhile. Raises BadInput where the file cannot be made, SetupError where the database is not
    there or is damaged.
    """
    if file.exists():
        raise BadInput(f"{file} is there already, and a backup overwrites nothing. Name another file.")
    if not file.parent.is_dir():
        raise BadInput(f"The folder {file.parent} is not there. Make it: mkdir -p {file.parent}")
    part = file.with_name(f".{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy_out(url, part)
        if wrong := whole(part):
            raise SetupError(f"The database {shown(url)} is damaged: {wrong}. Keep the older backups.")
        part.rename(file)
    except OSError as error:
        raise BadInput(f"{file} cannot be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)
    say(f"{file}: {file.stat().st_size // 1024} KiB, whole. Bring it back with: wp restore {file}")


def restore(url: str, file: Path, *, yes: bool, now: datetime, say: Say) -> None:
    """Put what a backup holds in place of what is in the database, all of it or nothing.

    What may have been announced since the backup is looked up before it is announced. Raises BadInput where the file
    is no backup, Conflict where a bot runs on the database, or where it holds something and `yes` is not said.
    """
    if not file.is_file():
        raise BadInput(f"There is no file {file}.")
    if wrong := whole(file):
        raise BadInput(f"{file} is no backup, or is damaged: {wrong}.")
    with tempfile.TemporaryDirectory(prefix="wp-restore-") as folder:
        ready = Path(folder) / "ready.db"
        _make_ready(file, ready, now)
        _refuse(url, now, yes=yes)
        rows = _copy_in(ready, url)
    say(f"{shown(url)} holds what {file.name} holds: {rows} rows. Nothing that was announced since is announced again.")


def _copy_out(url: str, part: Path) -> None:
    path = file_of(url)
    try:
        if path is None:
            _dump(url, part)
        elif path.is_file():
            copy_file(path, part)
            settle_file(part)
        else:
            raise SetupError(f"There is no database {shown(url)}, so there is nothing to back up.")
    except sqlite3.Error as error:
        raise SetupError(f"The database {shown(url)} cannot be read: {error}.") from error
    except SQLAlchemyError as error:
        raise SetupError(database_trouble(error, url) or f"{shown(url)} cannot be read.") from error


def _dump(url: str, part: Path) -> None:
    server, into = open_engine(url), open_engine(f"sqlite:///{part}")
    try:
        if current(server) != head():
            raise SetupError(f"The database {shown(url)} has another schema. Bring it up to date first: wp db upgrade")
        upgrade(into)
        copy_rows(server, into)
    finally:
        server.dispose()
        into.dispose()
    settle_file(part)


def _make_ready(file: Path, ready: Path, now: datetime) -> None:
    """A copy of the backup, of the present schema, with everything marked that may have been announced since."""
    copy_file(file, ready)
    engine = open_engine(f"sqlite:///{ready}")
    try:
        if not current(engine):
            raise BadInput(f"{file} is a database of something else, no backup of this program.")
        upgrade(engine)
        with Units(engine).writing() as session:
            mark_restored(session, now=now)
    except (NewerDatabase, BrokenMigration) as error:
        raise BadInput(database_trouble(error)) from error
    finally:
        engine.dispose()
    settle_file(ready)


def _refuse(url: str, now: datetime, *, yes: bool) -> None:
    """Not over a running bot, and not over anything at all unless that was said."""
    path = file_of(url)
    if path is not None and not path.exists():
        if missing := missing_folder(path):
            raise SetupError(missing)
        return
    engine = open_engine(url)
    try:
        if not current(engine):
            return
        if current(engine) == head() and (running := alive_since(engine, now)):
            raise Conflict(
                f"A bot is running on {shown(url)}: its last sign of life was {in_words(now - running)} ago. Stop it "
                "first; where it has just ended, try again in a minute. Nothing was changed."
            )
        if not yes and (rows := count_rows(engine)):
            raise Conflict(
                f"{shown(url)} holds {rows} rows, and they would be gone. Back them up (wp backup FILE), then say "
                "--yes. Nothing was changed."
            )
    except SQLAlchemyError as error:
        if path is None or not yes:
            said = database_trouble(error, url) or f"{shown(url)} cannot be read."
            hint = " To put the backup in its place all the same, say --yes." if path is not None else ""
            raise SetupError(said + hint) from error
    finally:
        engine.dispose()


def _copy_in(ready: Path, url: str) -> int:
    path = file_of(url)
    source = open_engine(f"sqlite:///{ready}")
    try:
        rows = count_rows(source)
        if path is None:
            target = open_database(url).engine
            try:
                copy_rows(source, target)
            finally:
                target.dispose()
            return rows
    finally:
        source.dispose()
    _put_file(ready, path)
    return rows


def _put_file(ready: Path, path: Path) -> None:
    """One rename: whoever opens the file finds the old one or the new one. What SQLite kept beside the old one goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        copy_file(ready, part)
        settle_file(part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        part.rename(path)
        open_engine(f"sqlite:///{path}").connect().close()  # back to its log written ahead
    finally:
        part.unlink(missing_ok=True)
