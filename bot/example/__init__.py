"""The example programme that the local workspace opens with: our own text, with its dates around a given day."""

import re
from calendar import month_name
from datetime import date, timedelta
from importlib.resources import files

NAME = "example.md"
_PLACE = re.compile(r"\{(?P<kind>period|day|month)(?: (?P<by>[+-]\d+))?\}")


def example_programme(today: date) -> str:
    """The document, in Markdown, for a six-month programme that `today` lies in the third month of."""
    text = files(__name__).joinpath("programme.md").read_text("utf-8")
    return _PLACE.sub(lambda place: _said(place["kind"], int(place["by"] or 0), today), text)


def _said(kind: str, by: int, today: date) -> str:
    if kind == "day":
        day = today + timedelta(days=by)
        return f"{day.day} {month_name[day.month]} {day.year}"
    if kind == "month":
        return _month(today, by)
    return f"{_month(today, -2)} – {_month(today, 3)}"


def _month(today: date, by: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + by, 12)
    return f"{month_name[month + 1]} {year}"
