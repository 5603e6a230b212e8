"""`note`: leave a remark on an action."""

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import forms
from bot.cards import Done, FormCard
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.operations import actions
from bot.operations.forms import action_to_note
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: tuple[str, str]) -> Done | FormCard:
    which, note = asked
    if no_words(note):
        return action_to_note(session, turn, which)
    return actions.note(session, turn, which, note)


def submitted(form: Form) -> tuple[str, str]:
    return form.argument, form.text("note")


def render(card: Done | FormCard, _turn: Turn) -> Answer:
    return forms.note(card) if isinstance(card, FormCard) else blocks.changed(card)


COMMAND = Command(
    name="note",
    group=Group.WORK,
    usage="15 text",
    example="note 15 the venue is booked",
    summary="leave a remark on an action",
    audience=Audience.MEMBERS,
    parse=target,
    run=run,
    render=render,
    synonyms=("comment",),
    changes=True,
    submitted=submitted,
    fields=("note",),
)
