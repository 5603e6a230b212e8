"""`wp upcoming`: what the bot is going to say, for whoever runs it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.blocks.announcements import message
from bot.database import open_database
from bot.operations.house import house_now
from bot.operations.loading import NOBODY
from bot.operations.outlook import DAYS, upcoming
from bot.settings import Settings, house
from bot.turn import Turn


def upcoming_lines(settings: Settings, now: datetime) -> Iterator[str]:
    """A line for each message of the next two weeks: when (in the zone it is told in), to whom, and its words."""
    units = open_database(settings.database_url)
    try:
        with units.reading() as session:
            turn = Turn(replace(NOBODY, member=True, chair=True), now, house_now(session, house(settings)))
            card = upcoming(session, turn)
    finally:
        units.engine.dispose()
    for notice in card.notices:
        words, _ = message(notice, settings.command)
        yield f"{notice.due_at:%a %d %b %Y %H:%M}  {notice.receiver}  {' '.join(words.split())}"
    if card.more:
        yield f"And {card.more} more."
    if not card.notices:
        yield f"Nothing is planned for the next {DAYS} days."
