"""`meetings`: what is coming up."""

from sqlmodel import Session

from bot.announcement_cards import MeetingsCard
from bot.blocks import meetings as blocks
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import meetings
from bot.turn import Turn


def run(session: Session, turn: Turn, _asked: str) -> MeetingsCard:
    return meetings.listed(session, turn)


COMMAND = Command(
    name="meetings",
    group=Group.MEETINGS,
    usage="",
    example="meetings",
    summary="the meetings that come up",
    audience=Audience.EVERYONE,
    parse=str.strip,
    run=run,
    render=shown(blocks.listing),
)
