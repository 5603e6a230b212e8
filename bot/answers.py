"""What a command gives back to the edge: always private to who asked; what others hear goes through the plan."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file for the person who asked; it arrives in their direct message."""

    name: str
    """With its ending: "programme.docx"."""
    content: bytes
    title: str
    """What it is, in plain words: the line above it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A private message, or a form to open, or errors beside the fields of the form that was sent."""

    text: str
    """The whole answer in plain words: for notifications and screen readers."""
    blocks: tuple[Block, ...] = ()
    form: dict[str, Any] | None = None
    """A modal to open instead of a message."""
    errors: dict[str, str] = field(default_factory=dict)
    """Field (block_id) to sentence; only for a form that was sent."""
    replace: bool = False
    """Take the place of the message whose button was pressed."""
    settled: bool = False
    """What was asked is done: in a direct message the answer takes the place of the request."""

    files: tuple[Attachment, ...] = ()
    """Sent to the person beside the answer, once: the same delivery again brings the words only."""

    def as_json(self) -> dict[str, Any]:
        """For the record of what a delivery was answered."""
        return {
            "text": self.text,
            "blocks": list(self.blocks),
            "form": self.form,
            "errors": self.errors,
            "replace": self.replace,
        }

    @staticmethod
    def from_json(kept: dict[str, Any]) -> "Answer":
        return Answer(
            text=kept["text"],
            blocks=tuple(kept["blocks"]),
            form=kept["form"],
            errors=kept["errors"],
            replace=kept["replace"],
        )
