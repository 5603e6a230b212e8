"""`withdraw`: take my proposal back."""

from sqlmodel import Session

from bot.blocks import proposals as blocks
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import amending
from bot.proposal_cards import Received
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: str) -> Received:
    return amending.withdraw(session, turn, asked)


COMMAND = Command(
    name="withdraw",
    group=Group.IDEAS,
    usage="P7",
    example="withdraw P7",
    summary="take your proposal back",
    audience=Audience.MEMBERS,
    parse=str.strip,
    run=run,
    render=shown(blocks.received),
    changes=True,
)
