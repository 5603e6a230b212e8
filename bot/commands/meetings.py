"""`meetings`: what is coming up; `meetings past`, what was."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.blocks import meetings as blocks
from bot.commands.arguments import pages
from bot.commands.spec import Audience, Command, Group, shown
from bot.errors import Misread
from bot.meeting_cards import MeetingsCard
from bot.operations import meeting_pages
from bot.turn import Turn

PAST = frozenset({"past", "over", "before", "old"})


@dataclass(frozen=True, slots=True)
class Asked:
    past: bool
    offset: int


def parse(text: str) -> Asked:
    words, offset = pages(text)
    if words and words.casefold() not in PAST:
        raise Misread(
            lambda wp: (
                f"`{wp} meetings` lists what comes up, `{wp} meetings past` what was. For one of them: `{wp} show M3`."
            )
        )
    return Asked(bool(words), offset)


def run(session: Session, turn: Turn, asked: Asked) -> MeetingsCard:
    return meeting_pages.listed(session, turn, past=asked.past, offset=asked.offset)


COMMAND = Command(
    name="meetings",
    group=Group.MEETINGS,
    usage="[past]",
    example="meetings",
    summary="the meetings that come up, a series as one; or those that were",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=shown(blocks.listing),
)
