"""Markdown to blocks: what markdown-it does not know is taken out first, the rest comes as HTML."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.errors import Unreadable
from bot.reading.documents.blocks import Block, Break, Cell, Note, Table, grid
from bot.reading.documents.clean import is_filler, tidy, without_controls
from bot.reading.documents.html import read_html
from bot.reading.documents.inline import plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

LONGEST = 500_000
"""Letters; two hundred pages. markdown-it needs seconds for as many made to hold it up."""
_MOST_BRACKETS = 2_000
"""Opening brackets in one paragraph, item or cell: markdown-it looks for the end of each through all that follows."""
_FRONT = re.compile(r"---[ \t]*\n(?P<said>.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_NOTE = re.compile(r"\s{0,3}\[\^(?P<mark>[^\]\s]{1,60})\]:\s*(?P<text>.*)")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\](?!:)")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"[\s|:-]+")
_BRACKETS = re.compile(r"(?:!?\[[^\[\]]{1,80}\](?:\[[^\[\]]{0,80}\])?[\s,;/&+]*)+")
_AMONG_NAMES = re.compile(
    r"!\[(?P<picture>[^\[\]]{1,80})\]\[[^\[\]]{0,80}\]|(?:(?<=,\s)|(?<=;\s)|(?<=/\s)|^)\[(?P<name>[^\[\]\s]{1,80})\](?=\s*(?:[,;/]|$))"
)
_LITERAL = re.compile(r"(?<!\\)((?:\\\\)*)(?:\\\[|&#91;)")
_PLAIN = re.compile(r"[^\n\\`*_\[\]!<>&~]+")
"""Words with no letter in them that Markdown gives a meaning."""
_HELD = "\ue05b"
"""Stands for a bracket that its writer wanted as a bracket, until those around names are gone."""
_BRACKET = re.compile(r"(!?)\[([^\[\]]{1,80})\](?:\[[^\[\]]{0,80}\])?")


def read_markdown(text: str, name: str) -> list[Block]:
    """Blocks of a Markdown text, its footnotes and front matter last."""
    from markdown_it import MarkdownIt

    if len(text) > LONGEST:
        raise Unreadable(
            f"{name} holds more than {LONGEST // 1000} thousand letters, far more than a work programme. "
            "Save only the part with the programme."
        )
    text, notes = _prepared(without_controls(text))
    parser = MarkdownIt("commonmark", {"breaks": True, "maxNesting": 60}).enable(["table", "strikethrough"])
    parser.core.ruler.after("block", "brackets", partial(_check_brackets, name))
    parser.core.ruler.at("inline", _read_inline)
    blocks = _blocks(parser, parser.parse(text), name)
    blocks = [_named_in_brackets(block) if isinstance(block, Table) else block for block in blocks]
    if _HELD in text:
        blocks = list(map(_with_brackets, blocks))
    return blocks + notes


def _read_inline(state: "StateCore") -> None:
    """What holds no letter that marks anything is its own only text; the rest is taken apart by the library."""
    from markdown_it.token import Token

    for token in state.tokens:
        if token.type == "inline" and _PLAIN.fullmatch(token.content):
            token.children = [Token("text", "", 0, content=token.content)]
        elif token.type == "inline":
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _blocks(parser: "MarkdownIt", tokens: Sequence["Token"], name: str) -> list[Block]:
    """The blocks of a parsed text: tables of nothing but words as they are, all else by way of HTML."""
    if any(token.type == "html_block" for token in tokens):
        return read_html(parser.renderer.render(tokens, parser.options, {}), name)
    blocks: list[Block] = []
    start = 0
    for at, token in enumerate(tokens):
        if token.type != "table_open" or token.level or at < start:
            continue
        end = next(place for place in range(at, len(tokens)) if tokens[place].type == "table_close") + 1
        if table := _plain_table(tokens[at:end]):
            if at > start:
                blocks += read_html(parser.renderer.render(tokens[start:at], parser.options, {}), name)
            blocks.append(table)
            start = end
    if start < len(tokens):
        blocks += read_html(parser.renderer.render(tokens[start:], parser.options, {}), name)
    return blocks


def _plain_table(tokens: Sequence["Token"]) -> Table | None:
    """The table that the tokens are; None where one of its cells holds more than words."""
    rows: list[list[Cell]] = []
    head = False
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            head = token.type == "th_open"
        elif token.type == "inline":
            if token.content and not _PLAIN.fullmatch(token.content):
                return None
            text = plain(token.content)
            rows[-1].append(Cell("" if is_filler(text) else text, bool(text) and head))
    return grid(rows)


def _check_brackets(name: str, state: "StateCore") -> None:
    if any(token.type == "inline" and token.content.count("[") > _MOST_BRACKETS for token in state.tokens):
        raise Unreadable(
            f"{name} has a paragraph with more than {_MOST_BRACKETS:,} square brackets, which no programme needs. "
            "I did not read it."
        )


def _prepared(text: str) -> tuple[str, list[Block]]:
    """The text without front matter, footnotes and attributes; a line without a bar ends a table."""
    notes: list[Block] = []
    if front := _FRONT.match(text):
        notes.append(Note(tidy(front["said"])))
        text = text[front.end() :]
    lines: list[str] = []
    fence, table, note, width = "", False, False, 0
    for line in text.split("\n"):
        if opened := _FENCE.match(line):
            mark = opened[1]
            fence = "" if fence and mark.startswith(fence) else fence or mark
        if fence or opened:
            lines.append(line)
            continue
        if found := _NOTE.match(line):
            notes.append(Note(tidy(_NOTE_MARK.sub("", found["text"]))))
            note = True
            continue
        if note and line.startswith(("    ", "\t")) and isinstance(notes[-1], Note):
            notes[-1] = Note(tidy(f"{notes[-1].text}\n{line}"))
            continue
        note = False
        line = _ATTRIBUTES.sub("", _NOTE_MARK.sub("", line))
        bar = "|" in line
        if (bar and "[" in line) or "&#91;" in line:
            line = _LITERAL.sub(rf"\g<1>{_HELD}", line)
        if bar and table and lines and _goes_on(lines[-1], line, width):
            lines[-1] += f"<br>{line}"
            continue
        if table and line.strip() and not bar:
            lines.append("")
        if bar and not table and "--" in line and _RULE.fullmatch(line):
            table, width = True, line.count("|")
        table = table and bar
        lines.append(line)
    return "\n".join(lines), [note for note in notes if isinstance(note, Note) and note.text]


def _goes_on(above: str, line: str, width: int) -> bool:
    """Whether a line is the rest of a table's row that was broken in one of its cells."""
    if not above.lstrip().startswith("|") or above.rstrip().endswith("|") or line.lstrip().startswith("|"):
        return False
    return above.count("|") + line.count("|") == width and line.rstrip().endswith("|")


def _named_in_brackets(table: Table) -> Table:
    return Table(tuple(tuple(_unbracketed(cell) if "[" in cell.text else cell for cell in row) for row in table.rows))


def _with_brackets(block: Block) -> Block:
    if isinstance(block, Table):
        rows = (tuple(replace(cell, text=cell.text.replace(_HELD, "[")) for cell in row) for row in block.rows)
        return Table(tuple(rows))
    return block if isinstance(block, Break) else replace(block, text=block.text.replace(_HELD, "["))


def _unbracketed(cell: Cell) -> Cell:
    """References of which the text nowhere says where to ("[lang], [libs]") are the names of those in them.

    A picture beside names ("![Team][] [lang]") only decorates; alone it stands for its description.
    """
    if _BRACKETS.fullmatch(cell.text):
        found = list(_BRACKET.finditer(cell.text))
        names = tuple(m[2].strip() for m in found if not m[1])
        text = _BRACKET.sub(lambda m: "" if m[1] and names else m[2], cell.text)
        return replace(cell, text=tidy(text), links=names)
    text = _AMONG_NAMES.sub(lambda m: m["name"] or m["picture"], cell.text)
    return cell if text == cell.text else replace(cell, text=tidy(text), links=())
