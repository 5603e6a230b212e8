"""`people`: who is who; for chairs, who belongs where and under which names."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as action_blocks
from bot.blocks import people as blocks
from bot.blocks import people_forms as forms
from bot.cards import Done
from bot.commands.arguments import first_word, pages
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.errors import Misread
from bot.operations import directory, merging, placing
from bot.operations.placing import Setting
from bot.people_cards import OrganisationCard, PeopleCard
from bot.turn import Turn

_QUOTED = r"“[^”]+”|\"[^\"]+\""
_WORD = r"(contact|deputy|alias(?:es)?|members?|name)\b\s*[:=]?\s*"
_FIRST = re.compile(rf"({_QUOTED}|.+?)\s*[:,;·]?\s+{_WORD}(?=\S)", re.IGNORECASE | re.DOTALL)
_NEXT = re.compile(rf"(?:\s*[·;,\n]\s*(?:and\s+)?|(?<=>)\s+(?:and\s+)?){_WORD}", re.IGNORECASE)
_ADDED = re.compile(rf"({_QUOTED}|\S+)[\s,;:]*(.*)", re.DOTALL)
_MERGED = re.compile(r"(.+?)\s+(?:into|in|=|→|->)\s+(.+)", re.IGNORECASE | re.DOTALL)
_QUOTES = "“”\"'"


@dataclass(frozen=True, slots=True)
class Listed:
    """All of them from a place on, or one by name."""

    which: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """The form of an organisation."""

    which: str


@dataclass(frozen=True, slots=True)
class Added:
    short_name: str
    name: str


@dataclass(frozen=True, slots=True)
class Merged:
    source: str
    into: str


@dataclass(frozen=True, slots=True)
class Opening:
    """An organisation to be shown in its form."""

    organisation: OrganisationCard


Asked = Listed | Opened | Added | Merged | Setting


def parse(text: str) -> Asked:
    verb, rest = first_word(text)
    match verb.casefold():
        case "set":
            return _setting(rest)
        case "add":
            match = _ADDED.fullmatch(rest)
            short, name = (match[1], match[2]) if match else ("", "")
            return Added(short.strip(_QUOTES), name.strip().strip("()").strip(_QUOTES))
        case "merge":
            match = _MERGED.fullmatch(rest)
            if not match:
                raise Misread(lambda wp: f"Which two are one? For example: `{wp} people merge DLR into DLR-PT`")
            return Merged(match[1].strip(_QUOTES), match[2].strip(_QUOTES))
    which, offset = pages(text)
    return Listed(which.strip(_QUOTES), offset)


def _setting(text: str) -> Setting | Opened:
    """`CNRS contact @ana · deputy @ben, alias LAB; name Full Name`, in any order."""
    text = text.strip()
    match = _FIRST.match(text)
    if not match:
        which = text.removesuffix("?").strip().strip(_QUOTES)
        if not which:
            raise Misread(
                lambda wp: f"Which organisation? For example: `{wp} people set CNRS contact @somebody · alias LAB`"
            )
        return Opened(which)
    said: dict[str, list[str]] = {}
    pieces = _NEXT.split("·" + text[match.start(2) :])
    for word, value in zip(pieces[1::2], pieces[2::2], strict=True):
        said.setdefault(word.casefold()[:4], []).append(value.strip())
    return Setting(
        organisation=match[1].strip(_QUOTES),
        contact=" ".join(said.get("cont", ())),
        deputy=" ".join(said.get("depu", ())),
        members=" ".join(said.get("memb", ())),
        aliases=_aliases(" · ".join(said.get("alia", ()))),
        name=" ".join(said.get("name", ())).strip(_QUOTES),
    )


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(name for part in re.split(r"[·;,\n]", text) if (name := part.strip().strip(_QUOTES)))


def submitted(form: Form) -> Setting:
    members = form.values.get("members")
    return Setting(
        organisation=form.argument,
        contact=_mention(form.text("contact")),
        deputy=_mention(form.text("deputy")),
        members=" ".join(map(_mention, members)) if isinstance(members, list) else "",
        aliases=_aliases(form.text("alias")),
        name=form.text("name"),
    )


def _mention(user_id: str) -> str:
    return f"<@{user_id}>" if user_id else ""


def run(session: Session, turn: Turn, asked: Asked) -> PeopleCard | OrganisationCard | Opening | Done:
    match asked:
        case Setting():
            return placing.set_organisation(session, turn, asked)
        case Opened():
            return Opening(placing.organisation_to_change(session, turn, asked.which))
        case Added():
            return placing.add_organisation(session, turn, asked.short_name, asked.name)
        case Merged():
            return merging.merge(session, turn, asked.source, asked.into)
        case Listed() if no_words(asked.which):
            return directory.everybody(session, turn, asked.offset)
    return directory.one(session, turn, asked.which)


def render(card: PeopleCard | OrganisationCard | Opening | Done, _turn: Turn) -> Answer:
    match card:
        case PeopleCard():
            return blocks.people(card)
        case OrganisationCard():
            return blocks.organisation(card)
        case Opening():
            return forms.organisation(card.organisation)
    return action_blocks.changed(card)


COMMAND = Command(
    name="people",
    group=Group.PEOPLE,
    usage="[organisation] · set ORG contact @x · deputy @y · member @z · alias NAME · name Full Name · add ORG",
    example="people set CNRS contact @ana · alias LAB",
    looking="people CNRS",
    changers=Audience.CHAIRS,
    summary="who is who; chairs say who belongs where, and under which names",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    synonyms=("who", "organisations", "orgs"),
    changes=True,
    submitted=submitted,
    fields=("contact", "deputy", "members", "alias", "name"),
)
