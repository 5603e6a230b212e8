"""Rows of the programme that are a meeting: which one, and what a new date of the row leaves as it is."""

from sqlmodel import Session

from bot.cards import long_day
from bot.operations.journal import Watched
from bot.reading.events import event_title
from bot.turn import Turn
from storage.models import Action, Meeting


def meeting_of(session: Session, action: Action) -> Meeting | None:
    """The meeting that a row is; None where it is none, or that was cancelled."""
    meeting = session.get(Meeting, action.meeting_id) if action.meeting_id else None
    return meeting if meeting and meeting.state == "planned" else None


def may_become_one(action: Action) -> bool:
    """Whether the row's words say that it is an event, and it has no meeting yet."""
    return action.state == "open" and action.meeting_id is None and event_title(action.what) != ""


def in_its_history(session: Session, turn: Turn, action: Action, said: str) -> None:
    """Say in a row's history what happened to it by its meeting; the way back is the meeting's."""
    entry = Watched(session).record(turn, "when", action, said)
    entry.undone = True
    session.add(entry)


def its_meeting_stays(session: Session, turn: Turn, action: Action) -> tuple[str, ...]:
    """After a new date of a row: where its meeting is on another day, say so; it moves by its own verb."""
    meeting = meeting_of(session, action)
    if meeting is None or (
        action.starts_on == meeting.on_date and action.ends_on == (meeting.last_on or meeting.on_date)
    ):
        return ()
    day = long_day(meeting.on_date)
    said = action.when_said or "3 March 2027"
    return (
        f"It is the meeting M{meeting.number}, which stays on {day}. "
        f"`{turn.house.command} meeting move M{meeting.number} {said}` moves that too.",
    )
