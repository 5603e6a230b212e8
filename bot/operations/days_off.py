"""Days on which a country does not work, where an organisation wants them observed. Off by default."""

from datetime import date
from functools import cache

from bot.errors import Misread


def is_day_off(country: str, day: date) -> bool:
    """Whether `day` is a public holiday of the country (ISO 3166-1 code); never where no country is given.

    Source: the package `holidays`, which knows some years ahead and behind; what it does not know is a working day.
    """
    return bool(country) and day in _of(country, day.year)


@cache
def _of(country: str, year: int) -> frozenset[date]:
    from holidays import country_holidays

    try:
        return frozenset(country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def country_meant(said: str) -> str:
    """The code of a country, by code or English name; empty for "none". Raises Misread where it is not known."""
    asked = said.strip().strip("“”\"'.").casefold()
    if asked in ("none", "no", "off", "-", "nowhere"):
        return ""
    named = {
        **{code.casefold(): code for code in _names()},
        **{name.casefold(): code for code, name in _names().items()},
    }
    if asked in named:
        return named[asked]
    from rapidfuzz import process

    near = process.extractOne(asked, list(named), score_cutoff=75) if asked else None
    hint = f" Did you mean {_names()[named[near[0]]]}?" if near else ""
    raise Misread(
        lambda wp: (
            f"I know no days off of “{said[:50]}”.{hint} Write a country's name or code, as in "
            f"`{wp} settings country Belgium`, or `{wp} settings country none`."
        ),
        field="country",
    )


def country_name(code: str) -> str:
    """A country in English; the code where it has no name here."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    import holidays
    from holidays.registry import COUNTRIES

    known = set(holidays.list_supported_countries(include_aliases=False))
    names = {}
    for module, (title, *codes) in COUNTRIES.items():
        code = next((one for one in codes if one in known), "")
        if code:
            names[code] = module.replace("_", " ").title() if module else title
    return names
