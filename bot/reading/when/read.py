"""A phrase of a planner becomes a window: words, items, chains, bounds, flags."""

from datetime import date, time

from bot.reading.when.bounds import Bound, bounded
from bot.reading.when.items import Item, grown, scan, with_lengths
from bot.reading.when.leftover import leftover
from bot.reading.when.lexicon import LANGUAGES, own_words
from bot.reading.when.reading import Context, Part, Reading
from bot.reading.when.tokens import LONGEST, NOISE, Words, words_of
from bot.reading.when.warn import warnings_of
from bot.windows import NOTHING, Window


def read_when(said: str, context: Context) -> Reading:
    """What the phrase says about time; never raises, never guesses.

    Day first. Without a year: within the programme's period, else the next after it began; without a programme the
    next one from today. What could not be understood stays in `unread`, what points elsewhere in `reference`.
    """
    reading = _read(said, context, context.lang)
    if not reading.unread or reading.reference:
        return reading
    unknown = _unknown(said, context)
    for lang in LANGUAGES if unknown else ():
        if lang != context.lang and not unknown.isdisjoint(own_words(lang)):
            other = _read(said, context, lang)
            if other.window.understood and not other.unread:
                return other
    if unknown and not reading.window.understood and not reading.window.tentative:
        from bot.reading.when.fallback import read_by_dateparser

        return read_by_dateparser(reading, context) or reading
    return reading


def _unknown(said: str, context: Context) -> frozenset[str]:
    """The words in it that mean nothing in the language asked for; they may belong to another."""
    words = words_of(said, context.lang)
    return frozenset(str(value) for tag, value in zip(words.tags, words.values, strict=True) if tag == NOISE)


def _read(said: str, context: Context, lang: str) -> Reading:
    words = words_of(said, lang)
    if not words.tags:
        return Reading(said, NOTHING, unread=said.strip())
    items = scan(words, context)
    flags = Flags(items)
    items = grown(with_lengths(flags.rest, context))
    bounds = bounded(items, words, context)
    window, chosen = _window(bounds, flags, context)
    unread, reference = leftover(words, items, bounds, flags.used)
    if not window.understood and not window.tentative and not reference:
        unread = words.plain.strip() or said.strip()
    parts = tuple(part for bound in chosen for part in bound.parts(words)) + flags.parts(words)
    if len(said) > LONGEST:
        unread = f"{unread} …".strip()
    return Reading(said, window, parts, reference, unread, warnings_of(chosen, window, context))


class Flags:
    """What colours a window: tentative, ongoing, recurring, about, a time of day; taken out of the row."""

    def __init__(self, items: list[Item]) -> None:
        self.tentative = self.ongoing = self.recurring = self.soft = self.approximate = self.asked = False
        self.rule = ""
        self.time: time | None = None
        self.zone = ""
        self.used: list[Item] = []
        self.rest: list[Item] = []
        for item in items:
            if not self._takes(item):
                self.rest.append(item)
            else:
                self.used.append(item)
        self._without_empty_brackets()

    def _takes(self, item: Item) -> bool:
        code, piece = item.code, item.piece
        if code == "t":
            self.tentative = True
        elif code == "?":
            self.asked = True
        elif code == "x":
            self.approximate = True
        elif code == "J":
            self.ongoing = True
            if self.rest and self.rest[-1].code in "->U&":
                self.rest[-1] = Item("O", self.rest[-1].first, self.rest[-1].last)
        elif code == "E" and piece is not None:
            self.soft |= piece.soft
            self.recurring |= not piece.soft
            if (piece.rule or "").startswith(self.rule):  # "weekly on Tuesdays"
                self.rule = piece.rule or ""
        elif code == "C" and piece is not None:
            self.zone = self.zone or piece.zone
            if self.time is None:
                self.time = time.fromisoformat(str(piece.number))
                while self.rest and self.rest[-1].code in "FG@,":
                    self.rest.pop()
        elif code == "Z" and piece is not None and self.time is not None:
            self.zone = self.zone or piece.zone
        elif code in "v.":
            pass
        else:
            return False
        return True

    def _without_empty_brackets(self) -> None:
        kept: list[Item] = []
        for item in self.rest:
            if item.code == ")" and kept and kept[-1].code == "(":
                kept.pop()
            else:
                kept.append(item)
        self.rest = kept

    def parts(self, words: Words) -> tuple[Part, ...]:
        names = {"t": "tentative", "?": "tentative", "x": "about", "J": "ongoing", "E": "recurring", "C": "time",
                 "Z": "time zone", "v": "part of the day"}  # fmt: skip
        return tuple(
            Part(words.said(item.first, item.last), names[item.code], note=item.piece.rule or "" if item.piece else "")
            for item in self.used
            if item.code in names
        )


def _window(bounds: list[Bound], flags: Flags, context: Context) -> tuple[Window, list[Bound]]:
    chosen = _chosen(bounds)
    start, end = _hull(chosen)
    approximate = (flags.approximate and bool(start or end)) or any(bound.approximate for bound in chosen)
    dated = start is not None or end is not None
    soft = flags.soft and not any(item.code in "~n" for item in flags.rest)
    recurring = flags.recurring or soft
    window = Window(
        start,
        end,
        tentative=flags.tentative or (dated and (flags.asked or any(bound.either for bound in chosen))),
        ongoing=flags.ongoing,
        recurring=recurring,
        approximate=approximate,
        rule=flags.rule if recurring else "",
        time=flags.time if dated or recurring else None,
        zone=flags.zone if flags.time and (dated or recurring) else "",
    )
    return window, chosen


def _chosen(bounds: list[Bound]) -> list[Bound]:
    """The bracketed months win over the quarter they explain; closer dates in brackets over the wider ones before."""
    plain = [bound for bound in bounds if not bound.bracketed]
    bracketed = [bound for bound in bounds if bound.bracketed]
    if plain and bracketed and all(bound.milestone for bound in bracketed):  # "March 2022 (M24)"
        return plain
    if len(plain) == 1 and len(bracketed) == 1 and plain[0].closed and bracketed[0].closed:
        wide, close = plain[0], bracketed[0]
        assert wide.start and wide.end and close.start and close.end
        within = wide.start <= close.start and close.end <= wide.end
        return [close] if within or wide.coarse else [wide, close]
    return bounds


def _hull(chosen: list[Bound]) -> tuple[date | None, date | None]:
    """From the first start to the last end; an open bound within closed dates narrows them ("2022, from March")."""
    starts = [bound.start for bound in chosen if bound.start]
    ends = [bound.end for bound in chosen if bound.end]
    start, end = min(starts, default=None), max(ends, default=None)
    closed = [bound for bound in chosen if bound.closed]
    for bound in chosen:
        if bound.closed or not closed or start is None or end is None:
            continue
        if bound.start and start <= bound.start <= end:
            start = bound.start
        elif bound.end and start <= bound.end <= end:
            end = bound.end
    if not closed and any(bound.end is None for bound in chosen) and not any(bound.start is None for bound in chosen):
        end = None
    if start and end and start > end:
        start, end = end, start
    return start, end
