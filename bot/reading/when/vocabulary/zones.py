"""Names of time zones. European names keep summer time by themselves: CET in July is what the author's clock shows."""

from bot.reading.when.vocabulary import Entry

SERIES: dict[str, str] = {}
WORDS: tuple[Entry, ...] = (
    ("zone", "UTC", "utc"),
    ("zone", "Etc/GMT", "gmt"),
    ("zone", "Europe/Brussels", "cet|cest|mez|mesz|brussels time|europe/brussels|heure de bruxelles"),
    ("zone", "Europe/Paris", "paris time|heure de paris|europe/paris"),
    ("zone", "Europe/Zurich", "geneva time|zurich time|europe/zurich|heure de genève"),
    ("zone", "Europe/Berlin", "berlin time|europe/berlin|berliner zeit"),
    ("zone", "Europe/Madrid", "madrid time|europe/madrid|hora de madrid"),
    ("zone", "Europe/Vienna", "vienna time|europe/vienna|wiener zeit"),
    ("zone", "Europe/Rome", "rome time|europe/rome"),
    ("zone", "Europe/London", "bst|london time|uk time|europe/london"),
    ("zone", "Europe/Lisbon", "lisbon time|europe/lisbon"),
    ("zone", "Europe/Helsinki", "eet|eest|helsinki time|europe/helsinki"),
    ("zone", "America/New_York", "est|edt|new york time|america/new_york"),
    ("zone", "America/Chicago", "cdt|america/chicago"),
    ("zone", "America/Los_Angeles", "pst|pdt|america/los_angeles"),
    ("zone", "Asia/Tokyo", "jst|tokyo time|asia/tokyo"),
)
