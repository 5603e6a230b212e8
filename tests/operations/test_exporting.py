"""A programme out of the database: its own words, where each action stands, and the same again when it comes back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.operations import actions, claims, exporting, steering
from bot.operations.loading import import_document, key_of
from bot.reading.documents import read_document
from bot.turn import Turn
from bot.writing.export import FORMATS, export, file_name
from bot.writing.programme import as_document
from storage.engine import Units
from storage.models import Action, Programme
from tests.builders import HOUSE, NOW, a_cast, a_programme, a_turn, an_action
from tests.reading.documents import CERN, H1_2022, H2_2021, seed


def loaded(session: Session, shared: Path, name: str) -> None:
    import_document(session, read_document(seed(shared, name), name), source_name=name, now=NOW, house=HOUSE)


def columns(session: Session, turn: Turn) -> list[tuple[str, ...]]:
    """The tables of the document that is sent round: heads and rows."""
    document = as_document(exporting.exported(session, turn, ""))
    tables = [part for part in document.parts if hasattr(part, "head")]
    return [row for table in tables for row in (table.head, *table.rows)]


@pytest.mark.parametrize("name", [H1_2022, H2_2021, CERN])
def test_a_stored_seed_goes_out_and_comes_back_as_the_programme_that_is_stored(
    lite: Units, shared: Path, name: str
) -> None:
    with lite.writing() as session:
        ben = a_cast(session).ben
        loaded(session, shared, name)
        for programme in session.exec(select(Programme)).all():
            given = exporting.exported(session, a_turn(session, ben), f"id:{programme.id}")
            for kind in FORMATS:
                (again,) = read_document(export(given, kind), f"programme.{kind}").programmes
                assert key_of(again) == programme.fingerprint, kind


def test_a_draft_shows_its_own_columns_and_the_numbers_to_refer_to(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        programme = a_programme(session, state="draft")
        an_action(session, programme, "Write", owners=(cast.cnrs,), when="May")
        said = columns(session, a_turn(session, cast.ben))
    assert said == [("What?", "Who?", "When?", "Ref."), ("Write", "CNRS", "May", "#1")]


def test_an_adopted_programme_tells_who_holds_what_and_what_came_of_it(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        programme = a_programme(session)
        an_action(session, programme, "Write", owners=(cast.cnrs, cast.dlr), when="May")
        an_action(session, programme, "Print", who_said="Any volunteers?")
        an_action(session, programme, "Send", who_said="?")
        turn = a_turn(session, cast.ben)
        actions.done(session, turn, "1", "published as WP 7")
        claims.claim(session, turn, "2")
        said = columns(session, turn)
    assert said == [
        ("What?", "Who?", "When?", "Held by", "Status", "Ref."),
        ("Write", "CNRS, DLR-PT", "May", "CNRS, DLR-PT", "Done on 10 January 2022: published as WP 7", "#1"),
        ("Print", "Any volunteers?", "", "CNRS (Ben)", "Open", "#2"),
        ("Send", "?", "", "Nobody yet", "Open", "#3"),
    ]


def test_what_was_adopted_stands_beside_what_is_only_where_they_differ(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        programme = a_programme(session, state="draft")
        an_action(session, programme, "Write", owners=(cast.cnrs,), when="May 2022")
        an_action(session, programme, "Print", owners=(cast.cnrs,))
        chair = a_turn(session, cast.ana)
        steering.adopt(session, chair, "")
        assert "As adopted" not in columns(session, chair)[0]
        actions.when(session, chair, "1", "end of June 2022", "the venue moved")
        head, first, second = columns(session, chair)
    assert head == ("What?", "Who?", "When?", "Held by", "Status", "As adopted", "Why changed", "Ref.")
    assert first[2:3] + first[5:7] == ("end of June 2022", "When: May 2022", "the venue moved")
    assert second[5:7] == ("", "")


def test_a_period_whose_words_mean_other_days_is_given_with_its_days(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session, period_said="The French term")
        programme = exporting.exported(session, a_turn(session, cast.ben), "")
    assert programme.period_said == "The French term (2022-01-01 to 2022-06-30)"
    (again,) = read_document(export(programme, "md"), "programme.md").programmes
    assert (again.period, again.period_said) == ((date(2022, 1, 1), date(2022, 6, 30)), "The French term")


def test_what_is_done_is_done_when_it_comes_back_and_what_was_added_here_is_there(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        programme = a_programme(session, "Outreach")
        an_action(session, programme, "Own | row", owners=(cast.cnrs,), state="done", ended_at=NOW)
        turn = a_turn(session, cast.ben, now=datetime(2022, 3, 1, tzinfo=UTC))
        given = exporting.exported(session, turn, "")
        assert session.exec(select(Action)).one().state == "done"
    for kind in FORMATS:
        (again,) = read_document(export(given, kind), f"x.{kind}").programmes
        (action,) = again.actions
        assert (action.what, action.done) == ("Own | row", True), kind


def test_the_file_is_named_after_the_programme_in_letters_that_every_system_takes(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session, title="Work: Programme n°3 / “a”\n?", number="3")
        programme = exporting.exported(session, a_turn(session, cast.ben), "")
    assert file_name(programme, "docx") == "Work-Programme-n-3-a-January-June-2022.docx"
