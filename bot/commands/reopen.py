"""`reopen`: revive an action that was done or dropped."""

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import Done
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import actions
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: str) -> Done:
    return actions.reopen(session, turn, asked)


COMMAND = Command(
    name="reopen",
    group=Group.WORK,
    usage="15",
    example="reopen 15",
    summary="revive an action that was done or dropped",
    audience=Audience.MEMBERS,
    parse=str.strip,
    run=run,
    render=shown(blocks.changed),
    synonyms=("revive",),
    changes=True,
)
