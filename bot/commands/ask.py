"""`ask`: answer a request with a question, behind its button."""

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as blocks
from bot.blocks import forms
from bot.cards import Done, FormCard
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.operations import claims
from bot.turn import Turn


def run(session: Session, turn: Turn, asked: tuple[str, str]) -> Done | FormCard:
    which, question = asked
    if no_words(question):
        return claims.question_form(session, turn, which)
    return claims.ask_back(session, turn, which, question)


def submitted(form: Form) -> tuple[str, str]:
    return form.argument, form.text("question")


def render(card: Done | FormCard, _turn: Turn) -> Answer:
    return forms.question(card) if isinstance(card, FormCard) else blocks.changed(card)


COMMAND = Command(
    name="ask",
    group=Group.HIDDEN,
    usage="15 question",
    example="ask 15 until when?",
    summary="ask back before you take what you were asked to",
    audience=Audience.MEMBERS,
    parse=target,
    run=run,
    render=render,
    changes=True,
    submitted=submitted,
    fields=("question",),
)
