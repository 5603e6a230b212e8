"""What a message says: lines made from the items as they are now. One that its item no longer wants falls away."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.announcement_cards import (
    CallLine,
    DeadlineLine,
    Line,
    MeetingLine,
    Notice,
    ProposalLine,
    ReminderLine,
    SettledLine,
    SpokenLine,
    SummaryLine,
    UnclaimedLine,
)
from bot.operations import answer_clock, call_clock, requests
from bot.operations.agendas import points
from bot.operations.meeting_news import said_when
from bot.operations.meetings import card as meeting_card
from bot.operations.occasions import MEETING_DAYS
from bot.operations.reminding import Reminding, until
from bot.operations.wanted import wanted_of_meetings
from bot.turn import House
from storage.models import Action, Announcement, AnnouncementLine, Call, Meeting, Proposal
from storage.queries import announcements as queries

FOR_PERSONS = ("late", "deadline", "later", "date", "unread", "ongoing", "unanswered", "unheard", "nobody")
"""Kinds of reminders in the order they stand in a message; where an action has several, the first is said."""
WAITING = (answer_clock.REVISE, answer_clock.BACK, answer_clock.WAITS)
"""The same for proposals."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it would be sent now, the lines it is too late for, and those that nothing asks for any more."""

    notice: Notice
    missed: tuple[AnnouncementLine, ...] = ()
    fallen: tuple[AnnouncementLine, ...] = ()


def said(session: Session, message: Announcement, *, now: datetime, house: House, late: bool = False) -> Said:
    """Read everything anew; nothing is changed. Of what was posted, what is no longer so says what became of it."""
    zone = ZoneInfo(message.zone)
    day = max(message.local_date, now.astimezone(zone).date())
    lines: list[Line] = []
    missed, fallen = [], []
    posted = message.state == "sent"
    planned = queries.lines_of(session, [message.id])
    reminding = Reminding(session, planned, now=now, house=house)
    for line in planned:
        made = _line(session, message, line, day, house, reminding)
        if made is None and posted and not line.words:
            made = _settled(session, line, day, house, reminding)
        if made is None:
            fallen.append(line)
            continue
        shown, not_after = made
        if not posted and not_after is not None and now >= not_after:
            missed.append(line)
        else:
            lines.append(shown)
    due_at = message.due_at.astimezone(zone)
    last = max((line.local_date for line in planned), default=message.local_date)
    until = last if late and not message.moved and last > message.local_date else None
    notice = Notice(
        message.kind, message.receiver, due_at, _each_once(_sorted(lines)), late, message.words, str(message.id), until
    )
    return Said(notice, tuple(missed), tuple(fallen))


def said_of(
    session: Session, message: Announcement, line: AnnouncementLine, *, now: datetime, house: House
) -> Line | None:
    """One line as it would be said now; None where its item does not ask for it any more."""
    day = max(message.local_date, now.astimezone(ZoneInfo(message.zone)).date())
    made = _line(session, message, line, day, house, Reminding(session, [line], now=now, house=house))
    return made[0] if made else None


def _sorted(lines: list[Line]) -> list[Line]:
    def place(line: Line) -> tuple[int, int, int]:
        match line:
            case DeadlineLine():
                return (0, line.days_left, line.number)
            case MeetingLine():
                return (1, line.days_left, line.meeting.number)
            case UnclaimedLine():
                return (2, 0, line.number)
            case ReminderLine():
                return (3 + FOR_PERSONS.index(line.kind), line.days_left or 0, line.number)
            case SettledLine():
                return (19, "#MPC".index(line.letter), line.number)
            case SummaryLine():
                return (20, 0, 0)
            case ProposalLine():
                return (21 + WAITING.index(line.kind), -line.days, line.number)
            case CallLine():
                return (25, line.days_left, line.call.number)
        return (30, 0, 0)

    return sorted(lines, key=place)


def _each_once(lines: list[Line]) -> tuple[Line, ...]:
    """What several lines speak of is spoken of by the first: an action, or whatever has settled."""
    kept: dict[tuple[str, int], Line] = {}
    for line in lines:
        match line:
            case DeadlineLine(number=number) | UnclaimedLine(number=number) | ReminderLine(number=number):
                kept.setdefault(("#", number), line)
            case SettledLine(number=number, letter=letter):
                kept.setdefault((letter, number), line)
            case _:
                kept["", len(kept)] = line
    return tuple(kept.values())


def _line(
    session: Session,
    message: Announcement,
    line: AnnouncementLine,
    day: date,
    house: House,
    reminding: Reminding,
) -> tuple[Line, datetime | None] | None:
    """The line and the moment it is too late for it; None where there is no reason to say it any more."""
    if line.words:
        return _spoken(session, message, line)
    if line.item in ("action", "programme"):
        return reminding.line(line, day)
    if line.item == "proposal":
        return answer_clock.line(session, line, day, now=reminding.now, house=house)
    if line.item == "call":
        return call_clock.line(session, line, day, now=reminding.now, house=house)
    return _meeting(session, line, day, house)


def _spoken(session: Session, message: Announcement, line: AnnouncementLine) -> tuple[Line, None] | None:
    if message.kind in requests.KINDS:
        asked = requests.said_of(session, message, line)
        return (asked, None) if asked else None
    if message.kind == "cancelled":
        meeting = session.get(Meeting, line.item_id, populate_existing=True)
        cancelled = meeting is not None and meeting.state == "cancelled"
        return (SpokenLine(line.words, line.item, meeting.number), None) if meeting and cancelled else None
    item: Action | Call | Proposal | None = None
    if line.item == "action":
        item = session.get(Action, line.item_id)
    elif line.item == "proposal":
        item = session.get(Proposal, line.item_id)
    elif line.item == "call":
        item = session.get(Call, line.item_id)
    return SpokenLine(line.words, line.item, item.number if item else 0), None


def _settled(
    session: Session, line: AnnouncementLine, day: date, house: House, reminding: Reminding
) -> tuple[Line, None] | None:
    """What became of that which a posted line speaks of and would not speak of now; None where it is gone."""
    found: Line | None = None
    match line.item:
        case "action":
            found = reminding.settled(line)
        case "meeting":
            found = _settled_meeting(session, line)
        case "proposal":
            found = answer_clock.settled(session, line, day, now=reminding.now, house=house)
        case "call":
            found = call_clock.settled(session, line, now=reminding.now, house=house)
    return (found, None) if found else None


def _settled_meeting(session: Session, line: AnnouncementLine) -> SettledLine | None:
    meeting = session.get(Meeting, line.item_id, populate_existing=True)
    if meeting is None:
        return None
    news = "Cancelled" if meeting.state == "cancelled" else f"Moved to {said_when(meeting)}"
    return SettledLine(meeting.number, meeting.title, news, letter="M")


def _meeting(session: Session, line: AnnouncementLine, day: date, house: House) -> tuple[Line, datetime] | None:
    meeting = session.get(Meeting, line.item_id, populate_existing=True)
    if meeting is None:
        return None
    not_after = until(line, wanted_of_meetings(session, [meeting], house)[line.item_id])
    if not_after is None:
        return None
    near = line.offset_days < max(MEETING_DAYS)
    agenda = points(session, line.item_id) if near else ()
    return MeetingLine(meeting_card(meeting), (meeting.on_date - day).days, agenda), not_after
