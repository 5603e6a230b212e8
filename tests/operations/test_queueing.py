"""The queue: what each person finds in it, under which filter, and what looks alike."""

from datetime import timedelta

import pytest

from bot.blocks import home
from bot.operations import amending, holding, menu, proposing, queueing, resembling, supporting
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from storage.engine import Units
from tests.builders import NOW, a_cast, a_programme, a_turn


@pytest.mark.parametrize(
    ("asked", "numbers", "title"),
    [
        ("", [2, 4, 3, 1], "Proposals"),
        ("events", [2, 4], "Proposals: events"),
        ("events priority 1", [2], "Proposals: events, priority 1"),
        ("DLR", [3], "Proposals: DLR-PT"),
        ("withdrawn", [5], "Proposals: withdrawn"),
        ("all", [2, 4, 5, 3, 1], "Proposals: decided or not"),
        ("please revise", [], "Proposals: please revise"),
        ("vienna", [4], "Proposals: with “vienna”"),
        ("event Day in Vienna", [4], "Proposals: events, with “Day in Vienna”"),
    ],
)
def test_the_sheet_of_the_chairs_goes_by_kind_and_priority_and_is_filtered(
    lite: Units, asked: str, numbers: list[int], title: str
) -> None:
    with lite.writing() as session:
        cast = _five(session)
        card = queueing.queue(session, a_turn(session, cast.ana), asked)
        assert [one.number for one in card.proposals] == numbers
        assert (card.title, card.total, card.sheet) == (title, len(numbers), True)
        assert bool(card.empty)


def _five(session):
    cast = a_cast(session)
    a_programme(session)
    ben, chloe = a_turn(session, cast.ben), a_turn(session, cast.chloe)
    proposing.propose(session, ben, NewProposal("Share the calendar"))
    proposing.propose(session, ben, NewProposal("Open doors", kind="event", priority="1"))
    proposing.propose(session, chloe, NewProposal("A podcast", kind="media"))
    proposing.propose(session, ben, NewProposal("Day in Vienna", kind="event"))
    proposing.propose(session, chloe, NewProposal("Never mind", kind="event"))
    amending.withdraw(session, chloe, "P5")
    return cast


def test_mine_is_all_of_mine_whatever_became_of_it(lite: Units) -> None:
    with lite.writing() as session:
        cast = _five(session)
        card = queueing.queue(session, a_turn(session, cast.chloe), "mine")
        assert ([one.number for one in card.proposals], card.sheet) == ([3, 5], False)


def test_more_of_what_has_gone_begins_anew(lite: Units) -> None:
    with lite.writing() as session:
        cast = _five(session)
        card = queueing.queue(session, a_turn(session, cast.ana), "", 10)
        assert (card.offset, len(card.proposals), card.total) == (0, 4, 4)


def test_the_start_page_counts_what_the_queue_lists_for_each(lite: Units) -> None:
    with lite.writing() as session:
        cast = _five(session)
        for person, count in ((cast.ana, 4), (cast.chloe, 5), (cast.gus, 4)):
            turn = a_turn(session, person)
            page = menu.menu(session, turn)
            assert page.proposals == queueing.queue(session, turn).total == count
            assert f"Proposals ({count})" in str(home.home(page, "/wp")["blocks"])


def test_a_name_in_a_contact_is_not_found_by_guessing(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("Jane Roe", kind="contact"))
        found = [queueing.queue(session, a_turn(session, one), "roe").total for one in (cast.chloe, cast.ben, cast.ana)]
        assert found == [0, 1, 1]
        assert "support" not in queueing.queue(session, a_turn(session, cast.chloe)).proposals[0].may


def test_how_long_each_waits_and_who_stands_behind_it_is_in_the_row(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        supporting.support(session, a_turn(session, cast.chloe), "P1")
        row = queueing.queue(session, a_turn(session, cast.ana, now=NOW + timedelta(days=12))).proposals[0]
        assert (row.waits_days, row.support) == (12, ("DLR-PT",))


def test_what_is_decided_and_not_told_is_marked_for_the_chairs_alone_and_not_there_to_be_decided(units: Units) -> None:
    with units.writing() as session:
        cast = _five(session)
        ana = a_turn(session, cast.ana)
        holding.hold(session, ana, Asked("merge", "P4", "One day for both", "P2"))
        rows = {one.number: one for one in queueing.queue(session, ana).proposals}
        assert {number: one.held for number, one in rows.items() if one.held} == {4: "merge P4 into P2, by Ana"}
        assert "decline" in rows[2].may and "decline" not in rows[4].may
        assert not any(one.held for one in queueing.queue(session, a_turn(session, cast.ben)).proposals)


def test_alike_ones_are_shown_to_the_chairs_and_before_sending(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben, ana = a_turn(session, cast.ben), a_turn(session, cast.ana)
        proposing.propose(session, ben, NewProposal("Science diplomacy day in Vienna", kind="event"))
        proposing.propose(session, ben, NewProposal("Something else", link="https://www.example.org/day/?utm_source=x"))
        new = NewProposal("A day on science diplomacy, Vienna")
        assert [one.number for one in resembling.before_sending(session, ana, new)] == [1]
        same_page = NewProposal("A visit", link="http://example.org/day")
        assert [one.number for one in resembling.before_sending(session, ana, same_page)] == [2]
        assert resembling.before_sending(session, ana, NewProposal("A podcast")) == ()
        proposing.propose(session, a_turn(session, cast.chloe), new)
        alike = {one.number: one.alike for one in queueing.queue(session, ana).proposals}
        assert alike == {1: (3,), 3: (1,), 2: ()}


def test_that_somebody_is_proposed_already_is_not_given_away(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        jane = NewProposal("Dr Jane Roe", kind="contact")
        proposing.propose(session, a_turn(session, cast.ben), jane)
        assert resembling.before_sending(session, a_turn(session, cast.chloe), jane) == ()
        assert [one.number for one in resembling.before_sending(session, a_turn(session, cast.ana), jane)] == [1]
