"""`claim`: take an action, for oneself or for the organisation."""

import re

from sqlmodel import Session

from bot.blocks import actions as blocks
from bot.cards import Done
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import claims, house_claims
from bot.turn import Turn

OURS = re.compile(r"(?:for )?(?:us|ours|our organi[sz]ation|my organi[sz]ation)", re.IGNORECASE)


def parse(text: str) -> tuple[str, bool]:
    """Which one, and whether the organisation takes it with nobody named."""
    which, rest = target(text)
    if OURS.fullmatch(rest):
        return which, True
    return text.strip(), False


def run(session: Session, turn: Turn, asked: tuple[str, bool]) -> Done:
    which, ours = asked
    return house_claims.claim_for_ours(session, turn, which) if ours else claims.claim(session, turn, which)


COMMAND = Command(
    name="claim",
    group=Group.WORK,
    usage="15 [for us]",
    example="claim 15",
    summary="take an action that nobody holds, or that your organisation holds with nobody named",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=shown(blocks.changed),
    synonyms=("take",),
    changes=True,
)
