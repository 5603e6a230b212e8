"""`drop`: give an action up, with the reason."""

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import forms
from bot.cards import Done, FormCard
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.operations import actions
from bot.operations.forms import action_to_end
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: tuple[str, str]) -> Done | FormCard:
    which, why = asked
    if no_words(why):
        return action_to_end(session, turn, which)
    return actions.drop(session, turn, which, why)


def submitted(form: Form) -> tuple[str, str]:
    return form.argument, form.text("why")


def render(card: Done | FormCard, _turn: Turn) -> Answer:
    return forms.drop(card) if isinstance(card, FormCard) else blocks.changed(card)


COMMAND = Command(
    name="drop",
    group=Group.WORK,
    usage="15 why",
    example="drop 15 the partner withdrew",
    summary="give an action up, with the reason",
    audience=Audience.MEMBERS,
    parse=target,
    run=run,
    render=render,
    synonyms=("cancel", "delete", "remove"),
    changes=True,
    ends=True,
    submitted=submitted,
    fields=("why",),
)
