"""`show`: one action, proposal, meeting or entry of the register whole, with its history and its buttons."""

import re
from dataclasses import dataclass

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
_HISTORY = re.compile(r"(#?(?:[PpMmRr]\d{1,9}|\d{1,9}(?:\.\d{1,4})?))\s+history(?:\s*@(\d{1,6}))?", re.IGNORECASE)


Page = ActionPage | ProposalPage | MeetingPage | EntryPage


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing, or all that happened to it, from a line of that on."""

    which: str
    history: bool = False
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    page: Page
    asked: Asked


def parse(text: str) -> Asked:
    match = _HISTORY.fullmatch(text.strip())
    return Asked(match[1], True, int(match[2] or 0)) if match else Asked(text.strip())


def run(session: Session, turn: Turn, asked: Asked) -> Shown:
    return Shown(_page(session, turn, asked.which), asked)


def _page(session: Session, turn: Turn, which: str) -> Page:
    if _MEETING.fullmatch(which):
        return meeting_pages.show(session, turn, which)
    if _PROPOSAL.fullmatch(which):
        return proposal_pages.page(session, turn, which)
    if _ENTRY.fullmatch(which):
        return register.one(session, turn, which)
    return pages.show(session, turn, which)


def render(card: Shown, _turn: Turn) -> Answer:
    whole, offset = card.asked.history, card.asked.offset
    match card.page:
        case MeetingPage() as page:
            return meeting_blocks.whole_history(page, offset) if whole else meeting_blocks.page(page)
        case EntryPage() as page:
            return register_blocks.whole_history(page, offset) if whole else register_blocks.page(page)
        case ProposalPage() as page:
            return proposal_page.whole_history(page, offset) if whole else proposal_page.page(page)
        case ActionPage() as page:
            return blocks.whole_history(page, offset) if whole else blocks.page(page)


COMMAND = Command(
    name="show",
    group=Group.PROGRAMME,
    usage="15, P7, M3 or R4 [history]",
    example="show 15",
    summary="one action, proposal, meeting or register entry whole: as written and as understood, notes, history",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
)
