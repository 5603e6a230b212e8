"""Who chairs, and that there is always somebody who can act."""

from dataclasses import replace
from datetime import date

import pytest

from bot.errors import BadInput, NotAllowed, NotFound
from bot.operations import pages, terms
from storage.engine import Units
from tests.builders import HOUSE, a_cast, a_person, a_term, a_turn, an_organisation


def test_past_present_and_next_are_told_apart(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        old = an_organisation(session, "FECYT")
        a_term(session, old, date(2021, 1, 1), date(2021, 6, 30))
        a_term(session, cast.dlr, date(2021, 7, 1), date(2021, 12, 31))
        a_term(session, cast.cnrs, date(2022, 7, 1), date(2022, 12, 31))
        card = terms.chairs(session, a_turn(session, cast.ben))
        assert [(term.who, term.place) for term in card.terms] == [
            ("FECYT", "earlier"),
            ("DLR-PT", "last"),
            ("ZSI", "now"),
            ("CNRS", "next"),
        ]
        assert (card.acting, card.by, card.change) == (("Ana",), "term", False)


def test_a_term_is_set_in_words_and_taken_back_by_undo(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        done = terms.set_term(session, a_turn(session, cast.ana), "cnrs", "1 January", "30 June 2022")
        assert done.sentence == "In the chair: CNRS, from 1 January 2022 to 30 June 2022."
        assert done.also == ("In the chair in that time too: ZSI.", "Acting as chairs today: Ana and Ben.")
        assert a_turn(session, cast.ben).actor.chair
        pages.undo(session, a_turn(session, cast.ana))
        assert not a_turn(session, cast.ben).actor.chair


def test_months_are_whole_and_an_open_end_stays_open(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        terms.set_term(session, ana, "CNRS", "July 2022", "December 2022")
        terms.set_term(session, ana, "DLR-PT", "2023-01-01", "")
        days = {term.who: (term.starts_on, term.ends_on) for term in terms.chairs(session, ana).terms}
        assert days["CNRS"] == (date(2022, 7, 1), date(2022, 12, 31))
        assert days["DLR-PT"] == (date(2023, 1, 1), None)


def test_setting_a_term_again_changes_it(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        terms.set_term(session, ana, "ZSI", "2022-01-01", "2022-07-31")
        assert [term.ends_on for term in terms.chairs(session, ana).terms] == [date(2022, 7, 31)]


def test_a_named_person_chairs(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        terms.set_term(session, a_turn(session, cast.ana), "<@U0BEN>", "2022-01-01", "")
        assert a_turn(session, cast.ben).actor.chair


def test_who_could_not_act_is_not_made_chair(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        for outsider in ("<@U0GUS>", "<@U0SAM>"):
            with pytest.raises(BadInput, match="not a member yet"):
                terms.set_term(session, a_turn(session, cast.ana), outsider, "2022-01-01", "")


def test_a_term_of_somebody_who_cannot_act_locks_nobody_out(units: Units) -> None:
    with units.writing() as session:
        gus = a_person(session, "Gus", is_guest=True)
        admin = a_person(session, "Ada", is_admin=True)
        a_term(session, gus)
        assert a_turn(session, admin).actor.chair


def test_until_somebody_of_the_chair_is_confirmed_those_named_at_set_up_act(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        empty = an_organisation(session, "VUB")
        terms.clear_terms(session, a_turn(session, cast.ana), "ZSI")
        house = replace(HOUSE, named_chairs=frozenset({"U0BEN"}))
        ben = a_turn(session, cast.ben, house=house)
        done = terms.set_term(session, ben, "VUB", "2022-01-01", "")
        assert done.also == (
            "Nobody of VUB is confirmed here yet; until that changes, those named in WP_CHAIRS act as chairs.",
        )
        assert a_turn(session, cast.ben, house=house).actor.chair
        a_person(session, "Vera", empty)
        assert not a_turn(session, cast.ben, house=house).actor.chair


def test_clearing_takes_present_and_coming_terms_and_leaves_past_ones(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_term(session, cast.zsi, date(2020, 1, 1), date(2020, 6, 30))
        ana = a_turn(session, cast.ana)
        done = terms.clear_terms(session, ana, "ZSI")
        assert [term.place for term in terms.chairs(session, ana).terms] == ["last"]
        assert not a_turn(session, cast.ana).actor.chair
        with pytest.raises(NotFound, match="neither chairs now"):
            terms.clear_terms(session, ana, "ZSI")
        pages.undo(session, a_turn(session, cast.ana), done.undo)
        assert a_turn(session, cast.ana).actor.chair


def test_days_that_cannot_be_are_refused(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        with pytest.raises(BadInput, match="before it starts"):
            terms.set_term(session, ana, "CNRS", "2022-07-01", "2022-01-01")
        with pytest.raises(BadInput, match="can't see a day in “soonish”"):
            terms.set_term(session, ana, "CNRS", "soonish", "2022-01-01")
        with pytest.raises(BadInput, match="from when to when"):
            terms.set_term(session, ana, "CNRS", "", "")


def test_only_chairs_say_who_chairs(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        with pytest.raises(NotAllowed, match="Only the chairs"):
            terms.set_term(session, a_turn(session, cast.ben), "CNRS", "2022-01-01", "")
        with pytest.raises(NotAllowed, match="Only the chairs"):
            terms.clear_terms(session, a_turn(session, cast.ben), "ZSI")
