"""Looking at the plan as a test does: messages with what they say, in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from bot.operations.announcements import plan_action, tell
from bot.outcomes import Later
from bot.tick import Beat
from bot.turn import House
from bot.windows import Window
from storage.engine import Units
from storage.models import Action, Announcement, AnnouncementLine, Attempt, Programme
from tests.builders import HOUSE, NOW, a_programme, an_action
from tests.promises.slack_that_remembers import Remembering, a_sender

LAST_OF_JANUARY = date(2022, 1, 31)
"""A Monday: announced on 17 January, on Friday the 28th, and on the day."""
FIRST = datetime(2022, 1, 17, 8, 0, tzinfo=UTC)
SECOND = datetime(2022, 1, 28, 8, 0, tzinfo=UTC)
LAST = datetime(2022, 1, 31, 8, 0, tzinfo=UTC)
CHAIR = "U0ANA"
"""Ana of the cast."""


def day(of: date) -> Window:
    return Window(of, of)


def plan(session: Session) -> list[tuple[str, str, int]]:
    """(day, state, lines still wanted) of every message, earliest first."""
    messages = session.exec(select(Announcement).order_by(col(Announcement.due_at), col(Announcement.slot))).all()
    lines = session.exec(select(AnnouncementLine).where(col(AnnouncementLine.wanted))).all()
    return [
        (f"{message.local_date:%d %b}", message.state, sum(line.announcement_id == message.id for line in lines))
        for message in messages
    ]


@contextmanager
def changed(units: Units, key: int, house: House = HOUSE, now: datetime = NOW) -> Iterator[Action]:
    """An action, changed within, planned anew in the same unit."""
    with units.writing() as session:
        action = session.get_one(Action, key)
        yield action
        action.version += 1
        session.add(action)
        plan_action(session, action, now=now, house=house)


def an_announced_action(units: Units, closes: date = LAST_OF_JANUARY, what: str = "Draft the brief") -> int:
    """An open action of an adopted programme, in the plan; it is nobody's, and nobody is looked for."""
    with units.writing() as session:
        programme = session.exec(select(Programme)).first() or a_programme(session)
        when = f"{closes:%-d %B %Y}"
        action = an_action(session, programme, what, when=when, window=day(closes), not_owners="all interested")
        plan_action(session, action, now=NOW, house=HOUSE)
        assert action.id is not None
        return action.id


def the(units: Units, day: date) -> Announcement:
    """The channel's message of a day, as it is stored."""
    mine = (Announcement.receiver == HOUSE.channel, Announcement.local_date == day)
    with units.reading() as session:
        row = session.exec(select(Announcement).where(*mine)).one()
        session.expunge(row)
        return row


def outcomes(units: Units) -> list[str]:
    """What came of every try, in order."""
    with units.reading() as session:
        return [row.outcome for row in session.exec(select(Attempt).order_by(col(Attempt.id)))]


def a_tell(session: Session, receiver: str, words: str) -> None:
    """Something to be said at once."""
    tell(
        session,
        receiver=receiver,
        kind="told",
        item="action",
        item_id=1,
        words=words,
        now=NOW,
        house=HOUSE,
        slot=f"{receiver}:{words}",
    )


def sent_in_vain(units: Units, slack: Remembering) -> Beat:
    """A sender that has found the channel archived, with a deadline and something told waiting for it."""
    an_announced_action(units)
    slack.clock.to(FIRST)
    with units.writing() as session:
        a_tell(session, HOUSE.channel, "Ben has taken #1.")
    slack.faults = [lambda _: Later("The channel is archived.", broken=True)]
    sender = a_sender(units, slack)
    sender.run()
    return sender
