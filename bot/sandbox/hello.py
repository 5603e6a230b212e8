"""What the page proposes to somebody who sees it for the first time: plain data from whoever runs the workspace."""

from collections.abc import Sequence
from typing import TypedDict


class Hint(TypedDict):
    """One line that can be typed, offered while typing."""

    line: str
    """As it is used: "/wp done 15 [note]". What follows the second word stands for something and is not put in."""
    summary: str


class Suggestion(TypedDict):
    """A button that puts a line into the composer, ready to send."""

    label: str
    line: str


class Hello(TypedDict, total=False):
    """Everything is optional."""

    person: str
    """Name or id of whoever one is at first; else the first of the people."""
    channel: str
    """Name or id of the channel that is open at first."""
    welcome: str
    """A sentence or two for the first minute."""
    suggestions: Sequence[Suggestion]
    next: str
    """A sentence that takes their place when all of them were followed."""
    hints: Sequence[Hint]
    file_line: str
    """The line that opens a form for a document dropped onto the page: "/wp programme load"."""
