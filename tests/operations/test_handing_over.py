"""What one holds passes on to who accepts it; until then it stays, and it comes back when that is undone."""

import pytest
from sqlmodel import Session

from bot.errors import Conflict
from bot.operations import actions, claims, house_claims, pages
from bot.operations.actions import New
from bot.operations.showing import card
from bot.turn import Turn
from storage.engine import Units
from tests.builders import Cast, a_cast, a_person, a_programme, a_turn, an_action, told

WHY = "they have the venue"


def held(session: Session, turn: Turn) -> list[tuple[str, str, bool]]:
    return [(one.organisation, one.name, one.asked) for one in card(session, turn, 1).owners]


def handed_over(session: Session) -> tuple[Cast, Turn, Turn]:
    """CNRS holds #1, and Ben in its name; he hands it over to DLR-PT."""
    cast = a_cast(session)
    an_action(session, a_programme(session), owners=(cast.cnrs,))
    ben, chloe = a_turn(session, cast.ben), a_turn(session, cast.chloe)
    claims.claim(session, ben, "1")
    done = claims.assign(session, ben, "1", "DLR-PT", WHY)
    assert done.also[-1] == "You hold it until they accept."
    return cast, ben, chloe


def test_who_hands_over_holds_it_until_it_is_accepted_and_then_no_more(units: Units) -> None:
    with units.writing() as session:
        cast, ben, chloe = handed_over(session)
        assert held(session, ben) == [("CNRS", "Ben", False), ("DLR-PT", "", True)]
        claims.claim(session, chloe, "1")
        assert held(session, ben) == [("DLR-PT", "Chloe", False)]
        assert told(session)[-1] == (
            cast.ben.user_id,
            "Chloe (DLR-PT) takes #1: Draft the brief. You no longer hold it.",
        )
        pages.undo(session, chloe)
        assert held(session, ben) == [("CNRS", "Ben", False), ("DLR-PT", "", True)]


def test_what_is_declined_stays_with_who_wanted_to_hand_it_over(units: Units) -> None:
    with units.writing() as session:
        _, ben, chloe = handed_over(session)
        claims.decline(session, chloe, "1")
        assert held(session, ben) == [("CNRS", "Ben", False)]


def test_an_organisation_that_was_asked_may_take_over_with_nobody_named(units: Units) -> None:
    with units.writing() as session:
        _, ben, chloe = handed_over(session)
        house_claims.claim_for_ours(session, chloe, "1")
        assert held(session, ben) == [("DLR-PT", "", False)]


def test_within_an_organisation_what_the_document_gave_it_stays_with_it(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        an_action(session, a_programme(session), owners=(cast.cnrs,))
        ben, dan = a_turn(session, cast.ben), a_turn(session, a_person(session, "Dan", cast.cnrs))
        claims.assign(session, ben, "1", "<@U0DAN>", WHY)
        claims.claim(session, dan, "1")
        assert held(session, ben) == [("CNRS", "Dan", False)]
        claims.release(session, dan, "1")
        assert held(session, ben) == [("CNRS", "", False)]


def test_who_adds_an_action_for_two_or_asks_for_what_others_hold_hands_nothing_over(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        ben, chloe, ana = (a_turn(session, person) for person in (cast.ben, cast.chloe, cast.ana))
        actions.add(session, ben, New("Draft the brief", who="CNRS and DLR-PT"))
        claims.claim(session, chloe, "1")
        claims.assign(session, ana, "1", "ZSI", WHY)
        assert held(session, ben) == [("CNRS", "", False), ("DLR-PT", "Chloe", False), ("ZSI", "", False)]
        with pytest.raises(Conflict, match="`/wp release 1` gives back what you hold"):
            claims.assign(session, ben, "1", "ZSI", WHY)
