"""The collation queue, from a line to the chairs' list."""

from datetime import timedelta

import pytest

from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations import pages, proposals, proposing
from bot.operations.finding import SeveralMatch
from bot.operations.proposing import NewProposal
from storage.engine import Units
from tests.builders import NOW, a_cast, a_programme, a_turn, told

DAY = NewProposal(
    "Science diplomacy day in Vienna",
    kind="event",
    when="October 2022",
    link="https://example.org",
    why="Many come",
    priority="1",
)
CONTACT = NewProposal("Dr Jane Roe, jane@example.org", kind="contact", why="She knows everyone")


def test_a_proposal_is_kept_as_said_and_answered_with_its_number(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session, "Science diplomacy")
        receipt = proposing.propose(session, a_turn(session, cast.ben), DAY)
        card = receipt.proposal
        assert (card.number, card.kind, card.text, card.state) == (1, "event", DAY.text, "received")
        assert (card.when_said, card.link, card.why) == (DAY.when, DAY.link, DAY.why)
        assert (card.priority, card.proposer, card.organisation) == ("1. Science diplomacy", "Ben", "CNRS")
        assert receipt.also[-1].startswith("Next: the chairs look at it. They have been told")


def test_the_chairs_are_told_once_and_whoever_proposes_is_not(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        proposing.propose(session, a_turn(session, cast.ana), NewProposal("A podcast", kind="media"))
        assert told(session) == [
            (
                "U0ANA",
                "Ben (CNRS) proposes an idea, P1: A newsletter. /wp proposals lists what waits for the chairs.",
            )
        ]


def test_a_contacts_data_is_for_the_chairs_and_who_gave_them(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), CONTACT)
        for person, sees in ((cast.ana, True), (cast.ben, True), (cast.chloe, False), (cast.gus, False)):
            turn = a_turn(session, person)
            for card in (
                proposals.show_proposal(session, turn, "P1").proposal,
                *proposals.queue(session, turn).proposals,
            ):
                assert (card.text, card.why, card.hidden) == (
                    (CONTACT.text, CONTACT.why, False) if sees else ("", "", True)
                )
        with pytest.raises(NotFound):
            proposals.show_proposal(session, a_turn(session, cast.chloe), "Jane")
        assert all("Jane" not in words for _, words in told(session))


def test_the_queue_of_a_member_begins_with_their_own_and_that_of_chairs_goes_by_kind(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        for hours, (person, kind) in enumerate(
            [(cast.ben, "idea"), (cast.chloe, "event"), (cast.ben, "event"), (cast.chloe, "media")]
        ):
            turn = a_turn(session, person, now=NOW + timedelta(hours=hours))
            proposing.propose(session, turn, NewProposal(f"By {person.name}", kind=kind))
        proposing.withdraw(session, a_turn(session, cast.chloe), "P4")
        shown = {
            person.name: [card.number for card in proposals.queue(session, a_turn(session, person)).proposals]
            for person in (cast.ana, cast.ben, cast.chloe)
        }
        assert shown == {"Ana": [2, 3, 1], "Ben": [1, 3, 2], "Chloe": [2, 4, 1, 3]}


def test_the_queue_goes_ten_a_page(units: Units) -> None:
    with units.writing() as session:
        ben = a_turn(session, a_cast(session).ben)
        for number in range(12):
            proposing.propose(session, ben, NewProposal(f"Idea {number}"))
        assert [len(proposals.queue(session, ben, offset).proposals) for offset in (0, 10)] == [10, 2]
        assert proposals.queue(session, ben).total == 12


def test_who_proposed_withdraws_and_nobody_else(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), DAY_WITHOUT_PRIORITY)
        with pytest.raises(NotAllowed, match="by who proposed it"):
            proposing.withdraw(session, a_turn(session, cast.ana), "P1")
        assert proposing.withdraw(session, a_turn(session, cast.ben), "P1").proposal.state == "withdrawn"
        with pytest.raises(Conflict, match="withdrawn already"):
            proposing.withdraw(session, a_turn(session, cast.ben), "p1")
        pages.undo(session, a_turn(session, cast.ben))
        assert proposals.show_proposal(session, a_turn(session, cast.ben), "1").proposal.state == "received"


DAY_WITHOUT_PRIORITY = NewProposal("A day in Vienna", kind="event")


def test_undoing_a_proposal_withdraws_it_since_its_number_is_known(units: Units) -> None:
    with units.writing() as session:
        ben = a_turn(session, a_cast(session).ben)
        proposing.propose(session, ben, NewProposal("An idea"))
        assert pages.undo(session, ben).sentence == "Took back: proposed P1"
        page = proposals.show_proposal(session, ben, "P1")
        assert (page.proposal.state, [text for _, _, text in page.history]) == (
            "withdrawn",
            ["proposed P1", "withdrew P1"],
        )


def test_a_proposal_is_found_by_distinctive_words(units: Units) -> None:
    with units.writing() as session:
        ben = a_turn(session, a_cast(session).ben)
        for text in ("100% open access", "Open day", "Vienna"):
            proposing.propose(session, ben, NewProposal(text))
        assert proposals.show_proposal(session, ben, "vienna").proposal.number == 3
        assert proposals.show_proposal(session, ben, "100%").proposal.number == 1
        with pytest.raises(SeveralMatch, match="2 proposals with “open”"):
            proposals.show_proposal(session, ben, "open")


def test_a_date_that_cannot_be_read_is_kept_and_said_so(units: Units) -> None:
    with units.writing() as session:
        ben = a_turn(session, a_cast(session).ben)
        receipt = proposing.propose(session, ben, NewProposal("A day", when="when it suits"))
        assert (receipt.proposal.when_said, receipt.proposal.window.understood) == ("when it suits", False)
        assert "I can't see a date in “when it suits”" in receipt.also[0]


def test_what_cannot_be_proposed_is_named(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        ben = a_turn(session, cast.ben)
        for new, why in (
            (NewProposal("  "), "What do you propose"),
            (NewProposal("x" * 5001), "5,001 characters"),
            (NewProposal("A day", kind="party"), "none of them"),
            (NewProposal("A day", priority="9"), "no priority “9”"),
        ):
            with pytest.raises(BadInput, match=why):
                proposing.propose(session, ben, new)
        for outsider in (cast.gus, cast.sam):
            with pytest.raises(NotAllowed):
                proposing.propose(session, a_turn(session, outsider), NewProposal("A day"))
