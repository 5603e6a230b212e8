"""Erasing a contact's personal data: out of every table, with the decision left standing."""

import json

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from bot.errors import BadInput, Conflict, NotAllowed
from bot.operations import (
    accepting,
    amending,
    approaching,
    considering,
    deciding,
    deliveries,
    forgetting,
    pages,
    proposals,
    proposing,
    register,
)
from bot.operations.approaching import Approach
from bot.operations.becoming import Becoming
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from bot.register_cards import ToForget
from storage.engine import Units
from storage.models import AnnouncementLine
from tests.builders import NOW, a_cast, a_turn, told

JANE = NewProposal(
    "Jane Zzyzx",
    kind="contact",
    link="zzyzx@example.org",
    why="Zzyzx knows all",
    details={"office": "Ministry", "role": "zzyzx-in-chief", "known": "met Zzyzx in Rome"},
)


def dump(session) -> str:
    """Every text of every table."""
    session.flush()
    rows = [
        [str(row) for row in session.connection().execute(text(f'SELECT * FROM "{table.name}"')).all()]
        for table in SQLModel.metadata.sorted_tables
    ]
    return json.dumps(rows).casefold()


def test_nothing_of_the_person_is_left_anywhere_and_the_decision_stands(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = a_turn(session, cast.ana), a_turn(session, cast.ben)
        proposing.propose(session, ben, JANE)
        amending.edit(session, ben, "P1", {"why": "Because Zzyzx knows all"})
        considering.note(session, ana, "P1", "Zzyzx is nice")
        accepting.accept(session, ana, Asked("accept", "P1", "Zzyzx it is"), Becoming("register"))
        approaching.approach(session, ana, "R1", Approach(result="Zzyzx says yes"))
        deliveries.first_time(session, "press:1", NOW)
        deliveries.keep_answer(session, "press:1", {"text": "Received: P1 Jane Zzyzx"})
        assert "zzyzx" in dump(session)
        asked = forgetting.forget(session, ana, "P1", sure=False)
        assert isinstance(asked, ToForget) and "zzyzx" in dump(session)
        forgetting.forget(session, ana, "P1", sure=True)
        assert "zzyzx" not in dump(session)
        page = proposals.show_proposal(session, ben, "P1")
        assert (page.proposal.state, page.proposal.erased, page.proposal.became) == ("accepted", True, ("R1",))
        said = [line[2] for line in proposals.show_proposal(session, ana, "P1").history]
        assert said[0] == "proposed P1" and said[-1] == "erased the personal data of P1"
        assert any("accepted P1 as R1" in line for line in said)
        entry = register.one(session, ana, "R1").entry
        assert (entry.erased, entry.office) == (True, "Ministry")
        with pytest.raises(Conflict, match="erased already"):
            forgetting.forget(session, ana, "P1", sure=True)
        with pytest.raises(Conflict, match="data of R1 were erased, so there is nobody to approach"):
            approaching.approach(session, ana, "R1", Approach(result="They come"))


def test_the_reason_of_its_merge_goes_from_what_the_other_side_was_told(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), JANE)
        proposing.propose(session, a_turn(session, cast.chloe), NewProposal("A day in Vienna"))
        deciding.decide(session, ana, Asked("merge", "P1", "Ms Zzyzx hosts it", "P2"))
        assert any("Ms Zzyzx hosts it" in words for receiver, words in told(session) if receiver == "U0CHLOE")
        forgetting.forget(session, ana, "P1", sure=True)
        assert "zzyzx" not in dump(session)


def test_undo_brings_nothing_of_it_back(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = a_turn(session, cast.ana), a_turn(session, cast.ben)
        proposing.propose(session, ben, JANE)
        amending.edit(session, ben, "P1", {"text": "Dr Jane Zzyzx"})
        forgetting.forget(session, ana, "P1", sure=True)
        assert pages.undo(session, ben).sentence == "Took back: proposed P1"
        assert "zzyzx" not in dump(session)
        assert proposals.show_proposal(session, ana, "P1").proposal.state == "withdrawn"


def test_an_entry_of_the_register_takes_its_proposal_along(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), JANE)
        accepting.accept(session, ana, Asked("accept", "P1"), Becoming("register"))
        forgetting.forget(session, ana, "R1", sure=True)
        assert "zzyzx" not in dump(session)


def test_a_message_that_still_waits_names_nobody(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = a_turn(session, cast.ana), a_turn(session, cast.ben)
        proposing.propose(session, ben, JANE)
        accepting.accept(session, ana, Asked("accept", "P1", "Zzyzx it is"), Becoming())
        assert any("Zzyzx" in words for _, words in told(session))
        forgetting.forget(session, ana, "P1", sure=True)
        assert {words for _, words in told(session)} == {"P1: Its personal data were erased."}
        assert session.get(AnnouncementLine, 1) is not None


def test_only_chairs_erase_and_only_contacts(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = a_turn(session, cast.ana), a_turn(session, cast.ben)
        proposing.propose(session, ben, JANE)
        proposing.propose(session, ben, NewProposal("A newsletter", kind="media"))
        with pytest.raises(NotAllowed, match="Only the chairs can erase personal data"):
            forgetting.forget(session, ben, "P1", sure=True)
        with pytest.raises(Conflict, match="P2 is no contact"):
            forgetting.forget(session, ana, "P2", sure=True)
        with pytest.raises(BadInput, match="forget P1"):
            forgetting.forget(session, ana, "1", sure=True)
