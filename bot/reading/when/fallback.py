"""dateparser, for words of months in languages that our own grammar does not know. Imported only when needed."""

import re
from datetime import datetime, time

from bot.reading.when.reading import Context, Part, Reading
from bot.windows import Window

PLAIN = re.compile(
    r"(?P<day>[0-3]?[0-9])\.?(?: (?:de|di|do|da))? (?P<month>[^\W\d_]{3,12})\.?(?:,? (?:de )?(?P<year>20[0-9]{2}))?"
)
"""A day, a word that may be a month, perhaps a year: all that is trusted to it."""


def read_by_dateparser(reading: Reading, context: Context) -> Reading | None:
    """The phrase as one day, if dateparser finds the very day (and year) that stand in it; else None."""
    found = PLAIN.fullmatch(reading.said.strip())
    if found is None:
        return None
    import dateparser

    prefer = {"PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month"]}
    start = context.period[0] if context.period else context.today
    base = {"RELATIVE_BASE": datetime.combine(start, time()), "STRICT_PARSING": False}
    parsed = dateparser.parse(reading.said.strip(), settings={**prefer, **base})
    if parsed is None or parsed.day != int(found["day"]):
        return None
    if found["year"] and parsed.year != int(found["year"]):
        return None
    day = parsed.date()
    return Reading(reading.said, Window(day, day), (Part(reading.said.strip(), "day", day, day),))
