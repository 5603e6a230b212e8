"""`edit`: what, who, when and priority of an action, by form; one's own proposal by form or in one line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import forms, proposal_forms
from bot.blocks import proposals as proposal_blocks
from bot.cards import Done, FormCard
from bot.commands.arguments import labelled, target
from bot.commands.propose import FIELDS, LABELS
from bot.commands.spec import Audience, Command, Form, Group
from bot.errors import Misread
from bot.operations import actions, amending
from bot.operations.actions import New
from bot.operations.forms import action_to_change
from bot.proposal_cards import DETAILS, ProposalForm, Received
from bot.turn import Turn

PROPOSAL = re.compile(r"#?[Pp]\d{1,9}")
_LABELS = {**LABELS, "kind": "kind", amending.ADDED: amending.ADDED}


@dataclass(frozen=True, slots=True)
class Asked:
    which: str
    new: New | None = None
    """None: show the form."""
    why: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """One's own proposal, and what is said of it now, by field."""

    which: str
    said: Mapping[str, str] = field(default_factory=dict)
    by_form: bool = False
    """Show the form, with what was said in it."""
    version: int = 0


def parse(text: str) -> Asked | Proposal:
    which, rest = target(text)
    if not PROPOSAL.fullmatch(which):
        return Asked(which)
    parts = labelled(rest, _LABELS)
    loose = parts.pop("")
    if loose:
        number = which.upper()
        raise Misread(
            lambda wp: (
                f"I don't know which part of {number} “{loose[:100]}” is for. Put its name before it, as in "
                f"`{wp} edit {number} when: spring 2023`, or `{wp} edit {number} add: {loose[:100]}` to add it."
            )
        )
    return Proposal(which, parts, by_form=not parts)


def submitted(form: Form) -> Asked | Proposal:
    if PROPOSAL.fullmatch(form.argument):
        said = {name: form.text(name) for name in ("kind", "text", *FIELDS) if name in form.values}
        return Proposal(form.argument, said, version=int(form.meta.get("version", 0)))
    new = New(form.text("what"), form.text("who"), form.text("when"), form.text("priority"))
    return Asked(form.argument, new, form.text("why"), int(form.meta.get("version", 0)))


def redrawn(form: Form) -> Asked | Proposal:
    asked = submitted(form)
    return replace(asked, by_form=True) if isinstance(asked, Proposal) else Asked(form.argument)


Card = Done | FormCard | Received | ProposalForm


def run(session: Session, turn: Turn, asked: Asked | Proposal) -> Card:
    if isinstance(asked, Proposal):
        if asked.by_form:
            return amending.form(session, turn, asked.which, asked.said)
        return amending.edit(session, turn, asked.which, asked.said, asked.version)
    if asked.new is None:
        return action_to_change(session, turn, asked.which)
    return actions.edit(session, turn, asked.which, asked.new, asked.why, asked.version)


def render(card: Card, _turn: Turn) -> Answer:
    match card:
        case ProposalForm():
            return proposal_forms.form(card)
        case Received():
            return proposal_blocks.received(card)
        case FormCard():
            return forms.edit(card)
    return blocks.changed(card)


COMMAND = Command(
    name="edit",
    group=Group.WORK,
    usage="15 · P7 [when: …; add: …]",
    example="edit 15",
    summary="change an action, or your own proposal, by form; a proposal also in one line",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("change",),
    changes=True,
    submitted=submitted,
    redrawn=redrawn,
    fields=("what", "who", "when", "priority", "why", "kind", "text", "link", *DETAILS),
)
