"""`show`: one action whole, or one proposal, with its history and its buttons."""

import re

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import proposals as proposal_blocks
from bot.cards import ActionPage
from bot.commands.spec import Audience, Command, Group
from bot.operations import pages, proposals
from bot.people_cards import ProposalPage
from bot.turn import Turn

_PROPOSAL = re.compile(r"#?[Pp]\d{1,9}")


def run(session: Session, turn: Turn, asked: str) -> ActionPage | ProposalPage:
    if _PROPOSAL.fullmatch(asked):
        return proposals.show_proposal(session, turn, asked)
    return pages.show(session, turn, asked)


def render(card: ActionPage | ProposalPage, _turn: Turn) -> Answer:
    return blocks.page(card) if isinstance(card, ActionPage) else proposal_blocks.page(card)


COMMAND = Command(
    name="show",
    group=Group.PROGRAMME,
    usage="15 or P7",
    example="show 15",
    summary="one action or proposal whole: as written and as understood, notes, history",
    audience=Audience.EVERYONE,
    parse=str.strip,
    run=run,
    render=render,
)
