"""Words as a name: whole where they are short, else cut where a reader would stop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.titles import as_title, programme_name

REST = " This topical focus can shape consideration of outreach, and help to highlight particular challenges for all."


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Draft  the\nbrief , soon.", "Draft the brief, soon."),
        ("Open Conference , “Diversities and South”." + REST, "Open Conference, “Diversities and South”…"),
        ("Which rules hold for us when we publish?" + REST, "Which rules hold for us when we publish?…"),
        ("Workshop." + REST + REST, "Workshop. This topical focus can shape consideration of outreach, and help to…"),
        (
            "Training with our partners, e.g. Lisbon and the S4D4C course, offline and online, " * 2,
            "Training with our partners, e.g. Lisbon and the S4D4C course, offline and…",
        ),
    ],
)
def test_a_title_is_cut_after_its_first_sentence_else_after_a_word(said: str, title: str) -> None:
    assert as_title(said, 80) == title


@given(st.text(max_size=400), st.integers(20, 150))
def test_no_title_is_longer_than_it_may_be(said: str, limit: int) -> None:
    assert len(as_title(said, limit)) <= limit


@pytest.mark.parametrize(
    ("title", "state", "name"),
    [
        ("Draft Work Programme n°3", "draft", "Draft Work Programme n°3"),
        ("Draft Work Programme n°3", "adopted", "Work Programme n°3"),
        ("DRAFT: Work Programme", "closed", "Work Programme"),
        ("Work Programme (draft)", "adopted", "Work Programme"),
        ("Drafting rules together", "adopted", "Drafting rules together"),
        ("Draft", "adopted", "Draft"),
        ("(draft)", "adopted", "(draft)"),
        ("Draft programme of work", "adopted", "Programme of work"),
        ("eAlliance, a plan", "adopted", "eAlliance, a plan"),
    ],
)
def test_what_is_adopted_is_called_a_draft_no_longer(title: str, state: str, name: str) -> None:
    assert programme_name(title, state) == name
