"""The little language in which kinds of phrases are written down, over word classes instead of letters.

    d:DAY dot? month [comma? y:year] ~clock

A name is a word class (or several, `a|b`, or an alias in capitals); `x:` hands its value to the builder under that
name; `?` makes it optional, brackets a group of them; `~` says what may not follow. Nothing repeats: no pattern can
run away.
"""

import re

from bot.reading.when.tags import CHARS

ALIASES = {
    "DAY": "small|mid|ordinal",
    "COUNT": "small|mid|big|count|one",
    "YY": "small|mid|big",
    "SEP": "dash|slash|dot",
    "UNIT": "year_unit|half_unit|quarter_unit|month_unit|week_unit|day_unit",
    "WEEK": "week_unit|week_of",
}


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


def first_chars(pattern: str) -> str:
    """Every character that a phrase of this pattern can begin with."""
    found, depth, fresh = "", 0, True
    for element in pattern.replace("[", " [ ").replace("]", " ] ").split():
        if element == "[":
            depth, fresh = depth + 1, True
        elif element == "]":
            depth, fresh = depth - 1, True
        elif not element.startswith("~") and fresh:
            found += _chars(element.rstrip("?").rpartition(":")[2])
            if not element.endswith("?"):
                fresh = False
                if depth == 0:
                    break
    return found
