"""Rows that are events: a meeting of their own at adoption, and one date for both."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.errors import BadInput, Conflict
from bot.operations import actions, events, meeting_changes, pages, rolling, steering
from bot.operations.meeting_changes import MeetingEdit
from bot.operations.meetings import NewMeeting
from bot.windows import Window
from storage.engine import Units
from storage.models import Action, AnnouncementLine, Meeting
from tests.builders import a_cast, a_programme, a_turn, an_action, told

LISBON = "InsSciDE Open Conference LISBON , “SD”. See https://example.org/lisbon/"
DAY = Window(date(2022, 3, 23), date(2022, 3, 23))


def the_row(session: Session) -> Action:
    """The first of the programme."""
    return session.exec(select(Action).where(Action.number == 1)).one()


def test_adopting_makes_meetings_of_rows_that_are_events_on_a_firm_day_and_undo_takes_them(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        programme = a_programme(session, state="draft")
        an_action(session, programme, LISBON, when="23/03/2022 (Day 2 of 3-day Open Conference)", window=DAY)
        an_action(
            session, programme, "“General Assembly”", when="Last week of November", window=Window(approximate=True)
        )
        an_action(session, programme, "Brief for the General Assembly", when="23 March", window=DAY)
        an_action(
            session, programme, "Kick-off meeting", when="3 January", window=Window(date(2022, 1, 3), date(2022, 1, 3))
        )
        adopted = steering.adopt(session, ana, "")
        made = session.exec(select(Meeting)).one()
        assert (made.number, made.title, made.on_date, made.place) == (
            1,
            "InsSciDE Open Conference LISBON",
            date(2022, 3, 23),
            "https://example.org/lisbon/",
        )
        assert the_row(session).meeting_id == made.id
        assert any("M1 InsSciDE Open Conference LISBON" in sentence for sentence in adopted.also)
        pages.undo(session, ana, adopted.undo)
        assert session.exec(select(Meeting)).all() == []
        assert the_row(session).meeting_id is None


def test_the_row_moves_with_its_meeting_and_comes_back_with_it(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        programme = a_programme(session)
        an_action(session, programme, LISBON, when="23/03/2022", window=DAY)
        events.make_meeting(session, ana, "#1", NewMeeting(""))
        moved = meeting_changes.change(session, ana, "M1", MeetingEdit(when="30-31 March 2022"))
        row = the_row(session)
        assert (row.starts_on, row.ends_on, row.when_said) == (date(2022, 3, 30), date(2022, 3, 31), "30-31 March 2022")
        assert "#1 of the programme moved with it." in moved.also
        assert [line.text for line in pages.show(session, ana, "1").history] == [
            "made #1 the meeting M1",
            "moved #1 with its meeting M1 to Wednesday 30 March 2022 to Thursday 31 March 2022",
        ]
        pages.undo(session, ana, moved.undo)
        session.expire_all()
        assert the_row(session).ends_on == date(2022, 3, 23)
        dated = actions.when(session, ana, "1", "24 March 2022", "the hall")
        assert any("M1, which stays on Wednesday 23 March 2022" in sentence for sentence in dated.also)


def test_a_fuzzy_row_is_anchored_with_a_day_and_never_guessed(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        programme = a_programme(session)
        an_action(session, programme, "“General Assembly”", when="Last week of June", window=Window(approximate=True))
        with pytest.raises(BadInput) as refused:
            events.make_meeting(session, ana, "#1", NewMeeting(""))
        assert "no firm day" in refused.value.sentence
        made = events.make_meeting(session, ana, "#1", NewMeeting("", "28 June 2022 9:00", "Vienna"))
        assert (made.meeting.title, made.meeting.place) == ("General Assembly", "Vienna")
        with pytest.raises(Conflict):
            events.make_meeting(session, ana, "#1", NewMeeting("", "29 June 2022"))
        with pytest.raises(BadInput):
            an_action(session, programme, "Trio meeting")
            events.make_meeting(session, ana, "#2", NewMeeting("", "every Monday 10:00"))
        pages.undo(session, ana, made.undo)
        assert the_row(session).meeting_id is None
        assert [words for _, words in told(session)] == []
        assert session.exec(select(Meeting).order_by(col(Meeting.number))).all() == []


def test_the_channel_hears_of_the_meeting_and_its_owners_of_the_row(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        programme = a_programme(session)
        an_action(session, programme, LISBON, owners=(cast.ana,), when="23/03/2022", window=DAY)
        events.make_meeting(session, ana, "#1", NewMeeting(""))
        rolling.roll(session, now=ana.now + timedelta(days=30), house=ana.house)
        heard = {
            (line.item, line.receiver == ana.house.channel)
            for line in session.exec(select(AnnouncementLine).where(col(AnnouncementLine.wanted)))
        }
    assert heard == {("meeting", True), ("action", False)}
