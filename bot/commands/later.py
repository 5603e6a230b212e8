"""`later`: the answer to a reminder to come again in some days, behind its button."""

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import Done
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import postponing
from bot.turn import Turn

DAYS = "3"


def parse(text: str) -> tuple[str, str]:
    which, days = target(text)
    return which, days or DAYS


def run(session: Session, turn: Turn, asked: tuple[str, str]) -> Done:
    return postponing.later(session, turn, *asked)


COMMAND = Command(
    name="later",
    group=Group.HIDDEN,
    usage="15 [days]",
    example="later 15 3",
    summary="be reminded of an action again in some days, and not before",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=shown(blocks.changed),
    synonyms=("snooze",),
    changes=True,
)
