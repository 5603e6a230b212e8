"""What the chairs' verbs on a proposal have in common: which one, and the reason, typed, by button or by form."""

import re
from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import deciding as blocks
from bot.blocks import proposals as proposal_blocks
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.operations import deciding, holding
from bot.operations.deciding import Asked
from bot.operations.verdicts import RIGHT
from bot.proposal_cards import DecisionForm, Received
from bot.turn import Turn

FIELDS = ("decision", "other", "until", "reason")
_OTHER = re.compile(
    r"(?:(?:into|in|with|of|to|and|as|is|a|the|duplicate|same|like|=)\s+)*#?([Pp]\s?\d{1,9})\b[\s:,;]*(.*)", re.DOTALL
)
_UNTIL = re.compile(r"(?:(?:until|till|to|for)\b\s*)?([^;\n]*)[;\n]?(.*)", re.DOTALL | re.IGNORECASE)


def plainly(verb: str, text: str) -> Asked:
    """`P7 too many already`."""
    which, reason = target(text)
    return Asked(verb, which, "" if no_words(reason) else reason)


def jointly(verb: str, text: str) -> Asked:
    """`P7 into P3 they say the same`."""
    asked = plainly(verb, text)
    match = _OTHER.match(asked.reason)
    return replace(asked, other=match[1], reason=match[2].strip()) if match else asked


def later(verb: str, text: str) -> Asked:
    """`P7 until March; the venue is not known`."""
    asked = plainly(verb, text)
    match = _UNTIL.fullmatch(asked.reason)
    assert match is not None
    return replace(asked, until=match[1].strip(), reason=match[2].strip())


READ: dict[str, Callable[[str, str], Asked]] = {"defer": later, "merge": jointly, "duplicate": jointly}


def read(verb: str, text: str) -> Asked:
    """A decision as it was typed, without its verb."""
    return READ.get(verb, plainly)(verb, text)


def sent(verb: str, form: Form) -> Asked:
    """A decision as it was sent by form."""
    return Asked(
        verb,
        form.argument,
        form.text("reason"),
        form.text("other"),
        form.text("until"),
        hold=bool(form.values.get("hold")),
        by_form=True,
    )


def run(session: Session, turn: Turn, asked: Asked) -> Received | DecisionForm:
    """Decide, or hold it, or ask by form for what is missing."""
    asked = deciding.completed(session, turn, asked)
    if deciding.lacks(asked):
        return deciding.decision_form(session, turn, asked)
    return holding.hold(session, turn, asked) if asked.hold else deciding.decide(session, turn, asked)


def render(card: Received | DecisionForm, _turn: Turn) -> Answer:
    return blocks.decision_form(card) if isinstance(card, DecisionForm) else proposal_blocks.received(card)


def verdict(name: str, usage: str, example: str, summary: str) -> Command:
    """The command of one decision; where something is owed and was not typed, a form asks for it."""
    return Command(
        name=name,
        group=Group.IDEAS,
        usage=usage,
        example=example,
        summary=summary,
        audience=Audience.CHAIRS,
        parse=lambda text: read(name, text),
        run=run,
        render=render,
        changes=True,
        ends=True,
        submitted=lambda form: sent(name, form),
        fields=FIELDS,
        right=RIGHT,
    )
