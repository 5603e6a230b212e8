"""`register`: the outreach register; add an entry, say who approached it, when, and what came of it."""

import re
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import register as blocks
from bot.blocks.parts import VALUE
from bot.commands import collation
from bot.commands.arguments import first_word, labelled, pages
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.errors import Misread
from bot.operations import approaching, register
from bot.operations.approaching import Approach
from bot.operations.register import FIELDS, NewEntry
from bot.register_cards import EntryChange, EntryForm, EntryPage, RegisterCard, Taken
from bot.turn import Turn

LABELS = {
    "name": "name",
    "who": "name",
    "organisation": "office",
    "organization": "office",
    "office": "office",
    "role": "role",
    "audience": "audience",
    "link": "link",
}
APPROACH = {"by": "by", "when": "when", "on": "when", "date": "when", "result": "result", "outcome": "result"}
_NUMBER = re.compile(r"#?[Rr]\d{1,9}")
_KIND = re.compile(r"(?:an?\s+)?(contact|media)\b(?:\s+channel\b)?\s*[:,;-]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_APPROACHED = re.compile(
    r"(anyway\s+)?(approached|approach(?:ing|es)?|result\s*:)\s*[:;,]?\s*(.*)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Listed:
    kind: str
    offset: int


@dataclass(frozen=True, slots=True)
class Shown:
    which: str


@dataclass(frozen=True, slots=True)
class Added:
    new: NewEntry
    by_form: bool = False


@dataclass(frozen=True, slots=True)
class Approached:
    which: str
    approach: Approach = field(default_factory=Approach)
    by_form: bool = False
    sent_by_form: bool = False
    line: str = ""


Asked = collation.Sheet | Listed | Shown | Added | Approached


def parse(text: str) -> Asked:
    if sheet := collation.asked(text, "register"):
        return sheet
    verb, rest = first_word(text)
    if verb.casefold() in ("add", "new"):
        return _added(rest)
    if _NUMBER.fullmatch(verb):
        return _approached(verb, rest) if rest else Shown(verb)
    said, offset = pages(text)
    kinds = {"": "", "contact": "contact", "contacts": "contact", "media": "media", "channels": "media"}
    if said.casefold() not in kinds:
        raise Misread(
            lambda wp: (
                f"With `{wp} register` I list contacts and media; show one: `{wp} register R3`; add one: "
                f"`{wp} register add contact Jane Roe; organisation: Ministry of Research`; and keep what came of it: "
                f"`{wp} register R3 approached; by: CNRS; when: 3 March; result: she will come`."
            )
        )
    return Listed(kinds[said.casefold()], offset)


def _added(rest: str) -> Added:
    match = _KIND.fullmatch(rest)
    kind, said = (match[1].casefold(), match[2]) if match else ("contact", rest)
    if no_words(said):
        return Added(NewEntry("", kind), by_form=True)
    parts = labelled(said, LABELS)
    name = "; ".join(filter(None, (parts.pop("name", ""), parts.pop(""))))
    return Added(NewEntry(name, kind, **parts))


def _approached(which: str, rest: str) -> Approached:
    match = _APPROACHED.fullmatch(rest)
    if match is None:
        number = which.upper()
        raise Misread(
            lambda wp: (
                f"What about {number}? For example: `{wp} register {number} approached; when: 3 March; "
                "result: they will come`."
            )
        )
    word, said = match[2].casefold(), match[3]
    if no_words(said) and said:
        return Approached(which, by_form=True)
    parts = labelled(f"result: {said}" if word.startswith("result") else said, APPROACH)
    loose = parts.pop("")
    anyway = bool(match[1]) or loose.casefold().startswith("anyway")
    loose = re.sub(r"^(?:anyway\b[\s,;]*)?(?:by\s+)?", "", loose, flags=re.IGNORECASE).strip()
    if loose and "by" not in parts:
        parts["by"] = loose
    about = word not in ("approached",) and not word.startswith("result") and "when" not in parts
    new = Approach(**parts, about=about, anyway=anyway)
    return Approached(which, new, line=rest[match.end(1) if match[1] else 0 :].strip())


def submitted(form: Form) -> Asked:
    if form.meta.get("add"):
        return Added(NewEntry(kind=form.text("kind") or "contact", **{name: form.text(name) for name in FIELDS}))
    when = form.text("when")
    new = Approach(form.text("by"), when, form.text("result"), about=not when, anyway=bool(form.meta.get("anyway")))
    return Approached(form.argument, new, sent_by_form=True)


def redrawn(form: Form) -> Asked:
    asked = submitted(form)
    return replace(asked, by_form=True) if isinstance(asked, Added | Approached) else asked


Card = collation.Registered | RegisterCard | EntryPage | EntryChange | EntryForm | Taken


def run(session: Session, turn: Turn, asked: Asked) -> Card:
    match asked:
        case collation.Sheet():
            made_at = turn.now.astimezone(turn.house.zone)
            return collation.Registered(register.everything(session, turn), made_at, asked.kind)
        case Listed():
            return register.listed(session, turn, asked.kind, asked.offset)
        case Shown():
            return register.one(session, turn, asked.which)
        case Added():
            return register.form(session, turn, asked.new) if asked.by_form else register.add(session, turn, asked.new)
    if asked.by_form:
        return approaching.form(session, turn, asked.which)
    done = approaching.approach(session, turn, asked.which, asked.approach)
    if not isinstance(done, Taken):
        return done
    if asked.sent_by_form or len(asked.line) > VALUE - 100:
        return approaching.form(session, turn, asked.which, asked.approach, done.others)
    return replace(done, line=asked.line)


def render(card: Card, _turn: Turn) -> Answer:
    match card:
        case collation.Registered():
            return collation.drawn(card)
        case RegisterCard():
            return blocks.listing(card)
        case EntryPage():
            return blocks.page(card)
        case EntryForm():
            return blocks.form(card)
        case Taken():
            return blocks.taken(card)
    return blocks.changed(card)


COMMAND = Command(
    name="register",
    group=Group.IDEAS,
    usage="[contacts/media · sheet] · add … · R3 approached; by: …; when: …; result: …",
    example="register R3 approached; when: 3 March; result: they will come",
    looking="register",
    changers=Audience.MEMBERS,
    summary="contacts and media that came of proposals: who approached them, when, with what result",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    changes=True,
    submitted=submitted,
    redrawn=redrawn,
    fields=("kind", *FIELDS, "by", "when", "result"),
)
