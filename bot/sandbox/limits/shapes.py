"""The grammar the limits are written in: a check looks at one value and says what Slack would refuse about it.

Problems read like Slack's own `response_metadata.messages`: a sentence and a JSON pointer.
"""

import re
from collections.abc import Callable, Mapping, Sequence

Check = Callable[[object, str, list[str]], None]
"""(value, JSON pointer to it, problems found so far): appends, never raises."""

URL = re.compile(r"^(https?://[^\s/]\S*|mailto:\S+|slack://\S+|tel:\S+)$")


def refuse(found: list[str], pointer: str, sentence: str) -> None:
    found.append(f"{sentence} [json-pointer:{pointer or '/'}]")


def string(most: int, least: int = 1, pattern: str = "") -> Check:
    """Text of `least` to `most` characters, both counted in code points."""
    matches = re.compile(pattern) if pattern else None

    def check(value: object, pointer: str, found: list[str]) -> None:
        if not isinstance(value, str):
            refuse(found, pointer, "must be a string")
        elif len(value) < least:
            refuse(found, pointer, f"must be more than {least - 1} characters")
        elif len(value) > most:
            refuse(found, pointer, f"must be less than {most + 1} characters")
        elif matches and not matches.fullmatch(value):
            refuse(found, pointer, "must match the expected pattern")

    return check


def address(most: int = 3000, https_only: bool = False) -> Check:
    length = string(most)

    def check(value: object, pointer: str, found: list[str]) -> None:
        before = len(found)
        length(value, pointer, found)
        if len(found) == before and not URL.match(str(value)):
            refuse(found, pointer, "must be a valid URL")
        elif len(found) == before and https_only and not str(value).startswith("https://"):
            refuse(found, pointer, "must be an https URL")

    return check


def flag(value: object, pointer: str, found: list[str]) -> None:
    if not isinstance(value, bool):
        refuse(found, pointer, "must be true or false")


def anything(value: object, pointer: str, found: list[str]) -> None:
    """Nothing to say against it."""


def integer(least: int, most: int) -> Check:
    def check(value: object, pointer: str, found: list[str]) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            refuse(found, pointer, "must be an integer")
        elif not least <= value <= most:
            refuse(found, pointer, f"must be between {least} and {most}")

    return check


def number(value: object, pointer: str, found: list[str]) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(found, pointer, "must be a number")


def one_of(*allowed: object) -> Check:
    def check(value: object, pointer: str, found: list[str]) -> None:
        if not any(value is choice or (type(value) is type(choice) and value == choice) for choice in allowed):
            refuse(found, pointer, f"must be one of {', '.join(map(str, allowed))}")

    return check


def array(item: Check, least: int, most: int, distinct: bool = False) -> Check:
    def check(value: object, pointer: str, found: list[str]) -> None:
        if not isinstance(value, list | tuple):
            refuse(found, pointer, "must be an array")
            return
        if len(value) < least:
            refuse(found, pointer, f"no fewer than {least} items required")
        if len(value) > most:
            refuse(found, pointer, f"no more than {most} items allowed")
        if distinct and any(value[at] in value[:at] for at in range(len(value))):
            refuse(found, pointer, "items must be unique")
        for at, one in enumerate(value[: most + 1]):
            item(one, f"{pointer}/{at}", found)

    return check


def thing(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these keys and no others. A key whose value is None counts as left out."""
    known = {**(optional or {}), **required}

    def check(value: object, pointer: str, found: list[str]) -> None:
        if not isinstance(value, Mapping):
            refuse(found, pointer, "must be an object")
            return
        for key in required:
            if value.get(key) is None:
                refuse(found, pointer, f"missing required field: {key}")
        for key, inner in value.items():
            if key not in known:
                refuse(found, f"{pointer}/{key}", f"unknown field: {key}")
            elif inner is not None:
                known[key](inner, f"{pointer}/{key}", found)

    return check


def both(*checks: Check) -> Check:
    """Every check in turn, on the same value."""

    def check(value: object, pointer: str, found: list[str]) -> None:
        for one in checks:
            one(value, pointer, found)

    return check


def kinds(choices: Mapping[str, Check], what: str) -> Check:
    """An object told apart by its `type`; a type not among the choices is refused."""

    def check(value: object, pointer: str, found: list[str]) -> None:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(kind, str) or kind not in choices:
            refuse(found, pointer, f"unsupported type of {what}: {kind}")
        else:
            choices[kind](value, pointer, found)

    return check


def exactly_one(*keys: str) -> Check:
    def check(value: object, pointer: str, found: list[str]) -> None:
        if isinstance(value, Mapping) and sum(value.get(key) is not None for key in keys) != 1:
            refuse(found, pointer, f"must provide exactly one of {', '.join(keys)}")

    return check


def at_least_one(*keys: str) -> Check:
    def check(value: object, pointer: str, found: list[str]) -> None:
        if isinstance(value, Mapping) and all(not value.get(key) for key in keys):
            refuse(found, pointer, f"must provide at least one of {', '.join(keys)}")

    return check


def text(most: int, *allowed: str, least: int = 1) -> Check:
    """A text object of `plain_text` or `mrkdwn` (both unless told otherwise)."""
    body = string(most, least)
    plain = thing({"type": anything, "text": body}, {"emoji": flag})
    mrkdwn = thing({"type": anything, "text": body}, {"verbatim": flag})
    shapes = {"plain_text": plain, "mrkdwn": mrkdwn}
    return kinds({kind: shapes[kind] for kind in allowed or tuple(shapes)}, "text")


def plain(most: int, least: int = 1) -> Check:
    return text(most, "plain_text", least=least)


def listed(value: object) -> Sequence[object]:
    """The value where it is an array, else nothing: for checks that look across several items."""
    return value if isinstance(value, list | tuple) else ()
