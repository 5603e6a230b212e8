# ruff: noqa: E501 (a table)
"""English words for how a date is meant: tentative, ongoing, how often, at what time; and words that are no date."""

from bot.reading.when.vocabulary import Entry

MANNER: tuple[Entry, ...] = (
    (
        "fiscal",
        1,
        "fiscal year|financial year|fy|academic year|school year|budget year|fiscal|fys|fiscal years|project year",
    ),
    ("ongoing", 1, "until further notice|till further notice|for the foreseeable future"),
    (
        "noise",
        1,
        "asap|as soon as possible|soon|as needed|as required|when needed|if needed|when required|as and when necessary|whenever needed",
    ),
    ("negation", 1, "except|excluding|excl|other than|not|not in|not on|no longer|apart from|except for|except in"),
    ("tentative", 1, "prob|prov|prob.|prov."),
    ("ongoing", 1, "ongoing|on-going|on going|continuous|continuously|continual|continually|continuing|permanent"),
    (
        "ongoing",
        1,
        "permanently|open-ended|open ended|rolling|rolling basis|all the time|at all times|always|indefinitely",
    ),
    (
        "ongoing",
        1,
        "indefinite|continued|continues|on a rolling basis|on a continuous basis|on an ongoing basis|perpetual",
    ),
    ("ongoing", 1, "open end|constantly|constant|standing"),
    ("tentative", 1, "tbc|tba|tbd|t.b.c.|t.b.d.|t.b.a.|tbc.|tb c|to be confirmed|to be decided|to be determined"),
    ("tentative", 1, "to be announced|to be defined|to be agreed|to be specified|to be discussed|to be finalised"),
    (
        "tentative",
        1,
        "to be finalized|to be fixed|to be set|to be scheduled|to be established|not yet confirmed|unconfirmed",
    ),
    (
        "tentative",
        1,
        "tentative|tentatively|provisional|provisionally|provisory|ish|probably|possibly|perhaps|maybe|likely",
    ),
    (
        "tentative",
        1,
        "preliminary|preliminarily|not confirmed|most likely|not fixed|potentially|presumably|pencilled in",
    ),
    (
        "tentative",
        1,
        "penciled in|indicative|indicatively|or so|subject to confirmation|to be reconfirmed|tbcd|not final",
    ),
    ("tentative", 1, "date pending|pending confirmation|still open|hopefully|conceivably|might be|pending"),
    (
        "approx",
        1,
        "around|about|circa|ca|c.|approx|approximately|roughly|approximatively|on or around|on or about|nearly",
    ),
    (
        "approx",
        1,
        "estimated|est|sometime|some time|sometimes|anytime|some time in|sometime in|any time|towards|toward|~",
    ),
    ("adverb", "FREQ=DAILY", "daily|day-to-day|day to day|on a daily basis"),
    ("adverb", "FREQ=WEEKLY", "weekly|on a weekly basis"),
    ("adverb", "FREQ=WEEKLY;INTERVAL=2", "fortnightly|biweekly|bi-weekly|on a fortnightly basis"),
    ("adverb", "FREQ=MONTHLY", "monthly|on a monthly basis"),
    ("adverb", "FREQ=MONTHLY;INTERVAL=2", "bimonthly|bi-monthly"),
    ("adverb", "FREQ=MONTHLY;INTERVAL=3", "quarterly|on a quarterly basis|trimestrial"),
    ("adverb", "FREQ=MONTHLY;INTERVAL=6", "half-yearly|semi-annually|semiannually|six-monthly|semi-annual|semiannual"),
    (
        "adverb",
        "FREQ=YEARLY",
        "yearly|annually|on an annual basis|on a yearly basis|yearly basis|annual basis|every year",
    ),
    ("adverb", "FREQ=YEARLY;INTERVAL=2", "biennially|biennial"),
    (
        "adverb",
        "",
        "periodically|periodic|regularly|recurring|recurrent|recurringly|biannually|bi-annually|biannual|bi-annual",
    ),
    (
        "adverb",
        "",
        "at regular intervals|on a regular basis|regular basis|recurrently|on a periodic basis|repeatedly|repeating",
    ),
    ("adverb", "soft FREQ=YEARLY", "annual"),
    ("adverb", "soft", "regular|periodical"),
    ("every", 1, "every|each|each and every"),
    ("every", 2, "every other|every second|each second|each other"),
    ("per", 1, "per|/ per"),
    ("times", 1, "once|one time"),
    ("times", 2, "twice|x|two times|times|time(s)"),
    ("ampm", 12, "pm|p.m.|p.m|p m|in the afternoon|in the evening"),
    ("ampm", 0, "am|a.m.|a.m|a m|in the morning"),
    ("oclock", 1, "o'clock|oclock|hrs|h|hr|hours sharp"),
    ("clock", "12:00", "noon|midday|mid-day"),
    ("at", 1, "at|@"),
    ("daypart", 1, "morning|afternoon|evening|night|lunchtime|lunch time|mornings|afternoons|overnight"),
    ("label", 1, "phase|version|v|step|milestone|wp|work package|task|session|part|item|action|priority|round"),
    (
        "label",
        1,
        "no|nr|number|stage|level|room|cohort|batch|deliverable|page|section|chapter|annex|objective|goal",
    ),
    (
        "label",
        1,
        "sprint|edition|volume|vol|issue|appendix|activity|lot|module|option|article|point|draft|release|tier",
    ),
    (
        "refer",
        1,
        "see|cf|same as|same date as|same dates as|as above|see above|above|below|ditto|idem|as in|refer to|id",
    ),
    ("refer", 1, "same time as|as for|as per|depends on|depending on|tied to|linked to|aligned with|together with"),
    ("refer", 1, "alongside|back to back with|in parallel with|in conjunction with"),
    (
        "verb",
        1,
        "be|have|also|change|need|require|depend|become|vary|take|include|start|begin|happen|occur|apply|well",
    ),
    (
        "filler",
        1,
        "the|of|on|at least|at most|time of|as|'s|s|is|are|dated|date|dates",
    ),
    (
        "filler",
        1,
        "on the|of the|will be|held|held on|held in|taking place|take place|takes place|planned for|planned|planned in",
    ),
    (
        "filler",
        1,
        "scheduled for|scheduled|targeted|target|expected|foreseen|envisaged|anticipated|between the|only|both|=i",
    ),
    (
        "filler",
        1,
        "incl|inclusive|included|inclusively|when|it|happening",
    ),
    (
        "noise",
        1,
        "horizon 2020|agenda 2030|europe 2020|vision 2030|24/7|to date|date to be|24 / 7|agenda 2063|h2020|fp7",
    ),
    (
        "noise",
        1,
        "phd|seconds",
    ),
    (
        "noise",
        1,
        "half day|half-day|half a day|full-day|full day|all-day|all day|one-day|two-day|three-day",
    ),
)
