"""A sheet's value as the sheet shows it: numbers by their number format, days so that they cannot be misread."""

import re
from datetime import datetime, time, timedelta

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]\-]*)(?:-[^\]]*)?\]|\[[^\]]*\]')
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+")
_MONTH_CODES = re.compile(r"y{3,4}|y{1,2}|m{1,5}", re.IGNORECASE)
_DAY_OR_HOUR = re.compile(r"[dhs]", re.IGNORECASE)
_HOUR = re.compile(r"[hs]", re.IGNORECASE)
_MIDNIGHT = re.compile(r"(?<=\d)[T ]00:00(?::00(?:\.0+)?)?Z?$")
_PLAIN = {"", "General", "GENERAL", "general", "@", "Standard"}
_LONGEST = 200


def displayed(value: float, number_format: str, *, since_1904: bool = False) -> str:
    """The text that the sheet shows for a number; a day is a number that a format makes one.

    A day is ISO whatever its format, as 3/4 would be read both ways; a month without a day stays as it is shown. The
    time of a day is left out at midnight, which is how a sheet stores a day alone.
    """
    if number_format in _PLAIN or len(number_format) > _LONGEST:
        return _plain(value)
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel

    if not is_date_format(number_format):
        return _number(value, number_format)
    span = is_timedelta_format(number_format)
    try:
        when = from_excel(value, CALENDAR_MAC_1904 if since_1904 else WINDOWS_EPOCH, timedelta=span)
    except (OverflowError, ValueError):
        return _plain(value)
    if isinstance(when, timedelta):
        minutes = round(when.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(when, time):
        return when.isoformat("minutes")
    return _day(when, number_format) if isinstance(when, datetime) else _plain(value)


def without_midnight(day: str) -> str:
    """An ISO day without a time that is midnight."""
    return _MIDNIGHT.sub("", day)


def _day(value: datetime, number_format: str) -> str:
    codes = _LITERAL.sub("", number_format.split(";")[0])
    if not _DAY_OR_HOUR.search(codes) and _MONTH_CODES.search(codes):
        return _month(value, number_format.split(";")[0])
    clock = value.strftime(" %H:%M") if value.time() >= time(0, 0, 30) and _HOUR.search(codes) else ""
    return f"{value:%Y-%m-%d}{clock}"


def _month(value: datetime, number_format: str) -> str:
    """A format of month and year alone, filled in: "mmm-yy" gives Mar-22."""
    filled = {
        "m": str(value.month), "mm": f"{value:%m}", "mmm": f"{value:%b}", "mmmm": f"{value:%B}",
        "mmmmm": f"{value:%b}"[0], "y": f"{value:%y}", "yy": f"{value:%y}", "yyy": f"{value:%Y}", "yyyy": f"{value:%Y}",
    }  # fmt: skip
    text = ""
    start = 0
    for literal in _LITERAL.finditer(number_format):
        text += _MONTH_CODES.sub(lambda m: filled[m[0].lower()], number_format[start : literal.start()])
        text += literal[1] or literal[2] or ""
        start = literal.end()
    text += _MONTH_CODES.sub(lambda m: filled[m[0].lower()], number_format[start:])
    return text.strip()


def _number(value: float, number_format: str) -> str:
    section, signed = _section(value, number_format)
    bare = _LITERAL.sub("", section)
    places = _DIGITS.search(bare)
    if not places or "/" in bare or "e+" in bare.lower() or "e-" in bare.lower():
        return _plain(value)
    shown = value * 100 if "%" in bare else value
    pattern = places[0]
    shown /= 1000 ** min(len(pattern) - len(pattern.rstrip(",")), 5)
    pattern = pattern.rstrip(",")
    whole, _, fraction = pattern.partition(".")
    text = f"{abs(shown):{',' if ',' in whole else ''}.{len(fraction)}f}"
    if optional := len(fraction) - len(fraction.rstrip("#?")):
        kept = len(text) - optional
        text = text[:kept] + text[kept:].rstrip("0")
        text = text.rstrip(".")
    if (zeros := whole.count("0")) > 1 and "," not in whole:
        text = text.zfill(zeros + (len(text) - text.index(".") if "." in text else 0))
    minus = "-" if value < 0 and signed and text.strip("0.,") else ""
    return minus + _around(section, text)


def _section(value: float, number_format: str) -> tuple[str, bool]:
    """The part of a format that holds for a value, and whether the minus sign is still to be written."""
    sections = number_format.split(";")
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _around(section: str, digits: str) -> str:
    """The digits with the words that the format puts before and behind them."""
    text, start, placed = "", 0, False
    for literal in (*_LITERAL.finditer(section), None):
        piece = section[start : literal.start() if literal else len(section)]
        if not placed and (found := _DIGITS.search(piece)):
            piece = piece[: found.start()] + digits + _DIGITS.sub("", piece[found.end() :])
            placed = True
        elif placed:
            piece = _DIGITS.sub("", piece)
        text += piece
        if literal:
            text += literal[1] or literal[2] or literal[3] or ""
            start = literal.end()
    return text.strip()


def _plain(value: float) -> str:
    """Up to eleven digits, as a cell without a format shows them."""
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else f"{value:.11g}"
