"""`show`: one action whole, with its history and its buttons."""

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import ActionPage
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import pages
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: str) -> ActionPage:
    return pages.show(session, turn, asked)


COMMAND = Command(
    name="show",
    group=Group.PROGRAMME,
    usage="15",
    example="show 15",
    summary="one action whole: as written and as understood, notes, history",
    audience=Audience.EVERYONE,
    parse=str.strip,
    run=run,
    render=shown(blocks.page),
)
