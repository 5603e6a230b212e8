"""`chairs`: who chairs, chaired and will chair; chairs set and clear the terms."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as action_blocks
from bot.blocks import people as blocks
from bot.blocks import people_forms as forms
from bot.cards import Done
from bot.commands.arguments import first_word
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.errors import BadInput, Misread
from bot.operations import terms
from bot.people_cards import ChairsCard, PlaceForm
from bot.turn import Turn

_TERM = re.compile(
    r"(<@[^>]+>|“[^”]+”|\"[^\"]+\"|.+?)[\s,;:]+(from|since|until|till|to|for|in|during)\s+(.+)",
    re.IGNORECASE | re.DOTALL,
)
_TO = re.compile(r"\s+(?:to|until|till|through)\s+|\s+[-–—]\s+", re.IGNORECASE)
_QUOTES = "“”\"'"


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody in the chair, with the days in words."""

    who: str
    first: str = ""
    last: str = ""
    within: str = ""
    """Both days in one phrase: "the first half of 2022"."""


@dataclass(frozen=True, slots=True)
class Cleared:
    who: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The form of a term."""


Asked = Term | Cleared | Opened | None


def parse(text: str) -> Asked:
    verb, rest = first_word(text)
    match verb.casefold():
        case "":
            return None
        case "set" | "add" if no_words(rest):
            return Opened()
        case "set" | "add":
            return _term(rest)
        case "clear" | "remove":
            return Cleared(rest.strip(_QUOTES))
    raise Misread(
        lambda wp: (
            "I can set and clear the terms of the chairs, for example: "
            f"`{wp} chairs set CNRS from 1 January 2022 to 30 June 2022` or `{wp} chairs clear CNRS`."
        )
    )


def _term(text: str) -> Term:
    match = _TERM.fullmatch(text.strip())
    if not match:
        return Term(text.strip().strip(_QUOTES))
    who, word, days = match[1].strip(_QUOTES), match[2].casefold(), match[3].strip()
    if word in ("until", "till", "to"):
        return Term(who, last=days)
    parts = _TO.split(days, maxsplit=1)
    if len(parts) == 2:
        return Term(who, parts[0], parts[1])
    return Term(who, first=days) if word in ("from", "since") else Term(who, within=days)


def submitted(form: Form) -> Term:
    person = form.text("person")
    who = f"<@{person}>" if person else form.text("organisation")
    if not who:
        raise BadInput("Choose an organisation, or one person.", field="organisation")
    return Term(who, form.text("from"), form.text("to"))


def run(session: Session, turn: Turn, asked: Asked) -> ChairsCard | PlaceForm | Done:
    match asked:
        case Term():
            return terms.set_term(session, turn, asked.who, asked.first, asked.last, asked.within)
        case Cleared():
            return terms.clear_terms(session, turn, asked.who)
        case Opened():
            return terms.term_form(session, turn)
    return terms.chairs(session, turn)


def render(card: ChairsCard | PlaceForm | Done, turn: Turn) -> Answer:
    match card:
        case ChairsCard():
            return blocks.chairs(card, turn.house.command)
        case PlaceForm():
            return forms.term(card)
    return action_blocks.changed(card)


COMMAND = Command(
    name="chairs",
    group=Group.PEOPLE,
    usage="[set ORG from … to … · clear ORG]",
    example="chairs set CNRS from 1 January 2022 to 30 June 2022",
    looking="chairs",
    changers=Audience.CHAIRS,
    summary="who chairs, chaired last and chairs next; chairs set the terms",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    synonyms=("chair", "trio"),
    changes=True,
    submitted=submitted,
    fields=("organisation", "person", "from", "to"),
)
