"""What is typed wrongly is answered with lines that can be copied as they stand, whatever the command is called."""

import re
from dataclasses import replace

import pytest

from bot.commands import COMMANDS
from bot.commands.router import Delivery, Router
from bot.commands.spec import Form
from bot.deps import Deps
from storage.engine import Units
from tests.builders import HOUSE, NOW, a_cast


@pytest.mark.parametrize(
    "typed",
    [
        "accept P7 as acton",
        "chairs rotate",
        "come M3 perhaps",
        "edit P7 something loose",
        "hold nothing",
        "meeting postpone M3",
        "meetings next",
        "people merge DLR",
        "people set",
        "programme rename",
        "programme close; keep; burn 15",
        "programme export as pdf",
        "proposals sheet pdf",
        "register everything",
        "register R3 perhaps",
        "register sheet pdf",
        "settings colour",
        "settings away until 14 March, deputy Ben",
        "settings country Utopia",
    ],
)
def test_a_line_that_is_not_understood_is_answered_with_lines_to_copy(lite: Units, typed: str) -> None:
    with lite.writing() as session:
        a_cast(session)
    router = Router(Deps(lite, lambda: NOW, replace(HOUSE, command="/plan")), COMMANDS)
    said = router.answer(Delivery("1", "T0HOME", "U0ANA", typed)).text
    lines = re.findall(r"`([^`]*)`", said)
    assert lines and all(line.startswith("/plan ") for line in lines), said
    assert "/wp" not in said


def test_beside_a_field_a_line_stands_without_marks(lite: Units) -> None:
    with lite.writing() as session:
        a_cast(session)
    router = Router(Deps(lite, lambda: NOW, HOUSE), COMMANDS)
    form = Form({"title": "Trio meeting", "when": "sometime"})
    said = router.answer(Delivery("1", "T0HOME", "U0ANA", "meeting", form=form)).errors
    assert "/wp meeting add Trio" in said["when"] and "`" not in said["when"]
