"""A phrase as a row of items: pieces, and what bounds, joins and colours them. Neighbours grow together."""

import re

from bot.reading.when.kinds import piece_at
from bot.reading.when.pieces import Piece, placed
from bot.reading.when.reading import Context
from bot.reading.when.spans import add_days, add_units, unit_around
from bot.reading.when.tags import CHARS
from bot.reading.when.tokens import Words

CODES = {
    CHARS[name]: code
    for name, code in {
        "comma": ",", "colon": ":", "dash": "-", "slash": "/", "and": "&", "or": "|", "to": ">", "until": "U",
        "one": "u", "from": "F", "by": "B", "before": "b", "after": "A", "since": "S", "between": "G",
        "onward": "O", "latest": "L", "in": "i", "within": "W", "ago": "a", "hence": "h", "for": "f",
        "throughout": "T", "open": "(", "close": ")", "ongoing": "J", "tentative": "t", "approx": "x",
        "question": "?", "ampm": "v", "refer": "r", "daypart": "v", "at": "@", "dot": ".", "stop": ".",
        "label": "n", "fiscal": "$",
    }.items()
}  # fmt: skip
"""P piece, V length, C clock time, Z zone, E recurrence, ~ words that are no date; the rest as above."""


class Item:
    """One thing in the row: its code, the words it was read from, its piece where it has one."""

    __slots__ = ("code", "first", "last", "piece")

    def __init__(self, code: str, first: int, last: int, piece: Piece | None = None) -> None:
        self.code = code
        self.first = first
        self.last = last
        self.piece = piece


def scan(words: Words, context: Context) -> list[Item]:
    """The row of items that the words are."""
    items: list[Item] = []
    at, count = 0, len(words.tags)
    while at < count:
        piece = piece_at(words, at, context)
        if piece is None:
            items.append(Item(CODES.get(words.tags[at], "~"), at, at + 1))
            at += 1
            continue
        items.append(Item(_code(piece), at, piece.last, piece))
        at = piece.last
    return items


def _code(piece: Piece) -> str:
    if piece.count is not None:
        return "V"
    if piece.rule is not None:
        return "E"
    return {"label": "n", "fiscal": "$", "clock": "C", "zone": "Z"}.get(piece.unit, "P")


def codes(items: list[Item]) -> str:
    return "".join(item.code for item in items)


_LENGTH = re.compile(
    r"(?P<shift>PiV)|(?P<span>[fW]V,?[FS]P|VFP(?=$))|(?P<point>V[FA]P)|(?P<back>VbP)|(?P<within>[WB]V)|(?P<later>AV(?![ah]))|(?P<lasting>PfV)"
    r"|(?P<some>[iW]P[->|]V)|(?P<ahead>iVh?|Vh)|(?P<ago>[ab]V|Va)"
)


def with_lengths(items: list[Item], context: Context) -> list[Item]:
    """ "In two weeks", "three months after Easter", "for 3 days from today": lengths become days."""
    row = codes(items)
    if "V" not in row:
        return items
    at = 0
    while found := _LENGTH.search(row, at):
        part = items[found.start() : found.end()]
        piece = _counted(found.lastgroup or "", part, context)
        at = found.start() + 1
        if piece is None:
            if found.lastgroup == "shift" and (inner := _LENGTH.match(row, at)):
                found, part = inner, items[inner.start() : inner.end()]
                piece = _counted(inner.lastgroup or "", part, context)
            if piece is None:
                continue
        piece.kind = piece.kind or "length"
        piece.first, piece.last = part[0].first, part[-1].last
        code = "P"
        start = found.start()
        if found.lastgroup == "lasting" and start and items[start - 1].code == "F":
            start -= 1  # "from 18 December for 10 days" has an end
        items[start : found.end()] = [Item(code, piece.first, piece.last, piece)]
        row = codes(items)
    return items


def _counted(how: str, part: list[Item], context: Context) -> Piece | None:
    length = next(item.piece for item in part if item.code == "V")
    base = next((item.piece for item in part if item.code == "P"), None)
    assert length is not None and length.count is not None
    count, unit, today = length.count, length.unit, context.today
    if how == "shift":  # "heute in einer Woche": only today and tomorrow are moved so
        if base is None or base.kind != "today" or base.fixed is None:
            return None
        day = add_units(base.fixed[0], count, unit)
        return Piece(fixed=(day, day), unit="day")
    if how in ("span", "point", "back", "lasting"):
        assert base is not None
        start = _point(base, context)
        if start is None:
            return None
        if how == "lasting" or (how == "span" and part[0].code in "fW"):
            last = add_units(start, count, unit)
            return Piece(fixed=(start, last if part[0].code == "W" else add_days(last, -1)), unit="span")
        day = add_units(start, -count if how == "back" else count, unit)
        if length.soft and unit != "day":
            return Piece(fixed=unit_around(day, unit), unit=unit)
        return Piece(fixed=(day, day), unit="day", sub="around " + unit if start == today else "")
    if how == "some":
        number = base.places[0][1] if base and base.weak and base.places else None
        if not isinstance(number, int) or number >= count:
            return None
        return Piece(fixed=(add_units(today, number, unit), add_units(today, count, unit)), unit="span")
    if how == "within":
        return Piece(fixed=(today, add_units(today, count, unit)), unit="span")
    day = add_units(today, -count if how == "ago" else count, unit)
    if how == "later":
        return Piece(fixed=(add_days(day, 1), day.replace(year=9999)), unit="open")
    return Piece(fixed=(day, day), unit="day", sub="around " + unit)


def _point(base: Piece, context: Context):  # type: ignore[no-untyped-def]
    from bot.reading.when.chains import resolved

    days = resolved([base], "", context)
    return days[0][1][0] if days else None


def grown(items: list[Item]) -> list[Item]:
    """Pieces that belong together made one: "last week" and "November", "June" and "2022", from right to left."""
    at = len(items) - 2
    while at >= 0:
        left = items[at]
        if left.code == "P" and left.piece is not None:
            after = at + 1
            skipped = ""
            while after < len(items) and items[after].code in ",:i(-FGT)@." and len(skipped) < 2:
                skipped += items[after].code
                after += 1
            right = items[after] if after < len(items) else None
            if right is not None and right.code == "P" and right.piece is not None:
                _grow(items, at, after, skipped)
        at -= 1
    return items


def _grow(items: list[Item], at: int, after: int, skipped: str) -> None:
    left, right = items[at].piece, items[after].piece
    assert left is not None and right is not None
    part = left.bare and left.places[:1] and left.places[0][0] == "part" and not right.places
    if "-" in skipped and (skipped != "-" or not part):
        return
    if "F" in skipped or "G" in skipped:
        if not right.bare or left.places:
            return
        together = placed(right, left)
        if together is not None:
            items[after] = Item("P", items[after].first, items[after].last, together)
            del items[at]
        return
    together = None
    if left.bare and right.bare:
        together = placed(left, right) if not skipped else None
        for place, whole in ((left, right.alone), (right, left.alone)):  # "Friday last week"
            if together is None and whole is not None and place.places[0][0] in ("weekday", "part"):
                together = placed(place, whole)
    elif left.bare and not right.bare:
        together = placed(left, right)
    elif right.bare and not left.bare:
        if not (left.weak and skipped == ","):
            together = placed(right, left)
    elif not left.bare and not right.bare:
        together = placed(left, right) or (placed(right, left) if skipped in ("", ",", ":") else None)
    if together is None:
        return
    closing = [item for item in items[at:after] if item.code in "()"]
    items[at : after + 1] = [*closing, Item("P", items[at].first, items[after].last, together)]
