"""The chairs' answer to a proposal, and what its proposer hears."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from bot.errors import BadInput, Conflict, NotAllowed
from bot.operations import amending, deciding, pages, proposals, proposing
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from bot.turn import Turn
from storage.engine import Units
from tests.builders import NOW, a_cast, a_person, a_turn, told

WITH_REASON = [
    ("decline", "declined", "Declined P1", "Ana (ZSI) has declined your proposal P1: A newsletter. “Too many already”"),
    (
        "revise",
        "revise",
        "Asked for a revision of P1",
        "Ana (ZSI) has asked for a revision of your proposal P1: A newsletter. “Too many already” "
        "Change it with `/wp edit P1`, and the chairs look at it again.",
    ),
]
NEWSLETTER = NewProposal("A newsletter")
UNDO = "You can undo this for 7 days; whoever was told is told again."


@pytest.mark.parametrize(("verb", "state", "sentence", "heard"), WITH_REASON)
def test_the_proposer_hears_who_decided_what_and_why(
    units: Units, verb: str, state: str, sentence: str, heard: str
) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NEWSLETTER)
        receipt = deciding.decide(session, a_turn(session, cast.ana), Asked(verb, "P1", "Too many already"))
        assert (receipt.sentence, receipt.proposal.state) == (sentence, state)
        assert receipt.also == ("I have told Ben.", UNDO)
        assert told(session)[1:] == [("U0BEN", heard)]
        page = proposals.show_proposal(session, a_turn(session, cast.chloe), "P1")
        assert page.history[-1][1:] == ("Ana", f"{sentence[0].lower()}{sentence[1:]}: Too many already")


def test_only_acceptance_needs_no_reason(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NEWSLETTER)
        ana = a_turn(session, cast.ana)
        for verb in ("decline", "revise"):
            with pytest.raises(BadInput, match=rf"/wp {verb} P1 your reason") as owed:
                deciding.decide(session, ana, Asked(verb, "P1", " "))
            assert owed.value.field == "reason"
        assert deciding.decide(session, ana, Asked("accept", "P1", "")).proposal.state == "accepted"
        assert told(session)[-1] == ("U0BEN", "Ana (ZSI) has accepted your proposal P1: A newsletter.")


def test_the_chairs_decide_and_nobody_else_not_even_by_undo(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NEWSLETTER)
        for person in (cast.ben, cast.chloe):
            with pytest.raises(NotAllowed, match="Only the chairs can decide on proposals"):
                deciding.decide(session, a_turn(session, person), Asked("accept", "P1", ""))
        deciding.decide(session, a_turn(session, cast.ana), Asked("accept", "P1", ""))
        with pytest.raises(NotAllowed, match="Only the chairs"):
            pages.undo(session, a_turn(session, cast.ana, now=NOW + timedelta(days=200)))


def test_the_second_of_two_chairs_is_told_what_the_first_decided(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        zoe = a_person(session, "Zoe", cast.zsi)
        proposing.propose(session, a_turn(session, cast.ben), NEWSLETTER)
        deciding.decide(session, a_turn(session, cast.ana), Asked("decline", "P1", "Too many already"))
        before = told(session)
        with pytest.raises(Conflict, match=r"Ana has declined P1 already\. “Too many already” Nothing was changed"):
            deciding.decide(session, a_turn(session, zoe), Asked("accept", "P1", ""))
        with pytest.raises(Conflict, match="You have declined P1 already"):
            deciding.decide(session, a_turn(session, cast.ana), Asked("revise", "P1", "Shorter"))
        assert told(session) == before


def test_of_two_chairs_at_the_same_moment_one_wins_and_the_proposer_hears_once(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        turns = [a_turn(session, cast.ana), a_turn(session, a_person(session, "Zoe", cast.zsi))]
        proposing.propose(session, a_turn(session, cast.ben), NEWSLETTER)
    together = Barrier(2)

    def decided(turn: Turn, verb: str) -> str:
        together.wait(10)
        try:
            with units.writing() as session:
                return deciding.decide(session, turn, Asked(verb, "P1", "As we said")).proposal.state
        except Conflict as conflict:
            return conflict.sentence

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(decided, turns, ("accept", "decline")), key=len)
    assert outcomes[0] in ("accepted", "declined")
    assert f"has {outcomes[0]} P1 already" in outcomes[1]
    with units.reading() as session:
        assert len([words for receiver, words in told(session) if receiver == "U0BEN"]) == 1


def test_what_was_sent_back_can_still_be_decided_and_what_was_withdrawn_cannot(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = a_turn(session, cast.ana), a_turn(session, cast.ben)
        proposing.propose(session, ben, NEWSLETTER)
        deciding.decide(session, ana, Asked("revise", "P1", "Shorter"))
        assert proposals.show_proposal(session, ana, "P1").proposal.may >= {"accept", "decline"}
        with pytest.raises(Conflict, match="You have asked for a revision of P1 already"):
            deciding.decide(session, ana, Asked("revise", "P1", "Shorter"))
        amending.withdraw(session, ben, "P1")
        with pytest.raises(Conflict, match="Ben has withdrawn P1 already"):
            deciding.decide(session, ana, Asked("accept", "P1", ""))


def test_a_decision_taken_back_is_told_again_and_stands_as_before(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), NEWSLETTER)
        for _ in range(2):
            deciding.decide(session, ana, Asked("decline", "P1", "Too many already"))
            undone = pages.undo(session, ana)
            assert undone.sentence == "Took back: declined P1"
            assert proposals.show_proposal(session, ana, "P1").proposal.state == "received"
        assert [words for receiver, words in told(session) if receiver == "U0BEN"] == 2 * [
            WITH_REASON[0][3],
            "Ana (ZSI) has taken back the decision on your proposal P1: A newsletter. "
            "The chairs will look at it again.",
        ]


def test_a_decision_on_a_contact_names_nobody_outside_the_queue(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("Jane Roe", kind="contact"))
        deciding.decide(session, a_turn(session, cast.ana), Asked("decline", "P1", "Jane knows us already"))
        assert all("Roe" not in words for _, words in told(session))
        page = proposals.show_proposal(session, a_turn(session, cast.chloe), "P1")
        assert all("Jane" not in text for _, _, text in page.history)


def test_who_decides_on_their_own_proposal_is_not_told_and_nobody_is_told_who_has_gone(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, ana, NEWSLETTER)
        assert deciding.decide(session, ana, Asked("accept", "P1", "")).also == (UNDO,)
        proposing.propose(session, a_turn(session, cast.ben), NEWSLETTER)
        cast.ben.is_gone = True
        assert "no longer here" in deciding.decide(session, ana, Asked("accept", "P2", "")).also[0]


def test_a_bare_number_is_asked_about_since_it_names_an_action_elsewhere(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NEWSLETTER)
        for said in ("1", "#1"):
            with pytest.raises(BadInput, match="write `/wp accept P1`"):
                deciding.decide(session, a_turn(session, cast.ana), Asked("accept", said, ""))
