"""`calendar`: a meeting as a file; the programme, an organisation or what is mine by an address to subscribe to."""

import re
from dataclasses import dataclass, replace

from sqlmodel import Session

from bot.answers import Answer, Attachment
from bot.blocks import calendars as blocks
from bot.commands.arguments import first_word
from bot.commands.spec import Audience, Command, Group
from bot.meeting_cards import CalendarCard
from bot.operations import calendars
from bot.operations.people import access_as_reader
from bot.turn import Turn

_MEETING = re.compile(r"#?[Mm]\d{1,9}")


@dataclass(frozen=True, slots=True)
class Asked:
    which: str
    deed: str = ""
    """ "new" or "revoke"; empty: give it."""


def parse(text: str) -> Asked:
    verb, rest = first_word(text)
    if verb.casefold() in ("new", "revoke"):
        return Asked(rest, verb.casefold())
    return Asked(text.strip())


def run(session: Session, turn: Turn, asked: Asked) -> CalendarCard | None:
    if asked.deed == "revoke":
        return calendars.revoke(session, turn, asked.which)
    if _MEETING.fullmatch(asked.which):
        return calendars.of_meeting(session, turn, asked.which)
    if not asked.which and not asked.deed:
        access_as_reader(turn)
        return None
    return calendars.calendar(session, turn, asked.which, anew=asked.deed == "new")


def render(card: CalendarCard | None, turn: Turn) -> Answer:
    if card is None:
        return blocks.choice(turn.actor.organisation)
    if card.address:
        return blocks.address(card)
    if card.file is None:
        return blocks.revoked(card)
    # Written only now: the library for it is slow to import.
    from bot.writing.calendar import file_name, ics

    title = f"{card.about}, for your calendar"
    return replace(blocks.sent(card), files=(Attachment(file_name(card.about), ics(card.file), title),))


COMMAND = Command(
    name="calendar",
    group=Group.MEETINGS,
    usage="[mine, ORG, programme or M3] · new … · revoke …",
    example="calendar mine",
    summary="an address your calendar subscribes to, or a file; `revoke` ends an address",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    synonyms=("ics",),
    changes=True,
)
