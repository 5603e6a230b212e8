"""`come`: say that I come to a meeting, or that I can't."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.blocks import meetings as blocks
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Group, shown
from bot.errors import Misread
from bot.meeting_cards import Answered
from bot.operations import attendance
from bot.turn import Turn

YES = frozenset({"", "yes", "y", "i'll come", "i come", "me too"})
NO = frozenset({"no", "n", "not", "can't", "cant", "cannot", "i can't", "sorry"})


@dataclass(frozen=True, slots=True)
class Asked:
    which: str
    comes: bool


def parse(text: str) -> Asked:
    which, said = target(text)
    word = said.casefold().replace("’", "'").strip(" .")
    if word not in YES | NO:
        number = which or "M3"
        raise Misread(lambda wp: f"Do you come? `{wp} come {number}` says yes, `{wp} come {number} no` says no.")
    return Asked(which, word in YES)


def run(session: Session, turn: Turn, asked: Asked) -> Answered:
    return attendance.answer(session, turn, asked.which, comes=asked.comes)


COMMAND = Command(
    name="come",
    group=Group.MEETINGS,
    usage="M3 [no]",
    example="come M3",
    summary="say that you come to a meeting, or that you can't",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=shown(blocks.answered),
    synonyms=("attend", "rsvp"),
    changes=True,
)
