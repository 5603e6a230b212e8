"""`confirm`: that somebody belongs where they say, behind its button."""

import re

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import Done
from bot.commands.spec import Audience, Command, Group, shown
from bot.errors import BadInput
from bot.operations import belonging
from bot.turn import Turn

_WHOM = re.compile(r"(?:<@)?([UW][A-Z0-9]+)(?:\|[^>]*)?>?\s*(.*)", re.DOTALL)


def parse(text: str) -> tuple[str, str]:
    match = _WHOM.fullmatch(text.strip())
    if not match:
        raise BadInput("Whom? Write @ and the name, and choose from Slack's list.")
    return match[1], match[2]


def run(session: Session, turn: Turn, asked: tuple[str, str]) -> Done:
    return belonging.confirm(session, turn, *asked)


COMMAND = Command(
    name="confirm",
    group=Group.HIDDEN,
    usage="@person [organisation]",
    example="confirm @ben CNRS",
    summary="confirm that somebody belongs to the organisation they say",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=shown(blocks.changed),
    changes=True,
)
