"""`outcome`: what came of a meeting, in a few words and as actions."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import meeting_forms
from bot.blocks import meetings as blocks
from bot.commands.add import LABELS
from bot.commands.arguments import labelled, target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.meeting_cards import MeetingChange, MeetingForm
from bot.operations import meeting_outcomes
from bot.operations.actions import New
from bot.turn import Turn

_BULLET = re.compile(r"\s*(?:[-–—•*]|\d{1,2}[.)])\s+")
_ORDER = ("what", "who", "when")


@dataclass(frozen=True, slots=True)
class Asked:
    which: str
    outcome: str = ""
    lines: tuple[tuple[str, New], ...] = ()
    by_form: bool = False


def parse(text: str) -> Asked:
    which, outcome = target(text)
    return Asked(which, by_form=True) if no_words(outcome) else Asked(which, outcome)


def submitted(form: Form) -> Asked:
    said = [line.strip() for line in form.text("actions").splitlines() if line.strip(" ;-–—•*\t")]
    return Asked(form.argument, form.text("outcome"), tuple((line, action_of(line)) for line in said))


def action_of(line: str) -> New:
    """`Draft the brief; CNRS; end of March`, or with labels in any order, as `add` reads them."""
    said = _BULLET.sub("", line, count=1).strip()
    parts = labelled(said, LABELS)
    loose = [part.strip() for part in parts.pop("").split(";")]
    if said.startswith(";"):
        loose.insert(0, "")  # what was left out, not who it is
    for name in _ORDER:
        if name not in parts and loose:
            parts[name] = loose.pop(0)
    if loose:
        parts["what"] = "; ".join([parts.get("what", ""), *loose])
    return New(parts.get("what", ""), parts.get("who", ""), parts.get("when", ""), parts.get("priority", ""))


def run(session: Session, turn: Turn, asked: Asked) -> MeetingChange | MeetingForm:
    if asked.by_form:
        return meeting_outcomes.outcome_form(session, turn, asked.which)
    return meeting_outcomes.settle(session, turn, asked.which, asked.outcome, asked.lines)


def render(card: MeetingChange | MeetingForm, _turn: Turn) -> Answer:
    return meeting_forms.form(card) if isinstance(card, MeetingForm) else blocks.changed(card)


COMMAND = Command(
    name="outcome",
    group=Group.MEETINGS,
    usage="M3 [text]",
    example="outcome M3 We agreed on Lisbon",
    summary="write down what came of a meeting; alone, a form that also turns lines into actions",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("minutes",),
    changes=True,
    submitted=submitted,
    fields=("outcome", "actions"),
)
