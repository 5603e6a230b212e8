"""`add`: a new action, in one line or by form; also from a message, by its shortcut."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import forms
from bot.cards import Done, FormCard
from bot.commands.arguments import labelled
from bot.commands.spec import Audience, Command, Form, FromMessage, Group
from bot.operations import actions
from bot.operations.actions import New
from bot.operations.forms import new_action
from bot.turn import Turn

LABELS = {
    "what": "what",
    "who": "who",
    "owner": "who",
    "when": "when",
    "due": "when",
    "by": "when",
    "date": "when",
    "priority": "priority",
    "prio": "priority",
}


@dataclass(frozen=True, slots=True)
class Asked:
    new: New
    by_form: bool = False
    """Show the form, filled with what is there."""


def parse(text: str) -> Asked:
    parts = labelled(text, LABELS)
    what = "; ".join(part for part in (parts.get("what", ""), parts[""]) if part)
    new = New(what, parts.get("who", ""), parts.get("when", ""), parts.get("priority", ""))
    return Asked(new, by_form=not text.strip())


def submitted(form: Form) -> Asked:
    return Asked(New(form.text("what"), form.text("who"), form.text("when"), form.text("priority")))


def from_message(message: FromMessage) -> Asked:
    return Asked(New(message.text), by_form=True)


def run(session: Session, turn: Turn, asked: Asked) -> Done | FormCard:
    if asked.by_form:
        return new_action(session, turn, FormCard(what=asked.new.what))
    return actions.add(session, turn, asked.new)


def render(card: Done | FormCard, _turn: Turn) -> Answer:
    return forms.add(card) if isinstance(card, FormCard) else blocks.changed(card)


COMMAND = Command(
    name="add",
    group=Group.PROGRAMME,
    usage="what; who: …; when: …; priority: …",
    example="add Draft the brief; who: CNRS; when: end of March; priority: 2",
    summary="add an action, in one line or, alone, by form",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("new",),
    changes=True,
    submitted=submitted,
    fields=("what", "who", "when", "priority"),
    from_message=from_message,
)
