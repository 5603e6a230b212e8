"""`release`: give an action back."""

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import Done
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import claims
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: str) -> Done:
    return claims.release(session, turn, asked)


COMMAND = Command(
    name="release",
    group=Group.WORK,
    usage="15",
    example="release 15",
    summary="give back an action you hold",
    audience=Audience.MEMBERS,
    parse=str.strip,
    run=run,
    render=shown(blocks.changed),
    changes=True,
)
