"""`list`: actions by priority, organisation, person, month, late, done, tbc, or words."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import ListCard
from bot.commands.arguments import pages
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import lists
from bot.turn import Turn


@dataclass(frozen=True, slots=True)
class Asked:
    filter: str
    offset: int


def parse(text: str) -> Asked:
    return Asked(*pages(text))


def run(session: Session, turn: Turn, asked: Asked) -> ListCard:
    return lists.listed(session, turn, asked.filter, asked.offset)


COMMAND = Command(
    name="list",
    group=Group.PROGRAMME,
    usage="[filter]",
    example="list late",
    summary="actions by priority, organisation, person, month, `late`, `done`, `tbc`, or words",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=shown(blocks.listing),
    synonyms=("ls", "actions"),
)
