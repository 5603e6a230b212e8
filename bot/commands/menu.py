"""Bare `/wp`: a short private menu, never an error."""

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import home as blocks
from bot.cards import MenuCard
from bot.commands.spec import Audience, Command, Group
from bot.operations import menu
from bot.turn import Turn


def run(session: Session, turn: Turn, _asked: str) -> MenuCard:
    return menu.menu(session, turn)


def render(card: MenuCard, turn: Turn) -> Answer:
    return blocks.menu(card, turn.house.command)


COMMAND = Command(
    name="",
    group=Group.HIDDEN,
    usage="",
    example="",
    summary="what is yours, what is next",
    audience=Audience.EVERYONE,
    parse=str.strip,
    run=run,
    render=render,
    synonyms=("menu",),
)
