"""`propose`: an event, a contact, a media channel or an idea into the queue; also from a message."""

import re
from dataclasses import dataclass, replace

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import proposal_forms as forms
from bot.blocks import proposals as blocks
from bot.blocks.parts import VALUE
from bot.blocks.proposal_forms import ANYWAY
from bot.commands.arguments import labelled
from bot.commands.spec import Audience, Command, Form, FromMessage, Group, in_place, no_words
from bot.operations import proposing, resembling
from bot.operations.proposing import NewProposal
from bot.proposal_cards import DETAILS, Alike, ProposalForm, Received
from bot.turn import Turn

LABELS = {
    "what": "text",
    "title": "text",
    "text": "text",
    "name": "text",
    "channel": "text",
    "when": "when",
    "date": "when",
    "dates": "when",
    "where": "place",
    "place": "place",
    "organisation": "office",
    "organization": "office",
    "office": "office",
    "role": "role",
    "known": "known",
    "known by": "known",
    "how we know them": "known",
    "audience": "audience",
    "readers": "audience",
    "link": "link",
    "url": "link",
    "why": "why",
    "because": "why",
    "reason": "why",
    "priority": "priority",
    "prio": "priority",
}
FIELDS = ("when", "link", "why", "priority", *DETAILS)
"""Beside text and kind."""
_KIND = re.compile(
    r"(?:an?\s+)?(event|contact|media|idea)\b(?:\s+channel\b(?!\s*:))?\s*[:,;-]?\s*(.*)", re.IGNORECASE | re.DOTALL
)
_GOES_ON = re.compile(
    r"(?:an?\s+)?(?:event|contact|media|idea)\s+(?:for|of|to|on|about|in|at|that|which|who|with|from|by|between)\b",
    re.IGNORECASE,
)
"""The kind is the first word of a sentence, "an idea for all of us": it says the kind, and stays in the text."""
_CALL = re.compile(r"(?:(?:for|to|on)\s+)?call\s+C(\d{1,9})\b[\s:,;]*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    new: NewProposal
    by_form: bool = False
    """Show the form, filled with what is there."""
    sent_by_form: bool = False
    line: str = ""
    """As it was typed."""
    anyway: bool = False
    """What others say nearly as well has been shown."""
    seen: frozenset[int] = frozenset()
    """Numbers of those that were shown in the form."""


def parse(text: str) -> Asked:
    line = text.strip()
    anyway = line.casefold().startswith(ANYWAY)
    line = line[len(ANYWAY) :].strip() if anyway else line
    called = _CALL.fullmatch(line)
    call, words = (int(called[1]), called[2]) if called else (0, line)
    match = _KIND.fullmatch(words)
    kind, rest = (match[1].casefold(), match[2]) if match else ("idea", words)
    if match and not called and (called := _CALL.fullmatch(rest)):
        call, rest = int(called[1]), called[2]
    elif _GOES_ON.match(words):
        rest = words
    if no_words(rest):
        return Asked(NewProposal("", kind, call=call), by_form=True)
    parts = labelled(rest, LABELS)
    said = "; ".join(part for part in (parts.get("text", ""), parts[""]) if part)
    return Asked(replace(_new(said, kind, parts), call=call), line=line, anyway=anyway)


def _new(text: str, kind: str, said: dict[str, str]) -> NewProposal:
    details = {name: said[name] for name in DETAILS if said.get(name)}
    return replace(
        NewProposal(text, kind, details=details),
        when=said.get("when", ""),
        link=said.get("link", ""),
        why=said.get("why", ""),
        priority=said.get("priority", ""),
    )


def filled(form: Form) -> NewProposal:
    """What stands in the form, whichever fields it has."""
    return _new(form.text("text"), form.text("kind") or "idea", {name: form.text(name) for name in FIELDS})


def submitted(form: Form) -> Asked:
    by, link = str(form.meta.get("by", "")), str(form.meta.get("link", ""))
    new = replace(filled(form), message_by=by, message_link=link, call=int(form.meta.get("call") or 0))
    return Asked(new, sent_by_form=True, seen=frozenset(form.meta.get("seen") or ()))


def redrawn(form: Form) -> Asked:
    return replace(submitted(form), by_form=True)


def from_message(message: FromMessage) -> Asked:
    return Asked(NewProposal(message.text, message_by=message.by, message_link=message.link), by_form=True)


def run(session: Session, turn: Turn, asked: Asked) -> Received | ProposalForm | Alike:
    if asked.by_form:
        return proposing.proposal_form(session, turn, asked.new)
    if asked.anyway:
        return replace(proposing.propose(session, turn, asked.new), asked_first=True)
    alike = resembling.before_sending(session, turn, asked.new)
    if all(one.number in asked.seen for one in alike):
        return proposing.propose(session, turn, asked.new)
    if asked.sent_by_form:
        return proposing.proposal_form(session, turn, asked.new, alike)
    if len(asked.line) + len(ANYWAY) >= VALUE:  # no button holds it: it is taken in, and what is alike is named
        receipt = proposing.propose(session, turn, asked.new)
        numbers = ", ".join(f"P{one.number}" for one in alike)
        return replace(receipt, also=(*receipt.also, f"Already there, and nearly the same: {numbers}."))
    return Alike(alike, asked.line)


def render(card: Received | ProposalForm | Alike, _turn: Turn) -> Answer:
    match card:
        case ProposalForm():
            return forms.form(card)
        case Alike():
            return forms.alike(card)
    return in_place(blocks.received(card)) if card.asked_first else blocks.received(card)


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
    redrawn=redrawn,
    fields=("kind", "text", *FIELDS),
    from_message=from_message,
)
