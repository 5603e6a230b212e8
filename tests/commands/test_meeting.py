"""What is typed after `meeting`."""

from typing import Any

import pytest

from bot.commands.meeting import COMMAND, Cancelled
from bot.errors import BadInput
from bot.operations.meetings import NewMeeting


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", None),
        ("add Trio; when: 3 March 10:00; where: Lisbon", NewMeeting("Trio", "3 March 10:00", "Lisbon")),
        ("add when: 3 March; Trio meeting", NewMeeting("Trio meeting", "3 March", "")),
        ("Add Trio; link: https://meet.example.org/a", NewMeeting("Trio", "", "https://meet.example.org/a")),
        ("add", NewMeeting("", "", "")),
        ("cancel M3 the host is ill", Cancelled("M3", "the host is ill")),
        ("cancel 3", Cancelled("3", "")),
    ],
)
def test_a_meeting_is_read_in_any_order(typed: str, asked: Any) -> None:
    assert COMMAND.parse(typed) == asked


def test_what_it_cannot_do_is_said_with_lines_to_copy() -> None:
    with pytest.raises(BadInput) as refused:
        COMMAND.parse("postpone M3")
    assert "meeting add" in refused.value.sentence


def test_its_own_example_is_understood() -> None:
    asked = COMMAND.parse(COMMAND.example.removeprefix("meeting "))
    assert isinstance(asked, NewMeeting)
    assert asked.title and asked.when and asked.where
