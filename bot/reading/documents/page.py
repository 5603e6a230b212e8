"""One page of a PDF to blocks: words in ruled cells are a table, the others lines, in the order of the page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.reading.documents.blocks import Block, Cell, Heading, Item, Para, Table, check_extent, grid
from bot.reading.documents.clean import is_filler, tidy, without_controls

_MOST_CROSSINGS = 20_000
"""Places where the rules of a page may cross; more make no table that people read."""
_MOST_ENDS = 20
_THICKEST = 4.0
_BULLET = re.compile(r"(?:[•▪‣·–◦●○■]|[-*])\s+(?P<text>\S.*)")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+\S")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SAME_LINE = 0.4
_SAME_PARAGRAPH = 0.6
_LARGER = 1.15
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the page's upper left corner."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    text: str
    box: Box
    bold: bool
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        boxes = [word.box for word in self.words]
        return boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True)
class Page:
    blocks: list[Block]
    cut: bool = False
    """The page ends with a table whose last row has no rule below it: it goes on overleaf."""


def read_page(page: Any) -> Page:
    """The blocks of a pdfplumber page, from top to bottom; none where it holds no text."""
    words = [
        Word(
            without_controls(str(word["text"])),
            (float(word["x0"]), float(word["top"]), float(word["x1"]), float(word["bottom"])),
            _BOLD.search(str(word["fontname"])) is not None,
            float(word["size"]),
        )
        for word in page.extract_words(extra_attrs=["fontname", "size"])
    ]
    rules = {round(float(edge["top"])) for edge in page.edges if edge["orientation"] == "h" and _is_long(edge)}
    placed: list[tuple[float, Block]] = []
    cut = -1.0
    for cells in _tables(page, rules):
        inside = [word for word in words if any(_within(word, cell) for cell in cells)]
        table = _table(cells, inside)
        if inside and table.width > 1:
            words = [word for word in words if word not in inside]
            placed.append((min(cell[1] for cell in cells), table))
            end = max(cell[3] for cell in cells)
            if not any(abs(end - rule) <= 2 for rule in rules):
                cut = placed[-1][0]
    borders = sorted(top for top, _ in placed)
    placed += _paragraphs(_lines(words), borders)
    placed.sort(key=lambda one: one[0])
    return Page([block for _, block in placed], bool(placed) and placed[-1][0] == cut)


def _is_long(edge: dict[str, Any]) -> bool:
    """Whether an edge is a rule, and not the end of one that is drawn as a thin box."""
    return float(edge["width"]) > _THICKEST or float(edge["height"]) > _THICKEST


def _tables(page: Any, rules: set[int]) -> list[list[Box]]:
    """The cells of each ruled table; where its rules down end without one across, it is closed there."""
    down = [edge for edge in page.edges if edge["orientation"] == "v" and _is_long(edge)]
    if not rules or not down or len(rules) * len({round(float(edge["x0"])) for edge in down}) > _MOST_CROSSINGS:
        return []
    ends = Counter(round(float(edge[end])) for edge in down for end in ("top", "bottom"))
    closed = [end for end, count in ends.items() if count > 1 and not any(abs(end - rule) <= 2 for rule in rules)]
    found = page.find_tables({"explicit_horizontal_lines": closed[:_MOST_ENDS]})
    return [[(float(a), float(b), float(c), float(d)) for a, b, c, d in table.cells] for table in found]


def _within(word: Word, box: Box) -> bool:
    middle, height = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= middle < box[2] and box[1] <= height < box[3]


def _table(cells: Sequence[Box], words: Sequence[Word]) -> Table:
    """The grid that the cells make; one over several rows or columns stands in each place it covers."""
    lefts = sorted({round(cell[0], 1) for cell in cells})
    tops = sorted({round(cell[1], 1) for cell in cells})
    check_extent(len(tops), len(lefts))
    rows = [[Cell()] * len(lefts) for _ in tops]
    for box in cells:
        columns = [place for place, left in enumerate(lefts) if round(box[0], 1) <= left < box[2] - 1]
        lines = [place for place, top in enumerate(tops) if round(box[1], 1) <= top < box[3] - 1]
        inside = _lines([word for word in words if _within(word, box)])
        text = tidy(_cell_text(inside, box))
        cell = Cell("" if is_filler(text) else text, bool(inside) and all(line.bold for line in inside))
        for row in lines:
            for column in columns:
                rows[row][column] = replace(cell, down=row > lines[0], across=column > columns[0], colspan=len(columns))
    return grid(rows)


def _cell_text(lines: Sequence[Line], box: Box) -> str:
    """The lines of a cell; one that ended only because the cell is narrow goes on in the next."""
    text = ""
    for above, line in zip([None, *lines], lines, strict=False):
        if above is None:
            text = line.text
        elif above.box[2] + (line.words[0].box[2] - line.words[0].box[0]) + _padding(above, box) > box[2]:
            text += line.text if _broken(text, line.text) else f" {line.text}"
        else:
            text += f"\n{line.text}"
    return text


def _padding(line: Line, box: Box) -> float:
    """Room that stays free at a cell's right edge, taken to be that at its left, and the space before a word."""
    return max(0.0, line.box[0] - box[0]) + 0.3 * line.words[0].size


def _broken(above: str, below: str) -> bool:
    """Whether a word was broken at its hyphen, which stays: nobody can tell it from one put in for the break."""
    return above.endswith("-") and above[-2:-1].islower() and below[:1].islower()


def _lines(words: Sequence[Word]) -> list[Line]:
    """Words that stand at one height, from the left, the lines from the top."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box[3], one.box[0])):
        if lines and abs(lines[-1][-1].box[3] - word.box[3]) <= _SAME_LINE * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(sorted(line, key=lambda one: one.box[0]))) for line in lines]


def _paragraphs(lines: Sequence[Line], borders: Sequence[float]) -> Iterator[tuple[float, Block]]:
    """Lines put together to paragraphs and items, with the height that each begins at."""
    if not lines:
        return
    sizes = sorted(line.words[0].size for line in lines)
    usual = sizes[len(sizes) // 2]
    right = max(line.box[2] for line in lines)
    text, first = "", lines[0]
    for above, line in zip([None, *lines], lines, strict=False):
        if above is not None and _goes_on(above, line, right, borders):
            text += line.text if _broken(text, line.text) else f" {line.text}"
            continue
        if text:
            yield first.box[1], _block(text, first, usual)
        text, first = line.text, line
    yield first.box[1], _block(text, first, usual)


def _goes_on(above: Line, line: Line, right: float, borders: Sequence[float]) -> bool:
    one, two = above.words[0], line.words[0]
    return (
        line.box[1] - above.box[3] <= _SAME_PARAGRAPH * two.size
        and abs(one.size - two.size) < 0.5
        and above.bold == line.bold
        and above.box[2] + (two.box[2] - two.box[0]) + two.size > right
        and not _BULLET.match(line.text)
        and not _NUMBERED.match(line.text)
        and not any(above.box[1] <= border <= line.box[1] for border in borders)
    )


def _block(text: str, first: Line, usual: float) -> Block:
    text = tidy(text)
    if match := _BULLET.fullmatch(text):
        return Item(match["text"], bold=first.bold)
    if first.words[0].size > _LARGER * usual and len(text) <= 200:
        return Heading(text, 1 if first.words[0].size > _LARGER * _LARGER * usual else 2)
    return Para(text, first.bold)
