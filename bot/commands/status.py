"""`status`: what the bot could not send, and why."""

from sqlmodel import Session

from bot.announcement_cards import StatusCard
from bot.blocks import announcements as blocks
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import outlook
from bot.turn import Turn


def run(session: Session, turn: Turn, _asked: str) -> StatusCard:
    return outlook.status(session, turn)


COMMAND = Command(
    name="status",
    group=Group.MEETINGS,
    usage="",
    example="status",
    summary="what the bot could not send and why",
    audience=Audience.EVERYONE,
    parse=str.strip,
    run=run,
    render=shown(blocks.status),
)
