"""`not-us`: the answer to a request, behind its button."""

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import Done
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import claims
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: str) -> Done:
    return claims.decline(session, turn, asked)


COMMAND = Command(
    name="not-us",
    group=Group.HIDDEN,
    usage="15",
    example="not-us 15",
    summary="answer that you cannot take what you were asked to",
    audience=Audience.MEMBERS,
    parse=str.strip,
    run=run,
    render=shown(blocks.changed),
    changes=True,
)
