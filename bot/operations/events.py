"""Rows of a programme that are an event: they get a meeting, and move with it."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.errors import BadInput, Conflict
from bot.meeting_cards import MeetingChange, MeetingForm
from bot.operations.actions import access_action_to_change
from bot.operations.announcements import plan_meeting
from bot.operations.meeting_times import Times, over, over_at, read_times, store_times
from bot.operations.meetings import CALENDAR, LONGEST, NewMeeting, card, example, heard, keep, one_line
from bot.operations.showing import window_of
from bot.reading.events import event_title, link_in
from bot.turn import Turn
from storage.models import Action, Meeting
from storage.models.columns import WhenColumns
from storage.queries import events as queries
from storage.queries.numbers import next_number


def meetings_of(session: Session, turn: Turn, programme_id: int) -> list[Meeting]:
    """Store meetings for the open rows that are an event on a firm day ahead; the rows are these meetings from then on.

    To be called between the watching of the rows and the record of the change. A row whose words only hint at a day,
    or at an event, is left as it is: `meeting add #15 …` makes it one later.
    """
    found: list[tuple[Action, Meeting]] = []
    for action in queries.without_meeting(session, programme_id):
        title = event_title(action.what)
        if title and _firm(action):
            made = _meeting_at(turn, action, _own_times(turn, action), title[:LONGEST], link_in(action.what))
            if not over(made, turn.now):
                found.append((action, made))
    first = next_number(session, "meeting", len(found)) if found else 0
    for number, (_, meeting) in enumerate(found, first):
        meeting.number = number
        session.add(meeting)
    session.flush()
    for action, meeting in found:
        action.meeting_id = meeting.id
    return [meeting for _, meeting in found]


def _firm(row: WhenColumns) -> bool:
    window = window_of(row)
    return window.firm and window.start is not None and window.end is not None


def made_of_rows(session: Session, turn: Turn, meetings: Sequence[Meeting]) -> tuple[str, ...]:
    """Plan what is said of the meetings that came of rows; gives the sentence that says which."""
    for meeting in meetings:
        plan_meeting(session, meeting, now=turn.now, house=turn.house)
    if not meetings:
        return ()
    names = ", ".join(f"M{meeting.number} {meeting.title}" for meeting in meetings[:10])
    more = f" and {len(meetings) - 10} more" if len(meetings) > 10 else ""
    what = "One row is an event, so it is a meeting" if len(meetings) == 1 else "Rows that are events are meetings"
    return (f"{what} as well: {names}{more}. Moving a meeting moves its row.",)


def make_meeting(session: Session, turn: Turn, asked: str, new: NewMeeting) -> MeetingChange:
    """Make a row of the programme a meeting: on its own day where that is firm, else on the day that is said."""
    action = _access_row(session, turn, asked)
    times = _times(session, turn, action, one_line(new.when, "when"), one_line(new.lasts, "lasts"))
    if times.rule:
        raise BadInput(f"That repeats; #{action.number} is one meeting. Add a series: {example(turn)}", field="when")
    name = one_line(new.title, "title") or event_title(action.what) or " ".join(action.what.split())
    made = _meeting_at(turn, action, times, name[:LONGEST], one_line(new.where, "where") or link_in(action.what))
    made.number = next_number(session, "meeting")
    entry = keep(session, turn, made, action)
    also = (
        f"#{action.number} is this meeting now: where the meeting moves, so does its date.",
        *heard(session, turn, made),
    )
    return MeetingChange("Added", card(made), undo=entry.id or 0, also=also, may=CALENDAR)


def _times(session: Session, turn: Turn, action: Action, when: str, lasts: str) -> Times:
    if when:
        line = f"`{turn.house.command} meeting add #{action.number} 3 March 2027 10:00`"
        return read_times(session, turn, when, lasts, line)
    if not _firm(action):
        said = f"“{action.when_said}” is no firm day" if action.when_said else f"#{action.number} has no date"
        raise BadInput(
            f"{said}. On which day is it? For example: "
            f"`{turn.house.command} meeting add #{action.number} 3 March 2027 10:00`",
            field="when",
        )
    times = _own_times(turn, action)
    if over_at(times.on, times.last, times.at, times.until, times.zone) <= turn.now:
        raise BadInput(f"“{action.when_said}” is past. On which day is it?", field="when")
    return times


def _own_times(turn: Turn, action: Action) -> Times:
    assert action.starts_on is not None and action.ends_on is not None
    last = action.ends_on if action.ends_on != action.starts_on else None
    return Times(action.when_said, action.starts_on, action.zone or turn.house.zone.key, last, action.time_of_day)


def _meeting_at(turn: Turn, action: Action, times: Times, title: str, place: str) -> Meeting:
    made = Meeting(
        number=0,
        programme_id=action.programme_id,
        title=title,
        zone=times.zone,
        on_date=times.on,
        place=place,
        added_by_id=turn.actor.id,
        added_at=turn.now,
    )
    store_times(made, times)
    return made


def row_form(session: Session, turn: Turn, asked: str) -> MeetingForm:
    """What the form is opened with that makes a meeting of a row."""
    action = _access_row(session, turn, asked)
    title = event_title(action.what) or " ".join(action.what.split())
    when = action.when_said if _firm(action) else ""
    return MeetingForm("add", title=title[:LONGEST], when=when, where=link_in(action.what), action=f"#{action.number}")


def _access_row(session: Session, turn: Turn, asked: str) -> Action:
    action = access_action_to_change(session, turn, asked)
    if action.meeting_id is not None:
        meeting = session.get(Meeting, action.meeting_id)
        number = meeting.number if meeting else 0
        how = f"`{turn.house.command} meeting move M{number} …` moves it."
        raise Conflict(f"#{action.number} is M{number} already. {how}")
    if action.state != "open":
        raise Conflict(f"#{action.number} is {action.state}. `{turn.house.command} reopen {action.number}` first.")
    return action
