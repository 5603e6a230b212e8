"""Who said to come to a meeting hears at once what becomes of it; each once, and by direct message."""

from datetime import timedelta

from sqlmodel import select

from bot.blocks.announcements import message as drawn
from bot.operations import attendance, meeting_changes, meetings, pages
from bot.operations.meeting_changes import MeetingEdit
from bot.operations.meetings import NewMeeting
from bot.operations.saying import said
from storage.engine import Units
from storage.models import Announcement
from tests.builders import HOUSE, NOW, a_cast, a_turn, told

TRIO = NewMeeting("Trio meeting", "2 February 2022 10:00-11:30", "Brussels")
TUESDAYS = NewMeeting("Trio meeting", "every first Tuesday 10:00", "online", lasts="90 minutes")


def test_who_said_to_come_hears_by_direct_message_that_it_moves_is_cancelled_and_is_on_after_all(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        meetings.add(session, ben, TRIO)
        for person, comes in ((cast.ben, True), (cast.ana, True), (cast.chloe, False)):
            attendance.answer(session, a_turn(session, person), "M1", comes=comes)
        moved = meeting_changes.change(session, ben, "M1", MeetingEdit(when="9 February 2022 10:00"))
        assert moved.also[-1] == "I tell Ana too, who said to come."
        cancelled = meeting_changes.cancel(session, a_turn(session, cast.ana), "M1", "the host is ill")
        assert cancelled.also[-1] == "I tell Ben too, who said to come."
        heard = [(receiver, words) for receiver, words in told(session) if receiver.startswith("U")]
        assert [receiver for receiver, _ in heard] == ["U0ANA", "U0BEN"]
        assert heard[0][1].startswith("M1 Trio meeting is moved from Wednesday 2 February")
        assert heard[1][1].endswith("is cancelled: the host is ill")
        message = session.exec(select(Announcement).where(Announcement.receiver == "U0BEN")).one()
        _, blocks = drawn(said(session, message, now=ben.now, house=HOUSE).notice, "/wp")
        assert "wp:show:M1" in str(blocks)
        message.state, message.posted_at, message.ts = "sent", NOW, "1.1"
        pages.undo(session, a_turn(session, cast.ana))
        assert "is on Wednesday 9 February" in [words for receiver, words in told(session) if receiver == "U0BEN"][-1]


def test_who_comes_to_several_that_are_cancelled_together_hears_once(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        meetings.add(session, a_turn(session, cast.ben), TUESDAYS)
        for number in (2, 3):
            attendance.answer(session, a_turn(session, cast.chloe), f"M{number}", comes=True)
        attendance.answer(session, a_turn(session, cast.ana), "M1", comes=True)
        meeting_changes.cancel(session, a_turn(session, cast.ben), "M2", "no more rooms", onward=True)
        heard = [(receiver, words) for receiver, words in told(session) if receiver.startswith("U")]
        assert [receiver for receiver, _ in heard] == ["U0CHLOE"], "M1 stays as it is"
        assert "and so are the later ones" in heard[0][1]


def test_nobody_is_told_that_a_meeting_that_is_past_takes_place_after_all(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        meetings.add(session, a_turn(session, cast.ben), TRIO)
        meeting_changes.cancel(session, a_turn(session, cast.ana), "M1", "the host is ill")
        for message in session.exec(select(Announcement).where(Announcement.kind == "cancelled")).all():
            message.state, message.posted_at, message.ts = "sent", NOW, "1.1"
        heard = told(session)
        pages.undo(session, a_turn(session, cast.ana, now=NOW + timedelta(days=60)))
        assert told(session) == heard
