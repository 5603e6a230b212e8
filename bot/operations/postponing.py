"""What people answer to a reminder beside doing what it asks: it is on track; remind me again in some days."""

import re
from datetime import date, timedelta

from sqlmodel import Session

from bot.cards import Done
from bot.errors import BadInput, Conflict, NotFound
from bot.operations.actions import access_action, access_action_to_change, finished
from bot.operations.journal import Watched
from bot.operations.occasions import weekday
from bot.operations.receivers import around
from bot.operations.wanted import LATER, ON_TRACK, facts_of, quiet_until
from bot.turn import Turn
from storage.models import Action, JournalEntry, ReminderAnswer
from storage.queries import reminders as queries

FARTHEST = 60
"""Days ahead that somebody may ask to be reminded in."""


def on_track(session: Session, turn: Turn, asked: str) -> Done:
    """Say that all is well with an action: its owners are not asked again for a while, unless something changes.

    For those who may change it. Before its window closes, until the day that it does; after that, for two weeks.
    """
    action = access_action_to_change(session, turn, asked)
    facts = facts_of(_open(turn, action), around(session, [action], now=turn.now, house=turn.house))
    if facts is None:
        raise NotFound(f"#{action.number} is in a programme that is not adopted, so nobody is reminded of it.")
    until = quiet_until(facts, turn.today)
    entry = _keep(session, turn, action, ON_TRACK, until, f"said that #{action.number} is on track")
    also = (f"No reminder of it before {_day(until)}, unless it changes.",)
    return finished(session, turn, action, "On track", entry, also=also)


def later(session: Session, turn: Turn, asked: str, said: str) -> Done:
    """Have myself reminded of an action in so many days, and not before; the others hear as ever."""
    action = _open(turn, access_action(session, turn, asked))
    if facts_of(action, around(session, [action], now=turn.now, house=turn.house)) is None:
        raise NotFound(f"#{action.number} is in a programme that is not adopted, so nobody is reminded of it.")
    until = weekday(turn.today + timedelta(days=_days(turn, action, said)), date.max)
    entry = _keep(session, turn, action, LATER, until, f"asked to be reminded of #{action.number} on {_day(until)}")
    return finished(session, turn, action, f"I will remind you on {_day(until)}", entry)


def _open(turn: Turn, action: Action) -> Action:
    if action.state != "open":
        raise Conflict(
            f"#{action.number} is {action.state} already, so nobody is reminded of it. "
            f"`{turn.house.command} reopen {action.number}` opens it again."
        )
    return action


def _days(turn: Turn, action: Action, said: str) -> int:
    number = said.removesuffix("days").removesuffix("day").removeprefix("in").strip()
    if not re.fullmatch(r"\d{1,9}", number) or not 1 <= int(number) <= FARTHEST:
        raise BadInput(
            f"In how many days? I can't see a number from 1 to {FARTHEST} in “{said[:50]}”. "
            f"For example: `{turn.house.command} later {action.number} 3`"
        )
    return int(number)


def _keep(session: Session, turn: Turn, action: Action, kind: str, until: date, summary: str) -> JournalEntry:
    assert action.id is not None
    known = queries.answer(session, action.id, turn.actor.id, kind)
    if known is None:
        made = ReminderAnswer(
            action_id=action.id,
            person_id=turn.actor.id,
            kind=kind,
            until=until,
            action_version=action.version,
            at=turn.now,
        )
        return Watched(session).record(turn, kind, action, summary, added=(made,))
    watched = Watched(session, known)
    known.until, known.action_version, known.at = until, action.version, turn.now
    return watched.record(turn, kind, action, summary)


def _day(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B}"
