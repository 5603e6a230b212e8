"""Decided in a meeting, told later: what is held, released together, and what the chairs say among themselves."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import Session, select

from bot.errors import BadInput, Conflict, NotAllowed, NotFound, WorkError
from bot.operations import amending, considering, deciding, holding, pages, parting, proposal_pages, proposing
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from bot.turn import Turn
from storage.engine import Units
from storage.models import HeldDecision
from tests.builders import Cast, a_cast, a_person, a_turn, told


def proposed(session: Session, cast: Cast, *by: str) -> Turn:
    for name in by:
        proposing.propose(session, a_turn(session, getattr(cast, name)), NewProposal(f"A plan by {name}"))
    return a_turn(session, cast.ana)


def heard(session: Session, who: str) -> list[str]:
    return [words for receiver, words in told(session) if receiver == who]


def test_what_is_held_is_told_to_nobody_until_it_is_released_and_then_to_all_at_once(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe", "chloe")
        for asked in (
            Asked("decline", "P1", "Too many already"),
            Asked("merge", "P3", "One day for both", "P2"),
            Asked("accept", "P2"),
        ):
            holding.hold(session, ana, asked)
        assert heard(session, "U0BEN") == heard(session, "U0CHLOE") == []
        page = proposal_pages.page(session, a_turn(session, cast.ben), "P1")
        assert (page.proposal.state, page.held, len(page.history)) == ("considered", None, 1)
        assert [one.said for one in holding.held(session, ana).held] == ["decline P1", "merge P3 into P2", "accept P2"]
        released = holding.release(session, a_turn(session, a_person(session, "Zoe", cast.zsi)))
        assert [one.sentence for one in released.done] == ["Declined P1", "Merged P3 into P2", "Accepted P2"]
        assert heard(session, "U0BEN") == [
            "Ana (ZSI) has declined your proposal P1: A plan by ben. “Too many already”"
        ], "the proposer hears who decided, not who pressed the button"
        assert heard(session, "U0CHLOE")[-1] == "Ana (ZSI) has accepted your proposal P2: A plan by chloe."
        page = proposal_pages.page(session, ana, "P1")
        assert page.history[-1][1:] == ("Zoe", "declined P1 (decided by Ana): Too many already")
        assert holding.held(session, ana).held == ()
        with pytest.raises(NotFound, match="Nothing is held"):
            holding.release(session, ana)


def test_who_decides_on_what_is_held_hears_what_was_decided_and_how_to_go_on(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben")
        holding.hold(session, ana, Asked("decline", "P1", "Too many already"))
        zoe = a_turn(session, a_person(session, "Zoe", cast.zsi))
        for decide in (deciding.decide, holding.hold):
            with pytest.raises(
                Conflict, match=r"Ana has decided on P1 already: decline, to be told later.*hold drop P1"
            ):
                decide(session, zoe, Asked("accept", "P1"))
        holding.drop(session, zoe, "P1")
        assert deciding.decide(session, zoe, Asked("accept", "P1")).proposal.state == "accepted"
        with pytest.raises(NotFound, match="Nothing is held on P1"):
            holding.drop(session, ana, "P1")


def test_of_two_chairs_who_hold_at_once_one_wins(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        turns = [proposed(session, cast, "ben"), a_turn(session, a_person(session, "Zoe", cast.zsi))]
    together = Barrier(2)

    def held(turn: Turn) -> str:
        together.wait(10)
        try:
            with units.writing() as session:
                return holding.hold(session, turn, Asked("decline", "P1", "Too many already")).sentence
        except WorkError as error:
            return error.sentence

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(held, turns), key=len)
    assert outcomes[0] == "Held: decline P1" and "has decided on P1 already" in outcomes[1]
    with units.reading() as session:
        assert len(session.exec(select(HeldDecision)).all()) == 1


def test_what_cannot_be_released_any_more_is_named_and_the_rest_is_told(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe", "ben")
        holding.hold(session, ana, Asked("merge", "P1", "One day for both", "P2"))
        holding.hold(session, ana, Asked("decline", "P3", "Too many already"))
        amending.withdraw(session, a_turn(session, cast.chloe), "P2")
        released = holding.release(session, ana)
        assert [one.sentence for one in released.done] == ["Declined P3"]
        assert released.left[0].startswith("P1 stays held: Chloe has withdrawn P2 already.")
        amending.withdraw(session, a_turn(session, cast.ben), "P1")
        assert "P1 is withdrawn by now" in holding.release(session, ana).done[0].sentence


def test_holding_is_undone_and_so_is_what_was_released(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben")
        holding.hold(session, ana, Asked("decline", "P1", "Too many already"))
        pages.undo(session, ana)
        assert holding.held(session, ana).held == ()
        assert proposal_pages.page(session, ana, "P1").proposal.state == "received"
        holding.hold(session, ana, Asked("decline", "P1", "Too many already"))
        holding.release(session, ana, "P1")
        pages.undo(session, ana)
        assert "taken back the decision" in heard(session, "U0BEN")[-1]


def test_what_the_chairs_say_among_themselves_is_for_the_chairs(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben")
        considering.note(session, ana, "P1", "Ben knows the host")
        considering.recommend(session, ana, "P1", "accept", "Cheap and good")
        page = proposal_pages.page(session, ana, "P1")
        assert [(one.who, one.recommends, one.text) for one in page.notes] == [
            ("Ana", "", "Ben knows the host"),
            ("Ana", "accept", "Cheap and good"),
        ]
        for person in (cast.ben, cast.chloe, cast.gus):
            seen = proposal_pages.page(session, a_turn(session, person), "P1")
            assert (seen.proposal.state, seen.notes) == ("considered", ())
            assert "know" not in str(seen) and "recommend" not in str(seen)
        for person in (cast.ben, cast.chloe):
            with pytest.raises(NotAllowed, match="Only the chairs can note on proposals"):
                considering.note(session, a_turn(session, person), "P1", "Mine")
        assert heard(session, "U0BEN") == []
        pages.undo(session, ana)
        assert len(proposal_pages.page(session, ana, "P1").notes) == 1


def test_a_recommendation_is_a_decision_that_is_not_made(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben")
        with pytest.raises(BadInput, match="one of accept, decline") as wrong:
            considering.recommend(session, ana, "P1", "shelve", "")
        assert wrong.value.field == "decision"
        with pytest.raises(BadInput, match="What is there to note"):
            considering.note(session, ana, "P1", " ")


@pytest.mark.parametrize(
    ("said", "until", "reason"),
    [
        ("March the venue is not known", "1 March 2022", "the venue is not known"),
        ("1 March; after the budget", "1 March 2022", "after the budget"),
        ("spring 2023", "1 March 2023", "x"),
    ],
)
def test_a_proposal_is_put_off_until_the_first_day_of_what_was_said(
    units: Units, said: str, until: str, reason: str
) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben")
        until_said, _, why = said.partition(";")
        asked = deciding.completed(session, ana, Asked("defer", "P1", why.strip(), until=until_said))
        assert deciding.lacks(asked) is (reason == "x")
        deciding.decide(session, ana, asked if reason != "x" else Asked("defer", "P1", "x", until=said))
        assert heard(session, "U0BEN") == [
            f"Ana (ZSI) has deferred your proposal P1 until {until}: A plan by ben. “{reason}” "
            "It comes back to the chairs by itself on that day."
        ]


@pytest.mark.parametrize("said", ["", "whenever it suits", "2 January 2022", "today"])
def test_a_day_that_is_none_or_past_is_asked_for_again(units: Units, said: str) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben")
        with pytest.raises(BadInput, match="/wp defer P1 until 1 March") as wrong:
            deciding.decide(session, ana, Asked("defer", "P1", "Later", until=said))
        assert wrong.value.field == "until"


def test_who_withdraws_takes_nobody_elses_proposal_with_them(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe")
        deciding.decide(session, ana, Asked("merge", "P2", "One day for both", "P1"))
        receipt = amending.withdraw(session, a_turn(session, cast.ben), "P1")
        assert receipt.also == ("I have told Chloe.",)
        assert heard(session, "U0CHLOE")[-1] == (
            "Ben (CNRS) has withdrawn P1: A plan by ben. "
            "Your proposal P2: A plan by chloe is in front of the chairs again."
        )
        assert proposal_pages.page(session, ana, "P2").proposal.state == "considered"
        pages.undo(session, a_turn(session, cast.ben))
        assert [one.number for one in proposal_pages.page(session, ana, "P1").parts] == [2]
        with pytest.raises(Conflict):
            parting.unmerge(session, ana, "P1")
