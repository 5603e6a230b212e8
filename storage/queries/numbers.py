"""Numbers that people say: given out once, never again."""

from sqlalchemy import text
from sqlmodel import Session


def next_number(session: Session, noun: str, count: int = 1) -> int:
    """The first of `count` new numbers of a noun, from 1. Concurrent units wait, so that none is given twice."""
    last = session.connection().scalar(
        text(
            "INSERT INTO counter (noun, last) VALUES (:noun, :count) "
            "ON CONFLICT (noun) DO UPDATE SET last = counter.last + :count RETURNING last"
        ),
        {"noun": noun, "count": count},
    )
    assert isinstance(last, int)
    return last - count + 1
