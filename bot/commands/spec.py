"""What a command is: everything that help, the README's table, button ids and routing derive from."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from sqlmodel import Session

from bot.answers import Answer
from bot.errors import BadInput
from bot.turn import Turn


class Audience(Enum):
    """Who may use a command; what may be done with one thing is checked by the operation, at the moment of acting."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    CHAIRS = "chairs"


class Group(Enum):
    """The headings of help, in its order: grouped by what one wants."""

    WORK = "Your work"
    PROGRAMME = "The programme"
    IDEAS = "Ideas"
    MEETINGS = "Meetings"
    PEOPLE = "People"
    HIDDEN = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was sent: what was typed into each field, and what it was opened with."""

    values: dict[str, Any] = field(default_factory=dict)
    """block_id to text, list of texts, or list of files."""
    meta: dict[str, Any] = field(default_factory=dict)
    said: str = ""
    """What the button or menu says that was used in it, where it was not sent."""

    def text(self, name: str) -> str:
        """What was typed into a field, stripped; empty where nothing was."""
        value = self.values.get(name)
        return value.strip() if isinstance(value, str) else ""

    @property
    def argument(self) -> str:
        """What the form was opened for: an action's number."""
        return str(self.meta.get("argument", ""))


@dataclass(frozen=True, slots=True)
class FromMessage:
    """The message a shortcut was used on."""

    text: str
    by: str = ""
    """Who wrote it, by name; empty where that could not be found out."""
    link: str = ""
    """Its address in Slack; empty where that could not be found out."""


@dataclass(frozen=True, slots=True)
class Command:
    """One verb, one story: what it is called, who may use it, and its three steps."""

    name: str
    group: Group
    usage: str
    """What follows the verb: "15 [note]"."""
    example: str
    """A real line, without the command's name: "done 15 report sent"."""
    summary: str
    audience: Audience
    parse: Callable[[str], Any]
    """What was typed after the verb, clean text, to what is asked. Pure; raises WorkError."""
    run: Callable[[Session, Turn, Any], Any]
    """Does it and gives a card. Raises WorkError."""
    render: Callable[[Any, Turn], Answer]
    """Card to answer. Pure."""
    looking: str = ""
    """The example for those who may only look, where others may change something with it."""
    changers: Audience = Audience.EVERYONE
    """Who the other example is for."""
    synonyms: tuple[str, ...] = ()
    ends: bool = False
    """It ends something; a mistyped word leads to it only where it was clearly meant."""
    changes: bool = False
    """Runs in a writing unit, once per delivery. One that only shows sometimes is one that changes."""
    submitted: Callable[[Form], Any] | None = None
    """A sent form to what is asked, where the command has a form."""
    fields: tuple[str, ...] = ()
    """block_ids of the form, so that an error can stand beside its field."""
    channels: bool = False
    """Channels that are named keep their ids, `<#C…|name>`, as people do everywhere."""
    right: str = ""
    """Finishes "Only the chairs can …" where the verb alone would not say it."""
    redrawn: Callable[[Form], Any] | None = None
    """The form as it stands, after a choice on which its fields hang, to what shows it anew."""
    from_message: Callable[[FromMessage], Any] | None = None
    """A message to what is asked, for the message shortcut."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.synonyms)

    def asked_by(self, form: Form, *, redraw: bool) -> Any:
        """What the form asks for, or to be shown anew; BadInput where the command has no such form."""
        read = self.redrawn if redraw else self.submitted
        if read is None:
            raise BadInput(f"“{self.name}” has no form. Nothing was changed.")
        return read(form)


def shown(draw: Callable[[Any], Answer]) -> Callable[[Any, Turn], Answer]:
    """A render step that draws its card and needs nothing else."""
    return lambda card, _turn: draw(card)


def in_place(answer: Answer) -> Answer:
    """The answer takes the place of the message whose button was pressed."""
    return replace(answer, replace=True)


def no_words(text: str) -> bool:
    """Nothing was said, or the lone "?" that buttons say where a form has to ask."""
    return text.strip() in ("", "?")
