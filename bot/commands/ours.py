"""`ours`: everything my organisation holds."""

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import ListCard
from bot.commands.arguments import pages
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import lists
from bot.turn import Turn


def parse(text: str) -> int:
    return pages(text)[1]


def run(session: Session, turn: Turn, offset: int) -> ListCard:
    return lists.ours(session, turn, offset)


COMMAND = Command(
    name="ours",
    group=Group.WORK,
    usage="",
    example="ours",
    summary="everything your organisation holds",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=shown(blocks.listing),
)
