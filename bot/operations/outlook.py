"""Looking at the plan: what will be said, and what could not be."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.announcement_cards import Notice, SpokenLine, StatusCard, TroubleLine, UpcomingCard
from bot.operations.people import access_as_chair, access_as_reader
from bot.operations.rescheduling import LEFT_OUT
from bot.operations.saying import said
from bot.operations.trouble import items
from bot.turn import Turn
from storage.models import Announcement
from storage.queries import announcements as queries
from storage.queries import heartbeats, standing

DAYS = 14
MOST = 40
"""Messages shown; further ones are counted."""
REMEMBERED = timedelta(days=30)
"""How long `status` speaks of what was missed."""
TROUBLES = 15


def upcoming(session: Session, turn: Turn) -> UpcomingCard:
    """For the chairs: every message of the next 14 days, as it would be sent now."""
    access_as_chair(turn, "see what will be announced")
    until = turn.now + timedelta(days=DAYS)
    planned = queries.planned_until(session, until)
    notices: list[Notice] = []
    more = 0
    for place, message in enumerate(planned):
        if len(notices) == MOST:
            more = len(planned) - place
            break
        notice = said(session, message, now=turn.now, house=turn.house).notice
        if notice.lines and not _private(notice):
            notices.append(notice)
    last = until.astimezone(turn.house.zone).date()
    return UpcomingCard(last, tuple(notices), more=more)


def _private(notice: Notice) -> bool:
    """What one person has to say to another is theirs, even while it is on its way."""
    return notice.receiver[:1] in ("U", "W") and all(isinstance(line, SpokenLine) for line in notice.lines)


def status(session: Session, turn: Turn) -> StatusCard:
    """What could not be sent and why, the latest first; what waits; when a sender last looked."""
    access_as_reader(turn)
    zone = turn.house.zone
    beat = heartbeats.last_sign(session)
    troubled = queries.troubled(session, turn.now, turn.now - REMEMBERED, TROUBLES)
    return StatusCard(
        troubles=tuple(_trouble(session, message) for message in troubled),
        waiting=queries.count_due(session, turn.now),
        last_beat=beat.astimezone(zone) if beat else None,
        broken=tuple((row.receiver, row.broken_reason) for row in queries.broken_receivers(session)),
        blind=tuple((row.receiver, row.blind_scope) for row in standing.blind_receivers(session)),
        channel=turn.house.channel,
    )


def _trouble(session: Session, message: Announcement) -> TroubleLine:
    return TroubleLine(
        kind=message.kind,
        receiver=message.receiver,
        due_at=message.due_at.astimezone(ZoneInfo(message.zone)),
        items=items(session, queries.lines_of(session, [message.id])),
        state=_state(message),
        reason=message.reason,
    )


def _state(message: Announcement) -> str:
    if message.state != "skipped":
        return "waiting"
    return "left out" if message.reason.startswith(LEFT_OUT) else "missed"
