"""`wp upcoming`: what the bot is going to say, for whoever runs it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.blocks.announcements import message
from bot.database import open_database
from bot.operations.house import house_now
from bot.operations.loading import NOBODY
from bot.operations.outlook import DAYS, upcoming
from bot.settings import Settings, house
from bot.turn import Turn
from storage.queries.people import person_by_slack


def upcoming_lines(settings: Settings, now: datetime) -> Iterator[str]:
    """A line for each message of the next two weeks: when, in the zone it is told in, to whom by name, its words."""
    units = open_database(settings.database_url)
    try:
        with units.reading() as session:
            turn = Turn(replace(NOBODY, member=True, chair=True), now, house_now(session, house(settings)))
            card = upcoming(session, turn)
            names = {one.receiver: _name(session, one.receiver) for one in card.notices}
    finally:
        units.engine.dispose()
    for notice in card.notices:
        words, _ = message(notice, settings.command)
        yield f"{notice.due_at:%a %d %b %Y %H:%M}  {names[notice.receiver]}  {' '.join(words.split())}"
    if card.more:
        yield f"And {card.more} more."
    if not card.notices:
        yield f"Nothing is planned for the next {DAYS} days."


def _name(session: Session, receiver: str) -> str:
    person = person_by_slack(session, "", receiver) if receiver[:1] in ("U", "W") else None
    return f"@{person.name}" if person and person.name else receiver
