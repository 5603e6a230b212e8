"""What actions look like, held by golden files; and that any words in them stay within Slack's limits, inert."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Answer
from bot.blocks import actions, forms, home, programmes
from bot.cards import (
    ActionPage,
    Choice,
    Done,
    Drift,
    FormCard,
    HistoryLine,
    ListCard,
    MenuCard,
)
from bot.sandbox.limits import message_problems, view_problems
from bot.windows import Window
from tests.blocks.made import AT, BRIEF, FINISHED, PROGRAMME, SEEKING, TENTATIVE, any_card, words

LIST = ListCard(
    "Your actions", (BRIEF, SEEKING, FINISHED, TENTATIVE), 14, command="mine", heading="Work programme 2021"
)
PAGE = ActionPage(
    BRIEF,
    notes=(HistoryLine(AT, "Ben", "the venue is booked"),),
    history=(HistoryLine(AT, "Ana", "moved #15 from July to autumn", "the venue moved"),),
)
DRIFTED = ActionPage(
    replace(BRIEF, carried=True),
    drifts=(
        Drift("When", "End of October", BRIEF.when_said, "the venue moved", "Ana", date(2021, 9, 3)),
        Drift("Who", "CNRS", BRIEF.who_said),
    ),
    lineage="first set in 2021 H1 as 2.1, carried twice",
)
MENU = MenuCard("Ben", PROGRAMME, (BRIEF, TENTATIVE), 2, 1, (SEEKING,), 1, organisation="CNRS", chair=True)
ANSWERS = {
    "list": actions.listing(LIST),
    "list_empty": actions.listing(ListCard("Late actions", (), 0, empty="None. `/wp list` shows all that is open.")),
    "list_with_second": actions.listing(ListCard("Your actions", (), 0, empty="Nothing is yours.", also=LIST)),
    "page": actions.page(PAGE),
    "page_drifted": actions.page(DRIFTED),
    "done": actions.changed(Done("Done", FINISHED, undo=8, also=("I have told Chloe.",))),
    "choice": actions.choice(Choice("brief", (("#15 Draft the brief", "15"), ("#22 Print <it>", "22"))), "done"),
    "priorities": programmes.priorities(PROGRAMME),
    "priority": programmes.priority(PROGRAMME.priorities[0], LIST),
    "menu": home.menu(MENU, "/wp"),
}
VIEWS = {
    "form_add": forms.add(FormCard(priorities=(("1", "1. Trainings"), ("2", "2. Policy")))).form,
    "form_when": forms.when(FormCard(action=BRIEF, when="May", needs_why=True)).form,
    "form_edit": forms.edit(
        FormCard(action=BRIEF, what="Draft", who="CNRS", priorities=(("1", "1. T"),), priority="1")
    ).form,
    "form_assign": forms.assign(FormCard(action=SEEKING)).form,
    "form_assign_why": forms.assign(FormCard(action=BRIEF, who="<@U0BEN|Ben>", who_needs_why=True)).form,
    "home": home.home(MENU, "/wp"),
}


def as_message(answer: Answer) -> dict[str, Any]:
    return {"text": answer.text, "blocks": list(answer.blocks)}


@pytest.mark.parametrize("name", ANSWERS)
def test_messages_look_as_they_were_reviewed(golden: Any, name: str) -> None:
    message = as_message(ANSWERS[name])
    assert message_problems(message) == []
    golden(name, message)


@pytest.mark.parametrize("name", VIEWS)
def test_forms_and_home_look_as_they_were_reviewed(golden: Any, name: str) -> None:
    view = VIEWS[name]
    assert view is not None and view_problems(view) == []
    golden(name, view)


def texts(part: Any) -> list[dict[str, Any]]:
    """Every mrkdwn text object in a message."""
    if isinstance(part, dict):
        own = [part] if part.get("type") == "mrkdwn" else []
        return own + [text for value in part.values() for text in texts(value)]
    return [text for one in part for text in texts(one)] if isinstance(part, list) else []


def held(answer: Answer) -> None:
    message = as_message(answer)
    assert message_problems(message) == []
    for text in texts(message["blocks"]):
        assert text["verbatim"] is True
        assert "<!" not in text["text"] and "<@" not in text["text"]
        assert "\0" not in text["text"] and "\u202e" not in text["text"]


@given(st.lists(any_card, max_size=12), words, words)
def test_lists_of_any_words_stay_within_slacks_limits_and_inert(cards: list[Any], title: str, empty: str) -> None:
    rows = tuple(cards[:10])
    held(actions.listing(ListCard(title, rows, len(cards), command="list", empty=empty, heading=title)))


@given(any_card, st.lists(st.builds(HistoryLine, st.just(AT), words, words, words), max_size=20))
def test_one_action_of_any_words_stays_within_slacks_limits_and_inert(card: Any, lines: list[Any]) -> None:
    held(actions.page(ActionPage(card, tuple(lines), tuple(lines))))
    held(actions.changed(Done("Done", card, undo=1, also=(card.what, card.who_said))))


@given(any_card, words, words)
def test_forms_filled_with_any_words_stay_within_slacks_limits(card: Any, title: str, said: str) -> None:
    filled = FormCard(card, (("1", title), ("2", said)), said, said, said, "1", said, True)
    for form in (forms.add, forms.edit, forms.when, forms.note, forms.drop, forms.assign, forms.question):
        view = form(filled).form
        assert view is not None and view_problems(view) == []


@given(st.lists(any_card, max_size=10), words, st.integers(0, 5000))
def test_the_home_tab_of_any_words_stays_within_slacks_limits(cards: list[Any], name: str, total: int) -> None:
    rows = tuple(cards)
    card = MenuCard(name, PROGRAMME, rows, total, 0, rows[:5], total, organisation=name)
    assert view_problems(home.home(card, "/wp")) == []
    held(home.menu(card, "/wp"))


def test_cards_are_plain_data() -> None:
    assert asdict(BRIEF)["owners"][0]["name"] == "Ben"


def test_what_is_next_is_what_closes_first_not_what_has_no_date() -> None:
    undated = replace(BRIEF, number=18, late=False, when_said="soonish", window=Window())
    soon = replace(undated, number=3, when_said="15 December", window=Window(end=date(2021, 12, 15)))
    assert "Next: *#3*" in str(home.menu(replace(MENU, mine=(undated, soon)), "/wp").blocks)
    guest = home.menu(replace(MENU, member=False), "/wp")
    assert "/wp add" not in str(guest.blocks), "what they may not do is not offered"
