"""The way back: exactly to what was, only by who did it, never over somebody else's change."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, select

from bot.cards import Sure
from bot.errors import Conflict, NotFound, WorkError
from bot.operations import actions, claims, pages, steering
from bot.operations.actions import New
from storage.engine import Units
from storage.models import Action, Assignment, JournalEntry, Note
from tests.builders import a_cast, a_programme, a_turn, an_action
from tests.operations.test_claims import said_to

CHANGES = {
    "claim": lambda s, t: claims.claim(s, t, "1"),
    "release": lambda s, t: claims.release(s, t, "1"),
    "done": lambda s, t: actions.done(s, t, "1", "sent"),
    "drop": lambda s, t: actions.drop(s, t, "1", "no money"),
    "reopen": lambda s, t: actions.reopen(s, t, "1"),
    "when": lambda s, t: actions.when(s, t, "1", "31 March 2022", "moved"),
    "note": lambda s, t: actions.note(s, t, "1", "a note"),
    "edit": lambda s, t: actions.edit(
        s, t, "1", New("Other", who="DLR-PT and Ana", when="May 2022", priority="2"), "w"
    ),
    "assign": lambda s, t: claims.assign(s, t, "1", "DLR-PT", "they have the venue"),
    "add": lambda s, t: actions.add(s, t, New("New one", who="CNRS", when="2022-05-01")),
}


def state_of(session) -> list[dict[str, object]]:
    """All that an undo must bring back; versions only grow, and places are not reused."""
    rows: list[SQLModel] = []
    for model in (Action, Assignment, Note):
        rows += session.exec(select(model).order_by(model.id)).all()
    return [row.model_dump(exclude={"version"}) for row in rows]


@pytest.mark.parametrize("verb", CHANGES)
def test_every_change_can_be_taken_back_exactly(units: Units, verb: str) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,), state="done" if verb == "reopen" else "open")
        turn = a_turn(session, cast.ben)
        if verb == "release":
            claims.claim(session, turn, "1")
        session.flush()
        before = state_of(session)
        CHANGES[verb](session, turn)
        assert state_of(session) != before
        pages.undo(session, turn)
        session.expire_all()
        assert state_of(session) == before


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(CHANGES)), max_size=8))
def test_any_row_of_changes_can_be_taken_back_one_by_one(lite: Units, verbs: list[str]) -> None:
    try:
        with lite.writing() as session:
            cast, programme = a_cast(session), a_programme(session)
            an_action(session, programme, owners=(cast.cnrs,))
            turn = a_turn(session, cast.ben)
            seen = []
            for verb in verbs:
                before = state_of(session)
                try:
                    CHANGES[verb](session, turn)
                except WorkError:
                    continue
                seen.append(before)
            for before in reversed(seen):
                pages.undo(session, turn)
                session.expire_all()
                assert state_of(session) == before
            raise LookupError  # leaves the database empty for the next example
    except LookupError:
        pass


def test_nothing_of_mine_is_said_so(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        with pytest.raises(NotFound):
            pages.undo(session, a_turn(session, cast.ben))


def test_what_somebody_changed_since_is_left_alone(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        actions.done(session, a_turn(session, cast.ben), "1", "")
        actions.reopen(session, a_turn(session, cast.ana), "1")
        with pytest.raises(Conflict, match="changed it since"):
            pages.undo(session, a_turn(session, cast.ben))


def test_a_button_takes_back_its_own_change_once_and_only_for_who_made_it(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        ben = a_turn(session, cast.ben)
        entry = actions.note(session, ben, "1", "first").undo
        actions.note(session, ben, "1", "second")
        with pytest.raises(NotFound):
            pages.undo(session, a_turn(session, cast.ana), entry)
        pages.undo(session, ben, entry)
        assert [note.text for note in session.exec(select(Note)).all()] == ["second"]
        with pytest.raises(Conflict, match="already"):
            pages.undo(session, ben, entry)


def test_undo_goes_further_back_each_time_and_never_forward_again(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        ben = a_turn(session, cast.ben)
        actions.note(session, ben, "1", "first")
        actions.note(session, ben, "1", "second")
        pages.undo(session, ben)
        pages.undo(session, ben)
        assert session.exec(select(Note)).all() == []
        with pytest.raises(NotFound):
            pages.undo(session, ben)


def test_those_who_were_told_are_told_again(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, "Draft", owners=(cast.cnrs, cast.dlr))
        ben = a_turn(session, cast.ben)
        actions.done(session, ben, "1", "")
        pages.undo(session, ben)
        assert said_to(session, "U0CHLOE")[-1] == "Ben (CNRS) has taken that back: done #1. Draft"


def test_the_journal_says_who_did_what_when_and_why(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        ben = a_turn(session, cast.ben)
        actions.drop(session, ben, "1", "no money")
        pages.undo(session, ben)
        lines = pages.show(session, ben, "1").history
        assert [(line.who, line.text, line.why) for line in lines] == [
            ("Ben", "dropped #1", "no money"),
            ("Ben", "took back: dropped #1", ""),
        ]
        assert all(entry.at == ben.now for entry in session.exec(select(JournalEntry)).all())


def test_a_change_the_whole_alliance_heard_of_is_not_taken_back_by_the_word_alone(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session, state="draft")
        ana = a_turn(session, cast.ana)
        entry = steering.adopt(session, ana, "").undo
        asked = pages.undo(session, ana)
        assert isinstance(asked, Sure) and asked.entry == entry
        pages.undo(session, ana, entry)
        assert "has taken that back: adopted Work programme 2022" in said_to(session, "C0PROGRAM")[-1]
