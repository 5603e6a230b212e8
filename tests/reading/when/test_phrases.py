from datetime import date, time

import pytest

from bot.reading.when import Context, answer, read_when
from tests.reading.when.phrases import PHRASES, RULES, SEEDS, SPRING, UNDATED

FLAGS = ("tentative", "ongoing", "recurring", "approximate")


def a_context(today: str, first: str, last: str, lang: str = "") -> Context:
    return Context(date.fromisoformat(today), (date.fromisoformat(first), date.fromisoformat(last)), lang)


CONTEXT = a_context(*SPRING)


def told(said: str, context: Context = CONTEXT) -> tuple[str, str, str]:
    read = answer(read_when(said, context))
    return read["start"] or "", read["end"] or "", " ".join(flag for flag in FLAGS if read[flag])


@pytest.mark.parametrize(("programme", "said", "start", "end", "flags"), SEEDS)
def test_every_when_of_the_seeds_is_read(
    programme: tuple[str, str, str], said: str, start: str, end: str, flags: str
) -> None:
    assert told(said, a_context(*programme)) == (start, end, flags)


@pytest.mark.parametrize("said", PHRASES)
def test_a_planners_phrase_is_read_as_its_window(said: str) -> None:
    assert told(said) == PHRASES[said]


@pytest.mark.parametrize("said", UNDATED)
def test_no_date_is_invented(said: str) -> None:
    start, end, _ = told(said)
    assert (start, end) == ("", "")


@pytest.mark.parametrize("said", RULES)
def test_a_recurrence_has_its_rule_where_one_can_be_read(said: str) -> None:
    window = read_when(said, CONTEXT).window
    assert window.recurring
    assert window.rule == RULES[said]


@pytest.mark.parametrize(
    ("said", "reference"),
    [
        ("See meeting proposals above", "See meeting proposals above"),
        ("same as 2.3", "same as 2.3"),
        ("same date as #15", "same date as #15"),
        ("Day 2 of the Open Conference", "Day 2 of the Open Conference"),
        ("23/03/2022 (Day 2 of 3-day Open Conference)", "Day 2 of 3-day Open Conference"),
        ("after the General Assembly", "after the General Assembly"),
        ("at the next Trio meeting", "at the next Trio meeting"),
        ("back to back with the General Assembly (June 2022)", "back to back with the General Assembly"),
        ("3 May 2022", ""),
    ],
)
def test_words_that_point_elsewhere_are_handed_on(said: str, reference: str) -> None:
    assert read_when(said, CONTEXT).reference == reference


@pytest.mark.parametrize(
    ("said", "clock", "zone"),
    [
        ("Thursday 14th April 2022 at 11:00 GMT", time(11), "Etc/GMT"),
        ("3 May 2022, 10-12h", time(10), ""),
        ("24.6.2022, 14 Uhr", time(14), ""),
        ("le 3 mai à 14h30", time(14, 30), ""),
        ("3 May, 2pm Brussels time", time(14), "Europe/Brussels"),
        ("3 May 2022, 14.30 CET", time(14, 30), "Europe/Brussels"),
        ("every Monday at 10:00", time(10), ""),
        ("10:00 to 12 on 3 May 2022", time(10), ""),
        ("3:00 to 5 pm, 3 May 2022", time(15), ""),
        ("3 May 2022 at 09:00 America/New_York", time(9), "America/New_York"),
    ],
)
def test_a_time_of_day_is_kept_beside_its_day(said: str, clock: time, zone: str) -> None:
    window = read_when(said, CONTEXT).window
    assert (window.time, window.zone) == (clock, zone)
    assert window.start == window.end


def test_a_day_after_a_time_is_no_hour() -> None:
    window = read_when("every Tuesday 10:00 until 8 March 2022", CONTEXT).window
    assert (window.time, window.end, window.rule) == (time(10), date(2022, 3, 8), "FREQ=WEEKLY;BYDAY=TU")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Monday 3 May 2022", "3 May 2022 is a Tuesday, not a Monday."),
        ("15 March (Monday)", "15 March 2022 is a Tuesday, not a Monday."),
        ("12 May - 3 May 2022", "The end lies before the start; read the other way round."),
        ("September 2022", "That is outside the programme's period (1 January 2022 to 30 June 2022)."),
        ("4/22", "Read with the month first: there is no month of that number."),
        ("kick-off 3 May, final conference 10 June", "Several dates; read as one window from the first to the last."),
    ],
)
def test_contradictions_are_said_aloud(said: str, words: str) -> None:
    reading = read_when(said, CONTEXT)
    assert reading.window.dated
    assert words in reading.warnings


def test_what_was_not_understood_is_kept_in_its_own_words() -> None:
    assert read_when("Special session April 2022", CONTEXT).unread == "Special session"
    assert read_when("Wenn Partner Zeit haben", CONTEXT).unread == "Wenn Partner Zeit haben"


def test_a_year_is_chosen_within_the_programme_first_then_after_it_began() -> None:
    preparing = a_context("2017-10-01", "2018-01-01", "2018-12-31")
    assert told("2 February", preparing)[0] == "2018-02-02"
    assert told("August", CONTEXT)[0] == "2022-08-01"
    across = a_context("2021-11-01", "2021-10-01", "2022-03-31")
    assert told("February", across)[0] == "2022-02-01"
    assert told("Nov-Feb", across)[:2] == ("2021-11-01", "2022-02-28")
    assert told("May", Context(date(2022, 6, 10)))[0] == "2023-05-01"


def test_words_that_two_languages_share_follow_the_language_asked_for() -> None:
    monday = date(2022, 1, 10)
    assert told("mar 15 mars", Context(monday, None, "fr"))[0] == "2022-03-15"
    assert told("10 a 22 agosto", Context(monday, None, "es"))[:2] == ("2022-08-10", "2022-08-22")
    assert told("So, 6. März", Context(monday, None, "de"))[0] == "2022-03-06"


def test_a_day_in_another_language_is_read_with_the_help_of_dateparser_and_no_more() -> None:
    assert told("15 marzec 2022", CONTEXT)[:2] == ("2022-03-15", "2022-03-15")
    assert told("15 partners 2022", CONTEXT)[:2] == ("", "")
