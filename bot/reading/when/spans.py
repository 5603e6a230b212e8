"""Calendar arithmetic: the days that a unit of the calendar holds. Weeks begin on Monday (ISO 8601)."""

from datetime import date, timedelta

Days = tuple[date, date]

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of each meteorological season; winter ends in the year after the one it is named by."""


def add_days(day: date, days: int) -> date:
    """`days` later, kept within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(1)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, last_of(year, month + 1).day))


def add_units(day: date, count: int, unit: str) -> date:
    """`count` days, business days, weeks, months … after `day`; before it where negative."""
    if unit == "business":
        step = 1 if count > 0 else -1
        for _ in range(min(abs(count), 1000)):
            day = add_days(day, step)
            while day.weekday() > 4:
                day = add_days(day, step)
        return day
    if unit in ("day", "week", "fortnight"):
        return add_days(day, count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return add_months(day, count * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit])


def months(year: int, first: int, count: int) -> Days:
    """`count` whole months from month `first` of `year`."""
    end = first + count - 1
    return date(year, first, 1), last_of(year + (end - 1) // 12, (end - 1) % 12 + 1)


def unit_around(day: date, unit: str, offset: int = 0) -> Days:
    """The whole unit that holds `day`, or the one `offset` units on."""
    if unit in ("day", "business"):
        day = add_units(day, offset, unit)
        return day, day
    if unit in ("week", "fortnight"):
        monday = add_days(day, -day.weekday() + 7 * offset * (2 if unit == "fortnight" else 1))
        return monday, add_days(monday, 13 if unit == "fortnight" else 6)
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
    if unit == "decade":
        year = min(max(day.year // 10 * 10 + 10 * offset, 1), 9980)
        return date(year, 1, 1), date(year + 9, 12, 31)
    moved = add_months(date(day.year, (day.month - 1) // length * length + 1, 1), offset * length)
    return months(moved.year, moved.month, length)


def iso_week(year: int, week: int) -> Days | None:
    """Monday to Sunday of a week counted as in ISO 8601; None where the year has no such week."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return monday, add_days(monday, 6)


def nth_weekday(days: Days, nth: int, weekday: int) -> date | None:
    """The first, second … or (-1) last such weekday within the days."""
    start, end = days
    if nth > 0:
        day = add_days(start, (weekday - start.weekday()) % 7 + 7 * (nth - 1))
    else:
        day = add_days(end, -((end.weekday() - weekday) % 7) + 7 * (nth + 1))
    return day if start <= day <= end else None


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday after `day`."""
    return add_days(day, (weekday - day.weekday() - 1) % 7 + 1)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm as given by Meeus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)
