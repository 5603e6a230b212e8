"""A row whose message may stand in Slack already: looked up by its key before any second try.

Found: it was sent. Absent: it is sent now. Nobody can look: it is held and nothing is changed. Where nobody has granted
the scope to look, it is not sent again, and the chairs are told once.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.operations.collecting import TOGETHER
from bot.operations.restoring import RESTORED
from bot.operations.sending import Taken, moment_of
from bot.operations.trouble import report
from bot.outcomes import Absent, Blind, Stands
from bot.pace import Pace
from bot.turn import House
from storage.models import Announcement
from storage.queries import announcements as queries
from storage.queries import facts, standing

PERHAPS_SAID = (
    "another message of mine stands there, which may have said this before the database was brought back. I do not say "
    "it again: please look, and say it yourself if need be."
)
UNCLEAR = "Slack's answer was lost, so it may have been sent and may not. It is not sent again: please look"


def in_doubt(taken: Taken, now: datetime, pace: Pace) -> bool:
    """Whether it has to be looked up: somebody may have sent it, or notes may have been lost since it was due."""
    return taken.maybe_sent_at is not None or now - taken.due_at > pace.doubt


def too_early(taken: Taken, now: datetime, pace: Pace) -> datetime | None:
    """When Slack shows for sure what was sent; None where that is so now."""
    shown = taken.maybe_sent_at + pace.again if taken.maybe_sent_at is not None else now
    return shown if shown > now else None


def since(taken: Taken, pace: Pace) -> datetime:
    """Nothing of the row can stand there from before."""
    return min(taken.due_at, taken.maybe_sent_at or taken.due_at) - pace.apart


def wait(session: Session, taken: Taken, until: datetime) -> None:
    """Give the row back until then, and leave it as it is."""
    queries.release(session, taken.key, taken.owner, until)


def mark_found(session: Session, taken: Taken, found: Stands, *, now: datetime, pace: Pace) -> None:
    """It stands there, so it was sent; as it was not plain sailing, it is looked up again later."""
    queries.record(session, taken.key, now, taken.owner, "found", found.ts)
    standing.learn(session, taken.receiver, conversation=found.channel, blind_scope="")
    posted = moment_of(found.ts)
    late = posted - taken.due_at > pace.late
    queries.finish_found(session, taken.key, taken.owner, found.ts, posted, late, now + pace.confirm[0])


def mark_absent(
    session: Session, taken: Taken, seen: Absent, *, now: datetime, house: House, pace: Pace
) -> Taken | None:
    """It does not stand there, so it may be sent; None where it is not to be, or the lease was lost meanwhile."""
    standing.learn(session, taken.receiver, conversation=seen.channel, blind_scope="")
    restored = facts.known(session, RESTORED)
    if restored and _forgotten(session, taken, seen, datetime.fromisoformat(restored), now, house, pace):
        return None
    if not queries.clear_mark(session, taken.key, taken.owner):
        return None
    return replace(taken, maybe_sent_at=None)


def _forgotten(
    session: Session, taken: Taken, seen: Absent, restored: datetime, now: datetime, house: House, pace: Pace
) -> bool:
    """Whether a digest was said behind the backup in another message, or may have been: then it is not sent again."""
    row = queries.lock(session, taken.key, taken.owner)
    if row is None or row.kind != "digest" or row.due_at > restored:
        return False
    if standing.collected(session, row, restored):
        queries.finish(session, taken.key, taken.owner, "cancelled", reason=TOGETHER)
        return True
    if not _perhaps_said(session, row, seen, pace):
        return False
    told = report(session, row, PERHAPS_SAID, now=now, house=house)
    queries.finish(
        session, taken.key, taken.owner, "skipped", reason="perhaps said before", told_at=now if told else None
    )
    return True


def _perhaps_said(session: Session, row: Announcement, seen: Absent, pace: Pace) -> bool:
    """Whether a forgotten message of its day stands there, or a later digest that was late and may have taken it in."""
    zone = ZoneInfo(row.zone)
    known = queries.known(session, seen.others.keys())
    for key, there in seen.others.items():
        posted = moment_of(there[0])
        if key not in known:
            if posted.astimezone(zone).date() == row.local_date:
                return True
            continue
        kind, due_at = known[key]
        if kind == row.kind and due_at > row.due_at and posted - due_at > pace.late:
            return True
    return False


def mark_blind(
    session: Session, taken: Taken, blind: Blind, *, now: datetime, house: House, pace: Pace
) -> Taken | None:
    """Nobody can look. What was surely not sent may be sent all the same where nobody ever can; the rest is held."""
    if blind.missing_scope:
        standing.learn(session, taken.receiver, blind_scope=blind.missing_scope)
    unsent = taken.maybe_sent_at is None
    if unsent and (blind.missing_scope or _over(session, taken, now)):
        return taken
    if blind.missing_scope:
        _hold_for_good(session, taken, now, house, pace)
        return None
    queries.record(session, taken.key, now, taken.owner, "limited" if blind.wait else "error", blind.why)
    why = f"{_may_stand(taken)}, and it cannot be looked up. {blind.why}"
    until = now + (pace.broken if blind.broken else pace.seconds(blind.wait) if blind.wait else pace.again)
    told: dict[str, datetime] = {}
    waited = now - max(taken.due_at, taken.maybe_sent_at or taken.due_at)
    if blind.broken or waited > pace.give_up:
        told = _tell_once(session, taken, f"it waits. {why}", now, house)
    queries.release(session, taken.key, taken.owner, until, reason=why, **told)
    return None


def _may_stand(taken: Taken) -> str:
    return "It may have been sent" if taken.maybe_sent_at is not None else "It is late"


def _over(session: Session, taken: Taken, now: datetime) -> bool:
    """Whether it is too late for it anyway."""
    message = queries.lock(session, taken.key, taken.owner)
    return message is not None and message.not_after is not None and now >= message.not_after


def _tell_once(session: Session, taken: Taken, words: str, now: datetime, house: House) -> dict[str, datetime]:
    message = queries.lock(session, taken.key, taken.owner)
    if message is None or message.told_at is not None:
        return {}
    return {"told_at": now} if report(session, message, words, now=now, house=house) else {}


def _hold_for_good(session: Session, taken: Taken, now: datetime, house: House, pace: Pace) -> None:
    """Neither sent nor not: told to the chairs once, held, and counted as missed when its time is over."""
    message = queries.lock(session, taken.key, taken.owner)
    if message is None or taken.maybe_sent_at is None:
        return
    told = _tell_once(session, taken, f"{UNCLEAR}, and say it yourself if need be.", now, house)
    end = message.not_after or taken.maybe_sent_at + pace.give_up
    if now < end:
        queries.release(session, taken.key, taken.owner, min(end, now + pace.give_up), reason=UNCLEAR, **told)
        return
    state = "cancelled" if message.cancel_wanted else "skipped"
    queries.finish(session, taken.key, taken.owner, state, reason=UNCLEAR, **told)
