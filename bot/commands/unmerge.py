"""`unmerge`: the chairs take a proposal out of what it was merged into, or was a duplicate of."""

from sqlmodel import Session

from bot.blocks import proposals as blocks
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import parting
from bot.operations.verdicts import RIGHT
from bot.proposal_cards import Received
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: str) -> Received:
    return parting.unmerge(session, turn, asked)


COMMAND = Command(
    name="unmerge",
    group=Group.IDEAS,
    usage="P7",
    example="unmerge P7",
    summary="take a proposal out of the one it was merged into",
    audience=Audience.CHAIRS,
    parse=str.strip,
    run=run,
    render=shown(blocks.received),
    changes=True,
    ends=True,
    right=RIGHT,
)
