"""The plan of what is to be said: written in the same unit as the change that causes it, one row a message.

`bot.operations.sending` takes it from there. A plan can be written any number of times: it comes out the same.
"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from bot.operations import first_digest, unclaimed
from bot.operations.plan import agree, blank_message
from bot.operations.receivers import Circle, around
from bot.operations.wanted import Wanted, wanted_of_action, wanted_of_meetings
from bot.pace import Pace
from bot.turn import House
from storage.models import Action, AnnouncementLine, Meeting, Programme
from storage.queries import amending
from storage.queries import plan as queries
from storage.queries import reminders as reminder_queries
from storage.queries.plan import ToPlan


def plan_action(session: Session, action: Action, *, now: datetime, house: House) -> None:
    """Make the plan agree with an action as it is now. Call in every unit that changes one, after the change.

    Only open actions of adopted programmes are spoken of.
    """
    session.flush()
    _plan_actions(session, [action], now, house)
    amend(session, "action", [action.id], now)


def plan_for(
    session: Session,
    *,
    people: Collection[int] = (),
    organisations: Collection[int] = (),
    now: datetime,
    house: House,
) -> None:
    """The same for all that these people or organisations, by id, hear of: where they belong, who speaks for whom, or
    what somebody wishes about reminders has changed.
    """
    session.flush()
    _plan_actions(session, reminder_queries.actions_of(session, people, organisations), now, house)
    amend(session, "person", people, now)


def plan_programme(session: Session, programme_id: int, *, now: datetime, house: House) -> None:
    """The same for all actions of a programme at once: when it is adopted or closed, and once a day."""
    session.flush()
    programme = session.get(Programme, programme_id)
    adopted = programme is not None and programme.state == "adopted"
    circle = _plan_actions(session, queries.actions_to_plan(session, programme_id, adopted), now, house)
    if programme is not None:
        first_digest.plan(session, programme, circle, now=now)
    unclaimed.plan(session, now=now, house=house)


def requests_changed(session: Session, programme_id: int, *, now: datetime) -> None:
    """What people were asked to take in a programme may not stand any more, or stand again: it changed as a whole."""
    amending.want_requests_amended(session, programme_id, now)


def _plan_actions(session: Session, actions: Collection[Action | ToPlan], now: datetime, house: House) -> Circle:
    circle = around(session, list(actions), now=now, house=house)
    agree(session, "action", ((action.id, wanted_of_action(action, circle)) for action in actions if action.id), now)
    return circle


def plan_meeting(session: Session, meeting: Meeting, *, now: datetime, house: House) -> None:
    """Make the plan agree with a meeting as it is now. Call in every unit that changes one, after the change."""
    session.flush()
    agree(session, "meeting", wanted_of_meetings(session, [meeting], house).items(), now)
    amend(session, "meeting", [meeting.id], now)


def plan_gone(session: Session, item: str, item_id: int, *, now: datetime) -> None:
    """Take everything about an item out of the plan: its row is gone. `item` is "action", "meeting" or "call"."""
    agree(session, item, [(item_id, Wanted(0))], now)
    amend(session, item, [item_id], now)


def amend(session: Session, item: str, ids: Collection[int | None], now: datetime) -> None:
    """What was said of these items before may have to be said otherwise, as long as anybody reads it."""
    if known := [key for key in ids if key is not None]:
        amending.want_amended(session, item, known, now, now - Pace().useful)


def tell(
    session: Session,
    *,
    receiver: str,
    kind: str,
    item: str,
    item_id: int,
    words: str,
    now: datetime,
    house: House,
    slot: str,
    due: datetime | None = None,
) -> None:
    """Have one message sent that nobody waits for, now or when it is `due`: to a person (U…) or a channel (C…).

    `words` are plain; they are made inert when they are shown. `kind` "asked" carries the buttons that answer a
    request; "told" and any other carry none of their own. The same `slot` twice is one message.
    """
    assert words, "a line without words of its own is made from its item"
    here = (due or now).astimezone(house.zone)
    key = queries.add_message(
        session,
        {
            **blank_message(),
            "slot": slot,
            "kind": kind,
            "receiver": receiver,
            "local_date": here.date(),
            "local_time": here.time().replace(microsecond=0),
            "zone": house.zone.key,
            "due_at": due or now,
        },
    )
    if key is None:
        return
    queries.free_receivers(session, [receiver], now)
    session.add(
        AnnouncementLine(
            announcement_id=key,
            item=item,
            item_id=item_id,
            item_version=0,
            kind=kind,
            local_date=here.date(),
            receiver=receiver,
            words=words,
        )
    )
    session.flush()
