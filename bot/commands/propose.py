"""`propose`: an event, a contact, a media channel or an idea into the queue; also from a message."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import proposals as blocks
from bot.commands.arguments import labelled
from bot.commands.spec import Audience, Command, Form, FromMessage, Group, no_words
from bot.operations import proposing
from bot.operations.proposing import NewProposal
from bot.proposal_cards import ProposalForm, Received
from bot.turn import Turn

LABELS = {
    "what": "text",
    "title": "text",
    "text": "text",
    "when": "when",
    "date": "when",
    "link": "link",
    "url": "link",
    "why": "why",
    "because": "why",
    "reason": "why",
    "priority": "priority",
    "prio": "priority",
}
_KIND = re.compile(
    r"(?:an?\s+)?(event|contact|media|idea)\b(?:\s+channel\b)?\s*[:,;-]?\s*(.*)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Asked:
    new: NewProposal
    by_form: bool = False
    """Show the form, filled with what is there."""


def parse(text: str) -> Asked:
    match = _KIND.fullmatch(text.strip())
    kind, rest = (match[1].casefold(), match[2]) if match else ("idea", text)
    if no_words(rest):
        return Asked(NewProposal("", kind), by_form=True)
    parts = labelled(rest, LABELS)
    said = "; ".join(part for part in (parts.get("text", ""), parts[""]) if part)
    more = {name: parts.get(name, "") for name in ("when", "link", "why", "priority")}
    return Asked(NewProposal(said, kind, **more))


def submitted(form: Form) -> Asked:
    more = {name: form.text(name) for name in ("when", "link", "why", "priority")}
    return Asked(NewProposal(form.text("text"), form.text("kind") or "idea", **more))


def from_message(message: FromMessage) -> Asked:
    return Asked(NewProposal(message.text), by_form=True)


def run(session: Session, turn: Turn, asked: Asked) -> Received | ProposalForm:
    if asked.by_form:
        return proposing.proposal_form(session, turn, asked.new)
    return proposing.propose(session, turn, asked.new)


def render(card: Received | ProposalForm, _turn: Turn) -> Answer:
    return blocks.form(card) if isinstance(card, ProposalForm) else blocks.received(card)


COMMAND = Command(
    name="propose",
    group=Group.IDEAS,
    usage="[event/contact/media/idea] what; when: …; link: …; why: …; priority: …",
    example="propose event Science diplomacy day in Vienna; when: autumn 2022; why: many of us are there",
    summary="suggest something to the chairs, in one line or, alone, by form",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("suggest",),
    changes=True,
    submitted=submitted,
    fields=("kind", "text", "when", "link", "why", "priority"),
    from_message=from_message,
)
