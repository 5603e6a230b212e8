"""`show`: one action, proposal or meeting whole, with its history and its buttons."""

import re

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import meetings as meeting_blocks
from bot.blocks import proposal_page
from bot.cards import ActionPage
from bot.commands.spec import Audience, Command, Group
from bot.operations import meeting_pages, pages, proposal_pages
from bot.meeting_cards import MeetingPage
from bot.proposal_cards import ProposalPage
from bot.turn import Turn

_PROPOSAL = re.compile(r"#?[Pp]\d{1,9}")
_MEETING = re.compile(r"#?[Mm]\d{1,9}")


Page = ActionPage | ProposalPage | MeetingPage


def run(session: Session, turn: Turn, asked: str) -> Page:
    if _MEETING.fullmatch(asked):
        return meeting_pages.show(session, turn, asked)
    if _PROPOSAL.fullmatch(asked):
        return proposal_pages.page(session, turn, asked)
    return pages.show(session, turn, asked)


def render(card: Page, _turn: Turn) -> Answer:
    if isinstance(card, MeetingPage):
        return meeting_blocks.page(card)
    return blocks.page(card) if isinstance(card, ActionPage) else proposal_page.page(card)


COMMAND = Command(
    name="show",
    group=Group.PROGRAMME,
    usage="15, P7 or M3",
    example="show 15",
    summary="one action, proposal or meeting whole: as written and as understood, notes, history",
    audience=Audience.EVERYONE,
    parse=str.strip,
    run=run,
    render=render,
)
