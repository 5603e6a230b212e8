"""Rules of recurrence (RFC 5545, RECUR) to days, a bounded time ahead. Pure."""

import re
from datetime import date, datetime, time, timedelta
from itertools import dropwhile, takewhile

from bot.errors import BadInput

MOST = 60
"""Days ahead of one rule that are ever made at a time."""
AHEAD = timedelta(days=366)
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_OFTEN = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})


def access_rule(rule: str) -> dict[str, str]:
    """The parts of a rule that can be followed day by day. Raises BadInput where one of them cannot."""
    parts = dict(part.partition("=")[::2] for part in rule.upper().strip(";").split(";"))
    if parts.get("FREQ") not in _OFTEN:
        raise BadInput("A meeting repeats by days, weeks, months or years: every Monday, every first Tuesday.", "when")
    odd = sorted(set(parts) - _KNOWN)
    if odd:
        raise BadInput(f"I can't follow {', '.join(odd)} in a rule. Write FREQ, INTERVAL, BYDAY and the like.", "when")
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not re.fullmatch(r"[1-9]\d{0,4}", parts[name]):
            raise BadInput(f"{name} in a rule is a number from 1 on; I read “{parts[name]}”.", "when")
    if parts["FREQ"] == "DAILY" and len(parts.keys() & {"BYDAY", "BYMONTHDAY", "BYSETPOS"}) and "INTERVAL" in parts:
        raise BadInput("Every so many days, and only on some days, is more than I follow. Name the weekdays.", "when")
    return parts


def endless(rule: str) -> bool:
    """Whether the rule itself never ends."""
    return not {"COUNT", "UNTIL"} & access_rule(rule).keys()


def counts_from_its_start(rule: str) -> bool:
    """Whether only its first day says on which day it falls: "every month", but not "every Monday"."""
    parts = access_rule(rule)
    return parts["FREQ"] != "DAILY" and not {"BYDAY", "BYMONTHDAY"} & parts.keys()


def period_of(rule: str, day: date) -> date:
    """The first day of the week, month or year that a rule goes by, around a day; the day itself where it counts on."""
    if counts_from_its_start(rule):
        return day
    match access_rule(rule)["FREQ"]:
        case "WEEKLY":
            return day - timedelta(days=day.weekday())
        case "MONTHLY":
            return day.replace(day=1)
        case "YEARLY":
            return day.replace(month=1, day=1)
    return day


def days_of(rule: str, first: date, *, today: date, after: date | None = None, last: date | None = None) -> list[date]:
    """The days of a rule from today on, after `after` and up to `last`: a year ahead, at most MOST, and at least one.

    `first` is the day the rule counts from. Raises BadInput where the rule cannot be followed.
    """
    from dateutil.rrule import rrulestr

    parts = access_rule(rule)
    # Days alone count here: a time or a zone of the end says nothing about a day.
    parts |= {"UNTIL": parts["UNTIL"][:8]} if "UNTIL" in parts else {}
    try:
        every = rrulestr(";".join("=".join(part) for part in parts.items()), dtstart=datetime.combine(first, time(0)))
        days = (moment.date() for moment in every)
        start = max(today, after + timedelta(days=1) if after else today)
        coming = dropwhile(lambda day: day < start, takewhile(lambda day: last is None or day <= last, days))
        made: list[date] = []
        for day in coming:
            if len(made) == MOST or (made and day > today + AHEAD):
                break
            made.append(day)
    except (ValueError, OverflowError) as error:
        raise BadInput(f"I can't follow the rule “{rule}” ({error}).", "when") from error
    return made
