"""`edit`: what, who, when and priority of an action, by form."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import forms
from bot.cards import Done, FormCard
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Form, Group
from bot.operations import actions
from bot.operations.actions import New
from bot.operations.forms import action_to_change
from bot.turn import Turn


@dataclass(frozen=True, slots=True)
class Asked:
    which: str
    new: New | None = None
    """None: show the form."""
    why: str = ""
    version: int = 0


def parse(text: str) -> Asked:
    return Asked(target(text)[0])


def submitted(form: Form) -> Asked:
    new = New(form.text("what"), form.text("who"), form.text("when"), form.text("priority"))
    return Asked(form.argument, new, form.text("why"), int(form.meta.get("version", 0)))


def run(session: Session, turn: Turn, asked: Asked) -> Done | FormCard:
    if asked.new is None:
        return action_to_change(session, turn, asked.which)
    return actions.edit(session, turn, asked.which, asked.new, asked.why, asked.version)


def render(card: Done | FormCard, _turn: Turn) -> Answer:
    return forms.edit(card) if isinstance(card, FormCard) else blocks.changed(card)


COMMAND = Command(
    name="edit",
    group=Group.WORK,
    usage="15",
    example="edit 15",
    summary="change an action by form",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("change",),
    changes=True,
    submitted=submitted,
    fields=("what", "who", "when", "priority", "why"),
)
