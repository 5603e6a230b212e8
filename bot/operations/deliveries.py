"""One delivery acts once, however often Slack or the network brings it."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from storage.queries import inbound as queries

REMEMBERED = timedelta(days=3)
"""Slack repeats a delivery for a day at the most."""


def first_time(session: Session, key: str, now: datetime) -> bool:
    """Whether this delivery has not been acted on yet."""
    return queries.first_time(session, key, now)


def keep_answer(session: Session, key: str, answer: dict[str, Any]) -> None:
    """Keep what it was answered, for the same delivery brought once more."""
    queries.keep_answer(session, key, answer)


def answer_of(session: Session, key: str) -> dict[str, Any]:
    """What the first delivery was answered."""
    return queries.answer_of(session, key)


def forget_old(session: Session, now: datetime) -> None:
    """Forget those that Slack no longer repeats."""
    queries.forget_before(session, now - REMEMBERED)
