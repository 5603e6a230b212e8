"""The only file that may ask the time.

Everything else is given `now`: an aware moment in UTC, read once at the edge.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

Now = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""


def system_now() -> datetime:
    """The machine's present moment, aware, in UTC."""
    return datetime.now(UTC)


def seconds() -> float:
    """Seconds that only go forward, for measuring how long something took. Not a date."""
    return time.monotonic()


class ShiftedClock:
    """The machine's clock, moved: the local workspace lives on another day."""

    def __init__(self, shift: timedelta = timedelta()) -> None:
        self.shift = shift

    def __call__(self) -> datetime:
        return system_now() + self.shift

    def move_to(self, day: date, zone: ZoneInfo, at: clock_time | None = None) -> None:
        """Make it `day` in `zone`: `at` that time, else at the time of day it is there now, summer time or not."""
        now = self()
        there = datetime.combine(day, at or now.astimezone(zone).time(), zone)
        self.shift += there.astimezone(UTC) - now
