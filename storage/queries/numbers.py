"""Numbers that people say: given out once, never again."""

from sqlalchemy import text
from sqlmodel import Session


def next_number(session: Session, noun: str) -> int:
    """The next number of a noun, from 1. Concurrent units wait for each other, so no two get the same."""
    number = session.connection().scalar(
        text(
            "INSERT INTO counter (noun, last) VALUES (:noun, 1) "
            "ON CONFLICT (noun) DO UPDATE SET last = counter.last + 1 RETURNING last"
        ),
        {"noun": noun},
    )
    assert isinstance(number, int)
    return number
