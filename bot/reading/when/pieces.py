"""A piece of a phrase: a stretch of calendar that may still lack its year, or a place within one ("last week of")."""

from datetime import date

Days = tuple[date, date]


class Piece:
    """What one phrase kind understood.

    The stretch: `fixed` days with their `unit`, or `year`, or `sub` (month, quarter, half, season, week, holiday,
    milestone) with `number`, of `year` where that is known.
    Then `places`, applied to the stretch one after another: ("day", 12), ("part", "late"), ("nth week", -1) …
    A piece that has only places borrows its stretch from its neighbour ("12" in "12-14 March").
    """

    __slots__ = (
        "alone", "approximate", "count", "first", "fixed", "kind", "last", "lent", "month_first", "note",
        "number", "places", "rule", "soft", "sub", "unit", "warning", "weak", "weekday", "year", "zone",
    )  # fmt: skip

    def __init__(
        self,
        *,
        fixed: Days | None = None,
        unit: str = "",
        year: int | None = None,
        sub: str = "",
        number: int | str = 0,
        places: tuple[tuple[str, object], ...] = (),
        weekday: int | None = None,
        weak: bool = False,
        alone: "Piece | None" = None,
        count: int | None = None,
        rule: str | None = None,
        soft: bool = False,
        approximate: bool = False,
        warning: str = "",
    ) -> None:
        self.fixed = fixed
        self.unit = unit
        self.year = year
        self.sub = sub
        self.number = number
        self.places = places
        self.weekday = weekday
        """Named beside a date: it settles the year, or contradicts it."""
        self.weak = weak
        """A bare number: it means something only beside a date."""
        self.alone = alone
        """What it means when no stretch stands beside it: "last week" without "of November"."""
        self.count = count
        """A length ("3 weeks"): `count` times `unit`."""
        self.rule = rule
        """A recurrence; "" where no rule can be read out of it."""
        self.soft = soft
        self.approximate = approximate
        self.warning = warning
        self.zone = ""
        self.lent = False
        """A bare number that took its month from its neighbour."""
        self.month_first = False
        """Written "June 1": numbers after it are days of June too."""
        self.kind = ""
        self.note = ""
        self.first = self.last = 0
        """The words it was read from: first, and one past the last."""

    @property
    def bare(self) -> bool:
        """Only a place, with no stretch to be placed in."""
        return self.fixed is None and self.year is None and not self.sub

    @property
    def open_year(self) -> bool:
        """Whether context must say which year is meant."""
        return self.fixed is None and self.year is None

    def with_zone(self, zone: str) -> "Piece":
        self.zone = zone
        return self

    def copy(self) -> "Piece":
        new = Piece.__new__(Piece)
        for name in Piece.__slots__:
            setattr(new, name, getattr(self, name))
        return new


def placed(place: Piece, stretch: Piece) -> Piece | None:
    """`place` within `stretch` ("last week" + "November"), or None where the two do not fit together."""
    new = stretch.copy()
    new.first, new.last = min(place.first, stretch.first), max(place.last, stretch.last)
    new.warning = place.warning or stretch.warning
    new.approximate = place.approximate or stretch.approximate
    new.kind = place.kind if place.places else stretch.kind
    new.alone = None
    new.weak = False
    if place.weekday is not None and new.weekday is None:
        new.weekday = place.weekday
    if place.bare and place.places:
        return _refine(place, stretch, new)
    if stretch.bare:
        return None
    if place.sub == "week" and place.open_year and stretch.sub == "month" and not stretch.places + place.places:
        if isinstance(place.number, int) and place.number <= 5:  # "May, week 2"
            new.places = (("nth week", place.number),)
            new.approximate = True
            return new
        return None
    # a year given apart: "March" + "next year", "Q3" + "2022", "3 May" + "2022"
    if place.sub and place.open_year and stretch.sub in ("", "around year") and not stretch.places:
        year = stretch.year if stretch.fixed is None else _year_of(stretch)
        if year is None:
            return None
        new = place.copy()
        new.year = year
        new.first, new.last = min(place.first, stretch.first), max(place.last, stretch.last)
        return new
    return None


def _year_of(stretch: Piece) -> int | None:
    if stretch.fixed and stretch.sub == "around year":
        return stretch.fixed[0].year
    if stretch.fixed and stretch.unit == "year" and stretch.fixed[0].year == stretch.fixed[1].year:
        return stretch.fixed[0].year
    return None


def _refine(place: Piece, stretch: Piece, new: Piece) -> Piece | None:
    op, value = place.places[0]
    inner = stretch.places[-1][0] if stretch.places else ""
    if op in ("weekof", "weekend") and inner == "day":  # "week of 6 or 13 June": the 6 still lacks its month
        new.places = stretch.places + place.places
        new.weak = stretch.weak
        return new
    if stretch.bare:
        return None
    if op == "weekday" and _is_day(stretch) and not stretch.sub.startswith("around"):
        if stretch.fixed:  # "next Monday, Tuesday": two days
            return None
        new.weekday = value if isinstance(value, int) else None
        return new
    if op in ("weekof", "weekend") and _is_day(stretch):
        new.places = stretch.places + place.places
        return new
    if inner and inner not in ("nth week", "weekof", "half", "nth weekend", "nth quarter"):
        return None
    if op == "day" and not (stretch.sub == "month" or stretch.unit == "month"):
        return None
    if op == "half" and (stretch.sub in ("week", "holiday") or stretch.unit == "week"):
        return None
    if stretch.sub == "week" or stretch.sub == "holiday":
        if op not in ("weekday", "part", "weekof"):
            return None
    elif stretch.unit in ("day", "weekend") and op not in ("weekof", "weekday", "part"):
        return None
    if stretch.sub == "month" and op == "weekday" and not inner:
        return None
    new.places = stretch.places + place.places
    return new


def _is_day(piece: Piece) -> bool:
    if piece.places:
        return piece.places[-1][0] in ("day", "nth weekday", "nth day", "weekday")
    return piece.sub == "holiday" or piece.unit == "day"


def borrowed(piece: Piece, lender: Piece) -> Piece | None:
    """`piece` with the stretch, or the year, that its neighbour names; None where the neighbour cannot lend."""
    if lender.bare:
        return None
    if not piece.bare:
        return _same_year(piece, lender)
    if not piece.places:
        return None
    places = piece.places
    if piece.weak:
        number = places[0][1]
        inner = lender.places[0][0] if lender.places else ""
        if lender.sub in ("quarter", "half", "week", "milestone") and not lender.places:
            new = lender.copy()
            new.number = number if isinstance(number, int) else 0
            new.first, new.last = piece.first, piece.last
            new.weak = False
            return new
        if inner in ("nth week", "half", "nth quarter", "nth weekend"):
            places = ((inner, number), *places[1:])
        elif inner == "nth weekday":
            named = lender.places[0][1]
            places = ((inner, (number, named[1] if isinstance(named, tuple) else 0)),)
        elif inner != "day":
            return None
    elif not lender.places and places[0][0] != "nth week":
        return None
    if places[0][0] == "day" and not (lender.sub == "month" or lender.unit == "month"):
        return None
    new = lender.copy()
    new.places = places
    new.weekday = piece.weekday
    new.weak = False
    new.lent = piece.weak and places[0][0] == "day"
    new.first, new.last, new.kind = piece.first, piece.last, piece.kind
    new.approximate = piece.approximate
    if places[0][0] == "weekday" and not (lender.sub == "week" or lender.unit == "week" or len(lender.places) > 1):
        return None
    return new


def _same_year(piece: Piece, lender: Piece) -> Piece | None:
    if not piece.open_year or piece.sub == "milestone":
        return None
    year = lender.year
    if year is None:
        return None
    new = piece.copy()
    new.year = year
    return new
