"""`recommend`: a chair says to the others what they would decide."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.commands.arguments import first_word, target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.commands.verdict import render
from bot.operations import considering
from bot.operations.verdicts import DECISIONS
from bot.proposal_cards import DecisionForm, Received
from bot.turn import Turn

_TO = re.compile(r"(?:to|that we)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    which: str
    decision: str
    why: str = ""
    by_form: bool = False


def parse(text: str) -> Asked:
    word, rest = first_word(_TO.sub("", text, count=1) if _TO.match(text) else text)
    if word.casefold().rstrip(",;:") in DECISIONS:
        which, why = target(rest)
        return Asked(which, word.casefold().rstrip(",;:"), why)
    which, rest = target(text)
    decision, why = first_word(_TO.sub("", rest, count=1) if _TO.match(rest) else rest)
    return Asked(which, "" if no_words(decision) else decision.casefold().rstrip(",;:"), why)


def submitted(form: Form) -> Asked:
    return Asked(form.argument, form.text("decision"), form.text("reason"), by_form=True)


def run(session: Session, turn: Turn, asked: Asked) -> Received | DecisionForm:
    if not asked.decision and not asked.by_form:
        return considering.note_form(session, turn, "recommend", asked.which)
    return considering.recommend(session, turn, asked.which, asked.decision, asked.why)


COMMAND = Command(
    name="recommend",
    group=Group.IDEAS,
    usage="P7 decision; why",
    example="recommend P7 decline; we had one in March",
    summary="say to the other chairs what you would decide",
    audience=Audience.CHAIRS,
    parse=parse,
    run=run,
    render=render,
    changes=True,
    submitted=submitted,
    fields=("decision", "reason"),
    right="recommend a decision on proposals",
)
