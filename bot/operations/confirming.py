"""Looking again at what was sent, where something went wrong on the way: one message stands there, or none is wanted.

Of a message that stands there twice the earliest stays. What was cancelled while it was on its way is removed. What
somebody else has removed is not sent again. The chairs are told of whatever they could have seen.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from bot.operations.sending import moment_of
from bot.operations.trouble import report
from bot.outcomes import Blind, Standing
from bot.pace import Pace
from bot.turn import House
from storage.models import Announcement
from storage.queries import announcements as send_queries
from storage.queries import standing as queries

TWICE = "it stood there more than once, because a sender was stopped in the middle and went on later. I have removed "
REMOVED = "no longer wanted; it was removed"
GONE = "message gone"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row whose message is to be looked up again, or a receiver whose messages are to be looked through."""

    receiver: str
    where: str
    since: datetime
    key: UUID | None = None
    swept_at: datetime | None = None
    """When they were last looked through."""


def waiting(session: Session, *, now: datetime, pace: Pace) -> queries.Waiting:
    """What kinds of care what was sent needs now; takes nothing."""
    return queries.waiting(session, now, pace.sweep, pace.horizon)


def take_doubt(session: Session, *, now: datetime, pace: Pace) -> Doubt | None:
    """A row to be looked up again now; None where there is none. It is this sender's for the length of a lease."""
    row = queries.take_unconfirmed(session, now, pace.lease)
    if row is None:
        return None
    first = min(filter(None, (row.due_at, row.posted_at, row.maybe_sent_at)))
    return Doubt(row.receiver, queries.conversation(session, row.receiver), first - pace.apart, row.id)


def take_sweep(session: Session, *, behind: str, now: datetime, pace: Pace) -> Doubt | None:
    """The next receiver `behind` another whose messages are to be looked through now; None where there is none.

    A channel's are each day, a person's for as long behind the last one as the plan goes ahead.
    """
    found = queries.take_unswept(session, now, pace.sweep, pace.horizon, behind)
    if found is None:
        return None
    receiver, before = found
    # Each day is looked through twice: what was posted while nobody could look is still found a day later.
    since = (before or now - pace.sweep) - pace.sweep
    return Doubt(receiver, queries.conversation(session, receiver), since, swept_at=before)


def settle(
    session: Session, doubt: Doubt, seen: Standing | Blind, *, now: datetime, house: House, pace: Pace
) -> tuple[str, ...]:
    """Write down what is known now, and give the ts of every message that is to be removed."""
    if isinstance(seen, Blind):
        return _settle_blind(session, doubt, seen, now, house, pace)
    queries.learn(session, doubt.receiver, conversation=seen.channel, blind_scope="")
    if doubt.key is None:
        return _sweep(session, doubt, seen, now, house, pace)
    row = queries.lock(session, doubt.key)
    if row is None:
        return seen.messages.get(doubt.key, ())[1:]
    last_look = row.confirms >= len(pace.confirm) - 1
    return _settle_row(session, row, seen.messages.get(row.id, ()), now, house, pace, gone=last_look)


def put_off(session: Session, doubt: Doubt, wait: timedelta, *, now: datetime, pace: Pace) -> None:
    """It could not be put right now, and is tried again. A look through all is owed from when there last was one."""
    if doubt.key is None:
        # Years of a channel could not be read at once: what is owed has an end, further back than a restore looks.
        owed = max(doubt.swept_at or now - pace.sweep, now - 2 * pace.horizon)
        queries.mark_swept(session, doubt.receiver, owed)
    elif (row := queries.lock(session, doubt.key)) is not None and row.confirms < 2:
        row.next_try_at = now + wait
        session.add(row)


def mark_settled(session: Session, doubt: Doubt, *, removed: bool, now: datetime, pace: Pace) -> None:
    """What was to be removed is `removed`, or nothing was seen that is to be: the next look is due later, or none."""
    if doubt.key is None:
        queries.mark_swept(session, doubt.receiver, now)
        return
    row = queries.lock(session, doubt.key)
    if row is None or row.confirms >= len(pace.confirm) or row.state in ("planned", "sending"):
        return
    row.confirms += 1
    done = row.confirms >= len(pace.confirm)
    if row.state == "cancelled" and (removed or done):
        row.ts, row.maybe_sent_at = "", None  # surely gone: should it be wanted again, it is sent again
    # From now on, not from the post: a sender that slept may have added another just before this look.
    row.next_try_at = None if done else now + pace.confirm[row.confirms]
    session.add(row)


def mark_gone(session: Session, row: Announcement, *, now: datetime, house: House) -> None:
    """Somebody has removed the message: it is not sent again, and the chairs hear of it once."""
    told = report(session, row, "somebody has removed it. It is not sent again.", now=now, house=house)
    row.state, row.reason, row.told_at = "skipped", GONE, now if told else None
    row.confirms, row.amend_at, row.next_try_at = 2, None, None
    session.add(row)


def _settle_row(
    session: Session, row: Announcement, there: tuple[str, ...], now: datetime, house: House, pace: Pace, *, gone: bool
) -> tuple[str, ...]:
    if row.state in ("planned", "sending"):  # revived since: it is looked up before it is sent
        return ()
    if row.cancel_wanted or row.state != "sent":
        if row.cancel_wanted or row.state == "cancelled":
            row.state, row.reason = "cancelled", REMOVED if there else row.reason or "no longer wanted"
        session.add(row)
        return there
    if not there:
        if gone:
            mark_gone(session, row, now=now, house=house)
        return ()
    if row.ts != there[0]:
        row.ts, row.posted_at = there[0], moment_of(there[0])
        row.was_late = row.posted_at - row.due_at > pace.late
        row.amend_at, row.text_hash = now, ""  # who knows which of them says what
        session.add(row)
    if len(there) > 1:
        rest = "the other one." if len(there) == 2 else f"the {len(there) - 1} others."
        report(session, row, f"{TWICE}{rest}", now=now, house=house)
    return there[1:]


def _settle_blind(
    session: Session, doubt: Doubt, blind: Blind, now: datetime, house: House, pace: Pace
) -> tuple[str, ...]:
    """Without the scope to look there is what senders wrote down of a row; else it has to wait."""
    if blind.missing_scope:
        queries.learn(session, doubt.receiver, blind_scope=blind.missing_scope)
    if doubt.key is None or not blind.missing_scope:
        put_off(session, doubt, pace.seconds(blind.wait) if blind.wait else pace.again, now=now, pace=pace)
        return ()
    row = queries.lock(session, doubt.key)
    if row is None:
        return ()
    written = tuple(sorted({*queries.recorded(session, row.id), row.ts} - {""}))
    return _settle_row(session, row, written, now, house, pace, gone=False)


def _sweep(session: Session, doubt: Doubt, seen: Standing, now: datetime, house: House, pace: Pace) -> tuple[str, ...]:
    """What stands at a receiver against what the table says, also of keys that a restored table does not know."""
    rows = queries.known(session, seen.messages.keys())
    extra: list[str] = []
    for key, there in seen.messages.items():
        row = rows.get(key)
        if row is None:
            extra += there[1:]
            continue
        if row.state == "planned" or (row.state == "skipped" and row.maybe_sent_at is not None):
            send_queries.record(session, row.id, now, "sweep", "found", there[0])
            _mark_stands(session, row, there[0], pace)
        if row.state != "sending":
            # One that stands there from before this look is the earliest of them.
            before = (row.ts,) if row.ts and moment_of(row.ts) <= doubt.since else ()
            extra += _settle_row(session, row, (*before, *there), now, house, pace, gone=False)
    if doubt.receiver[:1] not in ("C", "G"):  # what a person has pressed a button of may have lost its key
        return tuple(extra)
    # What was posted a moment ago Slack may not show yet, and what was posted before is not among what was seen.
    first, last = doubt.since + pace.apart, now - pace.apart
    for row in queries.sent_between(session, doubt.receiver, first, last):
        # A sender that slept behind its post has written it down late: then it stands further back than was looked.
        if row.id not in seen.messages and row.ts and moment_of(row.ts) > first:
            mark_gone(session, row, now=now, house=house)
    return tuple(extra)


def _mark_stands(session: Session, row: Announcement, ts: str, pace: Pace) -> None:
    """It was sent, and the note of it was lost."""
    row.state, row.ts, row.posted_at, row.reason = "sent", ts, moment_of(ts), ""
    row.was_late = row.posted_at - row.due_at > pace.late
    row.next_try_at, row.amend_at, row.text_hash = None, row.posted_at, ""
    session.add(row)
