# ruff: noqa: E501 (a table)
"""English words of time."""

from bot.reading.when.vocabulary import Entry
from bot.reading.when.vocabulary.en_manner import MANNER

SERIES = {
    "month": "january jan|february feb febr|march mar|april apr|may|june jun|july jul|august aug"
    "|september sep sept septembre|october oct|november nov|december dec",
    "weekday": "monday mon|tuesday tue tues|wednesday wed weds wednes|thursday thu thur thurs|friday fri"
    "|saturday sat|sunday sun",
    "weekdays": "mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays",
    "count": "=one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|twenty-one|twenty-two|twenty-three|twenty-four|twenty-five|twenty-six"
    "|twenty-seven|twenty-eight|twenty-nine|thirty|thirty-one",
    "ordinal": "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|twenty-second"
    "|twenty-third|twenty-fourth|twenty-fifth|twenty-sixth|twenty-seventh|twenty-eighth|twenty-ninth|thirtieth"
    "|thirty-first",
}

WORDS: tuple[Entry, ...] = (
    ("one", 1, "a|an|one"),
    ("count", 2, "a couple of|couple of|couple|a couple"),
    ("count", 3, "few|a few|several|some"),
    ("count", 12, "a dozen|dozen"),
    ("season", "spring", "spring|springtime"),
    ("season", "summer", "summer|summertime"),
    ("season", "autumn", "autumn|fall"),
    ("season", "winter", "winter|wintertime"),
    ("today", 0, "today|now|right now|the present|present day|todays|the same day"),
    ("today", 1, "tomorrow|tmrw|tmr|tomorow|tommorow|the next day|next day|the following day"),
    ("today", 2, "day after tomorrow|the day after tmrw|day after tmrw|the day after tomorrow|overmorrow"),
    ("today", -1, "yesterday|the previous day"),
    ("today", -2, "day before yesterday|the day before yesterday"),
    ("year_unit", 1, "year|years|yr|yrs|calendar year|calendar years|annum"),
    ("year_unit", 10, "decade|decades"),
    ("half_unit", 1, "semester|semesters|half-year|half-years|=sem"),
    ("quarter_unit", 1, "quarter|quarters|qtr|qtrs|qr|trimester|trimesters|quarterly period"),
    ("month_unit", 1, "month|months|mth|mths|calendar month|=mo|=mos"),
    ("week_unit", 1, "week|weeks|wk|wks|working week|calendar week|=cw|=ww|week number|week no|week nr"),
    ("week_unit", 2, "fortnight|fortnights"),
    ("day_unit", 1, "day|days|calendar day|calendar days"),
    (
        "day_unit",
        "business",
        "business day|business days|working day|working days|work day|work days|workday|workdays|weekdays",
    ),
    ("weekend", 1, "weekend|weekends|week-end|week-ends|wknd|wkend"),
    ("half", 1, "half|halves|fortnight half"),
    (
        "week_of",
        1,
        "w/b|w/c|wb|w/e|week commencing|week beginning|week starting|week begining|wk commencing|wk beginning"
        "|week starting on|week beginning on|week commencing on|w/c.|week containing"
        "|week starting with|week around|weeks commencing|weeks beginning",
    ),
    ("rel", 0, "this|current|present|the current|this very|this present|the same|same"),
    ("rel", 1, "next|following|next up|nxt|subsequent|forthcoming"),
    ("rel", "coming", "coming|upcoming|this coming|this upcoming|the coming"),
    ("rel", 2, "after next|next but one"),
    ("rel", -1, "past|previous|prior|preceding|this past"),
    ("last", -1, "last|final|very last"),
    (
        "part",
        "early",
        "early|early in|beginning of|beginning|the beginning of|begin of|beg of|beg|start of|the start of|outset of"
        "|early part of|first days of|first days in|the first part of|first part of|first few days of|onset of"
        "|opening of|beginning in|earlier in|begining of|b.o.",
    ),
    ("part", "mid", "mid|middle of|middle|the middle of|midway through|middle part of|mid of|=half-way through"),
    (
        "part",
        "late",
        "late|late in|later in|end of|end|the end of|ends of|eo|e.o.|e/o|close of|latter part of|ending of"
        "|last days of|last few days of|the last part of|last part of|last days in|later part of|very end of|=the end",
    ),
    ("ordinal", -2, "second to last|penultimate|next to last|second last|last but one"),
    ("programme", 1, "programme|program|period|project|programme period|work programme|presidency"),
    ("today", 0, "tonight|this evening|this morning|this afternoon|this night"),
    ("today", -1, "last night"),
    ("onward", 1, "- present|to present|until present|to the present|up to the present|until the present"),
    ("ordinal", 2, "latter"),
    ("week_of", 1, "w.c.|w.b.|w.c|w.b"),
    ("by", 1, "closes|closes on|closing|closing on|closing date|ends|ends on|ends in|expires|expires on"),
    ("rest", 1, "rest of|remainder of|remaining|the rest of|balance of|later|remaining days of|rest"),
    ("throughout", 1, "throughout|all through|during all of|whole|entire|full|all|all of|during|in the course of"),
    ("throughout", 1, "over the course of|through the|the whole of|across|in the whole of"),
    ("in", 1, "in"),
    ("within", 1, "within|inside|during the next|over the next|in the next|in less than|over the coming|in under"),
    ("ago", 1, "ago|before now|earlier|back"),
    ("hence", 1, "hence|later on|in the future|out|away|time"),
    (
        "from",
        1,
        "from|starting|starting from|starting on|starting in|start from|as of|as from|beginning on|with effect from",
    ),
    ("from", 1, "effective|effective from|not before|no earlier than|not earlier than|earliest|at the earliest|opens"),
    (
        "from",
        1,
        "no sooner than|not until|from the|starts|begins|starts on|begins on|starts in|begins in|opens on",
    ),
    ("from", 1, "at the earliest in|start on|commencing|commencing on|onwards from|onward from|=start"),
    ("between", 1, "between|betw|btw|anytime between"),
    ("to", 1, "to|thru|through|and until|up through|on to|=and to"),
    ("until", 1, "until|till|til|'til|up to|up until|up till|ending on|ending in|ending|until the|not after"),
    (
        "by",
        1,
        "by|by the|no later than|not later than|due|due by|due on|due in|deadline|due date|on or before|latest by",
    ),
    (
        "by",
        1,
        "by latest|at latest by|at the latest by|in time for|ready for|ahead of the|nlt|submission deadline|as late as",
    ),
    ("by", 1, "before or on|before or in|by or before|completed by|latest in|sometime by|some time by|deadline for"),
    ("latest", 1, "latest|the latest|at the latest|at latest|or earlier|or before|or sooner|and before|and earlier"),
    (
        "before",
        1,
        "before|prior to|ahead of|in advance of|earlier than|sooner than|sometime before|sometimes before",
    ),
    ("before", 1, "some time before|anytime before|before the|in the run-up to"),
    (
        "after",
        1,
        "after|following the|more than|in more than|later than|post|subsequent to|sometime after|some time after|anytime after|once after",
    ),
    ("since", 1, "since"),
    (
        "onward",
        1,
        "onward|onwards|and onwards|and onward|on wards|and later|or later|and after|or after|and beyond|and on",
    ),
    (
        "onward",
        1,
        "and thereafter|thereafter|forward|forwards|and following|beyond|or thereafter|and forward|or beyond|and up",
    ),
    ("and", 1, "and|plus|as well as|& also|and also|and then|then"),
    ("or", 1, "or|and/or|alternatively|or else|or perhaps|or possibly|or alternatively|or maybe|versus|vs"),
    ("for", 1, "for|lasting|for the duration of"),
    ("part_unit", ("early", "year_unit"), "boy"),
    ("part_unit", ("mid", "year_unit"), "mid-year|midyear"),
    ("part_unit", ("late", "year_unit"), "eoy|year-end|end-year|yearend|end-of-year|e.o.y."),
    ("part_unit", ("late", "month_unit"), "eom|month-end|end-month|end-of-month"),
    ("part_unit", ("late", "week_unit"), "eow|week's end"),
    ("part_unit", ("mid", "week_unit"), "mid-week|midweek"),
    ("part_unit", ("late", "quarter_unit"), "eoq|quarter-end|end-quarter"),
    *MANNER,
)
