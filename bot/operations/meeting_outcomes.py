"""After a meeting: what came of it is asked once, kept in a few words, and its lines become actions."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.errors import BadInput, Conflict
from bot.meeting_cards import MeetingChange, MeetingForm
from bot.operations import actions
from bot.operations.actions import New, typed_text
from bot.operations.announcements import plan_meeting, tell
from bot.operations.journal import Watched
from bot.operations.meetings import access_meeting_to_change, access_planned, card_of, form
from bot.operations.occasions import SLOT, instant, weekday
from bot.operations.people import chair_user_ids
from bot.turn import House, Turn
from storage.models import Meeting, Person
from storage.queries import meetings as queries

ASKED_BACK = timedelta(days=7)
"""How long after a meeting, where the bot did not run, it is still asked."""
OFTEN = timedelta(days=14)
"""Meetings of one series that lie nearer than this are not asked about one by one: their pages have the button."""
MOST_LINES = 30


def ask(session: Session, *, now: datetime, house: House) -> int:
    """Once a day: have whoever added a meeting that ends today, or has ended, asked what came of it. Each once.

    The question is due on the next working morning of the person; it falls away where the answer is there by then.
    """
    today = now.astimezone(house.zone).date()
    ended = queries.ended_between(session, today - ASKED_BACK, today)
    meetings = [meeting for meeting in ended if not _comes_often(session, meeting)]
    for meeting in meetings:
        for receiver, zone in _whom(session, meeting, today, house):
            last = meeting.last_on or meeting.on_date
            due = _next_morning(last, now, zone)
            assert meeting.id is not None
            tell(
                session,
                receiver=receiver,
                kind="outcome",
                item="meeting",
                item_id=meeting.id,
                words=f"What came of M{meeting.number} {meeting.title}, {last:%A} {last.day} {last:%B}?",
                now=now,
                house=house,
                due=due,
                slot=f"{receiver}:outcome:M{meeting.number}:{last.isoformat()}",
            )
    return len(meetings)


def _comes_often(session: Session, meeting: Meeting) -> bool:
    if meeting.series_id is None:
        return False
    near = OFTEN - timedelta(days=1)
    days = queries.days_of_series(session, {meeting.series_id}, meeting.on_date - near, meeting.on_date + near)
    return any(day != meeting.on_date for _, day in days)


def _whom(session: Session, meeting: Meeting, today: date, house: House) -> list[tuple[str, ZoneInfo]]:
    author = session.get(Person, meeting.added_by_id) if meeting.added_by_id else None
    if author is not None and not author.is_gone:
        return [(author.user_id, ZoneInfo(author.zone or house.zone.key))]
    return [(chair, house.zone) for chair in chair_user_ids(session, today=today, house=house)]


def _next_morning(last: date, now: datetime, zone: ZoneInfo) -> datetime:
    day = weekday(last + timedelta(days=1), date.max)
    due = instant(day, SLOT, zone)
    return max(due, now)


def still_asked(meeting: Meeting | None, asked_on: date, now: datetime) -> bool:
    """Whether the question still stands: held as it was when it was planned, past by now, and unanswered."""
    if meeting is None or meeting.state != "planned" or meeting.outcome:
        return False
    return (meeting.last_on or meeting.on_date) <= asked_on and begun(meeting, now)


def begun(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting has begun."""
    return instant(meeting.on_date, meeting.at_time or time(0), ZoneInfo(meeting.zone)) <= now


def outcome_form(session: Session, turn: Turn, asked: str) -> MeetingForm:
    """The meeting whose outcome is to be written down."""
    meeting = _past(session, turn, asked)
    return form(session, turn, "outcome", f"M{meeting.number}")


def settle(session: Session, turn: Turn, asked: str, outcome: str, lines: Sequence[tuple[str, New]]) -> MeetingChange:
    """Keep what came of a meeting, and add an action for each line (as written, as read): all of it or nothing.

    Raises BadInput beside the field, naming the line, where one cannot be an action.
    """
    meeting = _past(session, turn, asked)
    outcome = typed_text(outcome, "outcome")
    if not outcome and not lines:
        raise BadInput(
            "What came of it? A few words, or a line for each action, as in: "
            f"`{turn.house.command} outcome M{meeting.number} We agreed on Lisbon`",
            field="outcome",
        )
    if len(lines) > MOST_LINES:
        raise BadInput(f"That is {len(lines)} lines; {MOST_LINES} actions at a time are the most.", field="actions")
    undo = 0
    kept = outcome or meeting.outcome or (f"{len(lines)} actions" if len(lines) > 1 else "One action")
    if kept != meeting.outcome:
        watched = Watched(session, meeting)
        meeting.outcome = kept
        entry = watched.record(turn, "outcome", meeting, f"said what came of M{meeting.number}: {kept}")
        undo = entry.id or 0
        plan_meeting(session, meeting, now=turn.now, house=turn.house)
    added: list[str] = []
    also: list[str] = []
    for number, (said, new) in enumerate(lines, 1):
        try:
            done = actions.add(session, turn, new)
        except BadInput as error:
            raise BadInput(f"Line {number}, “{said[:80]}”: {error.sentence}", field="actions") from error
        assert done.action is not None
        added.append(f"#{done.action.number}")
        also += [f"#{done.action.number}: {sentence}" for sentence in done.also]
    if added:
        also.insert(0, f"Added {', '.join(added)}. `{turn.house.command} undo` takes back the last of them.")
    return MeetingChange("Kept", card_of(session, meeting), undo=undo if outcome else 0, also=tuple(also))


def _past(session: Session, turn: Turn, asked: str) -> Meeting:
    meeting = access_meeting_to_change(session, turn, asked)
    access_planned(meeting)
    if not begun(meeting, turn.now):
        raise Conflict(f"M{meeting.number} {meeting.title} is yet to come, so nothing can have come of it.")
    return meeting
