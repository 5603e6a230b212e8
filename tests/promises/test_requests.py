"""A request that somebody answers, withdraws or overtakes says so in every message that put it; the buttons go."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select

from bot.operations import (
    actions,
    attendance,
    belonging,
    claims,
    closing,
    house_claims,
    meetings,
    pages,
    placing,
    requests,
)
from bot.operations.actions import New
from bot.operations.meeting_changes import MeetingEdit, cancel, change
from bot.operations.meeting_outcomes import ask, settle
from bot.operations.meetings import NewMeeting
from bot.operations.placing import Setting
from bot.turn import Turn
from storage.engine import Units
from storage.models import JournalEntry, Person
from storage.queries.amending import ASKING
from tests.builders import HOUSE, a_cast, a_person, a_programme, a_term, an_action, an_organisation
from tests.promises.playing import Deed, Play
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

WHY = "they have the venue"
QUESTION = f"Ben (CNRS) asks whether HAL will take #1 Draft the brief. “{WHY}”"


@pytest.fixture
def play(units: Units, clock: Clock, slack: Remembering) -> Play:
    """CNRS holds #1 of an adopted programme; of HAL, that has no contact, Eve and Fay hear what it is asked."""
    with units.writing() as session:
        cast = a_cast(session)
        an_action(session, a_programme(session), owners=(cast.cnrs,))
        home = an_organisation(session, "HAL")
        for name in ("Eve", "Fay"):
            a_person(session, name, home)
    return Play(units, clock, slack)


@pytest.fixture
def asked(play: Play) -> Play:
    play.does("Ben", lambda session, turn: claims.assign(session, turn, "1", "HAL", WHY))
    assert play.reads("Eve") == play.reads("Fay") == (QUESTION, ["Accept", "Not us", "Ask", "Show"])
    return play


def ben_edits(session: Session, turn: Turn) -> None:
    actions.edit(session, turn, "1", New("Draft the brief", who="DLR-PT"), WHY)


@pytest.mark.parametrize(
    ("name", "deed", "eve", "fay"),
    [
        ("Eve", lambda *on: claims.claim(*on, "1"), "You have taken it.", "Eve (HAL) has taken it."),
        (
            "Eve",
            lambda *on: house_claims.claim_for_ours(*on, "1"),
            "You have taken it for the organisation.",
            "Eve (HAL) has taken it for the organisation.",
        ),
        ("Eve", lambda *on: claims.decline(*on, "1"), "You have declined.", "Eve (HAL) has declined."),
        ("Ben", pages.undo, *["Ben (CNRS) has withdrawn this request."] * 2),
        ("Ben", ben_edits, *["Ben (CNRS) has changed who is asked."] * 2),
        ("Ana", lambda *on: actions.done(*on, "1", ""), *["Ana (ZSI) has marked it as done."] * 2),
        ("Ben", lambda *on: actions.drop(*on, "1", "no money"), *["Ben (CNRS) has marked it as dropped."] * 2),
        ("Ana", lambda *on: closing.close(*on, "", {}), *["Ana (ZSI) has closed Work programme 2022."] * 2),
    ],
)
def test_who_was_asked_to_take_an_action_reads_what_came_of_it_and_by_whom(
    asked: Play, name: str, deed: Deed, eve: str, fay: str
) -> None:
    asked.does(name, deed)
    assert asked.reads("Eve") == (f"{QUESTION}\n{eve}", ["Show"])
    assert asked.reads("Fay") == (f"{QUESTION}\n{fay}", ["Show"])


@pytest.mark.parametrize("deed", [lambda *on: claims.claim(*on, "1"), lambda *on: claims.decline(*on, "1")])
def test_an_answer_that_is_taken_back_puts_the_question_again_where_it_stands(asked: Play, deed: Deed) -> None:
    asked.does("Eve", deed)
    asked.does("Eve", pages.undo)
    for name in ("Eve", "Fay"):
        assert asked.reads(name) == (QUESTION, ["Accept", "Not us", "Ask", "Show"])


def test_what_is_asked_again_is_asked_in_a_new_message_and_the_old_one_keeps_its_answer(asked: Play) -> None:
    asked.does("Eve", lambda *on: claims.decline(*on, "1"))
    asked.does("Ben", lambda *on: claims.assign(*on, "1", "HAL", WHY))
    assert asked.reads("Fay") == (f"{QUESTION}\nEve (HAL) has declined.", ["Show"])
    assert asked.reads("Fay", 1) == (QUESTION, ["Accept", "Not us", "Ask", "Show"])
    asked.does("Fay", lambda *on: claims.claim(*on, "1"))
    assert asked.reads("Eve") == (f"{QUESTION}\nYou have declined.", ["Show"])
    assert asked.reads("Eve", 1) == (f"{QUESTION}\nFay (HAL) has taken it.", ["Show"])


def test_of_two_that_are_asked_at_once_each_reads_of_its_own_answer(play: Play) -> None:
    play.does("Ben", lambda *on: claims.assign(*on, "1", "HAL and DLR-PT", WHY))
    play.does("Chloe", lambda *on: claims.decline(*on, "1"))
    assert play.reads("Chloe")[0].endswith("\nYou have declined.")
    assert play.reads("Eve") == (QUESTION, ["Accept", "Not us", "Ask", "Show"])
    play.does("Fay", lambda *on: claims.claim(*on, "1"))
    assert play.reads("Chloe")[0].endswith("\nYou have declined.")
    assert play.reads("Eve")[0] == f"{QUESTION}\nFay (HAL) has taken it."


def test_a_request_says_why_and_when_as_that_is_now(play: Play) -> None:
    play.does("Ben", lambda *on: claims.assign(*on, "1", "HAL", WHY))
    play.does("Ben", lambda *on: actions.when(*on, "1", "31 March 2022", "the hall"))
    assert play.reads("Eve")[0] == f"{QUESTION} When: 31 March 2022."
    play.does("Fay", lambda *on: claims.claim(*on, "1"))
    assert play.reads("Eve")[0] == f"{QUESTION}\nFay (HAL) has taken it."


def test_a_request_for_an_action_whose_adding_is_undone_is_withdrawn(play: Play) -> None:
    play.does("Ben", lambda *on: actions.add(*on, New("Print it", who="HAL")))
    play.does("Ben", pages.undo)
    words, buttons = play.reads("Fay")
    assert words.endswith("#2 Print it.\nBen (CNRS) has withdrawn this request.")
    assert buttons == []


def test_a_closing_that_is_undone_puts_the_question_again(asked: Play) -> None:
    asked.does("Ana", lambda *on: closing.close(*on, "", {}))
    asked.does("Ana", lambda session, turn: pages.undo(session, turn, _last(session)))
    assert asked.reads("Fay") == (QUESTION, ["Accept", "Not us", "Ask", "Show"])


def _last(session: Session) -> int:
    return max(session.exec(select(JournalEntry.id)).all()) or 0


def test_what_is_answered_before_it_is_sent_is_not_sent(play: Play) -> None:
    play.does("Ben", lambda *on: claims.assign(*on, "1", "HAL", WHY), beat=False)
    play.does("Eve", lambda *on: claims.claim(*on, "1"))
    assert play.slack.to("U0EVE") == play.slack.to("U0FAY") == []


def test_what_is_answered_while_it_is_being_sent_says_so_at_once(play: Play) -> None:
    play.does("Ben", lambda *on: claims.assign(*on, "1", "HAL", WHY), beat=False)
    seen = False
    for step in a_sender(play.units, play.slack).steps():
        if step == "posted" and not seen and play.slack.to("U0FAY"):
            seen = True
            play.does("Eve", lambda *on: claims.claim(*on, "1"), beat=False)
    play.beat()
    assert play.reads("Fay") == (f"{QUESTION}\nEve (HAL) has taken it.", ["Show"])


SAYS = "Dana says that they belong to CNRS. Once you confirm it, they can change actions in CNRS's name."


@pytest.fixture
def to_confirm(play: Play) -> Play:
    """Ana and Eve chair; CNRS has no contact, so both are asked."""
    with play.units.writing() as session:
        a_person(session, "Dana")
        a_term(session, session.exec(select(Person).where(Person.name == "Eve")).one())
    play.does("Dana", lambda *on: belonging.belong(*on, "CNRS"))
    assert play.reads("Ana") == play.reads("Eve") == (SAYS, ["Confirm"])
    return play


@pytest.mark.parametrize(
    ("name", "deed", "came"),
    [
        ("Ana", lambda *on: belonging.confirm(*on, "U0DANA"), "Ana (ZSI) has confirmed it."),
        (
            "Ana",
            lambda *on: placing.set_organisation(*on, Setting("CNRS", members="<@U0DANA>")),
            "Ana (ZSI) has confirmed it.",
        ),
        ("Dana", pages.undo, "Dana has taken that back. Nothing has to be done."),
        (
            "Dana",
            lambda *on: belonging.belong(*on, "HAL"),
            "Dana now says to belong to HAL. Nothing has to be done.",
        ),
        (
            "Ana",
            lambda *on: placing.set_organisation(*on, Setting("HAL", members="<@U0DANA>")),
            "Dana now belongs to HAL. Nothing has to be done.",
        ),
    ],
)
def test_whoever_is_asked_to_confirm_where_somebody_belongs_reads_who_did_or_why_nobody_needs_to(
    to_confirm: Play, name: str, deed: Deed, came: str
) -> None:
    to_confirm.does(name, deed)
    assert to_confirm.reads("Eve") == (f"{SAYS}\n{came}", [])
    mine = came.replace("Ana (ZSI) has confirmed", "You have confirmed")
    assert to_confirm.reads("Ana") == (f"{SAYS}\n{mine}", [])


def test_a_confirmation_that_is_taken_back_is_asked_for_again_and_one_that_is_asked_anew_only_there(
    to_confirm: Play,
) -> None:
    to_confirm.does("Ana", lambda *on: belonging.confirm(*on, "U0DANA"))
    to_confirm.does("Ana", pages.undo)
    assert to_confirm.reads("Eve") == (SAYS, ["Confirm"])
    to_confirm.does("Dana", lambda *on: belonging.belong(*on, "HAL"))
    to_confirm.does("Dana", lambda *on: belonging.belong(*on, "CNRS"))
    assert to_confirm.reads("Eve") == (f"{SAYS}\nThis was asked anew since.", [])


@pytest.fixture
def met(play: Play) -> Play:
    """Ben, who added a meeting, has left, so both chairs are asked what came of it, two days later."""
    play.does("Ben", lambda *on: meetings.add(*on, NewMeeting("Kick-off", "11 January 2022 10:00")))
    with play.units.writing() as session:
        people = {person.name: person for person in session.exec(select(Person)).all()}
        a_term(session, people["Eve"])
        people["Ben"].is_gone = True
    play.clock.pass_by(days=1)
    with play.units.writing() as session:
        ask(session, now=play.clock(), house=HOUSE)
    play.clock.to(datetime(2022, 1, 12, 8, tzinfo=UTC))
    play.beat()
    assert play.reads("Ana")[1] == play.reads("Eve")[1] == ["What came of it", "Show"]
    return play


@pytest.mark.parametrize(
    ("deed", "ana", "eve"),
    [
        (
            lambda *on: settle(*on, "M1", "We agreed", []),
            "You have answered: “We agreed”",
            "Ana (ZSI) has answered: “We agreed”",
        ),
        (
            lambda *on: change(*on, "M1", MeetingEdit(when="20 January 2022 10:00")),
            *["It was moved to Thursday 20 January 2022, 10:00 Brussels. I ask again after that."] * 2,
        ),
    ],
)
def test_whoever_is_asked_what_came_of_a_meeting_reads_the_answer_or_why_none_is_needed(
    met: Play, deed: Deed, ana: str, eve: str
) -> None:
    met.does("Ana", deed)
    question = "What came of M1 Kick-off, Tuesday 11 January?"
    assert met.reads("Ana") == (f"{question}\n{ana}", ["Show"])
    assert met.reads("Eve") == (f"{question}\n{eve}", ["Show"])


def test_nobody_is_asked_to_come_to_a_moved_meeting_that_is_cancelled(play: Play) -> None:
    play.does("Ben", lambda *on: meetings.add(*on, NewMeeting("Kick-off", "2 February 2022 10:00")))
    play.does("Eve", lambda *on: attendance.answer(*on, "M1", comes=True))
    play.does("Ben", lambda *on: change(*on, "M1", MeetingEdit(when="3 February 2022 10:00")))
    moved, buttons = play.reads("Eve")
    assert len(buttons) > 1
    play.does("Ana", lambda *on: cancel(*on, "M1", "the host is ill"))
    assert play.reads("Eve") == (f"{moved}\nAna (ZSI) has cancelled it since.", ["Show"])
    play.does("Ana", pages.undo)
    assert play.reads("Eve") == (moved, buttons)


def test_whatever_says_what_came_of_it_is_marked_when_something_comes_of_it() -> None:
    assert set(requests.KINDS) == set(ASKING)


def test_where_a_moved_meeting_is_moved_again_or_back_the_older_message_says_so_and_asks_no_more(play: Play) -> None:
    play.does("Ben", lambda *on: meetings.add(*on, NewMeeting("Kick-off", "2 February 2022 10:00")))
    play.does("Eve", lambda *on: attendance.answer(*on, "M1", comes=True))
    for day in (3, 4):
        play.clock.pass_by(minutes=5)
        play.does("Ben", lambda *on, day=day: change(*on, "M1", MeetingEdit(when=f"{day} February 2022 10:00")))
    first, second = play.reads("Eve"), play.reads("Eve", 1)
    assert first[0].endswith("to Thursday 3 February 2022, 10:00 Brussels.\nIt was changed again since.")
    assert first[1] == ["Show"]
    assert "I'll come" in second[1]
    play.clock.pass_by(minutes=5)
    play.does("Ben", pages.undo)
    assert "changed again" not in play.reads("Eve")[0], "it is so again"
    assert "I'll come" in play.reads("Eve")[1]
    assert play.reads("Eve", 1) == (f"{second[0]}\nBen (CNRS) has taken that back since.", ["Show"])
