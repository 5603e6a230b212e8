"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike but SQLAlchemy keeps in two places."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def insert_into(session: Session, model: Any) -> Any:
    """An insert into a model's table that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    lite = session.connection().dialect.name == "sqlite"
    return sqlite.insert(model) if lite else postgresql.insert(model)
