"""`programme export`: a whole programme as a file, in the direct message of who asked."""

import re
from dataclasses import dataclass

from bot.answers import Answer, Attachment
from bot.blocks.parts import actions, button, section, words
from bot.cards import day_in_words
from bot.errors import Misread
from bot.export_cards import ExportedProgramme
from bot.writing.export import FORMATS, export, file_name

USUAL = FORMATS[0]
_KINDS = {"word": "docx", "excel": "xlsx", "markdown": "md", **{kind: kind for kind in FORMATS}}
_LAST = re.compile(r"(?:^|\s)(?:as\s+|format\s+|--format[\s=]+)?\.?(?P<kind>[A-Za-z]{2,8})\s*$")


@dataclass(frozen=True, slots=True)
class Export:
    """A programme, and the kind of file that was asked for."""

    programme: ExportedProgramme
    kind: str


def read_asked(text: str) -> tuple[str, str]:
    """Which programme, and as which kind of file; "n°3 as excel". The last word is a kind only if it names one."""
    match = _LAST.search(text)
    kind = _KINDS.get(match["kind"].lower()) if match else None
    if match and kind:
        return text[: match.start()].strip(), kind
    if match and match[0].strip() != match["kind"]:
        said = match["kind"]
        raise Misread(
            lambda wp: (
                f"I write {', '.join(FORMATS)}; “{said}” is none of these. For example: `{wp} programme export docx`"
            )
        )
    return text.strip(), USUAL


def drawn(card: Export) -> Answer:
    """The file, a line that says where it is, and the other kinds."""
    programme = card.programme
    name = file_name(programme, card.kind)
    count = len(programme.every_action)
    what = f"{words(programme.card.title)} with {count} action{'' if count == 1 else 's'}"
    text = f"{what}: {words(name)} is in your direct messages with me."
    others = [
        button(f"As .{kind}", "programme", f"export id:{programme.card.id} {kind}")
        for kind in FORMATS
        if kind != card.kind
    ]
    title = f"{programme.card.title}, as of {day_in_words(programme.made_at.date())} (.{card.kind})"
    file = Attachment(name, export(programme, card.kind), title)
    return Answer(text=text, blocks=(section(text), actions(others)), files=(file,))
