"""What is typed after `meeting` and the verbs beside it."""

from typing import Any

import pytest

from bot.commands import agenda, calendar, come, meetings, outcome
from bot.commands.meeting import COMMAND, Cancelled, Changed, OfRow, Opened
from bot.commands.spec import Form
from bot.errors import BadInput
from bot.operations.actions import New
from bot.operations.agendas import Point
from bot.operations.meeting_changes import MeetingEdit
from bot.operations.meetings import NewMeeting


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", None),
        ("add Trio; when: 3 March 10:00; where: Lisbon", NewMeeting("Trio", "3 March 10:00", "Lisbon")),
        ("add when: 3 March; Trio meeting", NewMeeting("Trio meeting", "3 March", "")),
        ("Add Trio; link: https://meet.example.org/a", NewMeeting("Trio", "", "https://meet.example.org/a")),
        ("add Trio; when: 3 March 10:00; until: 11:30", NewMeeting("Trio", "3 March 10:00", "", "11:30")),
        ("add", Opened("add")),
        ("add ?", Opened("add")),
        ("add #15", OfRow("#15", NewMeeting(""))),
        ("add #15 3 March 10:00; where: Paris", OfRow("#15", NewMeeting("", "3 March 10:00", "Paris"))),
        ("add #15 ?", Opened("row", "#15")),
        ("move M3 4 March 11:00", Changed("M3", MeetingEdit(when="4 March 11:00"))),
        (
            "move M3 4 March 11:00; why: the room is taken",
            Changed("M3", MeetingEdit(when="4 March 11:00", why="the room is taken")),
        ),
        ("move M3 where: Paris", Changed("M3", MeetingEdit(where="Paris"))),
        (
            "move M3 from here on; when: every Monday 10:00",
            Changed("M3", MeetingEdit(when="every Monday 10:00", onward=True)),
        ),
        ("move M3 ?", Opened("change", "M3")),
        ("edit M3", Opened("change", "M3")),
        ("cancel M3 the host is ill", Cancelled("M3", "the host is ill")),
        ("cancel M3 from here on; we meet in person", Cancelled("M3", "we meet in person", True)),
        ("cancel M3 why: the host is ill", Cancelled("M3", "the host is ill")),
        ("cancel M3 ?", Opened("cancel", "M3")),
        ("cancel M3 from here on ?", Opened("cancel", "M3", True)),
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


@pytest.mark.parametrize(
    ("typed", "comes"),
    [("M3", True), ("M3 yes", True), ("M3 no", False), ("M3 can’t", False), ("M3 sorry", False)],
)
def test_coming_is_said_in_a_word(typed: str, comes: bool) -> None:
    assert come.COMMAND.parse(typed) == come.Asked("M3", comes)


def test_another_word_is_asked_about() -> None:
    with pytest.raises(BadInput):
        come.COMMAND.parse("M3 perhaps")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("M3", agenda.Asked("M3")),
        ("M3 ?", agenda.Asked("M3", by_form=True)),
        ("M3 Next conference; 15 min", agenda.Asked("M3", Point("Next conference", 15))),
        ("M3 Next conference (15 minutes)", agenda.Asked("M3", Point("Next conference", 15))),
        ("M3 Plan of 2022", agenda.Asked("M3", Point("Plan of 2022"))),
        ("M3 #15; 10", agenda.Asked("M3", Point("", 10, "#15"))),
        ("M3 P7 what now", agenda.Asked("M3", Point("what now", None, "P7"))),
        ("M3 remove 2", agenda.Asked("M3", remove=2)),
        ("M3 move 2 to 1", agenda.Asked("M3", move=(2, 1))),
    ],
)
def test_a_point_is_words_an_action_or_a_proposal_with_minutes(typed: str, asked: agenda.Asked) -> None:
    assert agenda.COMMAND.parse(typed) == asked


def test_minutes_of_a_form_are_a_number() -> None:
    asked = agenda.submitted(Form({"text": "#15 where it stands", "minutes": "10 min"}, {"argument": "M3"}))
    assert asked == agenda.Asked("M3", Point("where it stands", 10, "#15"))
    with pytest.raises(BadInput) as refused:
        agenda.submitted(Form({"text": "x", "minutes": "a few"}, {"argument": "M3"}))
    assert refused.value.field == "minutes"


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("Draft the brief; CNRS; end of March", New("Draft the brief", "CNRS", "end of March")),
        ("- Draft the brief", New("Draft the brief")),
        ("2) Draft; when: March; DLR-PT", New("Draft", "DLR-PT", "March")),
        ("Draft; ; end of March", New("Draft", "", "end of March")),
        ("; CNRS", New("", "CNRS")),
        ("Draft; CNRS; March; with annexes", New("Draft; with annexes", "CNRS", "March")),
    ],
)
def test_a_line_of_an_outcome_is_an_action(line: str, new: New) -> None:
    assert outcome.action_of(line) == new


def test_lines_without_words_are_none() -> None:
    asked = outcome.submitted(Form({"outcome": "Lisbon", "actions": "Draft\n\n - \nWrite; ZSI"}, {"argument": "M3"}))
    assert [said for said, _ in asked.lines] == ["Draft", "Write; ZSI"]


def test_lists_and_calendars_are_asked_for_by_name() -> None:
    assert meetings.parse("past @10") == meetings.Asked(True, 10)
    assert calendar.parse("revoke mine") == calendar.Asked("mine", "revoke")
    assert calendar.parse("CNRS") == calendar.Asked("CNRS")
    with pytest.raises(BadInput):
        meetings.parse("Trio")
