"""A "when" as it is shown: the words as written, then the days they were read as, where those say more."""

from datetime import date

import pytest

from bot.blocks.dates import said_and_read
from bot.reading.when import Context, read_when

JANUARY = Context(date(2022, 1, 3), (date(2022, 1, 1), date(2022, 6, 30)))


def shown(said: str, *, near: bool = False) -> str:
    return said_and_read(said, read_when(said, JANUARY).window, long=True, near=near)


@pytest.mark.parametrize(
    "said",
    [
        "4 March 2022",
        "Fri 4th of March 2022",
        "March 4, 2022",
        "23 Feb 2022",
        "23/03/2022 (Day 2 of 3-day Open Conference)",
        "Between April 2022 and June 2022",
        "31 August-1 September 2022",
        "May 2022 (tbc), or when the hall is free",
    ],
)
def test_a_day_is_not_said_twice_in_two_forms(said: str) -> None:
    assert shown(said) == said


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("03/04/2022", "3 April 2022"),
        ("Mid-April 2022", "11–20 April 2022"),
        ("31 March", "31 March 2022"),
        ("3 March 2022 or 5 April 2022", "3 March – 5 April 2022"),
        ("End 2022", "October – December 2022"),
    ],
)
def test_what_the_words_leave_open_is_said_behind_them(said: str, read: str) -> None:
    assert shown(said) == f"{said} ({read})"


def test_beside_the_days_that_are_left_the_year_goes_without_saying() -> None:
    assert shown("31 March", near=True) == "31 March"
    assert shown("31 March-1 April", near=True) == "31 March-1 April"
    assert shown("End of March", near=True) == "End of March (21–31 March 2022)"
    assert shown("all year", near=True) != "all year"
