"""`done`: close an action, with a note if there is one."""

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import Done
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import actions
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: tuple[str, str]) -> Done:
    which, note = asked
    return actions.done(session, turn, which, note)


COMMAND = Command(
    name="done",
    group=Group.WORK,
    usage="15 [note]",
    example="done 15 report sent",
    summary="close an action, with a note if you like",
    audience=Audience.MEMBERS,
    parse=target,
    run=run,
    render=shown(blocks.changed),
    synonyms=("close", "finish"),
    changes=True,
)
