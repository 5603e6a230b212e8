"""When something is said of an item, over all dates and zones that matter."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.operations.cadence import Audience, Facts, days_of
from bot.operations.occasions import CLOSES, OPENS, instant, occasion, of_meeting, open_from, weekday
from bot.windows import Window

BRUSSELS = ZoneInfo("Europe/Brussels")
ZONES = [BRUSSELS, *map(ZoneInfo, ("America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"))]
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
TIMES = st.times().map(lambda at: at.replace(microsecond=0))
zones = st.sampled_from(ZONES)
ADOPTED = {
    "unread": False,
    "adopted_on": date(2026, 1, 1),
    "since": date(2026, 1, 1),
    "ends_on": date(2026, 6, 30),
    "owned": True,
}


@given(DAYS, TIMES, zones)
def test_a_local_time_is_kept_the_first_of_two_or_the_end_of_a_gap(day: date, at: time, zone: ZoneInfo) -> None:
    moment = instant(day, at, zone)
    shown = moment.astimezone(zone).replace(tzinfo=None)
    wanted = datetime.combine(day, at)
    before = (moment - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    if shown == wanted:
        assert not any(
            (moment - timedelta(minutes=step)).astimezone(zone).replace(tzinfo=None) == wanted for step in (30, 60)
        )
    else:  # it does not exist: the clocks jump over it at this very moment
        assert before < wanted < shown
        assert shown - before > timedelta(seconds=1)


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 3, 28), time(9), datetime(2026, 3, 28, 8, 0, tzinfo=UTC)),
        (date(2026, 3, 29), time(9), datetime(2026, 3, 29, 7, 0, tzinfo=UTC)),
    ],
)
def test_the_clocks_of_brussels(day: date, at: time, moment: datetime) -> None:
    assert instant(day, at, BRUSSELS) == moment


def test_three_days_before_a_deadline_in_another_season_is_nine_by_the_clock_not_by_the_hours() -> None:
    last = date(2026, 3, 30)  # the clocks change on the 29th
    days = [one for one in days_of(Facts(Window(last, last), **ADOPTED)) if one.audience is Audience.CHANNEL]
    said = [occasion(one.kind, one.offset_days, one.on, (one.until, time(0)), BRUSSELS) for one in days]
    assert [one.due_at.hour for one in said] == [8, 8, 7]


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_every_deadline_is_said_at_nine_by_the_clock_of_the_zone(zone: ZoneInfo) -> None:
    """Days from 2020 to 2035; a step that is no part of a week, so that all weekdays meet all seasons."""
    first = date(2020, 1, 1)
    for last in (first + timedelta(days=step) for step in range(0, 16 * 365, 5)):
        since = {"adopted_on": last - timedelta(days=60), "since": last - timedelta(days=60)}
        facts = Facts(Window(last, last), **{**ADOPTED, **since, "ends_on": last + timedelta(days=90)})
        days = [one for one in days_of(facts) if one.kind == "deadline" and one.audience is Audience.CHANNEL]
        assert [one.offset_days for one in days] == [14, 3, 0], last
        assert [one.on for one in days] == sorted({one.on for one in days}), last
        for one in days:
            assert one.on.weekday() < 5, last
            assert abs(one.on - (last - timedelta(days=one.offset_days))) <= timedelta(days=2), last
            said = occasion(one.kind, one.offset_days, one.on, (one.until, time(0)), zone)
            shown = said.due_at.astimezone(zone)
            assert (shown.date(), shown.time()) == (one.on, time(9)), last
            assert one.on <= last
            assert said.due_at < said.not_after
            assert open_from(said.due_at, zone) == said.due_at, last


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.timedeltas(timedelta(), timedelta(days=9)), zones)
def test_what_waits_for_working_hours_keeps_its_order(naive: datetime, after: timedelta, zone: ZoneInfo) -> None:
    moment = naive.replace(tzinfo=UTC)
    assert open_from(moment, zone) <= open_from(moment + after, zone)


@given(DAYS, st.integers(0, 9), st.integers(0, 30))
def test_shifts_off_the_weekend_keep_their_order(wanted: date, after: int, room: int) -> None:
    latest = wanted + timedelta(days=after + room)
    assert weekday(wanted, latest) <= weekday(wanted + timedelta(days=after), latest)


@given(DAYS, TIMES, zones)
def test_later_by_the_clock_is_never_earlier(day: date, at: time, zone: ZoneInfo) -> None:
    assert instant(day, at, zone) <= instant(day, time(23, 59, 59), zone) < instant(day + timedelta(days=1), at, zone)


@given(DAYS, st.none() | TIMES, zones, zones)
def test_a_meeting_is_announced_before_its_day_and_an_hour_before(
    day: date, at: time | None, where: ZoneInfo, zone: ZoneInfo
) -> None:
    said = of_meeting(day, at, where, zone)
    begins = instant(day, at or time(9), where)
    assert [(occasion.offset_days, occasion.message) for occasion in said] == [
        (14, "digest"),
        (2, "digest"),
        (0, "meeting"),
    ]
    for one in said[:2]:
        assert one.due_at.astimezone(zone).hour == 9
        assert one.local_date.weekday() < 5
        assert one.local_date < begins.astimezone(zone).date()
    assert said[2].due_at == (begins - timedelta(hours=1) if at else begins)
    assert [occasion.due_at for occasion in said] == sorted(occasion.due_at for occasion in said)
    assert all(occasion.due_at < occasion.not_after for occasion in said)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), zones)
def test_what_waits_for_working_hours_goes_out_when_they_begin(naive: datetime, zone: ZoneInfo) -> None:
    moment = naive.replace(tzinfo=UTC)
    opened = open_from(moment, zone)
    local = opened.astimezone(zone)
    assert opened >= moment
    assert local.weekday() < 5
    assert OPENS <= local.time() < CLOSES
    assert opened == moment or (local.hour, local.minute) == (8, 0)
    assert opened - moment < timedelta(days=3, hours=1)


@given(DAYS, st.integers(0, 30))
def test_a_shift_off_the_weekend_never_passes_the_last_day(wanted: date, room: int) -> None:
    day = weekday(wanted, wanted + timedelta(days=room))
    assert day.weekday() < 5
    assert day <= wanted + timedelta(days=room)
    assert abs(day - wanted) <= timedelta(days=2)
