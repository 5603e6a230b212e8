"""Meetings as tests of operations make them, and what the channel hears of them."""

from datetime import date

from sqlmodel import Session, col, select

from bot.operations.meetings import NewMeeting
from storage.models import Announcement, AnnouncementLine, Meeting
from tests.builders import HOUSE, told

TRIO = NewMeeting("Trio meeting", "2 February 2022 10:00-11:30", "Brussels")
TUESDAYS = NewMeeting("Trio meeting", "every first Tuesday 10:00", "online", lasts="90 minutes")


def all_of(session: Session) -> list[Meeting]:
    return list(session.exec(select(Meeting).order_by(col(Meeting.number))))


def days_of(session: Session) -> list[tuple[int, date]]:
    """Number and day of every meeting that is not cancelled."""
    return [(one.number, one.on_date) for one in all_of(session) if one.state == "planned"]


def said(session: Session) -> list[str]:
    """What the channel hears, in the order it was planned."""
    return [words for receiver, words in told(session) if receiver == HOUSE.channel]


def planned_for(session: Session, number: int) -> list[date]:
    """The days on which the plan speaks of a meeting."""
    lines = session.exec(
        select(AnnouncementLine)
        .join(Announcement, col(Announcement.id) == col(AnnouncementLine.announcement_id))
        .join(Meeting, col(Meeting.id) == col(AnnouncementLine.item_id))
        .where(
            AnnouncementLine.item == "meeting",
            AnnouncementLine.words == "",
            col(AnnouncementLine.wanted),
            Meeting.number == number,
            Announcement.state == "planned",
        )
        .order_by(col(AnnouncementLine.local_date))
    )
    return [line.local_date for line in lines]
