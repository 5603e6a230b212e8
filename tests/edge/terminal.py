"""`wp` as tests call it, and what it has stored."""

from collections.abc import Callable
from pathlib import Path

from sqlmodel import select

from storage.engine import Units, open_engine
from storage.models import Action, Programme

Wp = Callable[..., tuple[int, str, str]]
"""A call of `wp` in the test's folder: exit code, what it printed, what it said on the other stream."""


def stored(path: Path) -> tuple[int, int]:
    """How many programmes and actions."""
    engine = open_engine(f"sqlite:///{path}")
    with Units(engine).reading() as session:
        found = len(session.exec(select(Programme)).all()), len(session.exec(select(Action)).all())
    engine.dispose()
    return found
