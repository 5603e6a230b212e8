"""What a message says: lines made from the items as they are now. One that its item no longer wants falls away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.announcement_cards import DeadlineLine, Line, MeetingLine, Notice, SpokenLine
from bot.operations.announcements import Wanted, wanted_of_action, wanted_of_meeting
from bot.operations.meetings import card as meeting_card
from bot.operations.showing import window_of
from bot.turn import House
from storage.models import Action, Announcement, AnnouncementLine, Meeting, Organisation, Person, Programme, Proposal
from storage.queries import actions as action_queries
from storage.queries import announcements as queries


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it would be sent now, and the lines it is too late for."""

    notice: Notice
    missed: tuple[AnnouncementLine, ...] = ()


def said(session: Session, message: Announcement, *, now: datetime, house: House, late: bool = False) -> Said:
    """Read everything anew; nothing is changed."""
    zone = ZoneInfo(message.zone)
    day = max(message.local_date, now.astimezone(zone).date())
    lines: list[Line] = []
    missed = []
    planned = queries.lines_of(session, [message.id])
    holders = _holders(session, planned)
    for line in planned:
        made = _line(session, message, line, day, house, holders)
        if made is None:
            continue
        shown, not_after = made
        if not_after is not None and now >= not_after:
            missed.append(line)
        else:
            lines.append(shown)
    due_at = message.due_at.astimezone(zone)
    notice = Notice(message.kind, message.receiver, due_at, tuple(_sorted(lines)), late, message.words, str(message.id))
    return Said(notice, tuple(missed))


def said_of(
    session: Session, message: Announcement, line: AnnouncementLine, *, now: datetime, house: House
) -> Line | None:
    """One line as it would be said now; None where its item does not ask for it any more."""
    day = max(message.local_date, now.astimezone(ZoneInfo(message.zone)).date())
    made = _line(session, message, line, day, house, _holders(session, [line]))
    return made[0] if made else None


def _sorted(lines: list[Line]) -> list[Line]:
    def place(line: Line) -> tuple[int, int, int]:
        match line:
            case DeadlineLine():
                return (0, line.days_left, line.number)
            case MeetingLine():
                return (1, line.days_left, line.meeting.number)
        return (2, 0, 0)

    return sorted(lines, key=place)


def _line(
    session: Session,
    message: Announcement,
    line: AnnouncementLine,
    day: date,
    house: House,
    holders: dict[int, tuple[str, ...]],
) -> tuple[Line, datetime | None] | None:
    """The line and the moment it is too late for it; None where there is no reason to say it any more."""
    if line.words:
        return _spoken(session, message, line)
    if line.item == "action":
        return _deadline(session, line, day, house, holders)
    return _meeting(session, line, day, house)


def _spoken(session: Session, message: Announcement, line: AnnouncementLine) -> tuple[Line, None] | None:
    if message.kind == "asked" and not queries.still_asked(session, line.item_id, line.receiver):
        return None
    if message.kind == "cancelled":
        meeting = session.get(Meeting, line.item_id, populate_existing=True)
        if meeting is None or meeting.state != "cancelled":
            return None
    if message.kind == "confirm":
        return _to_confirm(session, line)
    item: Action | Proposal | None = None
    if line.item == "action":
        item = session.get(Action, line.item_id)
    elif line.item == "proposal":
        item = session.get(Proposal, line.item_id)
    return SpokenLine(line.words, line.item, item.number if item else 0), None


def _to_confirm(session: Session, line: AnnouncementLine) -> tuple[Line, None] | None:
    """Where somebody says to belong, while that is what they say and nobody has confirmed it."""
    person = session.get(Person, line.item_id, populate_existing=True)
    home = session.get(Organisation, person.organisation_id) if person and person.organisation_id else None
    if person is None or home is None or person.is_gone or person.confirmed or home.short_name not in line.words:
        return None
    return SpokenLine(line.words, line.item, press=f"{person.user_id} {home.short_name}"), None


def _deadline(
    session: Session, line: AnnouncementLine, day: date, house: House, holders: dict[int, tuple[str, ...]]
) -> tuple[Line, datetime] | None:
    action = session.get(Action, line.item_id, populate_existing=True)
    if action is None:
        return None
    programme = session.get(Programme, action.programme_id, populate_existing=True)
    adopted = programme is not None and programme.state == "adopted"
    not_after = _still_wanted(line, wanted_of_action(action, adopted, house), house)
    if not_after is None or action.ends_on is None:
        return None
    shown = DeadlineLine(
        number=action.number,
        what=action.what,
        who_said=action.who_said,
        holders=holders.get(line.item_id, ()),
        when_said=action.when_said,
        window=window_of(action),
        days_left=(action.ends_on - day).days,
    )
    return shown, not_after


def _meeting(session: Session, line: AnnouncementLine, day: date, house: House) -> tuple[Line, datetime] | None:
    meeting = session.get(Meeting, line.item_id, populate_existing=True)
    if meeting is None:
        return None
    not_after = _still_wanted(line, wanted_of_meeting(meeting, house), house)
    if not_after is None:
        return None
    return MeetingLine(meeting_card(meeting), days_left=(meeting.on_date - day).days), not_after


def _still_wanted(line: AnnouncementLine, wanted: Wanted, house: House) -> datetime | None:
    """When it is too late for the line; None where the item does not ask for it any more."""
    for occasion in wanted.occasions:
        same = (occasion.kind, occasion.offset_days, occasion.local_date) == (
            line.kind,
            line.offset_days,
            line.local_date,
        )
        if same and line.receiver == house.channel:
            return occasion.not_after
    return None


def _holders(session: Session, lines: Sequence[AnnouncementLine]) -> dict[int, tuple[str, ...]]:
    """Who holds the actions that are spoken of, by name: the organisation, or the person named for it."""
    ids = {line.item_id for line in lines if line.item == "action" and not line.words}
    found: dict[int, tuple[str, ...]] = {}
    for assignment, organisation, person in action_queries.assignments(session, ids):
        if assignment.state == "holds":
            name = person.name if person else ""
            both = f"{name} ({organisation})" if organisation and name else organisation or name
            found[assignment.action_id] = (*found.get(assignment.action_id, ()), both)
    return found
