"""`priorities`: where the programme stands; one priority with its actions."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import programmes as blocks
from bot.cards import ListCard, PriorityCard, ProgrammeCard
from bot.commands.arguments import pages
from bot.commands.spec import Audience, Command, Group
from bot.operations import standing
from bot.turn import Turn


@dataclass(frozen=True, slots=True)
class Asked:
    number: str
    offset: int


def parse(text: str) -> Asked:
    number, offset = pages(text)
    return Asked(number.rstrip("."), offset)


def run(session: Session, turn: Turn, asked: Asked) -> ProgrammeCard | tuple[PriorityCard, ListCard]:
    if asked.number:
        return standing.priority(session, turn, asked.number, asked.offset)
    return standing.priorities(session, turn)


def render(card: ProgrammeCard | tuple[PriorityCard, ListCard], _turn: Turn) -> Answer:
    return blocks.priorities(card) if isinstance(card, ProgrammeCard) else blocks.priority(*card)


COMMAND = Command(
    name="priorities",
    group=Group.PROGRAMME,
    usage="[number]",
    example="priorities 2",
    summary="where the programme stands; with a number, one priority and its actions",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    synonyms=("priority",),
)
