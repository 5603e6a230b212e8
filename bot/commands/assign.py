"""`assign`: ask a person or an organisation to take an action."""

import re
from dataclasses import dataclass, replace

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import forms
from bot.cards import Done, FormCard
from bot.commands.arguments import labelled, target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.errors import BadInput
from bot.operations import claims, handing_over
from bot.turn import Turn

LABELS = {"why": "why", "because": "why", "reason": "why"}


@dataclass(frozen=True, slots=True)
class Asked:
    which: str
    whom: str
    why: str = ""
    by_form: bool = False
    """It came by form, which asks for the reason itself."""


def parse(text: str) -> Asked:
    which, rest = target(text)
    parts = labelled(rest, LABELS)
    return Asked(which, re.sub(r"^to\s+", "", parts[""], flags=re.IGNORECASE), parts.get("why", ""))


def submitted(form: Form) -> Asked:
    person = form.text("person")
    whom = " and ".join(part for part in (f"<@{person}>" if person else "", form.text("who")) if part)
    if not whom:
        raise BadInput("Choose a person, or name an organisation.", field="who")
    return Asked(form.argument, whom, form.text("why"), by_form=True)


def run(session: Session, turn: Turn, asked: Asked) -> Done | FormCard:
    if no_words(asked.whom):
        return replace(handing_over.form(session, turn, asked.which), who="")
    if not asked.why and not asked.by_form:
        form = handing_over.form(session, turn, asked.which)
        if form.who_needs_why:
            return replace(form, who=asked.whom)
    return claims.assign(session, turn, asked.which, asked.whom, asked.why)


def render(card: Done | FormCard, _turn: Turn) -> Answer:
    return forms.assign(card) if isinstance(card, FormCard) else blocks.changed(card)


COMMAND = Command(
    name="assign",
    group=Group.WORK,
    usage="15 @person or organisation; why: reason",
    example="assign 15 CNRS",
    summary="ask a person or an organisation to take an action; what you hold passes on once they accept",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("give",),
    changes=True,
    submitted=submitted,
    fields=("person", "who", "why"),
)
