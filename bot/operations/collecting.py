"""After an outage: several digests of one receiver that are due by now become one message, which says since when."""

from datetime import datetime

from sqlmodel import Session

from storage.models import Announcement
from storage.queries import plan as queries

TOGETHER = "said together with what was planned before it"


def collect(session: Session, message: Announcement, now: datetime) -> None:
    """Take the lines of every later digest of the receiver that is due, and surely was not sent, into this one."""
    for other in queries.due_too(session, message, now):
        queries.move_lines(session, other.id, message.id)
        if other.not_after is not None:
            message.not_after = max(message.not_after or other.not_after, other.not_after)
        message.words = "\n".join(filter(None, (message.words, other.words)))
        other.state, other.reason = "cancelled", TOGETHER
        session.add(other)
    session.add(message)
    session.flush()
