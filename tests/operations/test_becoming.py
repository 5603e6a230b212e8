"""Acceptance makes something: an action, a meeting, an entry in the register; linked both ways, undone together."""

from dataclasses import replace

import pytest
from sqlmodel import select

from bot.errors import BadInput, Conflict, NotAllowed
from bot.operations import accepting, approaching, claims, deciding, pages, proposals, proposing, register
from bot.operations.approaching import Approach
from bot.operations.becoming import Becoming
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from storage.engine import Units
from storage.models import Action, Assignment, Meeting, RegisterEntry
from tests.builders import a_cast, a_programme, a_turn, told

DAY = NewProposal("A day in Vienna", kind="event", when="May 2022", priority="1", details={"place": "Vienna"})
JANE = NewProposal("Jane Roe", kind="contact", details={"office": "Ministry", "role": "Head of unit"})
ACCEPT = Asked("accept", "P1")


def test_an_action_is_made_with_what_the_proposal_says_and_both_know_of_each_other(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), DAY)
        receipt = accepting.accept(session, ana, ACCEPT, Becoming("action", {"when": "31 May 2022"}))
        assert receipt.sentence == "Accepted P1 as #1"
        assert (receipt.proposal.state, receipt.proposal.became) == ("accepted", ("#1",))
        action = session.exec(select(Action)).one()
        assert (action.what, action.who_said, action.when_said) == ("A day in Vienna", "CNRS", "31 May 2022")
        page = pages.show(session, ana, "1")
        assert (page.action.place, page.came_from) == ("1.1", 1)
        words = [words for receiver, words in told(session) if receiver == "U0BEN"]
        assert "Ana (ZSI) has accepted your proposal P1: A day in Vienna. It became #1." in words


def test_undoing_the_acceptance_takes_both_back_where_nobody_touched_them(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), DAY)
        accepting.accept(session, ana, ACCEPT, Becoming("action"))
        pages.undo(session, ana)
        assert session.exec(select(Action)).all() == [] == session.exec(select(Assignment)).all()
        assert proposals.show_proposal(session, ana, "P1").proposal.state == "received"
        accepting.accept(session, ana, ACCEPT, Becoming("action", {"who": "?"}))
        claims.claim(session, a_turn(session, cast.chloe), "2")
        with pytest.raises(Conflict, match="#2, which came of it, was changed since"):
            pages.undo(session, ana)
        assert proposals.show_proposal(session, ana, "P1").proposal.state == "accepted"


def test_a_meeting_needs_its_day_and_then_is_announced_and_undone_with_the_acceptance(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), replace(DAY, when=""))
        with pytest.raises(BadInput, match="A meeting needs its day") as owed:
            accepting.accept(session, ana, ACCEPT, Becoming("meeting"))
        assert owed.value.field == "when"
        receipt = accepting.accept(session, ana, ACCEPT, Becoming("meeting", {"when": "3 May 2022 10:00"}))
        meeting = session.exec(select(Meeting)).one()
        assert (meeting.title, meeting.place, receipt.proposal.became) == ("A day in Vienna", "Vienna", ("M1",))
        pages.undo(session, ana)
        assert session.exec(select(Meeting)).all() == []


def test_a_vague_day_changes_nothing(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), DAY_ALONE)
    with units.writing() as session, pytest.raises(BadInput, match="/wp accept P1 as meeting; when: 3 March"):
        turn = a_turn(session, session.get(type(cast.ana), cast.ana.id))
        accepting.accept(session, turn, ACCEPT, Becoming("meeting", {"when": "some day"}))
    with units.reading() as session:
        assert proposals.show_proposal(session, a_turn(session, cast.ana), "P1").proposal.state == "received"


DAY_ALONE = NewProposal("A day", kind="event")


def test_a_contact_goes_into_the_register_and_never_into_an_actions_text(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        ana, ben, chloe = (a_turn(session, one) for one in (cast.ana, cast.ben, cast.chloe))
        proposing.propose(session, ben, JANE)
        receipt = accepting.accept(session, ana, ACCEPT, Becoming("register"))
        assert receipt.proposal.became == ("R1",)
        words = [words for receiver, words in told(session) if receiver == "U0BEN"]
        assert "Ana (ZSI) has accepted your proposal P1. It is in the register as R1." in words
        entry = register.one(session, ana, "R1").entry
        assert (entry.name, entry.office, entry.role, entry.proposal) == ("Jane Roe", "Ministry", "Head of unit", 1)
        assert (entry.suggested_by, entry.suggested_for) == ("Ben", "CNRS")
        hidden = register.one(session, chloe, "R1").entry
        assert (hidden.name, hidden.role, hidden.office, hidden.hidden) == ("", "", "Ministry", True)
        pages.undo(session, ana)
        assert session.exec(select(RegisterEntry)).all() == []
        accepting.accept(session, ana, ACCEPT, Becoming("action"))
        assert session.exec(select(Action)).one().what == "Follow up the contact of P1"


def test_an_event_does_not_go_into_the_register(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), DAY_ALONE)
        with pytest.raises(BadInput, match="P1 is an event"):
            accepting.accept(session, a_turn(session, cast.ana), ACCEPT, Becoming("register"))


def test_what_was_accepted_plainly_can_become_something_later_once(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), DAY_ALONE)
        deciding.decide(session, ana, ACCEPT)
        receipt = accepting.accept(session, ana, ACCEPT, Becoming("action"))
        assert (receipt.sentence, receipt.proposal.became) == ("P1 became #1", ("#1",))
        assert told(session)[-1] == ("U0BEN", "Ana (ZSI) has made #1 of P1: A day, which was accepted.")
        with pytest.raises(Conflict, match="You have accepted P1 already"):
            accepting.accept(session, ana, ACCEPT, Becoming("action"))
        pages.undo(session, ana)
        card = proposals.show_proposal(session, ana, "P1").proposal
        assert (card.state, card.became, session.exec(select(Action)).all()) == ("accepted", (), [])


def test_only_chairs_accept(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        proposing.propose(session, ben, DAY_ALONE)
        for act in (accepting.accept, accepting.form):
            with pytest.raises(NotAllowed):
                act(session, ben, ACCEPT, Becoming("action"))


def test_an_entry_that_was_approached_keeps_its_acceptance(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), JANE)
        accepting.accept(session, ana, ACCEPT, Becoming("register"))
        entry = proposals.show_proposal(session, ana, "P1").history[-1]
        assert entry[1:] == ("Ana", "accepted P1 as R1")
        approaching.approach(session, a_turn(session, cast.ben), "R1", Approach())
        done = deciding_entry(session)
        with pytest.raises(Conflict, match="R1, which came of it, was changed since"):
            pages.undo(session, ana, done)


def deciding_entry(session) -> int:
    from storage.models import JournalEntry

    return next(one.id for one in session.exec(select(JournalEntry)).all() if one.verb == "accept")
