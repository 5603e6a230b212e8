"""`show`: one action, proposal, meeting or entry of the register whole, with its history and its buttons."""

import re

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import meetings as meeting_blocks
from bot.blocks import proposal_page
from bot.blocks import register as register_blocks
from bot.cards import ActionPage
from bot.commands.spec import Audience, Command, Group
from bot.meeting_cards import MeetingPage
from bot.operations import meeting_pages, pages, proposal_pages, register
from bot.proposal_cards import ProposalPage
from bot.register_cards import EntryPage
from bot.turn import Turn

_PROPOSAL = re.compile(r"#?[Pp]\d{1,9}")
_MEETING = re.compile(r"#?[Mm]\d{1,9}")
_ENTRY = re.compile(r"#?[Rr]\d{1,9}")


Page = ActionPage | ProposalPage | MeetingPage | EntryPage


def run(session: Session, turn: Turn, asked: str) -> Page:
    if _MEETING.fullmatch(asked):
        return meeting_pages.show(session, turn, asked)
    if _PROPOSAL.fullmatch(asked):
        return proposal_pages.page(session, turn, asked)
    if _ENTRY.fullmatch(asked):
        return register.one(session, turn, asked)
    return pages.show(session, turn, asked)


def render(card: Page, _turn: Turn) -> Answer:
    match card:
        case MeetingPage():
            return meeting_blocks.page(card)
        case EntryPage():
            return register_blocks.page(card)
        case ProposalPage():
            return proposal_page.page(card)
    return blocks.page(card)


COMMAND = Command(
    name="show",
    group=Group.PROGRAMME,
    usage="15, P7, M3 or R4",
    example="show 15",
    summary="one action, proposal, meeting or register entry whole: as written and as understood, notes, history",
    audience=Audience.EVERYONE,
    parse=str.strip,
    run=run,
    render=render,
)
