"""Meetings moved and cancelled: said once, planned anew, and taken back truthfully."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from bot.errors import BadInput, Conflict, NotAllowed
from bot.operations import meeting_changes, meetings, pages
from bot.operations.meeting_changes import MeetingEdit
from bot.operations.meetings import NewMeeting
from storage.engine import Units
from storage.models import Announcement
from tests.builders import NOW, a_cast, a_turn
from tests.operations.meetings_made import TRIO, TUESDAYS, planned_for, said


def test_a_meeting_that_moves_is_planned_anew_and_said_once(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        edit = MeetingEdit(when="9 February 2022 14:00", why="the room is taken")
        moved = meeting_changes.change(session, turn, "M1", edit)
        assert (moved.meeting.on_date, moved.meeting.at_time, moved.meeting.until_time) == (
            date(2022, 2, 9),
            time(14),
            time(15, 30),
        ), "a new time keeps how long it lasts"
        assert said(session) == [
            "M1 Trio meeting is moved from Wednesday 2 February 2022, 10:00–11:30 Brussels to "
            "Wednesday 9 February 2022, 14:00–15:30 Brussels: the room is taken"
        ]
        assert planned_for(session, 1) == [date(2022, 1, 26), date(2022, 2, 7), date(2022, 2, 9)]


def test_a_move_taken_back_before_anybody_heard_of_it_is_not_said_at_all(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        moved = meeting_changes.change(session, turn, "M1", MeetingEdit(when="9 February 2022 14:00"))
        pages.undo(session, turn, moved.undo)
        session.flush()
        waiting = session.exec(select(Announcement.kind).where(Announcement.state == "planned")).all()
        assert set(waiting) == {"digest", "meeting"}
        assert planned_for(session, 1) == [date(2022, 1, 19), date(2022, 1, 31), date(2022, 2, 2)]


def test_taken_back_after_it_was_said_the_channel_hears_where_it_stands(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        moved = meeting_changes.change(session, turn, "M1", MeetingEdit(when="9 February 2022 14:00"))
        message = session.exec(select(Announcement).where(Announcement.kind == "moved")).one()
        message.state = "sent"
        session.add(message)
        pages.undo(session, turn, moved.undo)
        assert said(session)[-1] == (
            "Ben (CNRS) has taken that back: "
            "M1 Trio meeting is on Wednesday 2 February 2022, 10:00–11:30 Brussels after all."
        )


def test_a_new_title_is_kept_and_not_said_a_new_place_is(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        assert meeting_changes.change(session, turn, "M1", MeetingEdit(title="Trio")).sentence == "Changed"
        assert said(session) == []
        meeting_changes.change(session, turn, "M1", MeetingEdit(where="Paris"))
        assert said(session) == ["M1 Trio is now at Paris."]
        with pytest.raises(Conflict):
            meeting_changes.change(session, turn, "M1", MeetingEdit(where="Paris"))


def test_a_form_sent_as_it_was_opened_changes_nothing(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        meetings.add(session, turn, TUESDAYS)
        for number in ("M1", "M2"):
            card = meetings.form(session, turn, "change", number)
            same = MeetingEdit(card.title, card.when, card.lasts, card.where, whole=True)
            with pytest.raises(Conflict):
                meeting_changes.change(session, turn, number, same)


def test_only_its_length_may_change(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        longer = meeting_changes.change(session, turn, "M1", MeetingEdit(lasts="2 hours"))
        assert (longer.meeting.at_time, longer.meeting.until_time) == (time(10), time(12))


def test_a_new_day_alone_keeps_the_time_and_the_length(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        moved = meeting_changes.change(session, turn, "M1", MeetingEdit(when="9 February 2022")).meeting
        assert (moved.on_date, moved.at_time, moved.until_time) == (date(2022, 2, 9), time(10), time(11, 30))
        longer = meeting_changes.change(session, turn, "M1", MeetingEdit(lasts="12:00")).meeting
        assert (longer.on_date, longer.at_time, longer.until_time) == (date(2022, 2, 9), time(10), time(12))


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (MeetingEdit(when="9 January 2022"), BadInput),
        (MeetingEdit(when="some day"), BadInput),
        (MeetingEdit(when="every Monday 10:00"), BadInput),
        (MeetingEdit(when="every Monday 10:00", onward=True), BadInput),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(lite: Units, edit: MeetingEdit, error: type[Exception]) -> None:
    with lite.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        with pytest.raises(error):
            meeting_changes.change(session, turn, "M1", edit)


def test_others_may_not_change_it_and_chairs_may(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        meetings.add(session, a_turn(session, cast.ben), TRIO)
        for person in (cast.chloe, cast.gus, cast.sam):
            with pytest.raises(NotAllowed):
                meeting_changes.change(session, a_turn(session, person), "M1", MeetingEdit(where="Paris"))
        assert meeting_changes.change(session, a_turn(session, cast.ana), "M1", MeetingEdit(where="Paris"))


def test_two_meetings_at_once_are_fine(lite: Units) -> None:
    with lite.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        assert meetings.add(session, turn, TRIO).meeting.number == 2


def test_days_times_and_midnight(lite: Units) -> None:
    with lite.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        days = meetings.add(session, turn, NewMeeting("Conference", "14-16 June 2022")).meeting
        assert (days.on_date, days.last_on) == (date(2022, 6, 14), date(2022, 6, 16))
        night = meetings.add(session, turn, NewMeeting("Vigil", "14 June 2022 23:00 for 2 hours")).meeting
        assert (night.last_on, night.until_time) == (date(2022, 6, 15), time(1))
        assert night.starts_at and night.ends_at and night.ends_at - night.starts_at == timedelta(hours=2)


def test_what_is_past_is_not_cancelled_and_only_its_own_or_a_chair_opens_the_form(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        meetings.add(session, a_turn(session, cast.ben), TRIO)
        with pytest.raises(NotAllowed, match="M1 can be changed by who added it, or by the chairs"):
            meetings.form(session, a_turn(session, cast.chloe), "cancel", "M1")
        after = a_turn(session, cast.ben, now=NOW + timedelta(days=30))
        with pytest.raises(Conflict, match="M1 is past: Wednesday 2 February 2022"):
            meeting_changes.cancel(session, after, "M1", "the host is ill")
