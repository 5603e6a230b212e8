"""`upcoming`: what the bot is going to say."""

from sqlmodel import Session

from bot.announcement_cards import UpcomingCard
from bot.blocks import announcements as blocks
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import outlook
from bot.turn import Turn


def run(session: Session, turn: Turn, _asked: str) -> UpcomingCard:
    return outlook.upcoming(session, turn)


COMMAND = Command(
    name="upcoming",
    group=Group.MEETINGS,
    usage="",
    example="upcoming",
    summary="every message the bot will post in the next 14 days",
    audience=Audience.CHAIRS,
    parse=str.strip,
    run=run,
    render=shown(blocks.upcoming),
)
