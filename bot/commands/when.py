"""`when`: a new date for an action, with the reason."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import forms
from bot.cards import Done, FormCard
from bot.commands.arguments import labelled, target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.operations import actions
from bot.operations.forms import action_to_change
from bot.turn import Turn

LABELS = {"why": "why", "because": "why", "reason": "why", "when": "when", "date": "when"}


@dataclass(frozen=True, slots=True)
class Asked:
    which: str
    said: str
    why: str = ""
    by_form: bool = False
    """It came by form, which asks for the reason itself."""


def parse(text: str) -> Asked:
    which, rest = target(text)
    parts = labelled(rest, LABELS)
    return Asked(which, parts.get("when", parts[""]), parts.get("why", ""))


def submitted(form: Form) -> Asked:
    return Asked(form.argument, form.text("when"), form.text("why"), by_form=True)


def run(session: Session, turn: Turn, asked: Asked) -> Done | FormCard:
    if no_words(asked.said) and not asked.by_form:
        return action_to_change(session, turn, asked.which)
    if not asked.why and not asked.by_form:
        form = action_to_change(session, turn, asked.which)
        if form.needs_why:
            return replace(form, when=asked.said)
    return actions.when(session, turn, asked.which, asked.said, asked.why)


def render(card: Done | FormCard, _turn: Turn) -> Answer:
    return forms.when(card) if isinstance(card, FormCard) else blocks.changed(card)


COMMAND = Command(
    name="when",
    group=Group.WORK,
    usage="15 date; why: reason",
    example="when 15 end of March; why: the venue moved",
    summary="give an action a new date, with the reason",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("date", "move", "due"),
    changes=True,
    submitted=submitted,
    fields=("when", "why"),
)
