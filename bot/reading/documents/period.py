"""Reads the period a programme is for out of its title or head: half-years, quarters, month ranges, years.

A period is what a whole programme spans, so only whole months, quarters, halves and years count; the "when" of an
action is read elsewhere.
"""

import re
from calendar import monthrange
from datetime import date

from bot.reading.documents.draft import Period

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar enero",
            "february feb février fevrier februar febrero",
            "march mar mars märz marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juin juni junio",
            "july jul juillet juli julio",
            "august aug août aout agosto",
            "september sept sep septembre septiembre",
            "october oct octobre oktober octubre",
            "november nov novembre noviembre",
            "december dec décembre decembre dezember diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<{}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_DAY = r"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?"
_TO = r"\s*(?:[-‐‑‒–—−/]|(?:to|until|till|through|and|à|au|bis|a|al|hasta|y|et|und)(?!\w))\s*"
_ORDINALS = (
    "first premier erstes erste primer",
    "second deuxième zweites zweite segundo",
    "third troisième drittes dritte tercer",
    "fourth quatrième viertes vierte cuarto",
)
_ORDINAL = {word: n for n, words in enumerate(_ORDINALS, start=1) for word in words.split()}
_NTH = r"(?P<n>[1-4](?:st|nd|rd|th|er|[eè]me|e|[.ºª°])|" + "|".join(_ORDINAL) + ")"
_IN = r",?\s*(?:of|in|de|du|von)?\s*(?:the\s+year\s+)?"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w])" + text + r"(?![\w])", re.IGNORECASE)


_MONTH_RANGE = _pattern(
    _DAY.format()
    + _MONTH.format("m1")
    + r"(?:,?\s*"
    + _YEAR.format("y1")
    + ")?"
    + _TO
    + _DAY.format()
    + _MONTH.format("m2")
    + r",?\s*(?:de\s+)?"
    + _YEAR.format("y2")
)
_PARTS = (
    _pattern(r"(?P<kind>[HSQ])(?P<n>[1-4])[\s,/-]*" + _YEAR.format("y")),
    _pattern(_YEAR.format("y") + r"[\s,/-]*(?P<kind>[HSQ])(?P<n>[1-4])"),
    _pattern(
        _NTH
        + r"\s+(?P<kind>half|semest(?:er|re)|halbjahr|quarter|quartal|trimestre)(?:[\s-]year)?"
        + _IN
        + _YEAR.format("y")
    ),
)
_ISO = _pattern(r"(?P<a>\d{4}-\d\d-\d\d)" + r"\s*(?:[-–—/]|to|until)\s*" + r"(?P<b>\d{4}-\d\d-\d\d)")
_YEARS = _pattern(_YEAR.format("y1") + r"\s*(?:[-‐‑‒–—−/]|to)\s*(?P<y2>(?:19|20)?\d\d)")
_ONE_MONTH = _pattern(
    r"(?<!\d\s)(?<!\d\.\s)(?<!th\s)(?<!\d\sde\s)" + _MONTH.format("m") + r",?\s+(?:de\s+)?" + _YEAR.format("y")
)
_DAY_BEFORE = re.compile(
    rf"\d(?:st|nd|rd|th)?\.?\s(?:(?:of|de)\s)?{_MONTH.format('m')},?\s(?:de\s)?$|{_MONTH.format('n')}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s$",
    re.IGNORECASE,
)
"""The year of one day ("3 May 2024") is no period."""
_YEAR_DAYS = 360
_ONE_YEAR = _pattern(_YEAR.format("y"))


def read_period(said: str) -> tuple[Period, str] | None:
    """The period named in `said` and the words that name it, or None. Never raises.

    The narrowest reading wins: months before halves and quarters, these before years.
    """
    said = said[:400]
    if match := _ISO.search(said):
        try:
            days = date.fromisoformat(match["a"]), date.fromisoformat(match["b"])
        except ValueError:
            days = date.max, date.min
        if days[0] <= days[1]:
            return days, match[0]
    if match := _MONTH_RANGE.search(said):
        last = int(match["y2"])
        one, two = MONTHS[match["m1"].lower()], MONTHS[match["m2"].lower()]
        first = int(match["y1"] or (last if one <= two else last - 1))
        if (first, one) <= (last, two):
            return (date(first, one, 1), _end(last, two)), match[0]
    for part in _PARTS:
        if (match := part.search(said)) and (span := _part(match)):
            return span, match[0]
    if match := _YEARS.search(said):
        first = int(match["y1"])
        last = int(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
        if first < last <= first + 20:
            return (date(first, 1, 1), date(last, 12, 31)), match[0]
    if match := _ONE_MONTH.search(said):
        year, month = int(match["y"]), MONTHS[match["m"].lower()]
        return (date(year, month, 1), _end(year, month)), match[0]
    if (match := _ONE_YEAR.search(said)) and not _DAY_BEFORE.search(said[: match.start()]):
        year = int(match["y"])
        return (date(year, 1, 1), date(year, 12, 31)), match[0]
    return None


def period_of_steps(period: Period) -> Period:
    """The period of the steps that prepare a year's priorities: from the October before to its January."""
    first, last = period
    if (last - first).days < _YEAR_DAYS:
        return period
    return date(first.year - 1, 10, 1), date(first.year, 1, 31)


def _part(match: re.Match[str]) -> Period | None:
    year, kind = int(match["y"]), match["kind"].lower()
    n = int(match["n"][0]) if match["n"][0].isdigit() else _ORDINAL[match["n"].lower()]
    months = 3 if kind[0] in "qt" else 6
    if n * months > 12:
        return None
    return date(year, (n - 1) * months + 1, 1), _end(year, n * months)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
