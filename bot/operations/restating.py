"""A posted message says something else once what it speaks of has changed: taken, done, moved. In the same place.

Whoever plans a changed item marks what was said of it, in the same unit; the beat puts it in words again and compares.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json import dumps
from uuid import UUID

from sqlmodel import Session

from bot.announcement_cards import Notice
from bot.answers import Block
from bot.operations.confirming import REMOVED, mark_gone
from bot.operations.saying import said
from bot.outcomes import Amended, Done, Gone, Refused
from bot.pace import Pace
from bot.turn import House
from storage.models import Announcement
from storage.queries import standing as queries


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that stands in Slack."""

    key: UUID
    receiver: str
    where: str
    ts: str
    mark: str
    """Of what it says there."""
    until: datetime | None
    """How long it is this sender's to look at. A change meanwhile moves that moment, and is looked at in its turn."""


def take(session: Session, *, now: datetime, pace: Pace) -> Posted | None:
    """A message to look at anew, for the length of a lease; None where there is none."""
    row = queries.take_amendable(session, now, pace.lease, pace.gap)
    if row is None:
        return None
    where = queries.conversation(session, row.receiver)
    return Posted(row.id, row.receiver, where, row.ts, row.text_hash, row.amend_at)


def next_moment(session: Session, *, now: datetime, pace: Pace) -> datetime | None:
    """When there will be one to look at, where only the pace of its receiver holds it for a moment."""
    return queries.soonest_amendable(session, now, pace.gap * 2)


def notice_now(session: Session, posted: Posted, *, house: House) -> Notice | None:
    """What it should say now, as of the moment it was posted; None where it is to be left as it is.

    Leaves the row locked: `unchanged` belongs into the same unit.
    """
    row = queries.lock(session, posted.key)
    if row is None or row.state != "sent" or row.posted_at is None or not row.ts:
        return None
    return said(session, row, now=row.posted_at, house=house, late=row.was_late).notice


def begin(session: Session, posted: Posted) -> None:
    """It is about to be changed or removed: from here on until Slack's answer nobody knows what it says."""
    row = queries.lock(session, posted.key)
    if row is not None:
        row.text_hash = ""
        session.add(row)


def unchanged(session: Session, posted: Posted) -> None:
    """It says what it should."""
    row = queries.lock(session, posted.key)
    if row is not None:
        row.amend_at = None
        session.add(row)


def mark_restated(
    session: Session, posted: Posted, outcome: Amended, *, mark: str, now: datetime, house: House, pace: Pace
) -> None:
    """What came of it. Where what it speaks of has changed again meanwhile, it is compared once more."""
    row = queries.lock(session, posted.key)
    if row is None or row.state != "sent":
        return
    match outcome:
        case Done():
            row.text_hash, row.reason = mark, ""
            if row.amend_at == posted.until:
                row.amend_at = None
        case Gone() if row.reason == REMOVED:
            _removed(session, row, house)
        case Gone():
            mark_gone(session, row, now=now, house=house)
        case Refused():
            row.amend_at = None  # Slack does not let it be changed: what stands there stays
        case _:
            row.amend_at = now + pace.again
    session.add(row)


def mark_removed(
    session: Session, posted: Posted, outcome: Amended, *, now: datetime, house: House, pace: Pace
) -> None:
    """Nothing of what it said was so any more, and it was taken away. What is so again by now is sent once more."""
    row = queries.lock(session, posted.key)
    if row is None or row.state != "sent":
        return
    match outcome:
        case Done() | Gone():
            _removed(session, row, house)
        case Refused():
            row.amend_at = None  # Slack does not let it be removed: what stands there stays
        case _:
            # Should it be gone at the next look, it was not somebody else who has removed it.
            row.amend_at, row.reason = now + pace.again, REMOVED
    session.add(row)


def _removed(session: Session, row: Announcement, house: House) -> None:
    again = said(session, row, now=row.posted_at or row.due_at, house=house).notice.lines
    row.state, row.reason = ("planned", "") if again else ("cancelled", REMOVED)
    row.ts, row.maybe_sent_at, row.amend_at, row.next_try_at = "", None, None, None


def mark_of(text: str, blocks: Collection[Block]) -> str:
    """The same for the same message."""
    return sha256(dumps([text, list(blocks)], sort_keys=True, default=str).encode()).hexdigest()
