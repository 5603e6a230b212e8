"""`on-track`: the answer to a reminder that all is well, behind its button."""

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import Done
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import postponing
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: str) -> Done:
    return postponing.on_track(session, turn, asked)


COMMAND = Command(
    name="on-track",
    group=Group.HIDDEN,
    usage="15",
    example="on-track 15",
    summary="say that an action is on track, so that its owners are not asked again for a while",
    audience=Audience.MEMBERS,
    parse=str.strip,
    run=run,
    render=shown(blocks.changed),
    synonyms=("ontrack",),
    changes=True,
)
