"""A window: what a planner's "when" was understood as. Two inclusive days, either may be open, and its manner."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from datetime import time as clock_time

FIRM_DAYS = 7
"""Longest window, in days, that still counts as a firm date."""


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, both inclusive; None where open or unknown. Plain days: no zone until a moment is derived.

    `start` may not lie after `end`; ValueError otherwise.
    """

    start: date | None = None
    end: date | None = None
    tentative: bool = False
    ongoing: bool = False
    recurring: bool = False
    approximate: bool = False
    """A convention was applied (thirds of a month, seasons, "last week"): worth showing back to the author."""
    rule: str = ""
    """RRULE text where a recurrence could be read, else empty."""
    time: clock_time | None = None
    """Time of day on the first day, where given."""
    zone: str = ""
    """IANA zone named in the phrase, else empty: the programme's."""

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"window starts {self.start} after it ends {self.end}")

    @property
    def dated(self) -> bool:
        """Whether at least one end is known."""
        return self.start is not None or self.end is not None

    @property
    def understood(self) -> bool:
        """Whether anything at all was read out of the phrase."""
        return self.dated or self.ongoing or self.recurring

    @property
    def firm(self) -> bool:
        """At most 7 days long, neither tentative nor approximate; a deadline (open start, known end) is firm too."""
        if self.end is None or self.tentative or self.approximate or self.ongoing or self.recurring:
            return False
        return self.start is None or self.end - self.start < timedelta(days=FIRM_DAYS)

    def late(self, today: date) -> bool:
        """Late only after the window has closed."""
        return self.end is not None and self.end < today and not self.ongoing

    def tentatively(self) -> "Window":
        return replace(self, tentative=True)


NOTHING = Window()
"""What a phrase is read as when it says nothing about time, or cannot be read."""


def past_midnight(first: date, last: date | None, begins: clock_time | None, ends: clock_time | None) -> bool:
    """Whether something that begins on `first` ends in the night after it, so that it has one day for everybody."""
    return bool(begins and ends and ends <= begins and last == first + timedelta(days=1))
