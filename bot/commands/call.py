"""`call`: an invitation to propose, with a last day; alone, the calls and what came in."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.announcement_cards import CallChange, CallForm, CallsCard
from bot.answers import Answer
from bot.blocks import calls as blocks
from bot.commands.arguments import first_word
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.operations import calls
from bot.operations.calls import NewCall
from bot.turn import Turn

_CHANNEL = re.compile(r"\s+(?:in|to)\s+(<#[CG][A-Z0-9]+(?:\|[^>]*)?>|#\S+)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"[\s,;:]+(?:until|till|by|closes|closing)\s+", re.IGNORECASE)
_QUOTED = re.compile(r"[“”\"„](.+?)[“”\"]\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Opened:
    """A new call; the form asks for what is missing."""

    new: NewCall
    by_form: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    which: str
    then: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    which: str = ""


def parse(text: str) -> Opened | Closed | Shown:
    verb, rest = first_word(text)
    match verb.casefold():
        case "open" | "new" | "add":
            return Opened(_new("" if no_words(rest) else rest))
        case "close" | "end":
            which, then = _named(rest)
            return Closed(which, then)
        case "list":
            return Shown()
    return Shown(text.strip())


def _new(text: str) -> NewCall:
    channel = _CHANNEL.search(text)
    text = text[: channel.start()] if channel else text
    parts = _UNTIL.split(text)
    until = parts[-1] if len(parts) > 1 else ""
    title = text[: len(text) - len(until)] if until else text
    title = _UNTIL.sub("", f"{title} ") if until else title
    return NewCall(title.strip(' “”"„,;'), until.strip(' “”"'), channel[1] if channel else "")


def _named(text: str) -> tuple[str, str]:
    """The call, by number or quoted title, and what happens next."""
    quoted = _QUOTED.match(text)
    if quoted:
        return quoted[1], quoted[2].strip(" ;,:")
    which, then = first_word(text)
    if re.fullmatch(r"[Cc]?#?\d{1,9}[:;,]?", which):
        return which.rstrip(":;,"), then
    which, _, then = text.partition(";")
    return which.strip(), then.strip()


def submitted(form: Form) -> Opened:
    return Opened(NewCall(form.text("title"), form.text("until"), form.text("channel")), by_form=True)


def run(session: Session, turn: Turn, asked: Opened | Closed | Shown) -> CallChange | CallForm | CallsCard:
    match asked:
        case Opened(new, by_form):
            unread = new.channel.startswith("#")
            if not by_form and (not new.title or not new.until or unread):
                return calls.form(session, turn, new)
            return calls.open_call(session, turn, new)
        case Closed(which, then):
            return calls.close_call(session, turn, which, then)
        case Shown(which) if which:
            return calls.one(session, turn, which)
    return calls.overview(session, turn)


def render(card: CallChange | CallForm | CallsCard, _turn: Turn) -> Answer:
    match card:
        case CallForm():
            return blocks.form(card)
        case CallsCard():
            return blocks.listing(card)
    return blocks.changed(card)


COMMAND = Command(
    name="call",
    group=Group.IDEAS,
    usage="[open “title” until … [in #channel] · close C2]",
    example="call open “Events for spring” until 28 February",
    looking="call",
    changers=Audience.CHAIRS,
    summary="calls for proposals and what came in; chairs open and close them",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    synonyms=("calls",),
    changes=True,
    submitted=submitted,
    fields=("title", "until", "channel"),
    channels=True,
)
