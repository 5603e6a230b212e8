"""`programme`: documents in, adoption, closing, and which programme I look at."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import programmes as blocks
from bot.cards import LoadForm, LoadPreview, Steered
from bot.commands.arguments import first_word
from bot.commands.spec import Audience, Command, Form, Group
from bot.errors import BadInput, Unreadable
from bot.operations import steering
from bot.operations.people import access_as_chair
from bot.reading.documents import read_document
from bot.reading.documents.draft import DraftDocument
from bot.turn import Turn

STEPS = ("load", "adopt", "close", "switch")


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


def parse(text: str) -> Asked:
    step, which = first_word(text)
    if step and step.casefold() not in STEPS:
        raise BadInput(
            f"With a programme you can {', '.join(STEPS[:-1])} or {STEPS[-1]}; “{step}” is none of these. "
            "For example: programme adopt"
        )
    return Asked(step.casefold(), which)


def submitted(form: Form) -> Asked:
    if form.argument == "store":
        return Asked("store", token=str(form.meta.get("token", "")))
    files = form.values.get("file")
    if not files:
        raise BadInput("Choose the document first.", field="file")
    name, content = files[0]
    try:
        return Asked("preview", document=Document(name, content, read_document(content, name)))
    except Unreadable as error:
        raise BadInput(error.sentence, field="file") from error


def run(session: Session, turn: Turn, asked: Asked) -> Steered | LoadForm | LoadPreview:
    match asked.step:
        case "load":
            access_as_chair(turn, "load a programme")
            return LoadForm()
        case "preview" if asked.document:
            return steering.preview(session, turn, asked.document.draft, asked.document.content, asked.document.name)
        case "store":
            return steering.load(session, turn, asked.token)
        case "adopt":
            return steering.adopt(session, turn, asked.which)
        case "close":
            return steering.close(session, turn, asked.which)
        case "switch":
            return steering.switch(session, turn, asked.which)
    return steering.overview(session, turn)


def render(card: Steered | LoadForm | LoadPreview, _turn: Turn) -> Answer:
    if isinstance(card, LoadForm):
        return Answer(text="", form=blocks.load_form())
    if isinstance(card, LoadPreview):
        return Answer(text="", form=blocks.preview(card))
    return blocks.steered(card)


COMMAND = Command(
    name="programme",
    group=Group.PROGRAMME,
    usage="[load, adopt, close, switch]",
    example="programme load",
    summary="the programmes there are; chairs load a document, adopt and close",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    synonyms=("program", "programmes"),
    changes=True,
    submitted=submitted,
    fields=("file",),
)
