"""Whatever stands in the cell: an answer, in order, the same however it is typed, in time."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.when import Context, answer, explain, read_when
from bot.reading.when.kinds import TABLE
from bot.reading.when.lexicon import LANGUAGES, lexicon

CONTEXT = Context(date(2021, 7, 1), (date(2021, 7, 1), date(2021, 12, 31)))
WORDS = sorted(
    {word for lang in LANGUAGES for word in lexicon(lang)}
    | {str(number) for number in (*range(60), 1999, 2021, 2022, 20220101, 99999)}
    | {"Q3", "H1", "M24", "W12", "3rd", "10:30", "'22", "partners", "1er", "<sup>5</sup>", "&ndash;", "T4", "S2", "2e"}
    | set("-–/.,;:()?!&+~'#@")
)
phrases = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
contexts = st.builds(
    Context,
    st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    st.none() | st.dates(date(1990, 1, 1), date(2060, 6, 1)).map(lambda d: (d, d.replace(year=d.year + 1, day=1))),
    st.sampled_from(["", "en", "fr", "de", "es", "it"]),
)


@given(st.one_of(st.text(max_size=80), phrases), contexts)
@settings(max_examples=600)
def test_any_text_has_an_answer_whose_start_is_not_after_its_end(said: str, context: Context) -> None:
    reading = read_when(said, context)
    window = reading.window
    assert reading.said == said
    assert not (window.start and window.end and window.start > window.end)
    assert window.understood or window.tentative or reading.unread or reading.reference or not said.strip()
    assert answer(reading)["start"] == (window.start.isoformat() if window.start else None)
    assert explain(reading)


@given(phrases, contexts, st.randoms(use_true_random=False))
@settings(max_examples=400)
def test_case_spaces_dashes_and_quotes_do_not_matter(said: str, context: Context, dice: random.Random) -> None:
    typed = read_when(said, context).window
    for other in (
        said.upper(),
        said.title() if said.isascii() and "'" not in said else said.upper(),
        said.replace(" ", " \t\u00a0"),
        f"\n {said}  ",
        said.replace("-", dice.choice("‐‑–—−")),
        said.replace("–", "-"),
        said.replace("'", dice.choice("’‘ʼ")),
    ):
        assert read_when(other, context).window == typed, other


def test_spaces_round_a_point_make_no_day_of_two_figures() -> None:
    for said in ("1.1", "1 . 1", "1 .\t1"):
        assert not read_when(said, Context(date(2000, 1, 1))).window.understood, said


HOSTILE = (
    "1," * 5000, "1/" * 5000, "12-" * 3400, "a" * 10000, "may " * 2500, "(" * 10000, "<" * 10000, "<a " * 3300,
    "1 and " * 1700, "last week of " * 800, "&" * 10000, "&amp;" * 2000, "https://" * 1250, "'" * 10000,
    "every " * 1600, "2022-" * 2000, "freq=daily;" * 900, "europe/" * 1400, "\u0301" * 10000, "ﷺ" * 10000,
    "in 2 weeks " * 900, "before after " * 800, "<sup>" * 2000, "3 weeks after " * 700, "…" * 10000, " " * 10000,
)  # fmt: skip


def steps(said: str) -> int:
    """Lines of our own code that reading the text takes: a measure of time that no busy machine can bend."""
    import sys

    count = 0

    def trace(frame: object, event: str, arg: object) -> object:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        read_when(said, CONTEXT)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: repr(text[:14]))
def test_long_hostile_text_takes_no_more_than_in_proportion(hostile: str) -> None:
    read_when(hostile, CONTEXT)
    assert len(hostile) >= 9000
    assert steps(hostile) <= 60 * 10_000
    assert steps(hostile) <= 3 * steps(hostile[:5000]) + 20_000


def test_every_kind_in_the_table_reads_its_own_example() -> None:
    context = Context(date(2022, 1, 10), (date(2022, 1, 1), date(2022, 12, 31)))
    for kind in TABLE:
        reading = read_when(kind.example, context)
        assert reading.parts or reading.unread, kind
        if kind.name not in ("number of something", "day of a meeting", "fiscal year", "length", "week of", "rest"):
            told = reading.window
            assert told.understood or reading.unread == kind.example, (kind.name, kind.example)


def test_no_word_is_listed_twice_in_one_language_with_two_meanings() -> None:
    from importlib import import_module

    for lang in LANGUAGES:
        seen: dict[str, str] = {}
        for name, value, listed in import_module(f"bot.reading.when.vocabulary.{lang}").WORDS:
            for phrase in listed.split("|"):
                meaning = f"{name} {value}"
                assert seen.setdefault(phrase, meaning) == meaning, (lang, phrase, seen[phrase], meaning)
