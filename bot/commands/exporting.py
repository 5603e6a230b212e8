"""`programme export`: a whole programme as a file, in the direct message of who asked."""

import re

from bot.answers import Answer, Attachment
from bot.blocks.parts import section, words
from bot.errors import BadInput
from bot.export_cards import ExportedProgramme
from bot.writing.export import FORMATS, export, file_name

USUAL = FORMATS[0]
_KINDS = {
    "word": "docx", "excel": "xlsx", "markdown": "md", **{kind: kind for kind in FORMATS},
}  # fmt: skip
_LAST = re.compile(r"(?:^|\s)(?:as\s+|format\s+|--format[\s=]+)?\.?(?P<kind>[A-Za-z]{2,8})\s*$")


def read_asked(text: str) -> tuple[str, str]:
    """Which programme, and as which kind of file; "n°3 as excel". The last word is a kind only if it names one."""
    match = _LAST.search(text)
    kind = _KINDS.get(match["kind"].lower()) if match else None
    if match and kind:
        return text[: match.start()].strip(), kind
    if match and match[0].strip() != match["kind"]:
        raise BadInput(f"I write {', '.join(FORMATS)}; “{match['kind']}” is none of these. For example: export docx")
    return text.strip(), USUAL


def drawn(programme: ExportedProgramme, kind: str) -> Answer:
    """The file, and a line that says where it is."""
    name = file_name(programme, kind)
    title = f"{programme.card.title}, as it stands today"
    count = len(programme.every_action)
    text = f"I have sent you {words(name)}: {words(programme.card.title)} with {count} action{'' if count == 1 else 's'}."
    return Answer(text=text, blocks=(section(text),), files=(Attachment(name, export(programme, kind), title),))
