"""Facts about the database itself that outlive a process: up to when the plan was rolled on, when it was restored."""

from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from storage.models import Meta
from storage.queries.upsert import insert_into


def known(session: Session, key: str) -> str:
    """A fact; empty where it is not known."""
    return session.connection().scalar(FACT, {"key": key}) or ""


FACT: Any = select_columns(col(Meta.value)).where(col(Meta.key) == bindparam("key"))


def keep(session: Session, key: str, value: str) -> None:
    """A fact, over what it was before."""
    made = insert_into(session, Meta).values(key=key, value=value)
    session.connection().execute(made.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
