"""Making the plan agree with what is wanted of some items: one row a message, one a line; any number of times the same.

What was said, or was too late to be said, is never planned again. What was moved away in the middle of being said, and
back behind its moment, stays or is said once more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from bot.operations.occasions import Occasion
from bot.operations.receivers import HORIZON
from bot.operations.wanted import UNCLAIMED, Wanted
from storage.queries import plan as queries
from storage.queries import standing

CHANNELS = ("C", "G")
Key = tuple[int, str, int, date, str]
"""Item, kind of line, days before, local day, receiver: what makes two lines one."""


@dataclass(slots=True)
class Change:
    """What has to be written so that the plan says what is wanted."""

    missing: dict[Key, Occasion] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    """Of the items, as they are now."""
    unwanted: dict[int, UUID] = field(default_factory=dict)
    """Lines, by id, each with its message."""
    elsewhere: list[int] = field(default_factory=list)
    """Lines, by id, that another channel is told instead."""
    left: set[UUID] = field(default_factory=set)
    """Messages that lines are taken out of."""
    back: dict[int, UUID] = field(default_factory=dict)
    """Lines, by id, that are wanted again after their moment, each with its message."""


def agree(session: Session, item: str, wanted: Iterable[tuple[int, Wanted]], now: datetime) -> None:
    """Plan what is wanted of these items, by id, within the horizon and not past; take out what is not wanted any more.

    There may be thousands: what is wanted of one is let go before the next one's is asked for.
    """
    change = _change(session, item, wanted, now)
    if change.missing or change.left or change.back:
        _write(session, item, change, now)


def _change(session: Session, item: str, wanted: Iterable[tuple[int, Wanted]], now: datetime) -> Change:
    change = Change()
    keep: dict[Key, Occasion] = {}
    looking: set[int] = set()
    last = now + HORIZON
    for item_id, one in wanted:
        change.versions[item_id] = one.version
        looking |= {item_id} if one.looking else set()
        for receiver, occasion in one.said:
            key = (item_id, occasion.kind, occasion.offset_days, occasion.local_date, receiver)
            if now < occasion.due_at <= last:
                change.missing[key] = occasion
            else:
                keep[key] = occasion
    # Where today is a day further than here, or not yet: what was said then is not said again.
    since = now.date() - timedelta(days=2)
    lines = [*queries.lines_about(session, item, change.versions, since)]
    there = {(line.item_id, line.kind, line.offset_days, line.local_date, line.receiver) for line in lines}
    channel = next((key[-1] for key in keep if key[-1][:1] in CHANNELS), "")
    for line in lines:
        key = (line.item_id, line.kind, line.offset_days, line.local_date, line.receiver)
        undone = line.cancel_wanted or not line.wanted or line.state == "cancelled"
        if line.state in ("sent", "skipped"):
            soon = change.missing.pop(key, None)
            if undone and line.state == "sent" and (soon or key in keep):
                change.back[line.id] = line.message
        elif key in change.missing:
            same = line.item_version == change.versions[line.item_id]
            if not undone and same and line.slot == _slot(line.receiver, change.missing[key]):
                del change.missing[key]
            else:
                change.left.add(line.message)
        elif line.wanted and not (key in keep or (line.kind == UNCLAIMED and line.item_id in looking)):
            # What waits for a channel that is another by now, say because that one is dead, is late and not lost.
            other = (*key[:-1], channel)
            waits = line.receiver[:1] in CHANNELS and line.state == "planned" and other in keep and other not in there
            if waits and keep[other].due_at <= now < keep[other].not_after:
                change.missing[other] = keep[other]
                change.elsewhere.append(line.id)
            else:
                change.unwanted[line.id] = line.message
            change.left.add(line.message)
        elif undone and key in keep and now < keep[key].not_after:
            change.back[line.id] = line.message
    return change


def _write(session: Session, item: str, change: Change, now: datetime) -> None:
    messages: dict[str, dict[str, Any]] = {}
    for (*_, receiver), occasion in change.missing.items():
        slot = _slot(receiver, occasion)
        row = messages.get(slot) or messages.setdefault(slot, _message(slot, receiver, occasion))
        row["not_after"] = max(row["not_after"], occasion.not_after)
    read = queries.lock_messages(session, messages, change.left | set(change.back.values()))
    queries.put_messages(session, list(messages.values()))
    queries.free_receivers(session, {row["receiver"] for row in messages.values()}, now)
    queries.put_lines(session, _lines(item, change, queries.keys_of(session, messages)))
    standing.take_back(session, change.back)
    # What somebody may read by now stays, and says what became of it.
    unread = [line for line, key in change.unwanted.items() if key not in read]
    queries.unwant(session, unread + change.elsewhere)
    queries.cancel_empty(session, change.left)


def _lines(item: str, change: Change, keys: Mapping[str, UUID]) -> Iterator[dict[str, Any]]:
    """The missing lines, each in the message of its slot."""
    for (item_id, kind, offset, day, receiver), occasion in change.missing.items():
        yield {
            "announcement_id": keys[_slot(receiver, occasion)],
            "item": item,
            "item_id": item_id,
            "item_version": change.versions[item_id],
            "kind": kind,
            "offset_days": offset,
            "local_date": day,
            "receiver": receiver,
        }


@lru_cache(maxsize=20_000)  # thousands of actions are spoken of on the same few days
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
