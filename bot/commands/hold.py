"""`hold`: decide now and tell later; list what is held, release it together, or drop it."""

import re
from dataclasses import dataclass, replace

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import deciding as blocks
from bot.blocks import proposals as proposal_blocks
from bot.commands.arguments import first_word, target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.commands.verdict import FIELDS, read, sent
from bot.commands.verdict import run as decide
from bot.errors import Misread
from bot.operations import deciding, holding
from bot.operations.deciding import Asked
from bot.operations.verdicts import DECISIONS, RIGHT
from bot.proposal_cards import DecisionForm, HeldList, Received, Released
from bot.turn import Turn

_PROPOSAL = re.compile(r"#?[Pp]\s?\d{1,9}")


@dataclass(frozen=True, slots=True)
class Listed:
    """All that is held."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The form of a decision that is told later."""

    which: str


@dataclass(frozen=True, slots=True)
class Freed:
    """What is held on a proposal, or all of it, is carried out; or dropped."""

    which: str
    dropped: bool = False


def parse(text: str) -> Listed | Opened | Freed | Asked:
    word, rest = first_word(text)
    verb = word.casefold()
    if verb in ("", "list"):
        return Listed()
    if verb in ("release", "tell"):
        return Freed("" if rest.casefold() in ("", "all", "everything", "held", "decisions") else rest)
    if verb in ("drop", "cancel", "forget"):
        return Freed(rest, dropped=True)
    if verb in DECISIONS:
        return replace(read(verb, rest), hold=True)
    which, more = target(text)
    if _PROPOSAL.fullmatch(which):
        if no_words(more):
            return Opened(which)
        verb, rest = first_word(more)
        if verb.casefold() in DECISIONS:
            return replace(read(verb.casefold(), f"{which} {rest}"), hold=True)
    raise Misread(
        lambda wp: (
            f"I can keep a decision to be told later: `{wp} hold decline P7 we had one in March`; list what is held: "
            f"`{wp} hold`; tell it: `{wp} hold release`, or `{wp} hold release P7`; and take one away: "
            f"`{wp} hold drop P7`."
        )
    )


def submitted(form: Form) -> Asked:
    return replace(sent(form.text("decision"), form), hold=True)


def run(
    session: Session, turn: Turn, asked: Listed | Opened | Freed | Asked
) -> HeldList | Released | Received | DecisionForm:
    match asked:
        case Listed():
            return holding.held(session, turn)
        case Opened(which):
            return deciding.decision_form(session, turn, Asked("hold", which))
        case Freed(which, dropped=True):
            return holding.drop(session, turn, which)
        case Freed(which):
            return holding.release(session, turn, which)
    return decide(session, turn, asked)


def render(card: HeldList | Released | Received | DecisionForm, _turn: Turn) -> Answer:
    match card:
        case HeldList():
            return blocks.held(card)
        case Released():
            return blocks.released(card)
        case Received():
            return proposal_blocks.received(card)
    return blocks.decision_form(card)


COMMAND = Command(
    name="hold",
    group=Group.IDEAS,
    usage="[decline P7 why · release [P7] · drop P7]",
    example="hold decline P7 we had one in March",
    summary="decide now and tell later, say after a meeting; alone, what is held and [Release all]",
    audience=Audience.CHAIRS,
    parse=parse,
    run=run,
    render=render,
    changes=True,
    ends=True,
    submitted=submitted,
    fields=FIELDS,
    right=RIGHT,
    synonyms=("held",),
)
