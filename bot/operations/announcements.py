"""The plan of what is to be said: written in the same unit as the change that causes it, one row a message.

`bot.operations.sending` takes it from there. A plan can be written any number of times: it comes out the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.operations import occasions
from bot.operations.occasions import Occasion
from bot.operations.showing import window_of
from bot.pace import Pace
from bot.turn import House
from storage.models import Action, AnnouncementLine, Meeting, Programme
from storage.queries import meetings as meeting_queries
from storage.queries import plan as queries

HORIZON = Pace().horizon
ROLLED = "plan rolled"
"""The fact that says up to when, and for which channel and zone, the plan was last rolled on."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the plan should say of one item."""

    version: int
    occasions: tuple[Occasion, ...] = ()


def plan_action(session: Session, action: Action, *, now: datetime, house: House) -> None:
    """Make the plan agree with an action as it is now. Call in every unit that changes one, after the change.

    Only open actions of adopted programmes are spoken of, and only where there is a channel.
    """
    session.flush()
    assert action.id is not None
    programme = session.get(Programme, action.programme_id)
    adopted = programme is not None and programme.state == "adopted"
    _plan(session, "action", {action.id: wanted_of_action(action, adopted, house)}, now, house)


def plan_programme(session: Session, programme_id: int, *, now: datetime, house: House) -> None:
    """The same for all actions of a programme at once: when it is adopted or closed, and once a day."""
    session.flush()
    programme = session.get(Programme, programme_id)
    adopted = programme is not None and programme.state == "adopted"
    today = now.astimezone(house.zone).date()
    last = today + HORIZON + timedelta(days=max(occasions.DEADLINE_DAYS) + 1)
    actions = queries.actions_to_plan(session, programme_id, today, last)
    wanted = {action.id: wanted_of_action(action, adopted, house) for action in actions if action.id}
    _plan(session, "action", wanted, now, house)


def plan_meeting(session: Session, meeting: Meeting, *, now: datetime, house: House) -> None:
    """Make the plan agree with a meeting as it is now. Call in every unit that changes one, after the change."""
    session.flush()
    assert meeting.id is not None
    _plan(session, "meeting", {meeting.id: wanted_of_meeting(meeting, house)}, now, house)


def plan_gone(session: Session, item: str, item_id: int, *, now: datetime, house: House) -> None:
    """Take everything about an item out of the plan: its row is gone. `item` is "action" or "meeting"."""
    _plan(session, item, {item_id: Wanted(0)}, now, house)


def roll(session: Session, *, now: datetime, house: House) -> bool:
    """Once a day, and whenever channel or zone have changed: move the horizon on. True where it was moved."""
    mark = f"{now.astimezone(house.zone).date()} {house.channel} {house.zone.key}"
    if queries.meta(session, ROLLED) == mark:
        return False
    for programme_id in queries.adopted_programmes(session):
        plan_programme(session, programme_id, now=now, house=house)
    today = now.astimezone(house.zone).date()
    meetings = meeting_queries.from_day(session, today - timedelta(days=1))
    wanted = {meeting.id: wanted_of_meeting(meeting, house) for meeting in meetings if meeting.id}
    _plan(session, "meeting", wanted, now, house)
    queries.set_meta(session, ROLLED, mark)
    return True


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


def wanted_of_action(action: Action, adopted: bool, house: House) -> Wanted:
    """Every occasion on which the channel hears of an action, past ones too."""
    if not house.channel or not adopted or action.state != "open":
        return Wanted(action.version)
    return Wanted(action.version, occasions.of_deadline(window_of(action), house.zone))


def wanted_of_meeting(meeting: Meeting, house: House) -> Wanted:
    """Every occasion on which the channel hears of a meeting, past ones too."""
    if not house.channel or meeting.state != "planned":
        return Wanted(meeting.version)
    where = ZoneInfo(meeting.zone)
    return Wanted(meeting.version, occasions.of_meeting(meeting.on_date, meeting.at_time, where, house.zone))


def _plan(session: Session, item: str, wanted: Mapping[int, Wanted], now: datetime, house: House) -> None:
    there = queries.lines_about(session, item, wanted)
    if not there and not any(one.occasions for one in wanted.values()):
        return
    missing = {
        (item_id, occasion.kind, occasion.offset_days, occasion.local_date, house.channel): (occasion, one.version)
        for item_id, one in wanted.items()
        for occasion in occasions.ahead(one.occasions, now, HORIZON)
    }
    keep = {
        (item_id, occasion.kind, occasion.offset_days, occasion.local_date, house.channel)
        for item_id, one in wanted.items()
        for occasion in one.occasions
    }
    unwanted = []
    left = set()
    for line, message in there:
        key = (line.item_id, line.kind, line.offset_days, line.local_date, line.receiver)
        if message.state in ("sent", "skipped"):
            missing.pop(key, None)  # said, or too late for it: never again
            continue
        if key in missing:
            occasion, version = missing[key]
            if (
                line.wanted
                and line.item_version == version
                and message.state != "cancelled"
                and not message.cancel_wanted
                and message.slot == _slot(house.channel, occasion)
            ):
                del missing[key]
            else:
                left.add(message.id)
        elif key not in keep and line.wanted:
            unwanted.append(line.id or 0)
            left.add(message.id)
    if missing or left:
        _write(session, item, missing, unwanted, left, now, house)


def _write(
    session: Session,
    item: str,
    missing: Mapping[tuple[Any, ...], tuple[Occasion, int]],
    unwanted: list[int],
    left: set[Any],
    now: datetime,
    house: House,
) -> None:
    messages: dict[str, dict[str, Any]] = {}
    lines = []
    for (item_id, kind, offset, day, receiver), (occasion, version) in missing.items():
        slot = _slot(receiver, occasion)
        row = messages.setdefault(slot, _message(slot, receiver, occasion))
        row["not_after"] = max(row["not_after"], occasion.not_after)
        lines.append(
            {
                "slot": slot,
                "item": item,
                "item_id": item_id,
                "item_version": version,
                "kind": kind,
                "offset_days": offset,
                "local_date": day,
                "receiver": receiver,
                "words": "",
                "wanted": True,
                "left_out": False,
            }
        )
    queries.lock_messages(session, messages, left)
    queries.put_messages(session, list(messages.values()))
    if messages:
        queries.free_receivers(session, [house.channel], now)
    queries.put_lines(session, lines)
    queries.unwant(session, unwanted)
    queries.cancel_empty(session, left)


def _slot(receiver: str, occasion: Occasion) -> str:
    """Receiver, kind of message and moment: what makes two things to be said one message."""
    return f"{receiver}:{occasion.message}:{occasion.local_date}T{occasion.local_time:%H:%M}:{occasion.zone}"


def _message(slot: str, receiver: str, occasion: Occasion) -> dict[str, Any]:
    return {
        **blank_message(),
        "id": uuid4(),
        "slot": slot,
        "kind": occasion.message,
        "receiver": receiver,
        "local_date": occasion.local_date,
        "local_time": occasion.local_time,
        "zone": occasion.zone,
        "due_at": occasion.due_at,
        "not_after": occasion.not_after,
    }


def blank_message() -> dict[str, Any]:
    """What a message is before anything has happened to it."""
    return {
        "state": "planned",
        "cancel_wanted": False,
        "lease_owner": "",
        "attempts": 0,
        "ts": "",
        "was_late": False,
        "reason": "",
        "confirms": 2,
        "text_hash": "",
        "words": "",
        "moved": False,
    }
