"""The weekly part of the channel's digest: some of what nobody holds, in fair turns."""

from datetime import datetime

from sqlmodel import Session

from bot.operations.cadence import monday
from bot.operations.occasions import WEEK, Occasion, occasion
from bot.operations.plan import agree
from bot.operations.receivers import around
from bot.operations.wanted import UNCLAIMED, Wanted, wanted_of_action
from bot.turn import House
from storage.models import Action
from storage.queries import reminders as queries

A_WEEK = 3
"""Actions named in one week; where there are more, those named least often come first."""
WEEKS = 2
"""Planned ahead: what comes to look for somebody has not long to wait for its turn."""


def plan(session: Session, *, now: datetime, house: House) -> None:
    """Fill the next Mondays' digests with what looks for somebody. What stands there already stays."""
    if not house.channel:
        return
    today = now.astimezone(house.zone).date()
    for week in range(WEEKS):
        day = monday(today + week * WEEK)
        said = occasion(UNCLAIMED, 0, day, (day + WEEK, house.digest_at), house.zone, at=house.digest_at)
        if said.due_at > now:
            _fill(session, said, now, house)


def _fill(session: Session, said: Occasion, now: datetime, house: House) -> None:
    there = set(queries.lines_on(session, house.channel, UNCLAIMED, said.local_date))
    room = A_WEEK - len(there)
    if room <= 0:
        return
    looking = [key for key in queries.unclaimed(session, UNCLAIMED, said.local_date, A_WEEK) if key not in there]
    actions = [action for key in looking[:room] if (action := session.get(Action, key))]
    if not actions:
        return
    circle = around(session, actions, now=now, house=house)
    wanted = ((action.id, wanted_of_action(action, circle)) for action in actions if action.id)
    agree(session, "action", ((key, _with(one, house.channel, said)) for key, one in wanted), now)


def _with(one: Wanted, channel: str, said: Occasion) -> Wanted:
    return Wanted(one.version, (*one.said, (channel, said)), one.looking)
