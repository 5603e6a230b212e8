"""`help`: the verbs one may use; of the others, who may."""

import pytest

from bot.commands import COMMANDS
from bot.commands.router import Delivery, Router
from bot.deps import Deps
from storage.engine import Units
from tests.builders import HOUSE, NOW, a_cast


@pytest.mark.parametrize(
    ("who", "asked", "said"),
    [
        ("U0BEN", "accept", "`/wp accept` is for the chairs. `/wp help` shows what you can do."),
        ("U0GUS", "claim", "`/wp claim` is for members. `/wp help` shows what you can do."),
        ("U0BEN", "xyzzyx", "There is no “xyzzyx”. `/wp help` lists every verb."),
        ("U0BEN", "clam", "There is no “clam”. Did you mean `/wp help claim`?"),
    ],
)
def test_of_a_verb_that_is_for_others_it_is_said_for_whom(lite: Units, who: str, asked: str, said: str) -> None:
    with lite.writing() as session:
        a_cast(session)
    router = Router(Deps(lite, lambda: NOW, HOUSE), COMMANDS)
    assert router.answer(Delivery("1", "T0HOME", who, f"help {asked}")).text == said


def test_what_help_says_keeps_its_letters(lite: Units) -> None:
    with lite.writing() as session:
        a_cast(session)
    router = Router(Deps(lite, lambda: NOW, HOUSE), COMMANDS)
    assert "a proposal (P7)" in router.answer(Delivery("1", "T0HOME", "U0BEN", "help agenda")).text


@pytest.mark.parametrize(
    ("who", "there", "not_there"),
    [
        (
            "U0GUS",
            ("`/wp call`", "`/wp register`", "`/wp people CNRS`"),
            ("call open", "approached;", "meeting add Trio"),
        ),
        ("U0BEN", ("`/wp call`", "meeting add Trio"), ("call open “", "people set CNRS", "programme load")),
        ("U0ANA", ("call open “", "people set CNRS", "programme load"), ()),
    ],
)
def test_every_example_is_one_that_the_person_may_type(
    lite: Units, who: str, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    with lite.writing() as session:
        a_cast(session)
    router = Router(Deps(lite, lambda: NOW, HOUSE), COMMANDS)
    said = str(router.answer(Delivery("1", "T0HOME", who, "help")).blocks)
    assert all(line in said for line in there) and not any(line in said for line in not_there)
