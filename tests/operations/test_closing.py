"""The end of a programme: what becomes of its open actions, where they go on, and that it can be taken back."""

import pytest
from sqlmodel import col, func, select

from bot.cards import Done
from bot.errors import BadInput, Conflict, NotFound
from bot.operations import closing, lists, pages, steering
from storage.engine import Units
from storage.models import Action, Programme
from tests.builders import a_cast, a_turn, told
from tests.operations.test_loading import OURS
from tests.operations.versions import adopted, load, stored

NEXT = OURS.replace("n°4", "n°5").replace("July-December 2022", "January-June 2023").replace("4 July 2022", "May 2023")


def test_adoption_is_taken_back_with_its_baseline(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        load(session, ana)
        undo = steering.adopt(session, ana, "").undo
        frozen = session.exec(select(Action.baseline).order_by(col(Action.number))).all()
        assert frozen[0] == {
            "place": "1.1",
            "what": "Summer school",
            "who": "CNRS/DLR",
            "when": "4 July 2022",
            "starts_on": "2022-07-04",
            "ends_on": "2022-07-04",
        }
        pages.undo(session, ana, undo)
        session.expire_all()
        assert set(session.exec(select(Action.baseline)).all()) == {None}


def test_closing_keeps_drops_and_leaves_and_the_next_programme_goes_on_with_what_was_kept(units: Units) -> None:
    with units.writing() as session:
        ana = adopted(session, a_cast(session))
        with pytest.raises(BadInput, match="Why is #2 dropped"):
            closing.close(session, ana, "", {"2": "drop"})
        closed = closing.close(session, ana, "", {"2": "drop", "why:2": "no money", "3": "leave"})
        assert "of 4 open actions, 2 kept for the next programme, 1 dropped, 1 left as is" in closed.sentence
        assert told(session)[-1][1].startswith("Ana (ZSI) has closed Work Programme n°4: of 4 open actions, 2 kept")
        loaded = load(
            session, ana, NEXT.replace("| Policy brief | ZSI or Atlantis | March 2023 |", "| Film | ZSI | May |")
        )
        assert "#5 goes on with #1: first set in 2022 H2 as 1.1, carried once." in loaded.also
        assert any("Kept from before and not in it: #4" in one for one in loaded.also)
        with pytest.raises(NotFound, match=r"^#99: not kept for Work Programme n°5"):
            closing.carry(session, ana, "#4, #99")
        with pytest.raises(NotFound, match=r"^#99: not kept"):
            closing.carry(session, ana, "#99")
        carried = closing.carry(session, ana, "")
        assert carried.sentence == "Carried #4 into Work Programme n°5."
        with pytest.raises(NotFound, match=r"^Nothing waits"):
            closing.carry(session, ana, "")
        page = pages.show(session, ana, "9")
        assert page.lineage == "first set in 2022 H2 as 2.1, carried once"
        assert page.action.place == "2.2" and [one.organisation for one in page.action.owners] == ["ZSI", "Atlantis"]
        assert sum(card.carried for card in lists.listed(session, ana, "").actions) == 2
        pages.undo(session, ana, carried.undo)
        assert session.exec(select(func.count()).select_from(Action).where(col(Action.number) == 9)).one() == 0


def test_what_cannot_be_closed_or_carried_is_said_and_changes_nothing(units: Units) -> None:
    with units.writing() as session:
        ana = adopted(session, a_cast(session))
        with pytest.raises(NotFound, match=r"^#99: not an open action of Work Programme n°4"):
            closing.close(session, ana, "", {"99": "drop"})
        closing.close(session, ana, "", {})
        with pytest.raises(Conflict, match="closed already"):
            closing.close(session, ana, "n°4", {})
        with pytest.raises(Conflict, match="no programme to carry them into yet"):
            closing.carry(session, ana, "n°4")
        with pytest.raises(Conflict, match="is closed"):
            steering.adopt(session, ana, "n°4")


def test_carried_twice_says_so_and_where_it_was_first_set(units: Units) -> None:
    with units.writing() as session:
        ana = adopted(session, a_cast(session))
        load(session, ana, NEXT)
        closing.close(session, ana, "n°4", {})
        third = NEXT.replace("n°5", "n°6").replace("January-June 2023", "July-December 2023")
        steering.adopt(session, ana, "n°5")
        closing.close(session, ana, "n°5", {})
        load(session, ana, third)
        assert pages.show(session, ana, "9").lineage == "first set in 2022 H2 as 1.1, carried twice"


def test_closing_is_taken_back_whole(units: Units) -> None:
    with units.writing() as session:
        ana = adopted(session, a_cast(session))
        before = stored(session)
        undo = closing.close(session, ana, "", {"2": "drop", "why:2": "no money"}).undo
        assert isinstance(pages.undo(session, ana, undo), Done)
        assert stored(session) == before
        assert session.exec(select(Programme)).one().state == "adopted"
        assert not any(session.exec(select(Action.kept)).all())
