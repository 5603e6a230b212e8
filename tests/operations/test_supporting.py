"""Support: per organisation, once, taken back; never a head count."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from bot.errors import Conflict, NotAllowed
from bot.operations import amending, merging, pages, proposals, proposing, supporting
from bot.operations.proposing import NewProposal
from storage.engine import Units
from storage.models import Proposal, Support
from tests.builders import a_cast, a_person, a_turn

DAY = NewProposal("A day in Vienna", kind="event")


def test_support_is_counted_per_organisation_and_can_be_taken_back(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        dora = a_turn(session, a_person(session, "Dora", cast.dlr))
        chloe, ana = a_turn(session, cast.chloe), a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), DAY)
        assert supporting.support(session, chloe, "P1").proposal.support == ("DLR-PT",)
        with pytest.raises(Conflict, match="DLR-PT supports P1 already; it is counted once per organisation"):
            supporting.support(session, dora, "P1")
        card = supporting.support(session, ana, "P1").proposal
        assert (card.support, card.supported) == (("DLR-PT", "ZSI"), True)
        assert supporting.take_back(session, dora, "P1").proposal.support == ("ZSI",)
        with pytest.raises(Conflict, match="nothing to take back"):
            supporting.take_back(session, chloe, "P1")
        pages.undo(session, dora)
        assert set(proposals.show_proposal(session, chloe, "P1").proposal.support) == {"DLR-PT", "ZSI"}
        history = [text for _, _, text in proposals.show_proposal(session, chloe, "P1").history]
        assert history[1:4] == ["DLR-PT supports P1", "ZSI supports P1", "DLR-PT no longer supports P1"]


def test_who_may_not_support_is_told_why(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), DAY)
        unconfirmed = a_person(session, "Una", cast.dlr, confirmed=False)
        placeless = a_person(session, "Pia")
        for person, why in (
            (unconfirmed, "nobody has confirmed yet that you belong to DLR-PT"),
            (placeless, "I don't know yours"),
            (cast.gus, "Guests can read"),
            (cast.sam, "open to the members"),
        ):
            with pytest.raises(NotAllowed, match=why):
                supporting.support(session, a_turn(session, person), "P1")
        with pytest.raises(Conflict, match="CNRS's own proposal"):
            supporting.support(session, a_turn(session, cast.ben), "P1")
        assert session.exec(select(Support)).all() == []


def test_a_decided_proposal_and_somebody_elses_contact_are_not_supported(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben, chloe = a_turn(session, cast.ben), a_turn(session, cast.chloe)
        proposing.propose(session, ben, DAY)
        amending.withdraw(session, ben, "P1")
        with pytest.raises(Conflict, match=r"withdrawn already\.$"):
            supporting.support(session, chloe, "P1")
        proposing.propose(session, ben, NewProposal("Jane Roe", kind="contact"))
        with pytest.raises(NotAllowed, match="only the chairs see"):
            supporting.support(session, chloe, "P2")


def test_two_colleagues_who_press_together_are_one_support(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), DAY)
        turns = [a_turn(session, one) for one in (cast.chloe, a_person(session, "Dora", cast.dlr))]

    def supported(turn) -> str:
        try:
            with units.writing() as session:
                return supporting.support(session, turn, "P1").sentence
        except Conflict as conflict:
            return conflict.sentence

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(supported, turns), key=len)
    assert outcomes[0] == "DLR-PT supports" and "already" in outcomes[1]
    with units.reading() as session:
        assert len(session.exec(select(Support)).all()) == 1


def test_what_was_merged_brings_its_support_once_each(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben, chloe, ana = (a_turn(session, one) for one in (cast.ben, cast.chloe, cast.ana))
        proposing.propose(session, ben, DAY)
        proposing.propose(session, ben, NewProposal("Another day"))
        for turn, which in ((chloe, "P1"), (chloe, "P2"), (ana, "P2")):
            supporting.support(session, turn, which)
        first, second = session.exec(select(Proposal).order_by(Proposal.number)).all()
        second.state, second.into_id = "merged", first.id
        session.add(second)
        assert proposals.show_proposal(session, ben, "P1").proposal.support == ("DLR-PT", "ZSI")
        with pytest.raises(Conflict, match=r"P2 went into P1\. `/wp support P1` supports both"):
            supporting.support(session, ana, "P2")


def test_two_organisations_that_become_one_support_once(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), DAY)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A podcast", kind="media"))
        ana, chloe = a_turn(session, cast.ana), a_turn(session, cast.chloe)
        for turn, which in ((ana, "P1"), (chloe, "P1"), (chloe, "P2")):
            supporting.support(session, turn, which)
        before = sorted((one.proposal_id, one.organisation_id) for one in session.exec(select(Support)).all())
        done = merging.merge(session, ana, "DLR-PT", "ZSI")
        for which in ("P1", "P2"):
            assert proposals.show_proposal(session, ana, which).proposal.support == ("ZSI",)
        pages.undo(session, ana, done.undo)
        session.expire_all()
        assert sorted((one.proposal_id, one.organisation_id) for one in session.exec(select(Support)).all()) == before
