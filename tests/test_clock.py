"""The clock that the local workspace lives by."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.clock import ShiftedClock, system_now

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize("hour", [0, 5, 22, 23])
def test_a_day_in_summer_is_moved_to_from_winter_at_the_same_time_of_day(hour: int) -> None:
    winter = datetime(2026, 11, 21, hour, 30, tzinfo=BRUSSELS)
    clock = ShiftedClock(winter.astimezone(UTC) - system_now())
    clock.move_to(date(2026, 9, 7), BRUSSELS)
    here = clock().astimezone(BRUSSELS)
    assert (here.date(), here.hour) == (date(2026, 9, 7), hour)


def test_a_day_is_moved_to_at_a_time_that_is_named() -> None:
    clock = ShiftedClock()
    clock.move_to(date(2022, 1, 1), BRUSSELS, time(10))
    here = clock().astimezone(BRUSSELS)
    assert (here.date(), here.hour, here.minute) == (date(2022, 1, 1), 10, 0)
