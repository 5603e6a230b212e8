"""On which days an action is spoken of, and to whom: over all days, and window by window."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.operations.cadence import Audience, Facts, Spoken, days_of
from bot.windows import Window

ADOPTED = date(2022, 1, 3)
"""A Monday."""
DAYS = st.dates(date(2022, 1, 3), date(2035, 12, 31))


def facts(window: Window, **more: Any) -> Facts:
    known = {"unread": False, "adopted_on": ADOPTED, "since": ADOPTED, "ends_on": date(2022, 6, 30), "owned": True}
    return Facts(window, **{**known, **more})


def heard(said: tuple[Spoken, ...], *audiences: Audience, kind: str = "") -> list[str]:
    """ "14 Mar deadline" of what these hear, earliest first."""
    wanted = [one for one in said if one.audience in audiences and kind in ("", one.kind)]
    return [f"{one.on:%d %b} {one.kind}" for one in sorted(wanted, key=lambda one: one.on)]


def firm(end: date, days: int = 1) -> Window:
    return Window(end - timedelta(days=days - 1), end)


MARCH = Window(date(2022, 3, 1), date(2022, 3, 31))
CHANNEL, OWNERS, HOUSE, CHAIRS, ASKED = (
    Audience.CHANNEL,
    Audience.OWNERS,
    Audience.HOUSE,
    Audience.CHAIRS,
    Audience.ASKED,
)


@given(DAYS, st.integers(1, 60))
def test_everything_is_said_on_weekdays_and_is_old_news_only_later(end: date, days: int) -> None:
    for one in days_of(facts(firm(end, days))):
        assert one.on.weekday() < 5
        assert one.until > one.on


@given(DAYS)
def test_a_deadline_is_said_before_it_and_on_the_day_and_never_after(end: date) -> None:
    said = [one for one in days_of(facts(firm(end))) if one.kind == "deadline" and one.audience is CHANNEL]
    assert [one.offset_days for one in said] == [14, 3, 0]
    assert [one.until for one in said[:-1]] == [one.on for one in said[1:]]
    assert said[-1].until == end + timedelta(days=1) and said[-1].midnight
    for one in said:
        wanted = end - timedelta(days=one.offset_days)
        assert one.on <= end
        if wanted.weekday() < 5 and end.weekday() != 6:
            assert one.on == wanted
        assert abs(one.on - wanted) <= timedelta(days=2)


@given(DAYS, DAYS)
def test_a_later_deadline_is_never_announced_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))
    early, late = ([day.on for day in days_of(facts(firm(end))) if day.audience is CHANNEL] for end in (first, second))
    assert all(a <= b for a, b in zip(early, late, strict=True))


@given(DAYS)
def test_what_is_late_is_asked_about_on_three_mondays_and_then_the_chairs_hear_once(end: date) -> None:
    said = days_of(facts(firm(end)))
    late = [one for one in said if one.kind == "late" and one.audience is OWNERS]
    assert len(late) == 3
    assert late[0].on - end >= timedelta(days=4)
    assert {one.on.weekday() for one in late} == {0}
    assert [(b.on - a.on).days for a, b in pairwise(late)] == [7, 7]
    chairs = [one for one in said if one.audience is CHAIRS]
    assert [(one.kind, one.on - late[-1].on) for one in chairs] == [("unanswered", timedelta(days=7))]
    assert not [one for one in said if one.kind == "late" and one.audience is CHANNEL]


def test_a_firm_date_is_heard_of_by_channel_and_owners_alike() -> None:
    said = days_of(facts(firm(date(2022, 3, 31))))
    three = ["17 Mar deadline", "28 Mar deadline", "31 Mar deadline"]
    assert heard(said, CHANNEL) == three
    assert heard(said, OWNERS) == [*three, "04 Apr late", "11 Apr late", "18 Apr late"]
    assert heard(said, HOUSE) == ["18 Apr late"], "who speaks for the organisation hears with the last one"
    assert heard(said, CHAIRS) == ["25 Apr unanswered"]


@pytest.mark.parametrize("window", [MARCH, replace(firm(date(2022, 3, 31), 14), approximate=True)])
def test_a_fuzzy_window_asks_its_owners_a_week_before_it_opens(window: Window) -> None:
    said = days_of(facts(window))
    asked = [one for one in said if one.kind == "date"]
    assert [(one.audience, (window.start or ADOPTED) - one.on) for one in asked] == [(OWNERS, timedelta(days=7))]
    assert heard(said, CHANNEL) == ["17 Mar deadline", "28 Mar deadline", "31 Mar deadline"]


def test_who_has_just_been_asked_for_a_date_is_not_told_of_the_same_in_the_same_week() -> None:
    window = replace(firm(date(2022, 3, 31), 11), approximate=True)
    said = days_of(facts(window))
    assert heard(said, OWNERS)[:3] == ["14 Mar date", "28 Mar deadline", "31 Mar deadline"]


def test_a_tentative_day_is_asked_about_and_never_called_late_before_others() -> None:
    day = Window(date(2022, 3, 31), date(2022, 3, 31), tentative=True)
    said = days_of(facts(day, late_in_channel=True))
    assert heard(said, OWNERS, kind="date") == ["24 Mar date"]
    assert heard(said, CHANNEL, kind="late") == []
    sure = days_of(facts(firm(date(2022, 3, 31)), late_in_channel=True))
    assert heard(sure, CHANNEL, kind="late") == ["04 Apr late", "11 Apr late", "18 Apr late"]


def test_a_row_that_is_a_meeting_is_left_to_the_meeting_before_others() -> None:
    said = days_of(facts(firm(date(2022, 3, 31)), meeting=True))
    assert heard(said, CHANNEL, CHAIRS, HOUSE) == []
    assert heard(said, OWNERS) == ["17 Mar deadline", "28 Mar deadline", "04 Apr late"]


def test_no_two_warnings_fall_on_days_in_a_row_where_a_weekend_pushes_one() -> None:
    for day in range(7):
        said = days_of(facts(firm(date(2022, 3, 28) + timedelta(days=day))))
        last, end = sorted(one.on for one in said if one.audience is CHANNEL)[1:]
        assert end - last >= timedelta(days=2)


def test_an_open_window_closes_with_the_programme() -> None:
    said = days_of(facts(Window(date(2022, 3, 1))))
    assert heard(said, CHANNEL) == ["16 Jun deadline", "27 Jun deadline", "30 Jun deadline"]
    assert days_of(facts(Window(date(2022, 3, 1)), ends_on=None)) == ()


@pytest.mark.parametrize("window", [Window(ongoing=True), Window(recurring=True), Window(MARCH.start, ongoing=True)])
def test_what_goes_on_is_a_light_question_on_the_first_monday_of_a_month(window: Window) -> None:
    said = days_of(facts(window))
    assert {(one.kind, one.audience) for one in said} == {("ongoing", OWNERS)}
    mondays = ["07 Feb", "07 Mar", "04 Apr", "02 May", "06 Jun"]
    begun = mondays if window.start is None else mondays[1:]
    assert heard(said, OWNERS) == [f"{day} ongoing" for day in begun]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", ["07 Feb", "07 Mar", "04 Apr", "02 May", "06 Jun"]),
        ("FREQ=MONTHLY", ["07 Feb", "07 Mar", "04 Apr", "02 May", "06 Jun"]),
        ("FREQ=MONTHLY;INTERVAL=3", ["04 Apr"]),
        ("FREQ=YEARLY;BYMONTH=5", ["02 May"]),
        ("FREQ=YEARLY", []),
    ],
)
def test_what_comes_round_is_asked_about_no_more_often_than_it_comes(rule: str, days: list[str]) -> None:
    said = days_of(facts(Window(recurring=True, rule=rule)))
    assert heard(said, OWNERS) == [f"{day} ongoing" for day in days]


def test_words_that_are_no_date_are_asked_about_once() -> None:
    said = days_of(facts(Window(), unread=True))
    assert heard(said, ASKED) == ["10 Jan unread"]
    assert len(said) == 1
    assert days_of(facts(Window())) == (), "where nothing is said of a date, nobody is asked for one"


def test_what_closed_before_the_adoption_is_nobodys_reminder() -> None:
    said = days_of(facts(firm(date(2021, 12, 20))))
    assert {one.kind for one in said} == {"deadline"}, "and those are past"


@pytest.mark.parametrize(("more", "kind"), [({"owned": False}, "nobody"), ({"heard": False}, "unheard")])
def test_the_chairs_hear_at_once_of_what_no_owner_hears_of(more: dict[str, bool], kind: str) -> None:
    said = days_of(facts(firm(date(2022, 3, 31)), **more))
    assert heard(said, CHAIRS) == [f"04 Apr {kind}"]
    assert not [one for one in said if one.kind == "late"]


def test_on_track_holds_back_what_comes_before_its_day_and_then_it_begins_anew() -> None:
    before = days_of(facts(firm(date(2022, 3, 31)), on_track=date(2022, 3, 31)))
    assert heard(before, OWNERS, kind="deadline") == ["31 Mar deadline"], "the day itself is still said"
    assert len(heard(before, CHANNEL)) == 3
    late = days_of(facts(firm(date(2022, 3, 31)), on_track=date(2022, 4, 20)))
    assert heard(late, OWNERS, kind="late") == ["25 Apr late", "02 May late", "09 May late"]
    assert heard(late, CHAIRS) == ["16 May unanswered"]


@pytest.mark.parametrize("days", [(30, 7, 1), (2, 1), (0,), ()])
@given(end=DAYS)
def test_the_chairs_choose_the_days_and_no_two_fall_on_one(days: tuple[int, ...], end: date) -> None:
    said = [one for one in days_of(facts(firm(end), closing_days=days)) if one.audience is CHANNEL]
    assert len({one.on for one in said}) == len(said) <= len(days)
    assert all(one.on < end or (one.on == end and one.offset_days == 0) for one in said) or end.weekday() >= 5


@pytest.mark.parametrize("end", [date.min, date.max, date(9500, 1, 1)])
def test_days_at_the_ends_of_the_calendar_are_no_deadline(end: date) -> None:
    assert days_of(facts(Window(end=end))) == ()
