"""An action that closes on the last of March, and the days on which people hear of it."""

from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from bot.operations.announcements import plan_action
from storage.models import Action, Announcement, AnnouncementLine, Organisation, Person
from tests.builders import HOUSE, a_programme, an_action
from tests.promises.planned import day

LAST = date(2022, 3, 31)
"""A Thursday: 17 and 28 March, the day itself, then the Mondays of April."""
DEADLINE = ["17 Mar", "28 Mar", "31 Mar"]
MARCH = datetime(2022, 3, 10, 9, tzinfo=UTC)


def said_to(session: Session, who: str, kind: str = "") -> list[str]:
    """The days on which a person hears, of what is planned, earliest first."""
    session.flush()
    lines = session.exec(
        select(AnnouncementLine)
        .join(Announcement, col(Announcement.id) == col(AnnouncementLine.announcement_id))
        .where(
            AnnouncementLine.receiver == who,
            AnnouncementLine.words == "",
            col(AnnouncementLine.wanted),
            Announcement.state == "planned",
        )
        .order_by(col(AnnouncementLine.local_date))
    )
    return [f"{line.local_date:%d %b}" for line in lines if kind in ("", line.kind)]


def planned(session: Session, *owners: Organisation | Person, now: datetime = MARCH) -> Action:
    """An action that closes on the last of March, held by these, in the plan."""
    action = an_action(session, a_programme(session), owners=owners, when="31 March 2022", window=day(LAST))
    plan_action(session, action, now=now, house=HOUSE)
    return action


def replanned(session: Session, action: Action, now: datetime = MARCH) -> None:
    plan_action(session, action, now=now, house=HOUSE)
