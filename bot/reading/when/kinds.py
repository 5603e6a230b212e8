# ruff: noqa: E501 (a table)
"""The kinds of phrases, as a table: what it is called, an example, its words, and what is made of them.

Tried from the top at each word, so the longer and the stricter stand first. See `patterns` for how the words are written.
"""

import re
from collections.abc import Callable

from bot.reading.when import clocktime, days, relative, repeat, stretches
from bot.reading.when.at import At
from bot.reading.when.patterns import compiled, shape
from bot.reading.when.pieces import Piece
from bot.reading.when.reading import Context
from bot.reading.when.tokens import Words

Builder = Callable[..., Piece | None]


class Kind:
    """One row of the table."""

    __slots__ = ("example", "make", "name", "pattern")

    def __init__(self, name: str, example: str, pattern: str, make: Builder) -> None:
        self.name = name
        self.example = example
        self.pattern = pattern
        self.make = make


TABLE = (
    # what looks like a date and is none
    Kind("number of something", "Phase 2", "label n:COUNT|ordinal|number [dot small] ~month", days.label),
    Kind("day of a meeting", "Day 2", "day_unit n:small ~month|dash|slash", days.label),
    # written in numbers
    Kind("day", "20220403", "d:iso", days.compact_day),
    Kind("day", "2022-04-03", "y:year SEP m:small SEP d:small|mid", days.year_month_day),
    Kind("day", "2019-aug-1", "y:year SEP m:month SEP d:small|mid", days.year_month_day),
    Kind("day", "3/4/2022", "[w:weekday comma?] d:small|mid SEP m:small|mid SEP|comma y:year|YY ~SEP|month", days.numeric_day),
    Kind("day", "3/4/2022", "[w:weekday comma?] d:small|mid SEP m:small|mid SEP|comma y:year", days.numeric_day),
    Kind("years", "2022/23", "y:year SEP yy:mid|big ~SEP", stretches.school_years),
    Kind("month", "2022-04", "y:year SEP m:small ~slash|dot|month", stretches.year_month),
    Kind("month", "4/2022", "m:small SEP y:year", stretches.year_month),
    Kind("day", "3/4", "[w:weekday comma?] d:small|mid slash|dot m:small|mid dot? ~slash|month", days.day_month_numbers),
    Kind("decade", "1990s", "n:decade", stretches.decade),
    Kind("project year", "Year 2", "year_unit small ~month|SEP", stretches.fiscal),
    Kind("fiscal year", "FY 2022", "fiscal dash? year|YY|number? [slash|dash year|YY]", stretches.fiscal),
    # days with named months
    Kind("day", "12-April-22", "d:small|mid SEP m:month SEP y:year|YY ~SEP|clock", days.day_month),
    Kind("day", "3 March 2022", "[w:weekday dot? comma?] d:DAY|count dot? month_unit? m:month dot? comma? y:year [comma? w2:weekday]", days.day_month),
    Kind("day", "8. Mai 18", "[w:weekday dot? comma?] d:DAY dot? m:month y:mid|big ~SEP|month|clock|ordinal|to|until|comma|and|or", days.day_month),
    Kind("day", "3 March", "[w:weekday dot? comma?] d:DAY|count dot? comma? month_unit? m:month dot? [comma? w2:weekday ~small|mid|ordinal]", days.day_month),
    Kind("day", "1-Ene", "d:small|mid dash m:month ~year|dash", days.day_month),
    Kind("day", "2022 March 3", "y:year comma? m:month d:DAY ~month|year|SEP", days.day_month),
    Kind("day", "March 3, 2022", "[w:weekday dot? comma?] m:month dot? dash? d:DAY|count dot? comma? y:year [comma? w2:weekday]", days.day_month),
    Kind("day", "March 3", "[w:weekday dot? comma? dash?] m:month dot? d:DAY|count ~month|clock|oclock|ampm [comma? w2:weekday ~small|mid|ordinal|month]", days.month_day),
    Kind("day", "Jan-1", "[rel? w:weekday dash?] m:month dash d:small|mid ~month|SEP|year", days.month_short),
    Kind("day of the month", "14 (Mon)", "d:DAY open w:weekday dot? close", days.day_weekday),
    Kind("day of the month", "Friday the 27th", "w:weekday dot? comma? d:DAY|count ~month|clock|oclock|ampm|zone|COUNT|UNIT", days.weekday_day),
    # months, years
    Kind("month", "March 2022", "month_unit? m:month dot? comma? SEP? y:year ~SEP", stretches.month),
    Kind("month", "March 2022", "month_unit? m:month dot? comma? y:year", stretches.month),
    Kind("month", "2022 March", "y:year comma? m:month ~year|DAY", stretches.month),
    Kind("month", "2015-May", "y:year dash m:month ~year|DAY", stretches.month),
    Kind("month", "next March", "r:rel|last m:month", relative.relative_month),
    Kind("month", "avril prochain", "m:month r:rel|last ~UNIT|COUNT|week_of|weekend|weekday", relative.relative_month),
    Kind("month", "March", "month_unit? m:month dot?", stretches.month),
    # quarters, halves, seasons
    Kind("quarters", "Q1-2 2022", "n:Q dash|slash n2:small comma? y:year?", stretches.numbered_range("quarters")),
    Kind("quarter", "Q3 2022", "n:Q comma? SEP? y:year", stretches.numbered("quarter")),
    Kind("quarter", "Q3/22", "n:Q slash y:mid|big", stretches.numbered("quarter")),
    Kind("quarter", "2022 Q3", "y:year comma? SEP? n:Q", stretches.numbered("quarter")),
    Kind("quarter", "Q3", "n:Q", stretches.numbered("quarter")),
    Kind("quarter", "third quarter 2022", "n:ordinal quarter_unit comma? y:year?", stretches.numbered("quarter")),
    Kind("quarter", "2 trimestre 2016", "n:small quarter_unit comma? y:year", stretches.numbered("quarter")),
    Kind("half of the year", "2 semestre 2016", "n:small half_unit comma? y:year", stretches.numbered("half")),
    Kind("quarter", "quarter 3", "quarter_unit n:small|count comma? y:year?", stretches.numbered("quarter")),
    Kind("quarter", "last quarter", "n:last quarter_unit", relative.last_quarter),
    Kind("half of the year", "H1 2022", "n:H comma? SEP? y:year", stretches.numbered("half")),
    Kind("half of the year", "H1/22", "n:H SEP y:mid|big", stretches.numbered("half")),
    Kind("half of the year", "2022 H1", "y:year comma? SEP? n:H", stretches.numbered("half")),
    Kind("half of the year", "H1", "n:H", stretches.numbered("half")),
    Kind("half of the year", "first semester", "n:ordinal half_unit comma? y:year?", stretches.numbered("half")),
    Kind("half of the year", "semester 1", "half_unit n:small|count comma? y:year?", stretches.numbered("half")),
    Kind("half", "second half", "n:ordinal|last half", stretches.half),
    Kind("season", "winter 2021/22", "s:season y:year dash|slash year|YY", stretches.season),
    Kind("season", "next spring", "r:rel|last s:season", relative.relative_season),
    Kind("season", "spring next", "s:season r:rel|last ~UNIT|COUNT|week_of|weekend|weekday", relative.relative_season),
    Kind("season", "Fall 2021", "s:season comma? SEP? y:year?", stretches.season),
    Kind("season", "2021 Fall", "y:year s:season", stretches.season),
    Kind("holiday", "Easter 2022", "h:holiday comma? y:year?", stretches.holiday),
    Kind("holiday", "next Easter", "r:rel h:holiday", relative.relative_holiday),
    # weeks
    Kind("week of a month", "week 2 of May", "WEEK n:YY|count month_unit? m:month comma? y:year?", days.week_in_month),
    Kind("weeks", "weeks 10-12", "WEEK n:YY dash|slash|to|until|and|or n2:YY ~month|dot [comma? SEP? y:year]", stretches.numbered_range("weeks")),
    Kind("weeks", "W10-12", "n:W dash|slash|to|until|and|or n2:YY|W ~month [comma? SEP? y:year]", stretches.numbered_range("weeks")),
    Kind("week", "week 12 of 2022", "WEEK dot? n:YY|count ~month|dot|slash|dash comma? SEP? y:year", stretches.week),
    Kind("week", "KW 41/2022", "WEEK dot? n:YY SEP y:year", stretches.week),
    Kind("week", "week 12", "WEEK dot? n:YY|count ~month|dot|UNIT", stretches.week),
    Kind("week", "W12 2022", "n:W comma? SEP? y:year?", stretches.week),
    Kind("week", "2022-W12", "y:year SEP? n:W", stretches.week),
    Kind("week of a month", "3rd week", "n:ordinal u:WEEK", stretches.nth_week),
    Kind("first weeks", "first two weeks", "r:ordinal n:COUNT u:UNIT", stretches.first_units),
    Kind("first weeks", "les trois premiers mois", "n:COUNT r:ordinal u:UNIT", stretches.first_units),
    Kind("last weeks", "last 3 weeks", "r:last n:COUNT u:UNIT", relative.last_units),
    Kind("last weeks", "les 3 derniers mois", "n:COUNT r:last u:UNIT", relative.last_units),
    Kind("last week", "last week", "r:last WEEK", relative.last_week),
    Kind("weekend", "first weekend", "n:ordinal weekend", stretches.place("nth weekend")),
    Kind("weekend", "last weekend", "n:last weekend", relative.last_weekend),
    Kind("weekend", "next weekend", "r:rel weekend", relative.relative_weekend),
    Kind("weekend", "weekend next", "weekend r:rel", relative.relative_weekend),
    Kind("weekend", "the weekend", "weekend", relative.weekend),
    # days by their name and place
    Kind("every month", "last Friday of every month", "n:ordinal|last w:weekday every|per month_unit", repeat.monthly_weekday),
    Kind("every month", "15th of each month", "d:DAY every|per month_unit", repeat.monthly_day),
    Kind("weekday of a month", "first Tuesday", "n:ordinal w:weekday ~DAY", stretches.nth_weekday),
    Kind("weekday of a month", "last Friday", "r:last w:weekday ~DAY", relative.last_weekday),
    Kind("day of a month", "last day", "n:ordinal|last u:day_unit", stretches.nth_day),
    Kind("weekday", "next Friday", "r:rel w:weekday", relative.relative_weekday),
    Kind("weekday", "Friday next", "w:weekday r:rel|last ~UNIT|month|COUNT|week_of|weekend", relative.relative_weekday),
    Kind("weekday", "Freitag in acht Tagen", "w:weekday n:fortnight_day", relative.weekday_later),
    Kind("days hence", "three Fridays from now", "n:COUNT w:weekdays|weekday hence", relative.weekdays_hence),
    Kind("days hence", "three Fridays from now", "n:COUNT w:weekdays|weekday from|after today", relative.weekdays_hence),
    Kind("every week", "Tuesdays and Thursdays", "w:weekdays [and|comma|slash w2:weekdays|weekday]", repeat.weekly),
    Kind("weekday", "Friday", "w:weekday dot?", stretches.weekday),
    Kind("today", "tomorrow", "n:today", relative.today),
    # units around today
    Kind("next weeks", "ces 3 prochains jours", "rel n:COUNT r:rel u:UNIT", relative.next_units),
    Kind("next weeks", "next 3 weeks", "r:rel n:COUNT u:UNIT|weekend", relative.next_units),
    Kind("next weeks", "3 next weeks", "n:COUNT r:rel u:UNIT", relative.next_units),
    Kind("next weeks", "tres meses que vienen", "n:COUNT u:UNIT r:rel", relative.next_units),
    Kind("last month", "last month", "r:last u:month_unit|year_unit|half_unit", relative.last_unit),
    Kind("month of a stretch", "first month", "n:ordinal month_unit ~month", stretches.place("nth month")),
    Kind("whole unit", "next month", "r:rel|last u:UNIT r2:rel?", relative.relative_unit),
    Kind("whole unit", "la semaine prochaine", "u:UNIT r:rel|last", relative.relative_unit),
    Kind("days", "en semaine", "deictic", relative.working_week),
    Kind("part of a unit", "year-end", "p:part_unit comma? y:year?", relative.part_unit),
    Kind("early, mid or late", "mid", "p:part", stretches.part),
    Kind("rest", "rest of", "rest", stretches.rest),
    # project months
    Kind("project months", "M3-9", "n:M dash|to|until n2:small|mid|big|M", stretches.numbered_range("milestones")),
    Kind("project month", "M18", "n:M", stretches.numbered("milestone")),
    Kind("project months", "months 3-6", "month_unit n:YY dash|to|until|and n2:YY ~month|year|UNIT", stretches.numbered_range("milestones")),
    Kind("project month", "month 18", "month_unit n:YY ~month|year|UNIT|SEP|ordinal", stretches.numbered("milestone")),
    # recurrences
    Kind("every so often", "every 6-8 weeks", "every COUNT dash|to|or COUNT UNIT", repeat.some_times),
    Kind("every so often", "every two weeks", "e:every n:COUNT|ordinal? u:UNIT|weekend", repeat.every_units),
    Kind("every week", "every Monday", "e:every w:weekday|weekdays [and|comma|slash w2:weekday|weekdays]", repeat.every_weekday),
    Kind("every month", "every first Tuesday", "every n:ordinal|last w:weekday [per|in|every? month_unit]", repeat.monthly_weekday),
    Kind("every year", "each May", "every m:month", repeat.every_month),
    Kind("every year", "every spring", "every season|holiday", repeat.every_year),
    Kind("so often", "twice a year", "[COUNT dash|to|or] n:COUNT? t:times n3:COUNT? per|one|every|slash|to? n2:COUNT? u:UNIT", repeat.times_per),
    Kind("so often", "so often", "COUNT? t:times a:adverb", repeat.times_adverb),
    Kind("so often", "once per quarter", "per u:UNIT", repeat.per_unit),
    Kind("so often", "monthly", "a:adverb [dash adverb]", repeat.adverb),
    # clock times
    Kind("time", "10:30-12:00 CET", "c:clock a:ampm? oclock? [dash|to|until|and|slash clock a2:ampm?] [dash|to|until|and|slash small ~month a3:ampm?] oclock? z:zone?", clocktime.clock),
    Kind("time", "8am-1pm", "at? n:small a:ampm dash|to|until small ampm z:zone?", clocktime.clock_hour),
    Kind("time", "8-10 am", "at? n:small dash|to|until small a:ampm z:zone?", clocktime.clock_hour),
    Kind("time", "10 am", "at? n:small [dot n2:mid|big|small] a:ampm z:zone?", clocktime.clock_hour),
    Kind("time", "14.30 CET", "at? n:small|mid dot n2:small|mid|big z:zone", clocktime.clock_hour),
    Kind("time", "at 14.30", "at n:small|mid dot n2:mid|big", clocktime.clock_hour),
    Kind("time", "15 Uhr", "at? n:small|mid [dot n2:mid|big] oclock n3:mid|big? z:zone?", clocktime.clock_hour),
    Kind("time", "13-16 Uhr", "n:small|mid dash|to|until small|mid oclock|ampm|zone", clocktime.clock_hour),
    Kind("zone", "CET", "z:zone", clocktime.is_zone_alone),
    Kind("time", "at 10", "at n:small|mid ~month|SEP|UNIT|noise", clocktime.clock_hour),
    # lengths and what is left
    Kind("length", "3 weeks", "n:COUNT|number [open small close] dash? u:UNIT", stretches.length),
    Kind("length", "the week after Easter", "u:UNIT", stretches.one_unit),
    Kind("week of", "week of", "WEEK", stretches.week_of),
    Kind("year", "the year 2022", "year_unit y:year", stretches.year),
    Kind("year", "2022", "y:year ~month", stretches.year),
    Kind("programme", "throughout the programme", "throughout programme", relative.programme),
    Kind("programme", "throughout", "throughout", relative.throughout),
    Kind("whole unit", "throughout the year", "throughout u:UNIT ~month|year", relative.whole_unit),
    Kind("whole unit", "the year", "u:UNIT ~month|year", relative.the_unit),
    Kind("day of the month", "the 15th", "d:DAY", days.day_number),
)  # fmt: skip


class _Row:
    """A kind, compiled when it is first tried: most phrases need few of them."""

    __slots__ = ("groups", "kind", "match", "needs")

    def __init__(self, kind: Kind, needs: frozenset[str]) -> None:
        self.kind = kind
        self.needs = needs
        self.match: Callable[[str, int], re.Match[str] | None] | None = None
        self.groups: tuple[tuple[str, int], ...] = ()

    def compile(self) -> None:
        pattern = compiled(self.kind.pattern)
        self.match = pattern.match
        self.groups = tuple(pattern.groupindex.items())


def _by_first_char() -> dict[str, tuple[_Row, ...]]:
    rows: dict[str, list[_Row]] = {}
    for kind in TABLE:
        first, needs = shape(kind.pattern)
        row = _Row(kind, needs)
        for char in dict.fromkeys(first):
            rows.setdefault(char, []).append(row)
    return {char: tuple(found) for char, found in rows.items()}


ROWS = _by_first_char()


def piece_at(words: Words, at: int, context: Context) -> Piece | None:
    """The first kind in the table that the words from `at` on are, or None."""
    present = words.present
    for row in ROWS.get(words.tags[at], ()):
        if row.needs and row.needs.isdisjoint(present):
            continue
        if row.match is None:
            row.compile()
        assert row.match is not None
        found = row.match(words.tags, at)
        if found is None:
            continue
        given = {name: words.values[place] for name, group in row.groups if (place := found.start(group)) >= 0}
        piece = row.kind.make(At(words, at, found.end(), context), **given)
        if piece is not None:
            piece.kind = row.kind.name
            piece.first, piece.last = at, found.end()
            return piece
    return None
