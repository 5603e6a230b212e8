"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike but SQLAlchemy keeps in two places."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def insert_into(session: Session, model: Any) -> Any:
    """An insert into a model's table that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return insert_for(session.connection().dialect.name, model)


def insert_for(dialect: str, model: Any) -> Any:
    """The same for a dialect, by name: for statements that are put together once."""
    return sqlite.insert(model) if dialect == "sqlite" else postgresql.insert(model)
