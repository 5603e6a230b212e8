"""`proposals`: the queue; for chairs a sheet by kind and priority, for others their own first."""

from sqlmodel import Session

from bot.blocks import queueing as blocks
from bot.commands.arguments import pages
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import queueing
from bot.proposal_cards import QueueCard
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: tuple[str, int]) -> QueueCard:
    return queueing.queue(session, turn, *asked)


COMMAND = Command(
    name="proposals",
    group=Group.IDEAS,
    usage="[event, mine, accepted, priority 2, CNRS, words …]",
    example="proposals events priority 1",
    summary="what is proposed and where it stands, yours first; by kind, state, priority, organisation or words",
    audience=Audience.EVERYONE,
    parse=pages,
    run=run,
    render=shown(blocks.listing),
    synonyms=("queue",),
)
