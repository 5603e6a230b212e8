"""Looking at the plan: what will be said, and what could not be."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.errors import NotAllowed
from bot.operations import meetings, outlook
from bot.operations.announcements import tell
from bot.operations.meetings import NewMeeting
from storage.engine import Units
from storage.models import Announcement
from storage.queries import heartbeats, standing
from tests.builders import HOUSE, NOW, a_cast, a_turn
from tests.promises.planned import an_announced_action


def test_the_chairs_see_the_next_two_weeks_as_they_would_be_sent(units: Units) -> None:
    an_announced_action(units)
    with units.writing() as session:
        cast = a_cast(session)
        meetings.add(session, a_turn(session, cast.ben), NewMeeting("Trio meeting", "2022-01-20"))
        tell(
            session,
            receiver="U0BEN",
            kind="told",
            item="action",
            item_id=1,
            words="between us",
            now=NOW,
            house=HOUSE,
            slot="a",
        )
        card = outlook.upcoming(session, a_turn(session, cast.ana))
        assert [(notice.kind, len(notice.lines)) for notice in card.notices] == [
            ("digest", 1),
            ("digest", 1),
            ("meeting", 1),
        ]
        assert card.until == date(2022, 1, 24)
        with pytest.raises(NotAllowed):
            outlook.upcoming(session, a_turn(session, cast.ben))


def test_what_is_not_said_any_more_takes_no_room_among_what_will_be(
    lite: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_announced_action(lite)
    monkeypatch.setattr(outlook, "MOST", 1)
    with lite.writing() as session:
        chair = a_cast(session).ana
        first, *_ = planned = session.exec(select(Announcement).order_by(Announcement.due_at)).all()
        soon = outlook.upcoming(session, a_turn(session, chair, now=first.due_at - timedelta(days=1)))
        assert (len(soon.notices), soon.more) == (1, 1), "the second lies within two weeks"
        assert first.not_after is not None
        card = outlook.upcoming(session, a_turn(session, chair, now=planned[1].due_at + timedelta(minutes=1)))
        assert [notice.key for notice in card.notices] == [str(planned[1].id)]


def test_status_says_what_was_missed_what_waits_and_when_a_sender_looked(units: Units) -> None:
    an_announced_action(units)
    with units.writing() as session:
        cast = a_cast(session)
        turn = a_turn(session, cast.ben)
        assert outlook.status(session, turn).last_beat is None
        heartbeats.sign(session, "one", NOW, "0")
        first, second, _ = session.exec(select(Announcement).order_by(Announcement.due_at)).all()
        first.state, first.reason = "skipped", "it was too late for it"
        second.due_at, second.reason = NOW - timedelta(hours=1), "The channel is archived."
        session.add_all([first, second])
        session.flush()
        card = outlook.status(session, turn)
        assert card.waiting == 1
        assert card.last_beat == NOW
        assert [(line.state, line.items) for line in card.troubles] == [("missed", ("#1",)), ("waiting", ("#1",))]
        assert outlook.status(session, a_turn(session, cast.gus)).waiting == 1
        assert card.blind == ()
        standing.learn(session, HOUSE.channel, blind_scope="channels:history")
        assert outlook.status(session, turn).blind == ((HOUSE.channel, "channels:history"),)
