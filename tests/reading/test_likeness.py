"""What says nearly the same, and what only sounds like it."""

import pytest

from bot.reading.likeness import alike, same_address

SAME = [
    ("Science diplomacy day in Vienna", "A day on science diplomacy, Vienna"),
    ("A newsletter", "Newsletter"),
    ("Podcast on careers of researchers", "Podcast about researchers' careers"),
    ("Science diplomacy day in Vienna", "Science diplomacy day in Vienna with all ministers"),
    ("Sorbonne Université: journée", "journee, Sorbonne Universite"),
]
DIFFERENT = [
    ("Science diplomacy day in Vienna", "Science diplomacy day in Berlin"),
    ("Open access", "Open access week in Paris"),
    ("Summer school 2022", "Summer school 2023"),
    ("A", "A"),
    ("", "A newsletter"),
]


@pytest.mark.parametrize(("said", "other"), SAME)
def test_the_same_in_other_words_is_alike(said: str, other: str) -> None:
    assert alike(said, other) and alike(other, said)


@pytest.mark.parametrize(("said", "other"), DIFFERENT)
def test_what_shares_its_topic_only_is_not(said: str, other: str) -> None:
    assert not alike(said, other) and not alike(other, said)


def test_an_address_is_the_same_however_it_is_written() -> None:
    assert same_address("https://www.Example.org/day/?utm_source=mail", "http://example.org/day")
    assert not same_address("https://example.org/day", "https://example.org/night")
    assert not same_address("https://example.org", "https://example.org/"), "a front page says nothing"
    assert not same_address("", "")
