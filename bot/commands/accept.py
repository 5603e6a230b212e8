"""`accept`: the chairs say yes to a proposal, which may become an action, a meeting or an entry in the register."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import accepting as blocks
from bot.blocks import proposals as proposal_blocks
from bot.blocks.accepting import NOTHING
from bot.commands.arguments import labelled, target
from bot.commands.spec import Audience, Command, Form, Group
from bot.commands.verdict import sent
from bot.errors import Misread
from bot.operations import accepting
from bot.operations.becoming import Becoming
from bot.operations.deciding import Asked
from bot.operations.verdicts import RIGHT
from bot.proposal_cards import AcceptForm, Received
from bot.turn import Turn

LABELS = {
    "what": "what",
    "title": "what",
    "who": "who",
    "owner": "who",
    "when": "when",
    "due": "when",
    "date": "when",
    "on": "when",
    "where": "where",
    "place": "where",
    "link": "where",
    "priority": "priority",
    "prio": "priority",
    "why": "reason",
    "note": "reason",
    "reason": "reason",
}
FIELDS = ("what", "who", "when", "where", "priority")
_AS = re.compile(
    r"(?:as|to|into|becomes)\s+(?:an?\s+|the\s+)?(action|meeting|event|register|contact|media|channel|entry)\b"
    r"(?:\s+channel)?(?:\s+in\s+the\s+register)?[\s:,;]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_NEARLY = re.compile(r"(?:as|into|becomes)\s+(?:an?\s+|the\s+)?(\w+)", re.IGNORECASE)
_ALONE = re.compile(rf"{_NEARLY.pattern}[.!]?", re.IGNORECASE)
_MEANT = {"event": "meeting", "contact": "register", "media": "register", "channel": "register", "entry": "register"}


@dataclass(frozen=True, slots=True)
class Accepting:
    """Which one, with which word, and what it is to become."""

    asked: Asked
    into: Becoming
    by_form: bool = False
    """Show the form, filled with what is there."""


def parse(text: str) -> Accepting:
    which, rest = target(text)
    if rest.strip() == "?":
        return Accepting(Asked("accept", which), Becoming(), by_form=True)
    match = _AS.fullmatch(rest)
    if match is None:
        _refuse_misspelt(which, rest)
        return Accepting(Asked("accept", which, rest), Becoming())
    parts = labelled(match[2], LABELS)
    word = match[1].casefold()
    reason = "; ".join(filter(None, (parts.pop("reason", ""), parts.pop(""))))
    return Accepting(Asked("accept", which, reason), Becoming(_MEANT.get(word, word), parts))


def _refuse_misspelt(which: str, rest: str) -> None:
    """What was nearly said is asked about: taken for a note, it would be told to the proposer."""
    said = _NEARLY.match(rest)
    near = get_close_matches(said[1].casefold(), ("action", "meeting", *_MEANT, "register"), 1, 0.75) if said else []
    near = near or (["action"] if _ALONE.fullmatch(rest) else [])
    if said and near:
        read, meant = said[0][:50], _MEANT.get(near[0], near[0])
        raise Misread(
            lambda wp: (
                f"A proposal becomes an action, a meeting or an entry in the register; I read “{read}”. "
                f"For example: `{wp} accept {which} as {meant}`. Nothing was changed."
            )
        )


def submitted(form: Form) -> Accepting:
    becomes = form.text("becomes")
    said: Mapping[str, str] = {name: form.text(name) for name in FIELDS if name in form.values}
    return Accepting(sent("accept", form), Becoming("" if becomes == NOTHING else becomes, said))


def redrawn(form: Form) -> Accepting:
    return replace(submitted(form), by_form=True)


def run(session: Session, turn: Turn, asked: Accepting) -> Received | AcceptForm:
    if asked.by_form:
        return accepting.form(session, turn, asked.asked, asked.into)
    return accepting.accept(session, turn, asked.asked, asked.into)


def render(card: Received | AcceptForm, _turn: Turn) -> Answer:
    return blocks.form(card) if isinstance(card, AcceptForm) else proposal_blocks.received(card)


COMMAND = Command(
    name="accept",
    group=Group.IDEAS,
    usage="P7 [as action/meeting/register; who: …; when: …] [note]",
    example="accept P7 as action; who: CNRS; when: end of March",
    summary="say yes to a proposal, and make of it what it becomes; its proposer is told",
    audience=Audience.CHAIRS,
    parse=parse,
    run=run,
    render=render,
    changes=True,
    ends=True,
    submitted=submitted,
    redrawn=redrawn,
    fields=("becomes", *FIELDS, "reason"),
    right=RIGHT,
)
