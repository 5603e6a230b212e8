"""Days that plans are tied to by name: fixed, counted from Easter, or the n-th weekday of a month."""

from datetime import date, timedelta

from bot.reading.when.spans import add_days, easter, last_of, nth_weekday

FIXED = {
    "new year": (1, 1), "epiphany": (1, 6), "valentine": (2, 14), "women": (3, 8), "patrick": (3, 17),
    "april fools": (4, 1), "earth day": (4, 22), "labour": (5, 1), "europe day": (5, 9), "midsummer": (6, 24),
    "independence us": (7, 4), "bastille": (7, 14), "assumption": (8, 15), "german unity": (10, 3),
    "hispanic day": (10, 12), "reformation": (10, 31), "halloween": (10, 31), "all saints": (11, 1),
    "all souls": (11, 2), "guy fawkes": (11, 5), "armistice": (11, 11), "saint nicholas": (12, 6),
    "constitution es": (12, 6), "immaculate": (12, 8), "christmas eve": (12, 24), "christmas": (12, 25),
    "boxing day": (12, 26), "new year eve": (12, 31), "groundhog": (2, 2), "juneteenth": (6, 19),
    "swiss day": (8, 1), "austrian day": (10, 26), "belgian day": (7, 21), "may 8": (5, 8), "innocents": (12, 28),
    "singles day": (11, 11), "cinco de mayo": (5, 5), "day of the dead": (11, 2), "pi day": (3, 14),
    "star wars day": (5, 4), "st george": (4, 23), "canada day": (7, 1), "bonfire night": (11, 5),
    "saint martin": (11, 11), "sylvester": (12, 31), "candlemas": (2, 2),
}  # fmt: skip
FROM_EASTER = {
    "carnival monday": -48, "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "holy wednesday": -4,
    "maundy thursday": -3, "good friday": -2, "holy saturday": -1, "easter": 0, "easter monday": 1, "ascension": 39,
    "pentecost": 49, "whit monday": 50, "trinity": 56, "corpus christi": 60,
}  # fmt: skip
NTH = {
    "martin luther king": (1, 3, 0), "presidents": (2, 3, 0), "mother": (5, 2, 6), "memorial": (5, -1, 0),
    "father": (6, 3, 6), "labor us": (9, 1, 0), "columbus": (10, 2, 0), "thanksgiving": (11, 4, 3),
    "black friday": (11, 4, 3), "summer bank": (8, -1, 0), "early may bank": (5, 1, 0), "cyber monday": (11, 4, 3),
}  # fmt: skip
AFTER_NTH = {"black friday": 1, "cyber monday": 4}


def holiday(name: str, year: int) -> tuple[date, date]:
    """First and last day of the holiday in that year."""
    if name in FIXED:
        day = date(year, *FIXED[name])
    elif name in FROM_EASTER:
        day = easter(year) + timedelta(FROM_EASTER[name])
    elif name in NTH:
        month, nth, weekday = NTH[name]
        found = nth_weekday((date(year, month, 1), last_of(year, month)), nth, weekday)
        assert found is not None
        day = add_days(found, AFTER_NTH.get(name, 0))
    elif name.startswith("advent"):
        fourth = add_days(date(year, 12, 24), -((date(year, 12, 24).weekday() + 1) % 7))
        day = add_days(fourth, 7 * (int(name[-1]) - 4))
    elif name == "holy week":
        return easter(year) - timedelta(6), easter(year)
    elif name == "easter weekend":
        return easter(year) - timedelta(2), easter(year) + timedelta(1)
    elif name == "summer break":
        return date(year, 7, 1), date(year, 8, 31)
    else:  # the Christmas break
        return date(year, 12, 24), date(year + 1, 1, 1)
    return day, day
