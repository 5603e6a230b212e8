"""`release`: give an action back; for chairs also to tell what they decided and held."""

import re

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import deciding
from bot.cards import Done
from bot.commands.spec import Audience, Command, Group
from bot.operations import claims, holding
from bot.proposal_cards import Released
from bot.turn import Turn

_HELD = re.compile(r"(?:#?(P\d{1,9})|(?:all|held|what is held|(?:the )?decisions))", re.IGNORECASE)


def run(session: Session, turn: Turn, asked: str) -> Done | Released:
    held = _HELD.fullmatch(asked)
    return holding.release(session, turn, held[1] or "") if held else claims.release(session, turn, asked)


def render(card: Done | Released, _turn: Turn) -> Answer:
    return deciding.released(card) if isinstance(card, Released) else blocks.changed(card)


COMMAND = Command(
    name="release",
    group=Group.WORK,
    usage="15",
    example="release 15",
    summary="give back an action you hold; chairs: `release decisions` tells what is held",
    audience=Audience.MEMBERS,
    parse=str.strip,
    run=run,
    render=render,
    changes=True,
)
