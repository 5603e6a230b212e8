"""The little language in which kinds of phrases are written down, over word classes instead of letters.

    d:DAY dot? month [comma? y:year] ~clock

A name is a word class (or several, `a|b`, or an alias in capitals); `x:` hands its value to the builder under that
name; `?` makes it optional, brackets a group of them; `~` says what may not follow. Nothing repeats: no pattern can
run away.
"""

import re
from functools import cache

from bot.reading.when.tags import CHARS

ALIASES = {
    "DAY": "small|mid|ordinal",
    "COUNT": "small|mid|big|count|one",
    "YY": "small|mid|big",
    "SEP": "dash|slash|dot",
    "UNIT": "year_unit|half_unit|quarter_unit|month_unit|week_unit|day_unit",
    "WEEK": "week_unit|week_of",
}


@cache
def _chars(names: str) -> str:
    return "".join(_chars(ALIASES[name]) if name in ALIASES else CHARS[name] for name in names.split("|"))


def _element(element: str) -> str:
    if element.startswith("~"):
        return f"(?![{_chars(element[1:])}])"
    optional = element.endswith("?")
    group, _, names = element.rstrip("?").rpartition(":")
    core = f"(?P<{group}>[{_chars(names)}])" if group else f"[{_chars(names)}]"
    return core + "?" * optional


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression over a string of word class characters."""
    spaced = pattern.replace("[", " [ ").replace("]", " ] ")
    parts = {"[": "(?:", "]": ")?"}
    return re.compile("".join(parts.get(element) or _element(element) for element in spaced.split()))


def shape(pattern: str) -> tuple[str, frozenset[str]]:
    """Every character that a phrase of this pattern can begin with, and the narrowest class of the words after the
    first that it cannot do without (empty where there is none)."""
    first, depth, open_start, begins = "", 0, True, True
    classes: list[str] = []
    for element in pattern.replace("[", "[ ").replace("]", " ]").split():
        if element[0] in "[]":
            depth += 1 if element == "[" else -1
            begins = True
            continue
        if element[0] == "~":
            continue
        chars = _chars(element.rstrip("?").rpartition(":")[2])
        if open_start and (depth == 0 or begins):
            first += chars
        begins = begins and element[-1] == "?" if depth else True
        if depth == 0 and element[-1] != "?":
            open_start = False
            classes.append(chars)
    return first, frozenset("".join(sorted(classes[1:], key=len)[:1]))
