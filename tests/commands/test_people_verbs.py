"""The verbs about people from the typed line to the answer, through the router."""

from itertools import count
from types import ModuleType

import pytest

from bot.answers import Answer
from bot.commands import chairs, confirm, me, people, proposals, propose, undo, withdraw
from bot.commands.router import Delivery, Router
from bot.commands.spec import Form
from bot.deps import Deps
from bot.sandbox.limits import message_problems, view_problems
from storage.engine import Units
from tests.builders import HOUSE, NOW, OTHER_TEAM, TEAM, a_cast, a_person, a_programme

ROOMS: tuple[ModuleType, ...] = (me, confirm, people, chairs, propose, proposals, withdraw, undo)


class Bot:
    """Types, presses and sends forms as somebody; every answer is held to Slack's limits."""

    def __init__(self, units: Units) -> None:
        self.router = Router(Deps(unit=units, now=lambda: NOW, house=HOUSE), [room.COMMAND for room in ROOMS])
        self.keys = count()

    def types(self, name: str, text: str, form: dict[str, object] | None = None, argument: str = "") -> Answer:
        sent = None if form is None else Form(form, {"argument": argument})
        team = OTHER_TEAM if name == "Sam" else TEAM
        answer = self.router.answer(Delivery(f"k{next(self.keys)}", team, f"U0{name.upper()}", text, form=sent))
        if answer.form is not None:
            assert view_problems(answer.form) == []
        elif not answer.errors:
            assert message_problems({"text": answer.text, "blocks": list(answer.blocks)}) == []
        return answer

    def says(self, name: str, text: str) -> str:
        return self.types(name, text).text


@pytest.fixture
def bot(lite: Units) -> Bot:
    with lite.writing() as session:
        a_cast(session)
        a_programme(session)
        a_person(session, "Dana")
    return Bot(lite)


def test_a_newcomer_says_where_they_belong_and_the_contact_confirms_it(bot: Bot) -> None:
    assert bot.says("Dana", "me").startswith("You are Dana. I don't know your organisation yet")
    assert "I have asked Chloe, contact of DLR-PT" in bot.says("Dana", "me dlr pt")
    shown = bot.types("Chloe", "people DLR-PT")
    press = next(block["accessory"] for block in shown.blocks if "accessory" in block)
    assert press["action_id"] == "wp:confirm:U0DANA DLR-PT"
    assert bot.says("Chloe", f"confirm {press['value']}").startswith("Confirmed: Dana belongs to DLR-PT.")
    assert bot.says("Dana", "me") == "You are Dana, of DLR-PT."


def test_a_misspelt_organisation_is_offered_as_a_button(bot: Bot) -> None:
    answer = bot.types("Dana", "me CNSR")
    assert [press["action_id"] for press in answer.blocks[-1]["elements"]] == ["wp:me:CNRS"]
    assert "`/wp people add CNSR`" in answer.text


def test_my_organisation_is_chosen_by_form(bot: Bot) -> None:
    form = bot.types("Dana", "me ?").form
    assert form is not None and form["callback_id"] == "wp:me"
    assert bot.types("Dana", "me", {"organisation": "CNRS"}).text.startswith("You belong to CNRS now.")


def test_a_chair_puts_people_in_their_place_in_one_line_by_form_and_back(bot: Bot) -> None:
    line = "people set CNRS contact <@U0BEN|ben> · member <@U0SAM> · alias LAB"
    assert bot.says("Ana", line).startswith("Set CNRS: contact Ben; member Sam; alias LAB.")
    assert bot.says("Sam", "me") == "You are Sam, of CNRS."
    form = bot.types("Ana", "people set LAB ?").form
    assert form is not None and "CNRS" in form["private_metadata"]
    sent = bot.types("Ana", "people", {"deputy": "U0DANA", "members": []}, argument="CNRS")
    assert sent.text.startswith("Set CNRS: deputy Dana.")
    bot.says("Ana", "undo")
    bot.says("Ana", "undo")
    assert bot.says("Sam", "me").startswith("This programme is open to the members")


def test_refusals_name_the_role_that_may(bot: Bot) -> None:
    for line in ("people set CNRS member <@U0DANA>", "people add VUB", "people merge CNRS into DLR", "chairs set CNRS"):
        assert bot.says("Ben", line).startswith("Only the chairs can"), line
    assert bot.says("Gus", "propose A day").startswith("Guests can read the programme")


def test_the_chairs_are_shown_and_set_by_line_and_by_form(bot: Bot) -> None:
    assert "In the chair  ZSI  1 January 2022 – 30 June 2022" in bot.says("Ben", "chairs")
    assert bot.types("Ben", "chairs").blocks[-1]["type"] == "section"
    assert bot.types("Ana", "chairs set ?").form is not None
    form = {"organisation": "CNRS", "from": "2022-07-01", "to": "2022-06-01"}
    assert set(bot.types("Ana", "chairs", form).errors) == {"to"}
    said = bot.types("Ana", "chairs", {**form, "to": "2022-12-31"}).text
    assert said.startswith("In the chair: CNRS, from 1 July 2022 to 31 December 2022.")
    assert bot.says("Ana", "chairs clear CNRS").startswith("No longer in the chair: CNRS.")


def test_a_proposal_goes_from_a_line_to_the_queue_and_back(bot: Bot) -> None:
    receipt = bot.says("Ben", "propose event A day in Vienna; when: October 2022; priority: 1")
    assert receipt.startswith("Received: *P1* A day in Vienna (event; October 2022")
    assert "P1 A day in Vienna (event, received)" in bot.says("Chloe", "proposals")
    assert bot.says("Chloe", "withdraw P1") == "P1 can be withdrawn by who proposed it."
    assert bot.says("Ben", "withdraw P1").startswith("Withdrawn: *P1*")


def test_a_wrong_priority_stands_beside_its_field_in_the_form(bot: Bot) -> None:
    assert bot.types("Ben", "propose").form is not None
    sent = bot.types("Ben", "propose", {"kind": "idea", "text": "A day", "priority": "9"})
    assert set(sent.errors) == {"priority"}


def test_words_of_any_kind_are_answered_in_a_sentence(bot: Bot) -> None:
    for words in ("<!channel> & @here", "\0\0", "‮rtl", "x" * 10_000, "%_\\", "@5", "<@U0BEN>"):
        for verb in ("me", "people", "people set", "people add", "chairs set", "propose", "withdraw", "proposals"):
            answer = bot.types("Ana", f"{verb} {words}")
            assert answer.text or answer.form
            assert "Something went wrong" not in answer.text, (verb, words)
