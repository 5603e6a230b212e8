"""What the channel is to hear of an item that stands as it does, reckoned from its day alone; and what a text says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.operations.cadence import Audience, Facts, days_of
from bot.operations.occasions import instant, of_meeting
from bot.windows import Window
from tests.promises.simulation.changes import Wish

SPOKEN_OF = re.compile(r"([#M])(\d+) (?:Paper|Meeting) [0-9a-f]+")
COUNTED = re.compile(r"(?:One action|\d+ actions) of [^:]*: [^.]*\.")
"""What the chairs read once of a whole programme: so it was when it was counted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line that the channel is to hear, from when on, and until when it is news."""

    kind: str
    offset_days: int
    local_date: date
    due_at: datetime
    not_after: datetime


def asked_of(item: str, wish: Wish) -> Iterator[Asked]:
    """All that the channel is to hear of an action or a meeting as it stands."""
    house = wish.house
    if wish.day is None:
        return
    if item == "meeting":
        for one in of_meeting(wish.day, wish.at, house.zone, house.zone, digest_at=house.digest_at):
            yield Asked(one.kind, one.offset_days, one.local_date, one.due_at, one.not_after)
        return
    window = Window(wish.day, wish.day)
    facts = Facts(
        window,
        unread=False,
        adopted_on=date.min,
        since=date.min,
        ends_on=None,
        owned=True,
        closing_days=house.deadline_days,
    )
    for day in days_of(facts):
        if day.audience is Audience.CHANNEL and day.kind == "deadline":
            over = instant(day.until, time(0) if day.midnight else house.digest_at, house.zone)
            yield Asked("deadline", day.offset_days, day.on, instant(day.on, house.digest_at, house.zone), over)


def spoken_of(text: str) -> Iterator[tuple[str, int, str]]:
    """Every item that a text speaks of: "action" or "meeting", its number, and what is said of it."""
    text = COUNTED.sub("", text)
    found = list(SPOKEN_OF.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    for here, end in zip(found, ends, strict=False):
        said = text[here.end() : end]
        yield ("action" if here[1] == "#" else "meeting"), int(here[2]), said
