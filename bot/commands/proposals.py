"""`proposals`: the queue; for chairs a sheet by kind and priority, for others their own first."""

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import queueing as blocks
from bot.commands import collation
from bot.commands.arguments import pages
from bot.commands.spec import Audience, Command, Group
from bot.operations import collating, queueing
from bot.proposal_cards import QueueCard
from bot.turn import Turn


def parse(text: str) -> tuple[str, int] | collation.Sheet:
    return collation.asked(text, "proposals") or pages(text)


def run(session: Session, turn: Turn, asked: tuple[str, int] | collation.Sheet) -> QueueCard | collation.Collated:
    if isinstance(asked, collation.Sheet):
        return collation.Collated(collating.sheet(session, turn), asked.kind)
    return queueing.queue(session, turn, *asked)


def render(card: QueueCard | collation.Collated, _turn: Turn) -> Answer:
    return collation.drawn(card) if isinstance(card, collation.Collated) else blocks.listing(card)


COMMAND = Command(
    name="proposals",
    group=Group.IDEAS,
    usage="[event, mine, accepted, priority 2, CNRS, words … · sheet [docx/md/xlsx]]",
    example="proposals events priority 1",
    summary="what is proposed and where it stands, yours first; by kind, state, priority, organisation or words",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    synonyms=("queue",),
)
