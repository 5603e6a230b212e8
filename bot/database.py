"""Opening the database the settings name, and what the database complains of in sentences a person can act on."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import SetupError
from bot.settings import LOCAL
from storage.engine import Units, open_engine, refresh_statistics
from storage.errors import BrokenMigration, NewerDatabase
from storage.migrate import head, upgrade

Say = Callable[[str], None]


def open_database(url: str, *, say: Say = lambda line: None) -> Units:
    """Units of work on the database at `url`, made or brought to the present schema where it is not there yet.

    Only the program's own folder is made; a file in another folder that is gone is not silently begun anew.
    Raises SetupError with what stands in the way.
    """
    _make_room(url)
    try:
        engine = open_engine(url)
        if upgrade(engine):
            say(f"Brought the database to schema {head()}.")
        refresh_statistics(engine)
    except (SQLAlchemyError, NewerDatabase, BrokenMigration) as error:
        raise SetupError(database_trouble(error, url) or f"The database at {shown(url)} cannot be used.") from error
    return Units(engine)


def sqlite_fault(url: str) -> str:
    """What is known to be wrong with the SQLite in use (sqlite.org/wal.html); empty where it is not used, or mended."""
    if file_of(url) is None or sqlite3.sqlite_version_info >= (3, 51, 3):
        return ""
    return (
        f"SQLite {sqlite3.sqlite_version} is older than 3.51.3 and can, very rarely, damage a database that two "
        "connections write to at once (its WAL-reset fault). Keep backups (wp backup FILE), or use PostgreSQL."
    )


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for another kind."""
    path = url.removeprefix("sqlite:///").removeprefix("file:").split("?", 1)[0]
    return Path(path) if url.startswith("sqlite:") else None


def shown(url: str, folder: Path | None = None) -> str:
    """The database's address fit to be seen: without a password; a file by its path, from `folder` where beneath it."""
    path = file_of(url)
    if path is None:
        return make_url(url).render_as_string(hide_password=True)
    return str(path.relative_to(folder) if folder and path.is_relative_to(folder) else path)


def missing_folder(path: Path) -> str:
    """Why the file cannot be begun where it is to lie; empty where it can. Only the program's own folder is made."""
    if path.parent.is_dir() or path.parent.name == LOCAL:
        return ""
    return (
        f"The folder {path.parent} of the database is not there. If your data should be in it, bring it back: is its "
        f"disk mounted? For a new database, make it: mkdir -p {path.parent}"
    )


def _make_room(url: str) -> None:
    path = file_of(url)
    if path is None:
        return
    if missing := missing_folder(path):
        raise SetupError(missing)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(f"The folder {path.parent} cannot be made ({error.strerror}).") from error


def database_trouble(error: BaseException, url: str = "") -> str:
    """What the database complains of, as a sentence with a remedy; empty where it is no complaint of a database's."""
    place = f"The database at {shown(url)}" if url else "The database"
    if isinstance(error, NewerDatabase):
        return (
            f"{place} was made by a newer version of this program (schema {error}, this one knows up to {head()}). "
            "Update the program, or name another database in WP_DATABASE_URL. Nothing was changed."
        )
    if isinstance(error, BrokenMigration):
        return (
            f"{place} could not be brought to schema {error}: rows would lose what they belong to. Nothing was changed."
        )
    if not isinstance(error, DBAPIError):
        return ""
    words = str(error.orig).strip()
    return next((f"{place} {said}" for part, said in _TROUBLES.items() if part in words.lower()), "") or (
        f"{place} cannot be reached: {words.splitlines()[0] if words else type(error.orig).__name__}"
        if error.connection_invalidated or _connecting(error)
        else ""
    )


_TROUBLES = {
    "database is locked": "is in use by another program, which did not let go in time. Stop that one, or try again.",
    "readonly database": "may only be read. Give the program the right to write to the file and to its folder.",
    "read-only transaction": "may only be read: it is a replica or set so. Name the one that takes changes.",
    "unable to open database file": "cannot be opened. Is the file there, and may the program read its folder?",
    "file is not a database": "is no SQLite database. Name another file in WP_DATABASE_URL.",
    "disk image is malformed": "is damaged. Stop the program and bring back a backup.",
    "database or disk is full": "has no room left on its disk. Make room, then try again.",
    "no such table": "lacks a table it should have. Run: wp db upgrade",
    "password authentication failed": "refused the user's name or password in WP_DATABASE_URL.",
    "does not exist": "lacks what the address names, or a table it should have. Look at WP_DATABASE_URL.",
}
"""What SQLite and PostgreSQL say, in part, to what to do about it."""


def _connecting(error: DBAPIError) -> bool:
    """Whether it failed before any statement was sent."""
    return error.statement is None
