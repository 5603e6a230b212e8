from datetime import date

from bot.reading.when import Context, answer, read_when, write_when
from bot.windows import Window

CONTEXT = Context(date(2021, 7, 1), (date(2021, 7, 1), date(2021, 12, 31)))


def test_a_month_is_read_whole_and_its_flag_is_raised() -> None:
    assert read_when("November 2021 (tbc)", CONTEXT).window == Window(
        date(2021, 11, 1), date(2021, 11, 30), tentative=True
    )


def test_a_phrase_that_says_nothing_keeps_its_words() -> None:
    reading = read_when("as the partners wish", CONTEXT)
    assert not reading.window.understood
    assert reading.unread == "as the partners wish"
    assert answer(reading)["start"] is None


def test_a_day_is_written_so_that_it_is_read_again() -> None:
    window = Window(date(2022, 3, 23), date(2022, 3, 23))
    assert read_when(write_when(window), CONTEXT).window == window
