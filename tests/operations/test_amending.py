"""What a proposer may still do with a proposal: change it, add to it, take it back; and what the chairs hear."""

import pytest

from bot.errors import BadInput, Conflict, NotAllowed
from bot.operations import amending, pages, proposals, proposing
from bot.operations.proposing import NewProposal
from storage.engine import Units
from storage.models import Proposal
from storage.queries import proposals as queries
from tests.builders import a_cast, a_programme, a_turn, told

DAY = NewProposal("A day", kind="event", when="May 2022", why="Many come", priority="1", details={"place": "Vienna"})


def test_one_field_changes_and_the_others_stay(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        ben = a_turn(session, cast.ben)
        proposing.propose(session, ben, DAY)
        card = amending.edit(session, ben, "P1", {"when": "June 2022", "place": "Graz"}).proposal
        assert (card.when_said, card.details, card.why) == ("June 2022", {"place": "Graz"}, "Many come")
        assert card.window.start is not None and card.window.start.month == 6
        assert card.priority == "1. Science diplomacy"
        assert (
            amending.edit(session, ben, "P1", {"add": "The hall is free."}).proposal.text == "A day\nThe hall is free."
        )
        pages.undo(session, ben)
        pages.undo(session, ben)
        again = proposals.show_proposal(session, ben, "P1").proposal
        assert (again.text, again.when_said, again.details) == ("A day", "May 2022", {"place": "Vienna"})


def test_a_form_opens_with_all_that_was_said(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        ben = a_turn(session, cast.ben)
        proposing.propose(session, ben, DAY)
        form = amending.form(session, ben, "P1", {"kind": "idea"})
        assert (form.number, form.kind, form.text) == (1, "idea", "A day")
        assert form.said == {"when": "May 2022", "why": "Many come", "priority": "1", "place": "Vienna"}


def test_a_form_that_was_overtaken_changes_nothing(units: Units) -> None:
    with units.writing() as session:
        ben = a_turn(session, a_cast(session).ben)
        proposing.propose(session, ben, DAY_ALONE)
        version = amending.form(session, ben, "P1").version
        amending.edit(session, ben, "P1", {"text": "Another day"}, version)
        with pytest.raises(Conflict, match="changed while the form was open"):
            amending.edit(session, ben, "P1", {"text": "Third day"}, version)
        with pytest.raises(Conflict, match="says that already"):
            amending.edit(session, ben, "P1", {"text": "Another day"})


DAY_ALONE = NewProposal("A day", kind="event")


def test_what_was_sent_back_is_with_the_chairs_again_once_it_is_changed(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        proposing.propose(session, ben, DAY_ALONE)
        row = queries.by_number(session, 1)
        assert isinstance(row, Proposal)
        row.state = "revise"
        session.add(row)
        changed = amending.edit(session, ben, "P1", {"text": "A shorter day"})
        assert (changed.sentence, changed.proposal.state) == ("Revised", "received")
        assert changed.also[-1].startswith("Next: the chairs look at it within 30 days")
        receiver, words = told(session)[-1]
        assert (receiver, words.split(". ")[0]) == ("U0ANA", "Ben (CNRS) has revised P1")
        pages.undo(session, ben)
        assert proposals.show_proposal(session, ben, "P1").proposal.state == "revise"


def test_only_who_proposed_changes_it_and_only_until_it_is_decided(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben, ana = a_turn(session, cast.ben), a_turn(session, cast.ana)
        proposing.propose(session, ben, DAY_ALONE)
        for other in (cast.ana, cast.chloe, cast.gus):
            with pytest.raises(NotAllowed):
                amending.edit(session, a_turn(session, other), "P1", {"text": "Mine"})
        with pytest.raises(BadInput, match="What do you propose"):
            amending.edit(session, ben, "P1", {"text": " "})
        row = queries.by_number(session, 1)
        assert row is not None
        row.state = "accepted"
        session.add(row)
        for act in (
            lambda: amending.edit(session, ben, "P1", {"text": "x"}),
            lambda: amending.form(session, ben, "P1"),
        ):
            with pytest.raises(Conflict, match="accepted already"):
                act()
        assert "edit" not in proposals.show_proposal(session, ana, "P1").proposal.may
