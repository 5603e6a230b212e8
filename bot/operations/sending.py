"""From a due row to a message: claim, check, gate, and what came of it. No unit is open while Slack is called.

Slack has no send-once key. So "a send may have happened" is written down before every call, and a row that says so is
looked up before it is sent again (`looking.py`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.announcement_cards import Notice
from bot.operations.collecting import collect
from bot.operations.occasions import open_from
from bot.operations.saying import said
from bot.operations.trouble import report
from bot.outcomes import Sent
from bot.pace import Pace
from bot.turn import House
from storage.queries import amending, standing, taking
from storage.queries import announcements as queries
from storage.queries import plan as plan_queries

TOO_LATE = "it would have come too late, so it was left out"


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that one sender holds, for as long as its lease runs."""

    key: UUID
    receiver: str
    owner: str
    maybe_sent_at: datetime | None
    due_at: datetime
    where: str
    """What Slack calls the place: the D… id of a person's messages, once it is known, else the receiver."""


def take_due(session: Session, now: datetime, owner: str, pace: Pace) -> Taken | None:
    """Claim the oldest row that is due; None where there is nothing to do."""
    row = taking.claim(session, now, owner, pace.lease, pace.gap)
    return Taken(row.id, row.receiver, owner, row.maybe_sent_at, row.due_at, row.where) if row else None


def next_moment(session: Session, now: datetime, pace: Pace) -> datetime | None:
    """When a row that is due now can be taken, where only the pace of its receiver holds it for a moment."""
    return taking.soonest(session, now, pace.gap * 2)


def check(session: Session, taken: Taken, *, now: datetime, house: House, pace: Pace) -> Notice | None:
    """What is to be sent, as the items are now; None where nothing is, and then the row is ended or given back.

    Leaves the row locked: the gate belongs into the same unit.
    """
    message = queries.lock(session, taken.key, taken.owner)
    if message is None:
        return None
    assert message.maybe_sent_at is None, "it is looked up first"
    if message.cancel_wanted:
        queries.finish(session, taken.key, taken.owner, "cancelled", reason="no longer wanted")
        return None
    late = now - message.due_at > pace.late
    opens = open_from(now, ZoneInfo(message.zone)) if message.kind == "digest" and not message.moved else now
    found = said(session, message, now=now, house=house, late=late)
    if late and message.kind == "digest" and opens <= now and found.notice.lines:
        collect(session, message, now)
        found = said(session, message, now=now, house=house, late=late)
    if found.missed:
        told = report(session, message, TOO_LATE, now=now, house=house, lines=found.missed)
        if not found.notice.lines:
            told_at = now if told else None
            queries.finish(session, taken.key, taken.owner, "skipped", reason=TOO_LATE, told_at=told_at)
            return None
        plan_queries.unwant(session, [line.id for line in found.missed if line.id])
    if not found.notice.lines:
        queries.finish(session, taken.key, taken.owner, "cancelled", reason="no longer wanted")
        return None
    if opens > now:
        queries.release(session, taken.key, taken.owner, opens)
        return None
    # What is not said is none of its lines: it is not to be shown there as settled later.
    plan_queries.unwant(session, [line.id for line in found.fallen if line.id])
    return found.notice


def pass_gate(session: Session, taken: Taken, *, now: datetime, pace: Pace) -> bool:
    """Write down that a send may happen. Commit, then send at once; not where this is False."""
    return queries.pass_gate(session, taken.key, taken.owner, now, pace.margin)


def mark_sent(session: Session, taken: Taken, sent: Sent, *, said: str, late: bool, now: datetime, pace: Pace) -> None:
    """It stands there, and says what `said` is a mark of; `late` is whether it says that it is.

    Where the lease was lost meanwhile, another may have sent it too: it is written down all the same, to be looked at
    at once. One that became late on its way, because its sender slept, is amended to say so.
    """
    queries.record(session, taken.key, now, taken.owner, "ok", sent.ts)
    standing.learn(session, taken.receiver, conversation=sent.channel)
    was_late = late or min(now, moment_of(sent.ts)) - taken.due_at > pace.late
    again = now + pace.confirm[0]
    if not queries.finish_sent(session, taken.key, taken.owner, sent.ts, now, was_late, said, again):
        _sent_without_lease(session, taken.key, sent.ts, now, late=was_late)
    elif was_late and not late:
        amending.want_restated(session, taken.key, now)
    # The claim moved the pace on as well; but what lies between claim and post may have taken long.
    queries.let_rest(session, taken.receiver, now + pace.gap)


def moment_of(ts: str) -> datetime:
    """When Slack says a message was posted, aware, in UTC."""
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=float(ts))


def _sent_without_lease(session: Session, key: UUID, ts: str, now: datetime, *, late: bool) -> None:
    message = standing.lock(session, key)
    if message is None:  # the table was brought back from a backup that does not know it: the sweep finds it
        return
    given_up_on = message.state == "skipped" and message.maybe_sent_at is not None
    if message.state in ("planned", "sending") or given_up_on:
        message.state, message.reason = "sent", ""
        message.lease_owner, message.lease_until = "", None
    if not message.ts or ts < message.ts:
        message.ts, message.was_late, message.text_hash, message.amend_at = ts, late, "", now
    message.posted_at = message.posted_at or now
    message.confirms, message.next_try_at = -1, now
    session.add(message)


def mark_refused(session: Session, taken: Taken, why: str, *, now: datetime, house: House) -> None:
    """Slack will never take it, and did not: it is skipped, and the chairs are told."""
    queries.record(session, taken.key, now, taken.owner, "refused", why)
    message = queries.lock(session, taken.key, taken.owner)
    if message is None:
        return
    told = report(session, message, f"it could not be sent. {why}", now=now, house=house)
    queries.finish(
        session,
        taken.key,
        taken.owner,
        "skipped",
        reason=why,
        told_at=now if told else None,
        maybe_sent_at=taken.maybe_sent_at,
    )


def mark_later(
    session: Session, taken: Taken, why: str, *, wait: float, broken: bool, now: datetime, house: House, pace: Pace
) -> None:
    """It was not sent and may be later. A `broken` receiver is left alone for a while.

    The chairs are told once of all that waits for it.
    """
    queries.record(session, taken.key, now, taken.owner, "limited" if wait else "error", why)
    until = now + (pace.broken if broken else pace.seconds(wait) if wait else pace.again)
    if wait or broken:
        queries.hold_receiver(session, taken.receiver, until, why if broken else "", now)
    queries.release(session, taken.key, taken.owner, until, reason=why, maybe_sent_at=taken.maybe_sent_at)
    if broken:
        for waiting in queries.untold(session, taken.receiver, now):
            told = report(session, waiting, f"it waits. {why}", now=now, house=house)
            waiting.reason, waiting.told_at = why, now if told else None
            session.add(waiting)


def mark_unknown(session: Session, taken: Taken, why: str, *, now: datetime, pace: Pace) -> None:
    """It may have been sent: the mark stays, and after a while somebody has to look."""
    queries.record(session, taken.key, now, taken.owner, "lost", why)
    queries.hold_receiver(session, taken.receiver, now + pace.gap)
    queries.release(session, taken.key, taken.owner, now + pace.again, reason=f"Slack's answer was lost ({why})")


def mark_fault(session: Session, taken: Taken, *, now: datetime, pace: Pace) -> None:
    """It could not be put into words, which is a fault of ours: nothing was sent, the others go on."""
    queries.record(session, taken.key, now, taken.owner, "error", "could not be put into words")
    reason = "it could not be put into words; the log says why"
    queries.release(session, taken.key, taken.owner, now + pace.broken, reason=reason)
