"""Recurrences: how often something happens, with its rule (RFC 5545, RECUR) where the words give one."""

from bot.reading.when.at import CHARS_OF_UNITS, At, unit_named
from bot.reading.when.pieces import Piece

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCY = {
    "day": ("DAILY", 1), "week": ("WEEKLY", 1), "fortnight": ("WEEKLY", 2), "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3), "half": ("MONTHLY", 6), "year": ("YEARLY", 1), "decade": ("YEARLY", 10),
}  # fmt: skip


def _every(unit: str, count: int) -> str:
    if unit == "business":
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" if count == 1 else ""
    if unit not in FREQUENCY:
        return ""
    frequency, step = FREQUENCY[unit]
    return f"FREQ={frequency}" + (f";INTERVAL={step * count}" if step * count > 1 else "")


def every_units(at: At, e: int, u: object, n: int | None = None) -> Piece | None:
    unit = unit_named(at, CHARS_OF_UNITS)
    return Piece(rule=_every(unit, (n or 1) * e) if unit and 0 < (n or 1) < 100 else "")


def every_weekday(at: At, e: int, w: int, w2: int | None = None) -> Piece | None:
    days = ",".join(DAYS[day] for day in sorted({w, w2 if w2 is not None else w}))
    return Piece(rule="FREQ=WEEKLY" + ";INTERVAL=2" * (e == 2) + f";BYDAY={days}")


def weekly(at: At, w: int, w2: int | None = None) -> Piece | None:
    """Plural weekdays: every week."""
    return every_weekday(at, 1, w, w2)


def monthly_weekday(at: At, n: int, w: int) -> Piece | None:
    return Piece(rule=f"FREQ=MONTHLY;BYDAY={n}{DAYS[w]}") if -1 <= n <= 5 else None


def monthly_day(at: At, d: int) -> Piece | None:
    return Piece(rule=f"FREQ=MONTHLY;BYMONTHDAY={d}") if 1 <= d <= 31 else None


def every_month(at: At, m: int) -> Piece | None:
    return Piece(rule=f"FREQ=YEARLY;BYMONTH={m}")


def every_year(at: At) -> Piece | None:
    return Piece(rule="FREQ=YEARLY")


def times_per(
    at: At, t: int, u: object, n: int | None = None, n2: int | None = None, n3: int | None = None
) -> Piece | None:
    """Once per quarter has a rule; twice a year has none, as it does not say when."""
    unit = unit_named(at, CHARS_OF_UNITS)
    once = t == 1 and (n or 1) == 1
    return Piece(rule=_every(unit, n2 or 1) if once else "")


def some_times(at: At) -> Piece | None:
    return Piece(rule="")


def times_adverb(at: At, t: int, a: str) -> Piece | None:
    """ "Once yearly" has a rule, "twice yearly" none."""
    return adverb(at, a if t == 1 else "")


def per_unit(at: At, u: object) -> Piece | None:
    """ "Four meetings per year": recurring, without a rule."""
    return Piece(rule="")


def adverb(at: At, a: str) -> Piece | None:
    soft, _, rule = a.partition(" ") if a.startswith("soft") else ("", "", a)
    return Piece(rule=rule, soft=bool(soft))
