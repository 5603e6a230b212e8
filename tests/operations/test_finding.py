"""Which action is meant: a number, a place, or a distinctive part of its title."""

from datetime import date

import pytest
from sqlmodel import select

from bot.blocks.actions import choice
from bot.errors import NotFound
from bot.operations import actions, pages
from bot.operations.actions import New
from bot.operations.finding import SeveralMatch, find_action_id
from storage.engine import Units
from storage.models import Action
from tests.builders import a_cast, a_programme, a_turn, an_action


def test_an_action_is_meant_by_number_place_or_words(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        turn = a_turn(session, cast.ben)
        actions.add(session, turn, New("Draft the brief", priority="1"))
        actions.add(session, turn, New("Map the 100% stakeholders", priority="2"))
        one, two = (session.exec(select(Action.id).where(Action.number == n)).one() for n in (1, 2))
        for asked in ("1", "#1", "1.1", "the BRIEF"):
            assert find_action_id(session, turn, asked) == one
        assert find_action_id(session, turn, "100%") == two
        assert find_action_id(session, turn, "2.1") == two
        assert programme.id is not None


def test_a_number_works_across_programmes_and_a_place_is_of_the_current_one(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        old = a_programme(session, state="closed", title="Work programme 2021", starts_on=date(2021, 7, 1))
        an_action(session, old, "From last year")
        a_programme(session)
        turn = a_turn(session, cast.ben)
        assert pages.show(session, turn, "1").action.programme == "Work programme 2021"
        with pytest.raises(NotFound):
            find_action_id(session, turn, "0.1")


def test_several_matches_are_offered(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        for what in ("Draft the brief", "Print the brief"):
            an_action(session, programme, what)
        with pytest.raises(SeveralMatch) as several:
            find_action_id(session, a_turn(session, cast.ben), "brief")
        assert [argument for _, argument in several.value.choice.options] == ["1", "2"]


@pytest.mark.parametrize("asked", ["99", "7.7", "nothing like it", "999999999", "", "%", "#"])
def test_what_is_not_there_is_said_with_where_to_look(units: Units, asked: str) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme)
        with pytest.raises(NotFound, match="/wp"):
            find_action_id(session, a_turn(session, cast.ben), asked)


def test_where_more_match_than_can_be_offered_that_is_said(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        for _ in range(8):
            an_action(session, programme)
        with pytest.raises(SeveralMatch, match="I found 8 actions") as eight:
            find_action_id(session, a_turn(session, cast.ben), "brief")
        an_action(session, programme)
        with pytest.raises(SeveralMatch, match="I found more than 8 actions") as nine:
            find_action_id(session, a_turn(session, cast.ben), "brief")
    assert len(nine.value.choice.options) == 8
    assert "none of these" in choice(nine.value.choice, "show").text
    assert "none of these" not in choice(eight.value.choice, "show").text
