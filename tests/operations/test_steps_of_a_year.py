"""The steps by which a year's priorities are prepared, loaded from the real document, are announced as they come."""

from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, col, select

from bot.operations.announcements import plan_programme
from bot.operations.loading import import_document
from bot.operations.rolling import roll
from bot.reading.documents import read_document
from storage.engine import Units
from storage.models import Action, Announcement, AnnouncementLine, Programme
from tests.builders import HOUSE

OCTOBER = datetime(2017, 10, 4, 6, 0, tzinfo=UTC)
NAME = "cern-ir-strategic-priorities-2017-2018.txt"


def test_the_steps_are_actions_with_dates_and_each_is_announced_on_its_days(lite: Units, shared: Path) -> None:
    with lite.writing() as session:
        content = (shared / "seeds" / NAME).read_bytes()
        import_document(session, read_document(content, NAME), source_name=NAME, now=OCTOBER, house=HOUSE)
        steps = session.exec(
            select(Action).where(col(Action.what).contains("Management Board")).order_by(col(Action.number))
        ).all()
        assert [(step.when_said, step.ends_on and step.ends_on.isoformat()) for step in steps] == [
            ("30 October", "2017-10-30"),
            ("27 November", "2017-11-27"),
        ]
        for programme in session.exec(select(Programme)).all():
            programme.state, programme.adopted_at = "adopted", OCTOBER
            plan_programme(session, programme.id or 0, now=OCTOBER, house=HOUSE)
        roll(session, now=OCTOBER, house=HOUSE)
        said = announced(session)
        for what, day in (
            ("Presentation of these slides", "2017-10-12"),
            ("Preliminary discussion", "2017-10-30"),
            ("Dedicated discussion", "2017-11-27"),
            ("Presentation and discussion at IR Town Hall", "2017-12-01"),
        ):
            assert any(what in words and on == day for words, on in said), (what, sorted(said))


def announced(session: Session) -> set[tuple[str, str]]:
    """(action, day) of what the channel will be told."""
    lines = session.exec(
        select(Action.what, AnnouncementLine.local_date)
        .join(AnnouncementLine, (AnnouncementLine.item_id == Action.id) & (AnnouncementLine.item == "action"))
        .join(Announcement, col(Announcement.id) == col(AnnouncementLine.announcement_id))
        .where(AnnouncementLine.receiver == HOUSE.channel, Announcement.state == "planned")
    )
    return {(what, on.isoformat()) for what, on in lines}
