"""What somebody should look at in the dates of a document, in words that a chair understands."""

from datetime import date

from bot.reading.documents import read_document
from bot.reading.documents.clean import shortened
from bot.reading.documents.doubts import doubtful_dates

STEPS = """# Strategic priorities 2018

- Alumni event → 2 February
- Report → asap

# Next steps

- Call for ideas → 12 October
- Decision → mid-December
"""


def test_steps_that_prepare_a_year_are_doubted_as_of_the_autumn_before_it() -> None:
    programme = read_document(STEPS.encode(), "a.txt").programmes[0]
    assert programme.prepares
    assert [(one.kind, one.text) for one in doubtful_dates(programme, date(2026, 1, 1))] == [
        ("no date read", "“asap” in “Report”"),
        ("read by convention", "“mid-December” as 11–20 Dec 2017 in “Decision”"),
    ]


def test_rows_of_a_plan_without_priorities_prepare_nothing() -> None:
    plan = read_document(b"# Plan 2027\n\nWhat\tWho\tWhen\nMeet\tCNRS\tend of October\n", "a.txt").programmes[0]
    (doubt,) = doubtful_dates(plan, date(2026, 1, 1))
    assert doubt.kind == "read by convention" and "31 Oct 2027" in doubt.text


def test_a_long_text_is_cut_between_two_words_and_marked_as_cut() -> None:
    assert shortened("one two three four", 12) == "one two …"
    assert shortened("a\nb") == "a b"
    assert shortened("x" * 30, 12) == "x" * 10 + " …"
