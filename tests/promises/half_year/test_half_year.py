"""Half a year of three programmes: our own as it is to be read, with people who answer; the alliance's in silence."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.example import NAME, example_programme
from bot.reading.documents import read_document
from storage.engine import Units
from tests.promises.half_year.play import CHANNEL, Play, Said, written

GOLDEN = Path(__file__).parent / "example.txt"
MARCH = date(2022, 3, 1)
"""Around which the example's dates lie: its period is then the first half of 2022."""
DEEDS = {
    date(2022, 1, 10): [
        ("Tom", "when 13 31 March; why: the office asked"),
        ("Ines", "when 14 25 March 2022; why: at the assembly"),
    ],
    date(2022, 1, 18): [("Kenji", "claim 4")],
    date(2022, 2, 7): [("Jonas", "on-track 10"), ("Lucie", "note 10 the spring issue is out")],
    date(2022, 2, 21): [("Lucie", "claim 9 for us")],
    date(2022, 2, 18): [("Ines", "on-track 1")],
    date(2022, 2, 23): [("Ines", "done 3")],
    date(2022, 3, 4): [("Ines", "later 1")],
    date(2022, 3, 9): [("Ines", "done 1 sent to all")],
    date(2022, 3, 21): [("Lucie", "when 15 8 April 2022; why: two members asked for more time")],
    date(2022, 4, 8): [("Lucie", "done 15")],
    date(2022, 5, 2): [("Maya", "done 6 it is on our page")],
}


@pytest.fixture
def example(lite: Units) -> list[Said]:
    document = read_document(example_programme(MARCH).encode(), NAME)
    return Play(lite, document, DEEDS).run()


def test_our_own_half_year_reads_as_reviewed(example: list[Said], request: pytest.FixtureRequest) -> None:
    text = written(example)
    if request.config.getoption("--write-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8"), "run pytest --write-golden and read what has changed"
    _hold(example)


@pytest.mark.parametrize(
    ("seed", "first", "most"),
    [
        ("alliance-work-programme-2021-h2.txt", date(2021, 7, 5), 8),
        ("alliance-work-programme-2022-h1.txt", date(2022, 1, 3), 6),
    ],
)
def test_half_a_year_of_the_alliance_in_which_nobody_says_a_word_is_still_bearable(
    shared: Path, lite: Units, seed: str, first: date, most: int
) -> None:
    document = read_document((shared / "seeds" / seed).read_bytes(), seed)
    said = Play(lite, document, first=first).run()
    _hold(said)
    months = Counter((one.to, one.at.month) for one in said)
    assert all(times <= most for times in months.values()), months


def _hold(said: list[Said]) -> None:
    """What holds of every half-year: one digest a receiver and day, in working hours; nothing twice, nothing early."""
    digests = [one for one in said if one.kind == "digest"]
    days = Counter((one.to, one.at.date()) for one in digests)
    assert [key for key, times in days.items() if times > 1] == []
    assert all(one.at.weekday() < 5 for one in said)
    assert [one.at for one in said] == sorted(one.at for one in said)
    texts = Counter((one.to, one.at.date(), one.message.text) for one in said)
    assert [key for key, times in texts.items() if times > 1] == []
    assert not any("sent late" in one.message.text for one in said)
    assert all(one.message.blocks and one.message.text.strip() for one in said), "nothing to say is no message"
    channel = [one for one in digests if one.message.receiver == CHANNEL]
    assert not any("Past its date" in one.message.text for one in channel), "nobody is called late before all"
    weekly = [one.at.date() for one in channel if "Looking for someone" in one.message.text]
    assert all(day.weekday() == 0 for day in weekly)
    assert all(later - earlier >= timedelta(days=7) for earlier, later in pairwise(weekly))
