"""The rules of meetings: adding, cancelling, and what is coming up."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session

from bot.announcement_cards import MeetingChange, MeetingsCard
from bot.cards import MeetingCard
from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations.announcements import plan_gone, plan_meeting, tell
from bot.operations.journal import Watched
from bot.operations.occasions import instant
from bot.operations.people import access_as_member, access_as_reader
from bot.operations.whens import When, read_for
from bot.turn import Turn
from storage.models import Meeting
from storage.queries import meetings as queries
from storage.queries import programmes as programme_queries
from storage.queries.numbers import next_number

LONGEST = 500
"""Characters of a title or a place."""
SHOWN = 10


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting as somebody typed it."""

    title: str
    when: str = ""
    where: str = ""


def add(session: Session, turn: Turn, new: NewMeeting) -> MeetingChange:
    """Add a meeting on one firm day ahead, with or without a time. Raises BadInput saying what is missing."""
    access_as_member(turn)
    title, where = _text(new.title, "title"), _text(new.where, "where")
    example = f"`{turn.house.command} meeting add Trio meeting; when: 3 March 2027 10:00; where: https://…`"
    if not title:
        raise BadInput(f"What is the meeting called? For example: {example}", field="title")
    if not new.when.strip():
        raise BadInput(f"When is it? For example: {example}", field="when")
    reading = read_for(session, turn, None, _text(new.when, "when"))
    day = _firm_day(reading, example)
    zone = reading.window.zone or turn.house.zone.key
    begins = _begins(day, reading.window.time, zone)
    over = begins if reading.window.time else instant(day, time(23, 59), ZoneInfo(zone))
    if over <= turn.now:
        raise BadInput(f"“{reading.said}” is past: {day:%A} {day.day} {day:%B %Y}. When is it?", field="when")
    programme = programme_queries.current(session, day)
    adopted = programme is not None and programme.state == "adopted"
    meeting = Meeting(
        number=next_number(session, "meeting"),
        programme_id=programme.id if programme and adopted else None,
        title=title,
        when_said=reading.said,
        on_date=day,
        at_time=reading.window.time,
        zone=zone,
        place=where,
        added_by_id=turn.actor.id,
        added_at=turn.now,
    )
    session.add(meeting)
    session.flush()
    entry = Watched(session).record(turn, "meeting", meeting, f"added M{meeting.number}", added=(meeting,))
    plan_meeting(session, meeting, now=turn.now, house=turn.house)
    also = () if not turn.house.channel else ("The channel hears of it 14 days, 2 days and one hour before.",)
    return MeetingChange("Added", card(meeting), undo=entry.id or 0, also=also)


def cancel(session: Session, turn: Turn, asked: str, why: str) -> MeetingChange:
    """Cancel a meeting, with the reason; the channel hears it once, and nothing of the meeting after that."""
    access_as_member(turn)
    meeting = _meeting(session, turn, asked)
    if meeting.added_by_id != turn.actor.id and not turn.actor.chair:
        raise NotAllowed(f"M{meeting.number} can be cancelled by who added it, or by the chairs.")
    if meeting.state == "cancelled":
        raise Conflict(f"M{meeting.number} is cancelled already.")
    why = _text(why, "why")
    if not why:
        raise BadInput(
            f"Why is it cancelled? For example: "
            f"`{turn.house.command} meeting cancel M{meeting.number} the host is ill`",
            field="why",
        )
    watched = Watched(session, meeting)
    meeting.state = "cancelled"
    entry = watched.record(turn, "cancel", meeting, f"cancelled M{meeting.number}", why=why)
    plan_meeting(session, meeting, now=turn.now, house=turn.house)
    return MeetingChange(
        "Cancelled", card(meeting), undo=entry.id or 0, also=_tell_channel(session, turn, meeting, why)
    )


def _tell_channel(session: Session, turn: Turn, meeting: Meeting, why: str) -> tuple[str, ...]:
    if not turn.house.channel or _over(meeting, turn.now):
        return ()
    assert meeting.id is not None
    day = f"{meeting.on_date:%A} {meeting.on_date.day} {meeting.on_date:%B %Y}"
    tell(
        session,
        receiver=turn.house.channel,
        kind="cancelled",
        item="meeting",
        item_id=meeting.id,
        words=f"M{meeting.number} {meeting.title} on {day} is cancelled: {why}",
        now=turn.now,
        house=turn.house,
        slot=f"{turn.house.channel}:cancelled:M{meeting.number}:{meeting.version}",
    )
    return ("The channel will hear of it.",)


def replan(session: Session, turn: Turn, meeting_id: int) -> None:
    """After a change was taken back: make the plan agree with the meeting as it is now, or with its being gone."""
    meeting = session.get(Meeting, meeting_id, populate_existing=True)
    if meeting is None:
        plan_gone(session, "meeting", meeting_id, now=turn.now, house=turn.house)
    else:
        plan_meeting(session, meeting, now=turn.now, house=turn.house)


def upcoming(session: Session, turn: Turn) -> tuple[MeetingCard, ...]:
    """The next meetings that were not cancelled, from today on."""
    return tuple(card(meeting) for meeting in queries.from_day(session, turn.today, SHOWN))


def listed(session: Session, turn: Turn) -> MeetingsCard:
    """The same for those who may read, with how many there are."""
    access_as_reader(turn)
    return MeetingsCard(upcoming(session, turn), queries.count_from_day(session, turn.today), turn.house.command)


def one(session: Session, turn: Turn, asked: str) -> MeetingCard:
    """The meeting of a number, M3. Raises NotFound."""
    access_as_reader(turn)
    meeting = queries.by_number(session, int(asked.lstrip("mM#")))
    if meeting is None:
        raise NotFound(f"There is no meeting {asked.upper()}. `{turn.house.command} meetings` lists them.")
    return card(meeting)


def card(meeting: Meeting) -> MeetingCard:
    """The meeting as people see it."""
    return MeetingCard(
        number=meeting.number,
        title=meeting.title,
        on_date=meeting.on_date,
        at_time=meeting.at_time,
        zone=meeting.zone,
        place=meeting.place,
        state=meeting.state,
        when_said=meeting.when_said,
        starts_at=instant(meeting.on_date, meeting.at_time, ZoneInfo(meeting.zone)) if meeting.at_time else None,
    )


def _meeting(session: Session, turn: Turn, asked: str) -> Meeting:
    match = re.fullmatch(r"[Mm#]?\s*(\d{1,9})", asked.strip())
    meeting = queries.lock_by_number(session, int(match[1])) if match else None
    if meeting is None:
        raise NotFound(f"I know no meeting “{asked.strip()[:50]}”. `{turn.house.command} meetings` lists them.")
    return meeting


def _firm_day(reading: When, example: str) -> date:
    window = reading.window
    vague = window.tentative or window.approximate or window.ongoing or window.recurring
    if window.start is None or window.start != window.end or vague or reading.unread:
        raise BadInput(
            f"A meeting needs one day, with or without a time, and I can't see one in “{reading.said}”. "
            f"For example: {example}",
            field="when",
        )
    return window.start


def _begins(day: date, at: time | None, zone: str) -> datetime:
    try:
        return instant(day, at or time(0), ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        raise BadInput(f"I know no time zone called “{zone}”. Write it like Europe/Paris.", field="when") from None


def _over(meeting: Meeting, now: datetime) -> bool:
    last = meeting.at_time or time(23, 59)
    return instant(meeting.on_date, last, ZoneInfo(meeting.zone)) <= now


def _text(said: str, field: str) -> str:
    said = " ".join(said.split())
    if len(said) > LONGEST:
        raise BadInput(
            f"That text has {len(said):,} characters; {LONGEST} is the most I keep here. Nothing was changed.",
            field=field,
        )
    return said
