"""`claim`: take an action."""

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import Done
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import claims
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: str) -> Done:
    return claims.claim(session, turn, asked)


COMMAND = Command(
    name="claim",
    group=Group.WORK,
    usage="15",
    example="claim 15",
    summary="take an action that nobody holds, or that your organisation holds with nobody named",
    audience=Audience.MEMBERS,
    parse=str.strip,
    run=run,
    render=shown(blocks.changed),
    synonyms=("take",),
    changes=True,
)
