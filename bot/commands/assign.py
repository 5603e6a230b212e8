"""`assign`: ask a person or an organisation to take an action."""

import re

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import forms
from bot.cards import Done, FormCard
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.errors import BadInput
from bot.operations import claims
from bot.operations.forms import action_to_note
from bot.turn import Turn


def parse(text: str) -> tuple[str, str]:
    which, whom = target(text)
    return which, re.sub(r"^to\s+", "", whom, flags=re.IGNORECASE)


def submitted(form: Form) -> tuple[str, str]:
    person = form.text("person")
    whom = " and ".join(part for part in (f"<@{person}>" if person else "", form.text("who")) if part)
    if not whom:
        raise BadInput("Choose a person, or name an organisation.", field="who")
    return form.argument, whom


def run(session: Session, turn: Turn, asked: tuple[str, str]) -> Done | FormCard:
    which, whom = asked
    if no_words(whom):
        return action_to_note(session, turn, which)
    return claims.assign(session, turn, which, whom)


def render(card: Done | FormCard, _turn: Turn) -> Answer:
    return forms.assign(card) if isinstance(card, FormCard) else blocks.changed(card)


COMMAND = Command(
    name="assign",
    group=Group.WORK,
    usage="15 @person or organisation",
    example="assign 15 CNRS",
    summary="ask a person or an organisation to take an action",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("give",),
    changes=True,
    submitted=submitted,
    fields=("person", "who"),
)
