"""Signs of life of senders. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, func
from sqlmodel import Session, col, select

from storage.models import Heartbeat
from storage.queries.upsert import insert_for

FORGET = delete(Heartbeat).where(col(Heartbeat.last_tick) < bindparam("before"))


def sign(session: Session, owner: str, now: datetime, version: str, wrong: str = "") -> None:
    """This sender is alive; or it gave up for good, and why."""
    values = {"owner": owner, "last_tick": now, "version": version, "wrong": wrong}
    session.connection().execute(_signing(session.get_bind().dialect.name), values)


@cache
def _signing(dialect: str) -> Any:
    made = insert_for(dialect, Heartbeat)
    new = {name: made.excluded[name] for name in ("last_tick", "version", "wrong")}
    return made.on_conflict_do_update(index_elements=["owner"], set_=new)


def forget(session: Session, before: datetime) -> None:
    """Senders not heard of since `before` are gone."""
    session.connection().execute(FORGET, {"before": before})


def signs(session: Session) -> Sequence[Heartbeat]:
    """The senders that are not forgotten."""
    return session.exec(select(Heartbeat).order_by(col(Heartbeat.owner))).all()


def last_sign(session: Session) -> datetime | None:
    """When any sender last beat."""
    found: datetime | None = session.exec(select(func.max(col(Heartbeat.last_tick)))).one()
    return found
