"""Where a kind of phrase stands, and what its builder may ask of its neighbours."""

from bot.reading.when.reading import Context
from bot.reading.when.tags import CHARS
from bot.reading.when.tokens import Words, century

_ENDS_A_PHRASE = "".join(
    CHARS[name] for name in ("comma", "dash", "to", "until", "and", "or", "close", "question", "dot", "stop", "slash")
)


PLURALS = frozenset(
    [
        "days",
        "weeks",
        "months",
        "years",
        "quarters",
        "semesters",
        "jours",
        "semaines",
        "années",
        "ans",
        "prochains",
        "suivants",
        "tage",
        "tagen",
        "wochen",
        "monate",
        "monaten",
        "jahre",
        "jahren",
        "quartale",
        "días",
        "dias",
        "semanas",
        "meses",
        "años",
        "trimestres",
        "semestres",
    ]
)


class At:
    """Where a phrase stands: its words, from `first` up to and without `last`."""

    __slots__ = ("context", "first", "last", "words")

    def __init__(self, words: Words, first: int, last: int, context: Context) -> None:
        self.words = words
        self.first = first
        self.last = last
        self.context = context

    @property
    def before(self) -> str:
        return self.words.tags[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        return self.words.tags[self.last : self.last + 1]

    @property
    def article(self) -> bool:
        """Whether "the", "le", "am" … stands before it."""
        return self.words.article[self.first]

    @property
    def led_by_article(self) -> bool:
        """Whether the word before it ends in an article: "by the", "bis zum"."""
        return self.words.said(self.first - 1, self.first).casefold().endswith((" the", " zum", " dem", " le", " el"))

    @property
    def article_within(self) -> bool:
        """Whether "of", "the" … stands between its words."""
        return any(self.words.article[self.first + 1 : self.last])

    @property
    def last_word(self) -> str:
        """Its last word, in small letters."""
        return self.words.said(self.last - 1, self.last).casefold()

    @property
    def plural(self) -> bool:
        """Whether it speaks of several units."""
        return not PLURALS.isdisjoint(self.words.said(self.first, self.last).casefold().split())

    @property
    def ends(self) -> bool:
        """Whether nothing follows that these words could belong to."""
        return not self.after or self.after in _ENDS_A_PHRASE


CHARS_OF_UNITS = {CHARS[f"{name}_unit"]: name for name in ("year", "half", "quarter", "month", "week", "day")}


def unit_named(at: At, units: dict[str, str]) -> str:
    """The unit among the words of a phrase: "business" for working days, "decade" for ten years."""
    for index in range(at.first, at.last):
        unit = units.get(at.words.tags[index])
        if unit:
            value = at.words.values[index]
            if unit == "day" and value == "business":
                return "business"
            if value == 10 and unit == "year":
                return "decade"
            return "fortnight" if value == 2 and unit == "week" else unit
    return ""


def full_year(year: int) -> int:
    return year if year > 99 else century(year)
