"""For developers: writes the next numbered migration from what the models have and the migrations lack."""

import re
import sys
import tempfile
from pathlib import Path

from sqlmodel import SQLModel

from storage.engine import open_engine
from storage.migrate import MIGRATIONS, known, upgrade


def write_migration(name: str) -> None:
    """Add `versions/NNNN_name.py`, to be read and corrected by hand before it is committed."""
    from alembic import command
    from alembic.config import Config

    number = f"{len(known()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'scratch.db'}")
        if known():
            upgrade(engine)
        with engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            config.attributes["connection"] = connection
            slug = re.sub(r"\W+", "_", name).strip("_").lower() or "change"
            command.revision(config, message=slug, autogenerate=True, rev_id=number)
    _keep_counting(next((MIGRATIONS / "versions").glob(f"{number}_*.py")))


def _keep_counting(path: Path) -> None:
    """Say of each table that is made anew that SQLite must never give an id twice: Alembic does not see that."""
    import storage.models  # noqa: F401  (makes the metadata whole)

    def table(match: re.Match[str]) -> str:
        counting = SQLModel.metadata.tables[match[1]].dialect_options["sqlite"]["autoincrement"]
        kwargs = ", table_kwargs={'sqlite_autoincrement': True}" if counting else ""
        return f"batch_alter_table('{match[1]}', schema=None{kwargs})"

    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"batch_alter_table\('(\w+)', schema=None\)", table, text), encoding="utf-8")


if __name__ == "__main__":
    write_migration(" ".join(sys.argv[1:]))
