"""`forget`: the chairs erase a contact's personal data; what was decided stays."""

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import register as blocks
from bot.commands.arguments import first_word
from bot.commands.spec import Audience, Command, Group, in_place
from bot.operations import forgetting
from bot.register_cards import Forgotten, ToForget
from bot.turn import Turn

SURE = "for good"
"""Said after the number by the button that erases."""


def parse(text: str) -> tuple[str, bool]:
    which, rest = first_word(text)
    return which, rest.casefold() == SURE


def run(session: Session, turn: Turn, asked: tuple[str, bool]) -> ToForget | Forgotten:
    which, sure = asked
    return forgetting.forget(session, turn, which, sure=sure)


def render(card: ToForget | Forgotten, _turn: Turn) -> Answer:
    return blocks.to_forget(card, SURE) if isinstance(card, ToForget) else in_place(blocks.forgotten(card))


COMMAND = Command(
    name="forget",
    group=Group.IDEAS,
    usage="P7 or R3",
    example="forget P7",
    summary="erase the personal data of a contact for good; what was decided stays",
    audience=Audience.CHAIRS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("erase",),
    changes=True,
    ends=True,
    right="erase personal data",
)
