"""What was said of a proposal that waits, or of a call, says in its place what came of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from bot.operations import amending, calls, deciding, pages, parting, proposing
from bot.operations.calls import NewCall
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from bot.turn import Turn
from storage.engine import Units
from storage.models import Meeting
from tests.builders import HOUSE, NOW, a_cast, a_person, a_turn
from tests.promises.planned import an_announced_action, changed
from tests.promises.playing import Play
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

WAITED = datetime(2022, 2, 9, 8, 0, tzinfo=UTC)
"""The morning on which what was proposed on 10 January has waited for thirty days."""
WARNED = datetime(2022, 2, 25, 8, 0, tzinfo=UTC)
"""Three days before the call closes."""


def an_event(session: Session, turn: Turn) -> None:
    proposing.propose(session, turn, NewProposal("A night", kind="event", call=1))


@pytest.fixture
def waiting(units: Units, clock: Clock, slack: Remembering) -> Play:
    """Ana, who chairs, has read this morning that P1 waits; its proposer Ben can still do all he likes."""
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        proposing.propose(session, a_turn(session, cast.chloe), NewProposal("A podcast"))
    a_sender(units, slack).run()
    slack.standing.clear()
    clock.to(WAITED)
    a_sender(units, slack).run()
    return Play(units, clock, slack)


@pytest.mark.parametrize(
    ("asked", "news"),
    [
        (Asked("accept", "P1"), "Accepted"),
        (Asked("decline", "P1", "We have one"), "Declined"),
        (Asked("revise", "P1", "Say who writes it"), "A revision is asked for"),
        (Asked("defer", "P1", "Budget", until="1 March"), "Deferred until 1 March 2022"),
        (Asked("merge", "P1", "The same", other="P2"), "Merged into P2"),
        (Asked("duplicate", "P1", "The same", other="P2"), "A duplicate of P2"),
    ],
)
def test_what_is_decided_says_so_where_it_was_brought_up_and_waits_again_when_that_is_taken_back(
    waiting: Play, asked: Asked, news: str
) -> None:
    before = waiting.reads("Ana")
    waiting.does("Ana", lambda session, turn: deciding.decide(session, turn, asked))
    assert f"P1 A newsletter · {news}" in waiting.reads("Ana")[0]
    assert "P2 A podcast" in waiting.reads("Ana")[0]
    waiting.does("Ana", lambda session, turn: pages.undo(session, turn))
    assert waiting.reads("Ana") == before


def test_what_was_merged_into_another_names_both_proposers(waiting: Play) -> None:
    asked = Asked("merge", "P1", "The same", other="P2")
    waiting.does("Ana", lambda session, turn: deciding.decide(session, turn, asked))
    assert "P2 A podcast · by Chloe and Ben" in waiting.reads("Ana")[0]
    waiting.does("Ana", lambda session, turn: parting.unmerge(session, turn, "P1"))
    assert "P1 A newsletter · With the chairs again" in waiting.reads("Ana")[0]


def test_what_its_proposer_takes_back_says_so(waiting: Play) -> None:
    waiting.does("Ben", lambda session, turn: amending.withdraw(session, turn, "P1"))
    assert "P1 A newsletter · Withdrawn" in waiting.reads("Ana")[0]
    waiting.does("Ben", lambda session, turn: pages.undo(session, turn))
    assert "P1 A newsletter · by Ben  ·  has waited 30 days" in waiting.reads("Ana")[0]


def test_a_proposal_that_still_waits_is_not_called_settled_where_its_days_are_others_by_now(waiting: Play) -> None:
    with waiting.units.writing() as session:
        for day in (20, 25):  # after two meetings it would have come up on the 26th
            on = NOW.date().replace(day=day)
            session.add(Meeting(number=day, title="Trio", on_date=on, zone="UTC", added_at=NOW))
    waiting.does("Ben", lambda session, turn: amending.edit(session, turn, "P1", {"text": "A letter"}))
    assert "P1 A letter · by Ben  ·  has waited 30 days" in waiting.reads("Ana")[0]
    assert "Settled" not in str(waiting.slack.standing)


def test_a_revision_that_came_is_not_asked_for_any_more(waiting: Play) -> None:
    asked = Asked("revise", "P1", "Say who writes it")
    waiting.does("Ana", lambda session, turn: deciding.decide(session, turn, asked))
    waiting.slack.standing.clear()
    waiting.clock.to(WAITED + timedelta(days=14))
    waiting.beat()
    assert waiting.reads("Ben")[1] == ["Change it", "Show", "Withdraw"]
    waiting.does("Ben", lambda session, turn: amending.edit(session, turn, "P1", {"text": "A letter by CNRS"}))
    assert waiting.reads("Ben") == ("Settled since: P1 A letter by CNRS · With the chairs again.", ["Show"])


@pytest.fixture
def called(units: Units, clock: Clock, slack: Remembering) -> Play:
    """The channel has read that C1 and #1 close in three days, and Chloe that nothing has come from DLR-PT."""
    an_announced_action(units, date(2022, 2, 28))
    with units.writing() as session:
        cast = a_cast(session)
        a_person(session, "Cora", cast.cnrs, standing="contact")
        calls.open_call(session, a_turn(session, cast.ana), NewCall("Events for spring", "28 February"))
    a_sender(units, slack).run()
    slack.standing.clear()
    clock.to(WARNED)
    a_sender(units, slack).run()
    return Play(units, clock, slack)


def test_a_call_that_closes_counts_what_comes_in_and_then_says_that_it_is_closed(called: Play) -> None:
    text, buttons = called.stands(HOUSE.channel)
    assert "Closes on Monday 28 February 2022 (in 3 days). Nothing has come in yet." in text
    assert "Propose" in buttons
    called.does("Ben", an_event)
    assert "(in 3 days). One proposal so far, from CNRS (1)." in called.stands(HOUSE.channel)[0]
    called.does("Ben", lambda session, turn: amending.withdraw(session, turn, "P1"))
    assert called.stands(HOUSE.channel) == (text, buttons)
    called.does("Ana", lambda session, turn: calls.close_call(session, turn, "C1"))
    settled = called.stands(HOUSE.channel)
    assert settled[0].endswith("Settled since: C1 Events for spring · Closed on 25 February 2022. Nothing came in.")
    assert "Propose" not in settled[1]
    called.does("Ana", lambda session, turn: pages.undo(session, turn))
    assert called.stands(HOUSE.channel) == (text, buttons)


def test_an_action_and_a_call_of_the_same_number_each_say_what_came_of_them(called: Play) -> None:
    with changed(called.units, 1, now=called.clock()) as action:
        action.state = "done"
    called.does("Ana", lambda session, turn: calls.close_call(session, turn, "C1"))
    assert called.stands(HOUSE.channel)[0].startswith("Settled since: #1 Draft the brief · Done, C1 Events for spring")


def test_a_call_that_ended_by_itself_says_so_where_it_was_to_close(called: Play) -> None:
    called.clock.to(datetime(2022, 3, 1, 8, 0, tzinfo=UTC))
    called.beat()
    assert "Closed on 28 February 2022. Nothing came in." in called.stands(HOUSE.channel)[0]


def test_who_was_reminded_of_a_call_reads_there_that_it_is_answered(called: Play) -> None:
    assert "Nothing has come from CNRS yet" in called.reads("Cora")[0]
    called.does("Ben", an_event)
    assert called.reads("Cora") == ("Settled since: C1 Events for spring · CNRS has proposed.", ["Show"])
    assert "Nothing has come from DLR-PT yet" in called.reads("Chloe")[0]


@pytest.fixture
def invited(units: Units, clock: Clock, slack: Remembering) -> Play:
    """The channel has just been invited to propose."""
    with units.writing() as session:
        calls.open_call(session, a_turn(session, a_cast(session).ana), NewCall("Events for spring", "28 February"))
    play = Play(units, clock, slack)
    play.beat()
    return play


def test_an_invitation_that_is_over_says_so_and_has_no_button_until_it_stands_again(invited: Play) -> None:
    open_ = invited.stands(HOUSE.channel)
    assert open_[1] == ["Propose"]
    invited.does("Ben", an_event)
    assert invited.stands(HOUSE.channel) == open_
    invited.does("Ana", lambda session, turn: calls.close_call(session, turn, "C1"))
    text, buttons = invited.stands(HOUSE.channel)
    assert (text.splitlines()[-1], buttons) == ("Ana (ZSI) has closed this call.", [])
    invited.does("Ana", lambda session, turn: pages.undo(session, turn))
    assert invited.stands(HOUSE.channel) == open_


def test_an_invitation_whose_last_day_is_over_says_so(invited: Play) -> None:
    invited.clock.to(datetime(2022, 2, 28, 22, 0, tzinfo=UTC))
    invited.beat()
    assert invited.stands(HOUSE.channel)[1] == ["Propose"]
    invited.clock.to(datetime(2022, 3, 1, 8, 0, tzinfo=UTC))
    invited.beat()
    text, buttons = invited.stands(HOUSE.channel)
    assert (text.splitlines()[-1], buttons) == ("This call closed on Monday 28 February 2022.", [])


def test_an_invitation_that_was_taken_back_says_so(invited: Play) -> None:
    invited.does("Ana", lambda session, turn: pages.undo(session, turn))
    text, buttons = invited.stands(HOUSE.channel)
    assert (text.splitlines()[-1], buttons) == ("This call was taken back.", [])


def test_nobody_is_invited_to_a_call_that_is_closed_before_that_was_said(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        calls.open_call(session, ana, NewCall("Events for spring", "28 February"))
        calls.close_call(session, ana, "C1")
    a_sender(units, slack).run()
    (said,) = slack.to(HOUSE.channel)
    assert said.startswith("Ana (ZSI) has closed the call")
