"""`note`: leave a remark on an action; for chairs, on a proposal."""

import re

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import deciding, forms, proposals
from bot.cards import Done, FormCard
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.operations import actions, considering
from bot.operations.forms import action_to_note
from bot.proposal_cards import DecisionForm, Received
from bot.turn import Turn

_PROPOSAL = re.compile(r"[Pp]\d{1,9}")


def run(session: Session, turn: Turn, asked: tuple[str, str]) -> Done | FormCard | Received | DecisionForm:
    which, note = asked
    if _PROPOSAL.fullmatch(which):
        if no_words(note):
            return considering.note_form(session, turn, "note", which)
        return considering.note(session, turn, which, note)
    if no_words(note):
        return action_to_note(session, turn, which)
    return actions.note(session, turn, which, note)


def submitted(form: Form) -> tuple[str, str]:
    return form.argument, form.text("note")


def render(card: Done | FormCard | Received | DecisionForm, _turn: Turn) -> Answer:
    match card:
        case FormCard():
            return forms.note(card)
        case DecisionForm():
            return deciding.decision_form(card)
        case Received():
            return proposals.received(card)
    return blocks.changed(card)


COMMAND = Command(
    name="note",
    group=Group.WORK,
    usage="15 text",
    example="note 15 the venue is booked",
    summary="leave a remark on an action; chairs: on a proposal, for themselves",
    audience=Audience.MEMBERS,
    parse=target,
    run=run,
    render=render,
    synonyms=("comment",),
    changes=True,
    submitted=submitted,
    fields=("note",),
)
