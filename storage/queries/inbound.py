"""Deliveries that have been acted on."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete
from sqlmodel import Session, col

from storage.models import InboundSeen
from storage.queries.upsert import insert_into

FORGET = delete(InboundSeen).where(col(InboundSeen.at) < bindparam("before"))


def first_time(session: Session, slack_id: str, now: datetime) -> bool:
    """Whether this delivery is new; a second unit that asks waits until the first has ended, then hears no."""
    statement = insert_into(session, InboundSeen).values(slack_id=slack_id, at=now, answer={})
    new = statement.on_conflict_do_nothing().returning(col(InboundSeen.slack_id))
    return session.connection().execute(new).first() is not None


def keep_answer(session: Session, slack_id: str, answer: dict[str, Any]) -> None:
    """Keep what a delivery was answered, for when it comes again."""
    seen = session.get(InboundSeen, slack_id)
    assert seen is not None
    seen.answer = answer
    session.add(seen)


def answer_of(session: Session, slack_id: str) -> dict[str, Any]:
    """What a delivery was answered; empty where it has not been."""
    seen = session.get(InboundSeen, slack_id)
    return seen.answer if seen else {}


def forget_before(session: Session, moment: datetime) -> None:
    """Deliveries are repeated for a day at most; what is older need not be remembered."""
    session.connection().execute(FORGET, {"before": moment})
