"""What `wp` says when it starts: where the database lies, how to call `wp` from there, how to import into it."""

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.database import file_of, shown


def greeting(database_url: str, folder: Path) -> Iterator[str]:
    """Lines to print at the start, ready to copy from a shell in `folder`."""
    wp, file = program(folder), file_of(database_url)
    place = f"WP_DATABASE_URL={shlex.quote(f'sqlite:///{shown(database_url, folder)}')} " if file else ""
    yield f"Database: {shown(database_url, folder)}"
    yield f"Other things to do from here: {wp} --help"
    yield f"Import a programme into this database: {place}{wp} import FILE"


def program(folder: Path) -> str:
    """How this very `wp` is called from a shell in `folder`."""
    installed = Path(sys.executable).parent / "wp"
    if not installed.exists():
        return "wp"
    return shlex.quote(str(installed.relative_to(folder) if installed.is_relative_to(folder) else installed))
