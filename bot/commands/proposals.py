"""`proposals`: the queue; for chairs by kind, for others their own first."""

from sqlmodel import Session

from bot.blocks import proposals as blocks
from bot.commands.arguments import pages
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import proposals
from bot.proposal_cards import QueueCard
from bot.turn import Turn


def parse(text: str) -> int:
    return pages(text)[1]


def run(session: Session, turn: Turn, offset: int) -> QueueCard:
    return proposals.queue(session, turn, offset)


COMMAND = Command(
    name="proposals",
    group=Group.IDEAS,
    usage="",
    example="proposals",
    summary="what is proposed and where it stands, yours first",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=shown(blocks.listing),
    synonyms=("queue",),
)
