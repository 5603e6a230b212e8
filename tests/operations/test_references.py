"""A "when" that points to another row: resolved where one fits, otherwise kept and asked about."""

from datetime import date, time

import pytest
from sqlmodel import select

from bot.operations import actions
from bot.operations.actions import New
from bot.operations.loading import import_document
from bot.reading.documents import read_document
from bot.windows import Window
from storage.engine import Units
from storage.models import Action, Meeting
from tests.builders import HOUSE, NOW, a_cast, a_programme, a_turn, an_action

ASSEMBLY = Window(date(2022, 3, 10), date(2022, 3, 11))


def prepared(session):
    cast, programme = a_cast(session), a_programme(session)
    an_action(session, programme, "“General Assembly” in Vienna", window=ASSEMBLY)
    an_action(session, programme, "Printing", window=Window(date(2022, 4, 1), date(2022, 4, 30)))
    an_action(session, programme, "Undated survey")
    meeting = Meeting(
        number=1,
        programme_id=programme.id,
        title="Open Conference",
        on_date=date(2022, 5, 3),
        at_time=time(9),
        zone="Europe/Brussels",
        added_at=NOW,
    )
    session.add(meeting)
    return a_turn(session, cast.ben)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("after the General Assembly", date(2022, 3, 12), None),
        ("before the General Assembly", None, date(2022, 3, 9)),
        ("2 weeks after the General Assembly", date(2022, 3, 25), date(2022, 3, 25)),
        ("at the General Assembly", date(2022, 3, 10), date(2022, 3, 11)),
        ("same as #2", date(2022, 4, 1), date(2022, 4, 30)),
        ("Day 2 of the Open Conference", date(2022, 5, 4), date(2022, 5, 4)),
    ],
)
def test_one_row_that_fits_gives_its_days_and_is_named(units: Units, said: str, start: date, end: date) -> None:
    with units.writing() as session:
        done = actions.add(session, prepared(session), New("Thank the hosts", when=said))
        assert done.action is not None and done.action.when_said == said
        assert (done.action.window.start, done.action.window.end) == (start, end)
        assert "(from " in done.also[0] and done.also[0].endswith("Right?")


@pytest.mark.parametrize(
    "said",
    ["See meeting proposals above", "after the Kick-off", "same as #99", "same as #3", "after the Undated survey"],
)
def test_where_nothing_dated_fits_it_is_kept_as_written_and_asked_about(units: Units, said: str) -> None:
    with units.writing() as session:
        done = actions.add(session, prepared(session), New("Thank the hosts", when=said))
        assert done.action is not None and done.action.when_said == said
        assert not done.action.window.dated
        assert "points to" in done.also[0] and done.doubt


def test_rows_of_a_document_may_point_to_rows_below_them(units: Units) -> None:
    text = """# Work Programme
January-June 2022

## 1. Priority: Meetings

| What? | Who? | When? |
|---|---|---|
| Thank the hosts | CNRS | after the General Assembly |
| General Assembly | ZSI | 10 March 2022 |
"""
    with units.writing() as session:
        import_document(session, read_document(text.encode(), "p.md"), source_name="p.md", now=NOW, house=HOUSE)
        thanks = session.exec(select(Action).where(Action.what == "Thank the hosts")).one()
        assert (thanks.starts_on, thanks.ends_on) == (date(2022, 3, 11), None)
        assert thanks.when_said == "after the General Assembly"
