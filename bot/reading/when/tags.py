"""The word classes of the grammar. Each has a name, used in the tables, and one character, used in matching.

A phrase becomes a string with one character a word, so that a kind of phrase is a small pattern over word classes.
"""

from string import ascii_letters, digits

NAMES = (
    # numbers: 1-12, 13-31, 0 and 32-99, 1900-2199, any other; 3rd; "three"; "a"
    *("small", "mid", "big", "year", "number", "ordinal", "count", "one"),
    # names of days and months, codes: Q3, H1, M24, W12; 20220701; 10:30
    *("month", "weekday", "weekdays", "season", "holiday", "Q", "H", "M", "W", "decade", "iso", "clock", "today"),
    # units
    *("year_unit", "half_unit", "quarter_unit", "month_unit", "week_unit", "day_unit", "weekend", "half", "week_of"),
    # which one
    *("rel", "last", "part", "part_unit", "rest", "throughout", "programme", "negation", "fortnight_day"),
    # what bounds and joins
    *("in", "within", "ago", "hence", "from", "between", "to", "until", "by", "latest", "before", "after", "since"),
    *("onward", "and", "or", "comma", "colon", "dash", "slash", "dot", "open", "close", "question", "stop"),
    # manner
    *("ongoing", "tentative", "approx", "adverb", "every", "per", "times", "for"),
    # clock
    *("ampm", "oclock", "zone", "at", "daypart"),
    # what is no date
    *("label", "fiscal", "refer", "verb", "noise", "filler", "deictic"),
)
CHARS = dict(zip(NAMES, ascii_letters + digits + "".join(map(chr, range(0xC0, 0x100))), strict=False))
"""One character for each word class; none of them means anything in a regular expression."""
