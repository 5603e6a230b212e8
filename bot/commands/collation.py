"""`proposals sheet` and `register sheet`: files for the chairs' meeting, in the direct message of who asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answers import Answer, Attachment
from bot.blocks.parts import actions, button, section
from bot.cards import day_in_words
from bot.errors import Misread
from bot.proposal_cards import CollationSheet
from bot.register_cards import EntryCard
from bot.writing import collation
from bot.writing.collation import FORMATS

_SHEET = re.compile(r"(?:sheet|export|file)\b\s*(?:as\s+|in\s+)?\.?(\w*)", re.IGNORECASE)
_KINDS = {"": "docx", "word": "docx", "excel": "xlsx", "markdown": "md", **{kind: kind for kind in FORMATS}}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file was asked for, of this kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Collated:
    sheet: CollationSheet
    kind: str


@dataclass(frozen=True, slots=True)
class Registered:
    entries: Sequence[EntryCard]
    made_at: datetime
    kind: str


def asked(text: str, of: str) -> Sheet | None:
    """ "sheet docx" after the verb `of`; None where something else was asked for.

    Raises Misread where that is no kind of file.
    """
    match = _SHEET.fullmatch(text.strip())
    if match is None:
        return None
    kind = _KINDS.get(match[1].casefold())
    if kind is None:
        said = match[1]
        raise Misread(
            lambda wp: f"I write {', '.join(FORMATS)}; “{said}” is none of these. For example: `{wp} {of} sheet docx`"
        )
    return Sheet(kind)


def drawn(card: Collated | Registered) -> Answer:
    """The file, a line that says where it is, and the other kinds."""
    if isinstance(card, Collated):
        verb, name, at = "proposals", "proposals", card.sheet.made_at
        content = collation.sheet(card.sheet, card.kind)
        title, count = "Proposals for the chairs' meeting", len(card.sheet.rows)
        what = f"The sheet for the chairs' meeting, with {count} proposal{'' if count == 1 else 's'},"
    else:
        verb, name, at = "register", "outreach-register", card.made_at
        content = collation.register(card.entries, at, card.kind)
        title, count = "The outreach register", len(card.entries)
        what = f"The outreach register, with {count} entr{'y' if count == 1 else 'ies'},"
    file = Attachment(f"{name}-{at:%Y-%m-%d}.{card.kind}", content, f"{title}, as of {day_in_words(at)}")
    text = f"{what} is in your direct messages with me: {file.name}. It holds what only the chairs may read."
    others = [button(f"As .{kind}", verb, f"sheet {kind}") for kind in FORMATS if kind != card.kind]
    return Answer(text=text, blocks=(section(text), actions(others)), files=(file,))
