"""Merging proposals: nothing is lost, everybody hears, and it can be taken apart again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import Session

from bot.errors import BadInput, Conflict, NotAllowed, WorkError
from bot.operations import amending, deciding, pages, parting, proposal_pages, proposing
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from bot.turn import Turn
from storage.engine import Units
from tests.builders import NOW, Cast, a_cast, a_person, a_turn, told


def proposed(session: Session, cast: Cast, *by: str) -> Turn:
    """Ideas of these people, in order; gives the chair's turn."""
    for name in by:
        proposing.propose(session, a_turn(session, getattr(cast, name)), NewProposal(f"A plan by {name}"))
    return a_turn(session, cast.ana)


def merge(session: Session, turn: Turn, which: str, other: str, reason: str = "One day for both") -> str:
    return deciding.decide(session, turn, Asked("merge", which, reason, other)).sentence


def heard(session: Session, who: str) -> list[str]:
    return [words for receiver, words in told(session) if receiver == who]


def test_both_sides_hear_of_a_merge_and_both_texts_stay_whole(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe")
        assert merge(session, ana, "P2", "P1") == "Merged P2 into P1"
        assert heard(session, "U0CHLOE") == [
            "Ana (ZSI) has merged your proposal P2: A plan by chloe into P1: A plan by ben, by Ben. “One day for both” "
            "Both texts are kept, and all of you are named as proposers. "
            "What the chairs decide on P1 holds for both, and you hear it."
        ]
        assert heard(session, "U0BEN") == [
            "Ana (ZSI) has merged P2: A plan by chloe, by Chloe, into P1: A plan by ben, which is your proposal. "
            "“One day for both” Both texts are kept, and all of you are named as proposers."
        ]
        for person in (cast.ana, cast.ben, cast.gus):
            turn = a_turn(session, person)
            root, part = proposal_pages.page(session, turn, "P1"), proposal_pages.page(session, turn, "P2")
            assert [(one.number, one.text, one.proposer) for one in root.parts] == [(2, "A plan by chloe", "Chloe")]
            assert part.into and (part.into.number, part.proposal.text) == (1, "A plan by chloe")
            assert any("merged P2 into P1" in what for page in (root, part) for _, _, what in page.history)
            assert root.history[-1][2] == part.history[-1][2] == "merged P2 into P1: One day for both"


def test_the_reason_of_a_contact_s_merge_is_not_read_in_the_history_of_the_other(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben")
        proposing.propose(session, a_turn(session, cast.chloe), NewProposal("Jane Roe", "contact"))
        merge(session, ana, "P2", "P1", "Ms Roe would host it")
        for person in (cast.ben, cast.gus):
            history = proposal_pages.page(session, a_turn(session, person), "P1").history
            assert history[-1][2] == "merged P2 into P1"
        assert proposal_pages.page(session, ana, "P2").history[-1][2] == "merged P2 into P1: Ms Roe would host it"


def test_who_proposed_both_hears_that_both_are_theirs(units: Units) -> None:
    with units.writing() as session:
        ana = proposed(session, a_cast(session), "ben", "ben")
        merge(session, ana, "P2", "P1")
        assert heard(session, "U0BEN") == [
            "Ana (ZSI) has merged your proposal P2: A plan by ben into P1: A plan by ben, which is yours too. "
            "“One day for both” Both texts are kept. What the chairs decide on P1 holds for both, and you hear it."
        ]


def test_everybody_in_a_chain_hears_what_is_decided_at_its_end(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        newt = a_person(session, "Newt", cast.cnrs)
        ana = proposed(session, cast, "ben", "chloe")
        proposing.propose(session, a_turn(session, newt), NewProposal("A plan by newt"))
        merge(session, ana, "P3", "P2")
        merge(session, ana, "P2", "P1")
        deciding.decide(session, ana, Asked("accept", "P1"))
        for who, words in (
            ("U0BEN", "Ana (ZSI) has accepted your proposal P1: A plan by ben."),
            ("U0CHLOE", "has accepted P1: A plan by ben, into which your proposal P2: A plan by chloe was merged."),
            ("U0NEWT", "has accepted P1: A plan by ben, into which your proposal P3: A plan by newt was merged."),
        ):
            assert heard(session, who)[-1].endswith(words)
        assert [one.number for one in proposal_pages.page(session, ana, "P1").parts] == [2, 3]


def test_what_is_merged_already_is_stood_for_by_what_it_was_merged_into(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe", "ben")
        merge(session, ana, "P2", "P1")
        assert merge(session, ana, "#P3", "#p2") == "Merged P3 into P1"


def test_a_circle_is_refused_with_the_way_out(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe", "ben")
        merge(session, ana, "P3", "P2")
        merge(session, ana, "P2", "P1")
        with pytest.raises(BadInput, match=r"P1 and P3 would be a circle.*/wp unmerge P3"):
            merge(session, ana, "P1", "P3")
        with pytest.raises(BadInput, match="P1 is that one itself: name another"):
            merge(session, ana, "P1", "P1")


def test_of_two_merges_at_once_that_would_be_a_circle_one_is_made(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        turns = [proposed(session, cast, "ben", "chloe"), a_turn(session, a_person(session, "Zoe", cast.zsi))]
    together = Barrier(2)

    def merged(turn: Turn, pair: tuple[str, str]) -> str:
        together.wait(10)
        try:
            with units.writing() as session:
                return merge(session, turn, *pair)
        except WorkError as error:
            return error.sentence

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(merged, turns, [("P1", "P2"), ("P2", "P1")]))
    assert sum(outcome.startswith("Merged") for outcome in outcomes) == 1, outcomes


def test_a_duplicate_is_not_a_merge_and_may_be_of_what_is_decided(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe")
        deciding.decide(session, ana, Asked("accept", "P1"))
        with pytest.raises(BadInput, match=r"You have accepted P1 already.*/wp duplicate P2 of P1"):
            merge(session, ana, "P2", "P1")
        offered = {
            verb: [number for number, _ in deciding.decision_form(session, ana, Asked(verb, "P2")).others]
            for verb in ("merge", "duplicate")
        }
        assert offered == {"merge": [], "duplicate": ["P1"]}, "by form as by line"
        card = deciding.decide(session, ana, Asked("duplicate", "P2", "The same day", "P1"))
        assert (card.sentence, card.proposal.state) == ("Marked P2 as a duplicate of P1", "duplicate")
        with pytest.raises(Conflict, match="P2 is a duplicate of P1 already"):
            amending.withdraw(session, a_turn(session, cast.chloe), "P2")
        assert heard(session, "U0CHLOE")[-1] == (
            "Ana (ZSI) has marked your proposal P2: A plan by chloe as a duplicate of P1: A plan by ben, by Ben. "
            "“The same day” P1 is accepted already."
        )


@pytest.mark.parametrize("way", ["undo", "unmerge"])
def test_a_merge_is_taken_apart_and_both_sides_hear(units: Units, way: str) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe")
        merge(session, ana, "P2", "P1")
        if way == "undo":
            pages.undo(session, ana)
        else:
            assert parting.unmerge(session, ana, "P2").sentence == "Took P2 out of P1"
        assert "P2: A plan by chloe out of your proposal P1: A plan by ben" in heard(session, "U0BEN")[-1]
        assert "your proposal P2" in heard(session, "U0CHLOE")[-1]
        page = proposal_pages.page(session, ana, "P1")
        assert page.parts == ()
        assert "P2" in page.history[-1][2]
        assert proposal_pages.page(session, ana, "P2").proposal.state in ("received", "considered")
        with pytest.raises(Conflict, match="P1 was not merged into another"):
            parting.unmerge(session, ana, "P1")


def test_taking_apart_is_undone_and_told_but_never_into_a_circle_or_into_what_was_withdrawn(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe")
        merge(session, ana, "P2", "P1")
        parting.unmerge(session, ana, "P2")
        pages.undo(session, ana)
        assert heard(session, "U0CHLOE")[-1] == (
            "Ana (ZSI) has put your proposal P2: A plan by chloe back into P1: A plan by ben. "
            "What the chairs decide on P1 holds for both."
        )
        assert heard(session, "U0BEN")[-1].startswith("Ana (ZSI) has put P2: A plan by chloe back into P1")
        parting.unmerge(session, ana, "P2")
        zoe = a_turn(session, a_person(session, "Zoe", cast.zsi))
        merge(session, zoe, "P1", "P2")
    with pytest.raises(Conflict, match="cannot go back to where it was"), units.writing() as session:
        pages.undo(session, ana)
    with units.writing() as session:
        parting.unmerge(session, zoe, "P1")
        amending.withdraw(session, a_turn(session, cast.ben), "P1")
    with pytest.raises(Conflict, match="cannot go back to where it was"), units.writing() as session:
        pages.undo(session, ana)


def test_only_chairs_merge_and_take_apart(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe")
        with pytest.raises(NotAllowed, match="Only the chairs can decide on proposals"):
            merge(session, a_turn(session, cast.ben), "P2", "P1")
        merge(session, ana, "P2", "P1")
        with pytest.raises(NotAllowed, match="Only the chairs"):
            parting.unmerge(session, a_turn(session, cast.chloe), "P2")


def test_a_decision_is_undone_for_a_week_and_no_longer(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben", "chloe")
        merge(session, ana, "P2", "P1")
        with pytest.raises(Conflict, match=r"You merged P2 into P1 on 10 January 2022.*7 days"):
            pages.undo(session, a_turn(session, cast.ana, now=NOW + timedelta(days=8)))
        pages.undo(session, a_turn(session, cast.ana, now=NOW + timedelta(days=6)))


def test_a_contact_is_named_to_nobody_by_a_merge(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        for person, text in ((cast.ben, "Jane Roe"), (cast.chloe, "Dr Roe")):
            proposing.propose(session, a_turn(session, person), NewProposal(text, kind="contact"))
        merge(session, a_turn(session, cast.ana), "P2", "P1")
        assert all("Roe" not in words for _, words in told(session))
        page = proposal_pages.page(session, a_turn(session, cast.gus), "P1")
        assert [one.text for one in page.parts] == [""]


def test_whatever_marks_stand_in_a_proposal_it_is_merged_taken_apart_and_put_back(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = proposed(session, cast, "ben")
        proposing.propose(session, a_turn(session, cast.chloe), NewProposal("A template: {name} {} {0} {"))
        for which, other in (("P1", "P2"), ("P2", "P1")):
            assert merge(session, ana, which, other) == f"Merged {which} into {other}"
            apart = parting.unmerge(session, ana, which)
            pages.undo(session, ana, apart.undo)
            parting.unmerge(session, ana, which)
        assert all("A template: {name} {} {0} {" in words for words in heard(session, "U0CHLOE"))
