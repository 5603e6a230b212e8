"""The three real documents the reader is held to, and what a document reads as."""

from pathlib import Path
from typing import Any

from bot.reading.documents import read_document
from bot.reading.documents.answer import answer

H1_2022 = "alliance-work-programme-2022-h1.txt"
H2_2021 = "alliance-work-programme-2021-h2.txt"
CERN = "cern-ir-strategic-priorities-2017-2018.txt"


def seed(shared: Path, name: str) -> bytes:
    """A seed document's bytes."""
    return (shared / "seeds" / name).read_bytes()


def read(text: str | bytes, name: str = "programme.txt") -> dict[str, Any]:
    """The answer to a document given as text."""
    return answer(read_document(text.encode() if isinstance(text, str) else text, name))


def rows(said: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What, who and when of every action, in the document's order."""
    actions = [action for priority in said["priorities"] for action in priority["actions"]] + said["actions"]
    return [(action["what"], action["who"], action["when"]) for action in actions]
