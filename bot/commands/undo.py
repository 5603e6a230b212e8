"""`undo`: take back my last change, or the one whose button is pressed."""

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.cards import Done, Sure
from bot.commands.spec import Audience, Command, Group, in_place
from bot.operations import pages
from bot.turn import Turn


def parse(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def run(session: Session, turn: Turn, entry: int) -> Done | Sure:
    return pages.undo(session, turn, entry)


def render(card: Done | Sure, _turn: Turn) -> Answer:
    return blocks.sure(card) if isinstance(card, Sure) else in_place(blocks.changed(card))


COMMAND = Command(
    name="undo",
    group=Group.WORK,
    usage="",
    example="undo",
    summary="take back your last change, if nothing has changed on top of it",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    changes=True,
)
