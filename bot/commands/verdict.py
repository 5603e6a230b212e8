"""What the chairs' verbs on a proposal have in common: which one, and the reason, typed, by button or by form."""

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import proposals as blocks
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.operations import deciding
from bot.proposal_cards import DecisionForm, Received
from bot.turn import Turn


def submitted(form: Form) -> tuple[str, str]:
    return form.argument, form.text("reason")


def render(card: Received | DecisionForm, _turn: Turn) -> Answer:
    return blocks.decision_form(card) if isinstance(card, DecisionForm) else blocks.received(card)


def verdict(name: str, usage: str, example: str, summary: str, *, reason: bool = True) -> Command:
    """The command of one decision; where a `reason` is owed and none was typed, a form asks for it."""

    def run(session: Session, turn: Turn, asked: tuple[str, str]) -> Received | DecisionForm:
        which, why = asked
        if reason and no_words(why):
            return deciding.decision_form(session, turn, name, which)
        return deciding.decide(session, turn, name, which, why)

    return Command(
        name=name,
        group=Group.IDEAS,
        usage=usage,
        example=example,
        summary=summary,
        audience=Audience.CHAIRS,
        parse=target,
        run=run,
        render=render,
        changes=True,
        ends=True,
        submitted=submitted,
        fields=("reason",),
        right="decide on proposals",
    )
