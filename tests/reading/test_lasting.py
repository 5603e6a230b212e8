"""How long something lasts, out of the words that say when it is."""

from datetime import time

import pytest

from bot.reading.lasting import Lasting, ends_apart, lasting, length_or_end


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("3 March 10:00-11:30", Lasting("3 March 10:00-11:30", until=time(11, 30))),
        ("3 March from 10:00 to 11:30", Lasting("3 March from 10:00 to 11:30", until=time(11, 30))),
        ("3 March 10am-11am", Lasting("3 March 10am-11am", until=time(11))),
        ("3 March 10h to 11h", Lasting("3 March 10h to 11h", until=time(11))),
        ("3 March 10:00 for 90 minutes", Lasting("3 March 10:00", 90)),
        ("3 March 10:00 (90 min)", Lasting("3 March 10:00", 90)),
        ("3 March 10:00, for 1 hour", Lasting("3 March 10:00", 60)),
        ("3 March 10:00 for 1h30", Lasting("3 March 10:00", 90)),
        ("3 March 14h30", Lasting("3 March 14h30")),
        ("3-4 March 2022", Lasting("3-4 March 2022")),
        ("10:00-11.03.2022", Lasting("10:00-11.03.2022")),
    ],
)
def test_it_is_read_and_the_rest_of_the_words_stays(said: str, read: Lasting) -> None:
    assert lasting(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("11:30", Lasting("", until=time(11, 30))),
        ("4pm", Lasting("", until=time(16))),
        ("90", Lasting("", 90)),
        ("2 hours", Lasting("", 120)),
        ("for half an hour", Lasting("", 30)),
        ("lunch", None),
        ("25:00", None),
        ("0", None),
    ],
)
def test_a_field_of_its_own_holds_an_end_or_a_length(said: str, read: Lasting | None) -> None:
    assert length_or_end(said) == read


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("3 March 10:00 to 4 March 16:00", time(16)),
        ("from 3 March 2027, 10:00 until 4 March 2027, 16:30", time(16, 30)),
        ("3 March 10am – 4 March 4pm", time(16)),
        ("3 March 10:00", None),
        ("3 March 10:00 to 4 March", None),
        ("3-4 March 10:00", None),
        ("10:00 and again 11:00", None),
    ],
)
def test_where_both_days_have_their_time_the_second_is_the_end(said: str, ends: time | None) -> None:
    assert ends_apart(said) == ends
