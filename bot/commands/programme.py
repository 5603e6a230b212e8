"""`programme`: documents in, adoption, closing, and which programme I look at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import endings, previews
from bot.blocks import programmes as blocks
from bot.commands.arguments import first_word, pages
from bot.commands.exporting import Export, drawn, read_asked
from bot.commands.spec import Audience, Command, Form, Group
from bot.errors import BadInput, Misread, Unreadable
from bot.operations import checking, closing, exporting, previewing, steering
from bot.operations.people import access_as_chair
from bot.programme_cards import CheckCard, ClosingForm, LoadForm, LoadPreview, Offer, Steered
from bot.reading.documents.draft import DraftDocument
from bot.turn import Turn

STEPS = ("load", "check", "adopt", "close", "carry", "export", "switch")
PRESSED = ("look", "cancel")
"""Steps that only buttons say."""
_BECOMES = re.compile(r"(keep|drop|leave)\s+#?(\d{1,9})\b[\s:,]*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was sent, and as it was read: before any unit of work is open, since reading may take a while."""

    name: str
    content: bytes
    draft: DraftDocument


@dataclass(frozen=True, slots=True)
class Asked:
    step: str = ""
    which: str = ""
    document: Document | None = None
    token: str = ""
    page: int = 1
    seen: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    """Of a file that is wanted."""


Card = Export | Steered | LoadForm | LoadPreview | Offer | CheckCard | ClosingForm


def parse(text: str) -> Asked:
    step, which = first_word(text.replace(";", " ; ", 1))
    step = step.casefold()
    if step and step not in (*STEPS, *PRESSED):
        raise Misread(
            lambda wp: (
                f"With a programme you can {', '.join(STEPS[:-1])} or {STEPS[-1]}; “{step}” is none of these. "
                f"For example: `{wp} programme adopt`"
            )
        )
    if step == "close":
        return _closing(which)
    if step == "export":
        which, kind = read_asked(which)
        return Asked(step, which, kind=kind)
    if step == "check":
        which, offset = pages(which)
        return Asked(step, which, page=offset)
    return Asked(step, which, token=which if step in PRESSED else "")


def _closing(text: str) -> Asked:
    """ "close n°3; drop 15: the partner withdrew; leave 16": the programme, then what is otherwise than kept."""
    first, *rest = [part.strip() for part in text.split(";")]
    choices: dict[str, str] = {}
    for part in (first, *rest):
        word = part.casefold().removeprefix("all ").strip()
        if word in ("keep", "kept", "leave"):
            choices[""] = "leave" if word == "leave" else "keep"
        elif match := _BECOMES.fullmatch(part):
            choices[match[2]] = match[1].lower()
            choices |= {f"why:{match[2]}": match[3].strip()} if match[3].strip() else {}
        elif part is first:
            continue
        elif part:
            raise _neither(part)
    named = "" if first.casefold() in ("keep", "all keep", "all kept", "leave", "all leave") else first
    return Asked("close", "" if _BECOMES.fullmatch(named) else named, choices=choices)


def _neither(part: str) -> Misread:
    return Misread(
        lambda wp: (
            f"“{part}” is none of keep, drop or leave. "
            f"For example: `{wp} programme close; drop 15 the partner withdrew`"
        )
    )


def submitted(form: Form) -> Asked:
    if form.argument in ("store", "closing"):
        return _of_form(form.argument, form)
    files = form.values.get("file")
    if not files:
        raise BadInput("Choose the document first.", field="file")
    name, content = files[0]
    try:
        return Asked(form.argument or "preview", document=Document(name, content, previewing.read_again(content, name)))
    except Unreadable as error:
        raise BadInput(error.sentence, field="file") from error


def redrawn(form: Form) -> Asked:
    """Another page of a form, or a choice made in it; what was typed beside is kept."""
    asked = _of_form(f"{form.argument} page", form)
    name, value = first_word(form.said)
    if name == "page" and value.isdecimal():
        return replace(asked, page=int(value))
    return replace(asked, choices={**asked.choices, name: value}) if name and value else asked


def _of_form(step: str, form: Form) -> Asked:
    typed = {name: form.text(name) for name in form.values if name.startswith("why:")}
    # Whoever sends the form right after choosing is quicker than the choice's own delivery.
    menus = (first_word(form.text(name)) for name in form.values if name not in typed)
    typed |= {name: value for name, value in menus if name and value}
    page = form.meta.get("page")
    return Asked(
        step,
        token=str(form.meta.get("token", "")),
        page=page if isinstance(page, int) else 1,
        seen=str(form.meta.get("seen", "")),
        choices=typed,
    )


def run(session: Session, turn: Turn, asked: Asked) -> Card:
    match asked.step:
        case "load":
            access_as_chair(turn, "load a programme")
            return LoadForm()
        case "preview" | "offer" if asked.document:
            given = asked.document
            card = previewing.preview(session, turn, given.draft, given.content, given.name)
            return Offer(card) if asked.step == "offer" else card
        case "look":
            return previewing.look(session, turn, asked.token)
        case "store page":
            return previewing.look(session, turn, asked.token, asked.page, asked.choices)
        case "store":
            return previewing.load(session, turn, asked.token, asked.choices, asked.seen)
        case "cancel":
            return previewing.cancel(session, turn, asked.token)
        case "check":
            return checking.check(session, turn, asked.which, asked.page if asked.page > 1 else 0)
        case "adopt":
            return steering.adopt(session, turn, asked.which)
        case "close" if asked.choices:
            return closing.close(session, turn, asked.which, asked.choices)
        case "close":
            return closing.ask(session, turn, asked.which)
        case "closing page":
            return closing.look(session, turn, asked.token, asked.page, asked.choices)
        case "closing":
            return closing.close_as_chosen(session, turn, asked.token, asked.page, asked.choices)
        case "carry":
            return closing.carry(session, turn, asked.which)
        case "export":
            return Export(exporting.exported(session, turn, asked.which), asked.kind)
        case "switch":
            return steering.switch(session, turn, asked.which)
    return steering.overview(session, turn)


def render(card: Card, _turn: Turn) -> Answer:
    match card:
        case LoadForm():
            return Answer(text="", form=blocks.load_form())
        case LoadPreview():
            return Answer(text="", form=previews.preview(card))
        case Offer():
            return previews.offered(card.preview)
        case ClosingForm():
            return Answer(text="", form=endings.closing(card))
        case CheckCard():
            return endings.check(card)
        case Export():
            return drawn(card)
        case Steered():
            return blocks.steered(card)
    raise AssertionError(card)


COMMAND = Command(
    name="programme",
    group=Group.PROGRAMME,
    usage="[load, check, adopt, close, carry, export, switch]",
    example="programme load",
    looking="programme",
    changers=Audience.CHAIRS,
    summary="the programmes there are, and each as a document; chairs load, check, adopt and close",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    synonyms=("program", "programmes"),
    changes=True,
    submitted=submitted,
    redrawn=redrawn,
    fields=("file",),
)
