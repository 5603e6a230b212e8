"""Times of day and the zones that planners name beside them."""

from bot.reading.when.at import At
from bot.reading.when.pieces import Piece


def clock(
    at: At, c: str, a: int | None = None, a2: int | None = None, a3: int | None = None, z: str = ""
) -> Piece | None:
    hour, minute = (int(part) for part in c.split(":"))
    half = next((one for one in (a, a2, a3) if one is not None), None)
    if half == 12 and hour < 12:
        hour += 12
    if half == 0 and hour == 12:
        hour = 0
    if hour > 23:
        return None
    return Piece(unit="clock", number=f"{hour:02}:{minute:02}").with_zone(z)


def clock_hour(
    at: At, n: int, n2: int | None = None, n3: int | None = None, a: int | None = None, z: str = ""
) -> Piece | None:
    minute = n2 if n2 is not None else n3 or 0
    if n > 23 or minute > 59:
        return None
    return clock(at, f"{n}:{minute}", a, z=z)


def is_zone_alone(at: At, z: str) -> Piece | None:
    """A zone named apart from its time."""
    return Piece(unit="zone").with_zone(z)
