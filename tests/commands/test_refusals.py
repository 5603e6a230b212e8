"""What cannot be done, as things stand, is refused with the reason; nothing is stored of it."""

from datetime import date

import pytest
from sqlmodel import func, select

from bot.commands import COMMANDS
from bot.commands.router import Delivery, Router
from bot.commands.spec import Form
from bot.deps import Deps
from bot.windows import Window
from storage.engine import Units
from storage.models import JournalEntry
from tests.builders import HOUSE, NOW, TEAM, a_cast, a_person, a_programme, an_action, an_organisation

TUESDAYS = "meeting add Trio; when: every first Tuesday 10:00"
OVER = Window(date(2022, 1, 5), date(2022, 1, 5))


def bot(units: Units) -> Router:
    """#1 is Ben's, nobody holds #2, the day of #3 is past; #4 stands in a programme that is not adopted."""
    with units.writing() as session:
        cast = a_cast(session)
        a_person(session, "Dan")
        an_organisation(session, "Trio", kind="group")
        programme = a_programme(session)
        an_action(session, programme, owners=(cast.ben,))
        an_action(session, programme, "Find a host")
        an_action(session, programme, "Kick-off meeting", when="5 January 2022", window=OVER)
        an_action(session, a_programme(session, state="draft", title="Work programme 2023"), "Later")
    return Router(Deps(units, lambda: NOW, HOUSE), COMMANDS)


def journalled(units: Units) -> int:
    with units.reading() as session:
        return session.exec(select(func.count()).select_from(JournalEntry)).one()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("done 1 / done 1", "#1 is done already. `/wp reopen 1` opens it again."),
        ("reopen 1", "#1 is open."),
        ("claim 1", "You hold #1 already."),
        ("done 1 / assign 1 DLR-PT; why: no money", "#1 is done. `/wp reopen 1` first."),
        ("done 1 / claim 1 for us", "#1 is done; there is nothing left to take."),
        ("done 1 / later 1 3", "#1 is done already, so nobody is reminded of it."),
        ("later 1 soon", "In how many days? I can't see a number from 1 to"),
        ("later 1 " + "9" * 5000, "In how many days? I can't see a number from 1 to"),
        ("later 4 3", "#4 is in a programme that is not adopted, so nobody is reminded of it."),
        ("me CNRS", "You belong to CNRS already."),
        ("people <@U0GUS>", "Gus has not said yet where they belong"),
        (f"{TUESDAYS} / meeting move M2 every second Tuesday 10:00", "That repeats, and M2 is one meeting."),
        (f"{TUESDAYS} / meeting move M2 from here on; when: 4 March 2022 10:00", "say how they repeat"),
        (f"{TUESDAYS} / meeting move M2 10 January 2022", "“10 January 2022, 10:00” is past. When is it?"),
        (
            "meeting add Trio; when: 1 February 2022 10:00 / agenda M1 Lisbon / agenda M1 move 1 to 1",
            "It stands there already.",
        ),
        (
            f"{TUESDAYS} / meeting cancel M12 we stop / meeting cancel M12 from here on we stop",
            "M12 and the later ones are",
        ),
        ("priorities 9", "Work programme 2022 has no priority “9”. `/wp priorities` lists them."),
        ("come", "Which meeting? Give its number, as in M3."),
    ],
)
def test_a_member_is_told_what_stands_against_it(lite: Units, typed: str, said: str) -> None:
    _refused(lite, "U0BEN", typed, said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("meeting add #3", "“5 January 2022” is past. On which day is it?"),
        ("done 2 / meeting add #2 3 March 2022 10:00", "#2 is done. `/wp reopen 2` first."),
        ("people set DLR-PT contact <@U0BEN> deputy <@U0BEN>", "Contact and deputy are two people"),
        ("people set trio contact <@U0BEN>", "Trio is whoever chairs, chaired last and chairs next"),
        ("chairs set trio from 1 July 2022 to 31 December 2022", "Trio follows from the terms"),
        ("people set DLR-PT contact <@U0BEN> <@U0ANA>", "One contact only, please: I read 2 people."),
    ],
)
def test_a_chair_is_told_what_stands_against_it(lite: Units, typed: str, said: str) -> None:
    _refused(lite, "U0ANA", typed, said)


def test_who_belongs_nowhere_takes_nothing_in_an_organisations_name(lite: Units) -> None:
    _refused(lite, "U0DAN", "claim 2 for us", "Nobody has confirmed yet where you belong")


@pytest.mark.parametrize("typed", ["claim brief", "add Draft the brief", "priorities", "programme adopt"])
def test_where_no_programme_is_loaded_that_is_the_reason(lite: Units, typed: str) -> None:
    with lite.writing() as session:
        a_cast(session)
    router = Router(Deps(lite, lambda: NOW, HOUSE), COMMANDS)
    said = router.answer(Delivery("1", TEAM, "U0ANA", typed)).text
    assert "No programme is loaded yet. A chair can load one: `/wp programme load`." in said


def test_nothing_is_added_to_a_programme_that_is_closed(lite: Units) -> None:
    with lite.writing() as session:
        a_cast(session)
        a_programme(session, state="closed")
    router = Router(Deps(lite, lambda: NOW, HOUSE), COMMANDS)
    said = router.answer(Delivery("1", TEAM, "U0BEN", "add Draft the brief")).text
    assert said == "Work programme 2022 is closed. A chair can load the next one."


@pytest.mark.parametrize(
    ("form", "where", "said"),
    [
        (Form({"who": ""}, {"argument": "2"}), ("assign", "who"), "Choose a person, or name an organisation."),
        (Form({"what": " "}, {"argument": "2"}), ("edit", "what"), "What is to be done? The text cannot be empty."),
        (Form({}, {"argument": "preview"}), ("programme", "file"), "Choose the document first."),
    ],
)
def test_what_is_missing_in_a_form_is_said_beside_its_field(
    lite: Units, form: Form, where: tuple[str, str], said: str
) -> None:
    errors = bot(lite).answer(Delivery("1", TEAM, "U0ANA", where[0], form=form)).errors
    assert list(errors) == [where[1]] and errors[where[1]].startswith(said)


def _refused(units: Units, who: str, typed: str, said: str) -> None:
    router = bot(units)
    *before, last = typed.split(" / ")
    for number, line in enumerate(before):
        router.answer(Delivery(f"before {number}", TEAM, who, line))
    stored = journalled(units)
    assert said in router.answer(Delivery("last", TEAM, who, last)).text
    assert journalled(units) == stored
