"""What is written is read again as the same window."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.when import Context, read_when, write_when
from bot.reading.when.write import RULES
from bot.windows import NOTHING, Window

FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)
CONTEXTS = (
    Context(date(2021, 7, 1), (date(2021, 7, 1), date(2021, 12, 31))),
    Context(date(2024, 2, 29)),
    Context(date(2017, 10, 1), (date(2018, 1, 1), date(2018, 12, 31)), "en"),
)
days = st.dates(FIRST, LAST)
rules = st.sampled_from(["", *RULES, "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"])


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Windows that words can say: a time belongs to a day or a recurrence, "about" to a date."""
    one, two = draw(st.none() | days), draw(st.none() | days)
    if one and two and one > two:
        one, two = two, one
    recurring = draw(st.booleans())
    timed = draw(st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)))
    clock = timed if one or two or recurring else None
    return Window(
        one,
        two,
        tentative=draw(st.booleans()),
        ongoing=draw(st.booleans()),
        recurring=recurring,
        approximate=draw(st.booleans()) and bool(one or two),
        rule=draw(rules) if recurring else "",
        time=clock,
        zone=draw(st.sampled_from(["", "Europe/Brussels", "UTC", "America/New_York"])) if clock else "",
    )


@given(windows(), st.sampled_from(CONTEXTS), st.booleans())
@settings(max_examples=300)
def test_any_window_is_written_so_that_it_is_read_again(window: Window, context: Context, long: bool) -> None:
    words = write_when(window, long=long)
    assert read_when(words, context).window == window, words


def test_every_date_from_1990_to_2060_comes_back_and_every_day_of_the_year_in_every_format() -> None:
    context = CONTEXTS[0]
    formats = (
        write_when,
        lambda window: write_when(window, long=True),
        "{0.start}".format,
        "{0.start:%d/%m/%Y}".format,
    )
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(number)
        words = formats[number % 4](Window(day, day))  # the next year a day of the year has the next format
        assert read_when(words, context).window == Window(day, day), words


def test_every_month_third_season_and_year_part_comes_back() -> None:
    for said in ("early 2022", "late November 2021", "mid-May 2022", "autumn 2021", "winter 2021/22", "March 2022"):
        window = read_when(said, CONTEXTS[1]).window
        assert window.dated
        for long in (True, False):
            assert read_when(write_when(window, long=long), CONTEXTS[1]).window == window


@pytest.mark.parametrize(
    ("window", "short", "long"),
    [
        (Window(date(2022, 3, 23), date(2022, 3, 23)), "23 Mar 2022", "23 March 2022"),
        (Window(date(2022, 3, 12), date(2022, 3, 14)), "12–14 Mar 2022", "12–14 March 2022"),
        (Window(date(2021, 8, 31), date(2021, 9, 1)), "31 Aug – 1 Sep 2021", "31 August – 1 September 2021"),
        (Window(date(2021, 11, 1), date(2021, 11, 30), tentative=True), "Nov 2021 (tbc)", "November 2021 (tbc)"),
        (Window(None, date(2022, 10, 31)), "by 31 Oct 2022", "by 31 October 2022"),
        (Window(date(2022, 5, 1), None), "from 1 May 2022", "from 1 May 2022"),
        (
            Window(recurring=True, rule="FREQ=MONTHLY;BYDAY=1TU"),
            "first Tuesday of every month",
            "first Tuesday of every month",
        ),
        (Window(ongoing=True), "ongoing", "ongoing"),
        (NOTHING, "", ""),
    ],
)
def test_windows_are_short_in_lists_and_full_in_sentences(window: Window, short: str, long: str) -> None:
    assert (write_when(window), write_when(window, long=True)) == (short, long)
