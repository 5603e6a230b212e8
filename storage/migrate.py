"""Brings a database to the present schema. Alembic is imported only where there is something to do: it costs 0.4 s."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from storage.errors import BrokenMigration, NewerDatabase

MIGRATIONS = Path(__file__).parent / "migrations"


def head() -> str:
    """The newest schema version this code knows: the number its file name begins with."""
    return known()[-1]


def known() -> list[str]:
    """All schema versions this code knows, oldest first."""
    return sorted(path.name.split("_", 1)[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def current(engine: Engine) -> str:
    """The schema version of the database, empty where there is none yet."""
    with engine.connect().execution_options(writing=False) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def upgrade(engine: Engine, to: str = "") -> bool:
    """Run what is missing up to version `to` (else the newest), each migration whole or not at all; True where
    something was done.

    Raises NewerDatabase where the database is ahead of this code, BrokenMigration where rows would lose their parents.
    """
    version = current(engine)
    if version == head():
        return False
    if version and version not in known():
        raise NewerDatabase(version)
    with engine.connect() as connection:
        lite = connection.dialect.name == "sqlite"
        if lite:
            # Batch mode re-creates tables; with foreign keys on, dropping a parent would empty its children.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        given = _ids_given(connection) if lite else {}
        try:
            _run_alembic(connection, to or "head")
            if lite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise BrokenMigration(head())
            _never_again(connection, given)
            connection.commit()
        finally:
            if lite:
                connection.rollback()
                connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]
    return True


def _ids_given(connection: Connection) -> dict[str, int]:
    """SQLite: the highest id each table has ever given."""
    if not inspect(connection).has_table("sqlite_sequence"):
        return {}
    return {str(name): int(seq) for name, seq in connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")}


def _never_again(connection: Connection, given: dict[str, int]) -> None:
    """A table that was made anew counts on from the ids it gave before, those of rows long deleted too."""
    for name, seq in given.items():
        done = connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (seq, name))
        if not done.rowcount:
            connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, seq))


def _run_alembic(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def differences(engine: Engine) -> list[str]:
    """What autogeneration would still change: empty where migrations and models agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlmodel import SQLModel

    import storage.models  # noqa: F401  (makes the metadata whole)

    with engine.connect().execution_options(writing=False) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, SQLModel.metadata)]
