"""What is typed after the verbs behind the buttons of reminders, and that a deed delivered twice is done once."""

import pytest
from sqlmodel import select

from bot.commands import COMMANDS, claim, later
from bot.commands.router import Delivery, Router
from bot.deps import Deps
from storage.engine import Units
from storage.models import JournalEntry, ReminderAnswer
from tests.builders import HOUSE, NOW, TEAM, a_cast, a_programme, an_action


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("15", ("15", False)),
        ("#15 ours", ("#15", True)),
        ("15 for us", ("15", True)),
        ("15 for my organisation", ("15", True)),
        ("15 for our organization", ("15", True)),
        ("3.4 us", ("3.4", True)),
        ("policy brief for us", ("policy brief for us", False)),
        ("15 please", ("15 please", False)),
    ],
)
def test_a_claim_is_for_oneself_unless_the_organisation_is_named(text: str, asked: tuple[str, bool]) -> None:
    assert claim.parse(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"), [("15", ("15", "3")), ("15 10", ("15", "10")), ("#15 5 days", ("#15", "5 days"))]
)
def test_later_is_in_three_days_unless_said(text: str, asked: tuple[str, str]) -> None:
    assert later.parse(text) == asked


@pytest.mark.parametrize("line", ["on-track 1", "later 1", "claim 2 ours"])
def test_a_button_delivered_twice_acts_once_and_answers_the_same(lite: Units, line: str) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        programme = a_programme(session)
        an_action(session, programme, owners=(cast.dlr,))
        an_action(session, programme)
    router = Router(Deps(lite, lambda: NOW, HOUSE), COMMANDS)
    delivery = Delivery("press:1", TEAM, "U0CHLOE", line, pressed=True)
    first, second = router.answer(delivery), router.answer(delivery)
    assert first.text == second.text
    with lite.reading() as session:
        assert len(session.exec(select(JournalEntry)).all()) == 1
        assert len(session.exec(select(ReminderAnswer)).all()) == (0 if "claim" in line else 1)
