"""The collation queue, from a line to the chairs' list."""

from datetime import timedelta

import pytest

from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations import amending, meetings, pages, proposals, proposing, queueing
from bot.operations.finding import SeveralMatch
from bot.operations.meetings import NewMeeting
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
        assert receipt.also[-1] == (
            "Next: the chairs look at it within 30 days, by 9 February 2022. They have been told, "
            "and you hear by direct message what they decide."
        )


def test_the_receipt_names_the_next_meeting_where_one_comes_sooner(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        meetings.add(session, ana, NewMeeting("Trio meeting", when="3 February 2022 10:00"))
        receipt = proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        assert "by the next meeting, M1 Trio meeting on 3 February 2022." in receipt.also[-1]


def test_what_each_kind_asks_for_is_kept(units: Units) -> None:
    said = {
        "event": {"place": "Vienna"},
        "contact": {"office": "Ministry", "role": "Head of unit", "known": "met in Rome"},
        "media": {"audience": "Early-career researchers"},
    }
    with units.writing() as session:
        ben = a_turn(session, a_cast(session).ben)
        for kind, details in said.items():
            new = NewProposal(f"A {kind}", kind=kind, details=details | {"colour": "red"})
            assert proposing.propose(session, ben, new).proposal.details == details


def test_what_was_made_from_a_message_names_who_wrote_it_and_leads_to_it(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        new = NewProposal("<@U0CHLOE> says: a podcast", message_by="Ana", message_link="https://slack.example/p1")
        form = proposing.proposal_form(session, ben, new)
        assert (form.text, form.message_by) == ("@Chloe says: a podcast", "Ana")
        card = proposing.propose(session, ben, new).proposal
        assert (card.message_by, card.message_link) == ("Ana", "https://slack.example/p1")


def test_the_chairs_are_told_once_and_whoever_proposes_is_not(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        proposing.propose(session, a_turn(session, cast.ana), NewProposal("A podcast", kind="media"))
        assert told(session) == [
            (
                "U0ANA",
                "Ben (CNRS) proposes an idea, P1: A newsletter. `/wp proposals` lists what waits for the chairs.",
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
                *queueing.queue(session, turn).proposals,
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
        amending.withdraw(session, a_turn(session, cast.chloe), "P4")
        shown = {
            person.name: [card.number for card in queueing.queue(session, a_turn(session, person)).proposals]
            for person in (cast.ana, cast.ben, cast.chloe)
        }
        assert shown == {"Ana": [2, 3, 1], "Ben": [1, 3, 2], "Chloe": [2, 4, 1, 3]}


def test_the_queue_goes_ten_a_page(units: Units) -> None:
    with units.writing() as session:
        ben = a_turn(session, a_cast(session).ben)
        for number in range(12):
            proposing.propose(session, ben, NewProposal(f"Idea {number}"))
        assert [len(queueing.queue(session, ben, offset=offset).proposals) for offset in (0, 10)] == [10, 2]
        assert queueing.queue(session, ben).total == 12


def test_who_proposed_withdraws_and_nobody_else(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), DAY_WITHOUT_PRIORITY)
        with pytest.raises(NotAllowed, match="by who proposed it"):
            amending.withdraw(session, a_turn(session, cast.ana), "P1")
        assert amending.withdraw(session, a_turn(session, cast.ben), "P1").proposal.state == "withdrawn"
        with pytest.raises(Conflict, match="withdrawn already"):
            amending.withdraw(session, a_turn(session, cast.ben), "p1")
        pages.undo(session, a_turn(session, cast.ben))
        assert proposals.show_proposal(session, a_turn(session, cast.ben), "1").proposal.state == "received"


DAY_WITHOUT_PRIORITY = NewProposal("A day in Vienna", kind="event")


def test_undoing_a_proposal_withdraws_it_once_and_undo_goes_on_to_what_was_before(units: Units) -> None:
    with units.writing() as session:
        ben = a_turn(session, a_cast(session).ben)
        for text in ("First", "Second"):
            proposing.propose(session, ben, NewProposal(text))
        for number in (2, 1):
            back = pages.undo(session, ben)
            assert (back.sentence, back.also) == (f"Took back: proposed P{number}", (f"P{number} is now: withdrawn.",))
        page = proposals.show_proposal(session, ben, "P2")
        assert (page.proposal.state, [text for _, _, text in page.history]) == (
            "withdrawn",
            ["proposed P2", "withdrew P2"],
        )
        with pytest.raises(NotFound, match="nothing of yours to undo"):
            pages.undo(session, ben)


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
        assert receipt.also[0] == "I can't see a date in “when it suits”. Kept as written."
        receipt = proposing.propose(session, ben, NewProposal("A week", when="tbc"))
        assert receipt.also[0] == "To be confirmed, then.", "nobody is reminded of a proposal's date"


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
