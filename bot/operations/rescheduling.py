"""The chairs' hand on the plan: what a message says first, what it leaves out, when it goes out, and whether."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.announcement_cards import MessageForm, Rescheduled
from bot.cards import day_and_time
from bot.errors import BadInput, Conflict, NotFound
from bot.operations.actions import typed_text
from bot.operations.journal import Watched
from bot.operations.occasions import instant
from bot.operations.people import access_as_chair
from bot.operations.saying import said, said_of
from bot.pace import Pace
from bot.turn import Turn
from storage.models import Announcement
from storage.queries import plan as queries
from storage.queries import standing

RIGHT = "change what will be announced"
LEFT_OUT = "left out by "
"""How the reason of a message begins that a chair did not want sent."""
WORDS = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """What a chair wants of one planned message."""

    key: str
    what: str = "at"
    """"at" the day and time below, "now", or "skip"."""
    day: date | None = None
    at: time | None = None
    words: str = ""
    leave_out: tuple[int, ...] = ()
    """Lines, by id."""


def message_form(session: Session, turn: Turn, key: str) -> MessageForm:
    """A planned message with all there is to change in it. Raises NotFound, or Conflict where it is on its way."""
    access_as_chair(turn, RIGHT)
    message = _planned(session, turn, key)
    lines = queries.all_lines_of(session, message.id)
    return MessageForm(
        key=str(message.id),
        notice=said(session, message, now=turn.now, house=turn.house).notice,
        day=message.local_date,
        at=message.local_time.replace(second=0, microsecond=0),
        words=message.words,
        lines=tuple(
            (line.id or 0, shown, line.left_out)
            for line in lines
            if (shown := said_of(session, message, line, now=turn.now, house=turn.house)) is not None
        ),
    )


def reschedule(session: Session, turn: Turn, wish: Wish) -> Rescheduled:
    """Do with a planned message what a chair wants; the plan itself leaves it so from then on."""
    access_as_chair(turn, RIGHT)
    message = _planned(session, turn, wish.key)
    lines = queries.all_lines_of(session, message.id)
    watched = Watched(session, message, *lines)
    shown = [line for line in lines if said_of(session, message, line, now=turn.now, house=turn.house) is not None]
    for line in shown:
        line.left_out = line.id in wish.leave_out
    if wish.what == "skip" or all(line.left_out for line in shown):
        return _skipped(session, turn, message, watched)
    message.words = typed_text(wish.words, "words")
    if len(message.words) > WORDS:
        raise BadInput(f"That is {len(message.words)} characters; at most {WORDS} fit above a message.", field="words")
    due = turn.now if wish.what == "now" else _chosen(turn, message, wish)
    if due != message.due_at or wish.what == "now":
        local = due.astimezone(ZoneInfo(message.zone))
        message.local_date, message.local_time = local.date(), local.time().replace(microsecond=0, tzinfo=None)
        message.due_at, message.moved, message.next_try_at = due, True, None
    session.flush()
    notice = said(session, message, now=turn.now, house=turn.house).notice
    entry = watched.record(turn, "reschedule", message, f"changed the message of {day_and_time(notice.due_at)}")
    sentence = "It goes out now" if wish.what == "now" else f"It goes out on {day_and_time(notice.due_at)}"
    return Rescheduled(sentence, notice, undo=entry.id or 0)


def _skipped(session: Session, turn: Turn, message: Announcement, watched: Watched) -> Rescheduled:
    notice = said(session, message, now=turn.now, house=turn.house).notice
    message.state, message.reason, message.told_at = "skipped", f"{LEFT_OUT}{turn.actor.name}", turn.now
    entry = watched.record(turn, "reschedule", message, f"left out the message of {day_and_time(notice.due_at)}")
    return Rescheduled(f"It will not be sent: the message of {day_and_time(notice.due_at)}", notice, undo=entry.id or 0)


def _planned(session: Session, turn: Turn, key: str) -> Announcement:
    try:
        message = standing.lock(session, UUID(key))
    except ValueError:
        message = None
    if message is None:
        raise NotFound(f"That message is not in the plan. `{turn.house.command} upcoming` lists what is.")
    if message.state != "planned" or message.maybe_sent_at is not None or message.cancel_wanted:
        states = {"sent": "was sent already", "sending": "is being sent at this moment"}
        what = states.get(message.state, "is no longer planned")
        raise Conflict(f"That message {what}. Nothing was changed.")
    return message


def _chosen(turn: Turn, message: Announcement, wish: Wish) -> datetime:
    day, at = wish.day or message.local_date, wish.at or message.local_time.replace(second=0, microsecond=0)
    if (day, at) == (message.local_date, message.local_time.replace(second=0, microsecond=0)):
        return message.due_at
    due = instant(day, at, ZoneInfo(message.zone))
    if due <= turn.now:
        raise BadInput("That moment has passed. Choose a later one, or send it now.", field="day")
    if message.not_after is not None and due >= message.not_after:
        end = message.not_after.astimezone(ZoneInfo(message.zone))
        raise BadInput(f"By then it would be old news: choose a moment before {day_and_time(end)}.", field="day")
    if due > turn.now + Pace().horizon:
        raise BadInput(f"That is more than {Pace().horizon // timedelta(days=1)} days away.", field="day")
    return due
