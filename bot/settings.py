"""Environment and `.env` to frozen settings; everything that is missing or odd is told at once, each with its remedy.

`.env` lies in the folder the program is started in; what the environment says goes before it. Tokens are never shown.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import SetupError
from bot.turn import House

SLACK = "https://slack.com/api/"
LOCAL = ".local"
"""Folder of what belongs to this machine, in the folder the program is started in."""

DEFAULTS = {
    "SLACK_BOT_TOKEN": "",
    "SLACK_APP_TOKEN": "",
    "SLACK_API_URL": SLACK,
    "WP_DATABASE_URL": f"sqlite:///{LOCAL}/wp.db",
    "WP_TIMEZONE": "Europe/Brussels",
    "WP_CHANNEL": "",
    "WP_CHAIRS": "",
    "WP_COMMAND": "/wp",
    "WP_PUBLIC_URL": "",
    "WP_HTTP_PORT": "",
}
"""Every variable that is read, and what holds where it is not set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program runs with. `zone` is what "today" means; `database_url` has absolute paths."""

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    api_url: str
    database_url: str = field(repr=False)
    zone: ZoneInfo
    channel: str
    chairs: frozenset[str]
    command: str
    public_url: str = ""
    """Where the world finds what is served at `http_port`; without a slash at the end."""
    http_port: int = 0
    """Calendars are served at this port; 0 where they are not."""


def house(settings: Settings) -> House:
    """What operations need of the settings."""
    served = settings.public_url if settings.http_port else ""
    return House(settings.zone, settings.channel, settings.chairs, settings.command, served)


def read_settings(environ: Mapping[str, str], folder: Path, *, tokens: bool = False) -> Settings:
    """Settings for a program started in `folder`; with `tokens`, both of Slack's are needed.

    Raises one SetupError that names every variable to look at.
    """
    written = _from_file(folder / ".env")
    said = {name: (environ.get(name) or written.get(name) or "").strip() for name in DEFAULTS}
    problems = [*_misspelt([*environ, *written])]
    if tokens:
        problems += [f"{name} is not set. {_WHERE[name]}" for name in _WHERE if not said[name]]
    values = {name: value or DEFAULTS[name] for name, value in said.items()}
    problems += [
        f"{name} {oddity}" for name, check in _CHECKS.items() if values[name] and (oddity := check(values[name]))
    ]
    problems += _half_a_server(values["WP_PUBLIC_URL"], values["WP_HTTP_PORT"])
    if problems:
        raise SetupError("\n".join([_heading(len(problems)), *(f"- {one}" for one in problems)]))
    return Settings(
        bot_token=values["SLACK_BOT_TOKEN"],
        app_token=values["SLACK_APP_TOKEN"],
        api_url=values["SLACK_API_URL"].rstrip("/") + "/",
        database_url=_absolute(values["WP_DATABASE_URL"], folder),
        zone=ZoneInfo(values["WP_TIMEZONE"]),
        channel=values["WP_CHANNEL"],
        chairs=frozenset(_listed(values["WP_CHAIRS"])),
        command=values["WP_COMMAND"],
        public_url=values["WP_PUBLIC_URL"].rstrip("/"),
        http_port=int(values["WP_HTTP_PORT"] or 0),
    )


def _heading(count: int) -> str:
    things = "One setting needs" if count == 1 else f"{count} settings need"
    return f"{things} a look, in the environment or in the file .env:"


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    try:
        read = dotenv_values(path, interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"The file {path} cannot be read ({error}). Save it as plain text in UTF-8.") from error
    return {name: value or "" for name, value in read.items()}


def _misspelt(names: list[str]) -> Iterator[str]:
    for name in sorted(set(names) - set(DEFAULTS)):
        if name.startswith(("WP_", "SLACK_")) and (near := get_close_matches(name, DEFAULTS, 1, 0.85)):
            yield f"{name} is not a setting. Did you mean {near[0]}?"


_WHERE = {
    "SLACK_BOT_TOKEN": "It begins with xoxb- and stands on your app's page, under OAuth & Permissions.",
    "SLACK_APP_TOKEN": "It begins with xapp- and is made on your app's page, under Basic Information, "
    "App-Level Tokens, with the scope connections:write.",
}


def _token(name: str, kind: str) -> Callable[[str], str]:
    def odd(value: str) -> str:
        if re.fullmatch(re.escape(kind) + r"[\x21-\x7e]+", value):
            return ""
        other = {"xoxb-": "is the bot's token", "xapp-": "is the app-level token"}.get(value[:5])
        seen = f"{other}, not this one" if other and value[:5] != kind else "does not look like a token"
        return f"{seen}. {_WHERE[name]}"

    return odd


def _odd_api_url(value: str) -> str:
    if _is_address(value):
        return ""
    return f"is “{value}”, which is no web address. Leave it out for Slack's own, {SLACK}"


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _odd_database(value: str) -> str:
    kind = value.split(":", 1)[0]
    if value.startswith("sqlite:///") and value not in ("sqlite:///", "sqlite:///:memory:"):
        return ""
    if value.startswith(("postgresql://", "postgres://")):
        return ""
    why = "names no file to keep things in" if kind == "sqlite" else "is no address of a database this program knows"
    return f"{why}. Write sqlite:///path/to/wp.db or postgresql://user:password@host/name."


def _odd_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError):
        near = get_close_matches(value, available_timezones(), 1, 0.7)
        hint = f"Did you mean {near[0]}?" if near else "Write it like Europe/Brussels."
        return f"is “{value}”, which is no time zone's name. {hint}"
    return ""


def _odd_channel(value: str) -> str:
    if re.fullmatch(r"[CG][A-Z0-9]{6,}", value):
        return ""
    return (
        f"is “{value}”, which is no channel id. It begins with C and stands at the foot of the channel's details "
        "in Slack (click the channel's name)."
    )


def _odd_chairs(value: str) -> str:
    odd = [one for one in _listed(value) if not re.fullmatch(r"[UW][A-Z0-9]{6,}", one)]
    if not odd:
        return ""
    named = ", ".join(f"“{one}”" for one in odd)
    return (
        f"has {named}, which is no member id. Separate ids by commas; each begins with U and stands in the person's "
        "profile in Slack, under ⋮, Copy member ID."
    )


def odd_command(value: str) -> str:
    """What is wrong with the command's name, as the rest of a sentence; empty where nothing is."""
    if re.fullmatch(r"/[a-z0-9_-]{1,31}", value):
        return ""
    return f"is “{value}”. Write a slash and at most 31 small letters, digits, - or _, such as /wp."


def _odd_public_url(value: str) -> str:
    if _is_address(value) and not set("?#") & set(value):
        return ""
    return f"is “{value}”, which is no web address. Write it like https://wp.example.org"


def _odd_port(value: str) -> str:
    if value.isascii() and value.isdecimal() and 0 < int(value) < 65536:
        return ""
    return f"is “{value}”, which is no port. Write a number from 1 to 65535, such as 8080."


def _half_a_server(url: str, port: str) -> Iterator[str]:
    if bool(url) != bool(port):
        here, missing = ("WP_PUBLIC_URL", "WP_HTTP_PORT") if url else ("WP_HTTP_PORT", "WP_PUBLIC_URL")
        yield f"{missing} is not set, but {here} is. Calendars are served where both are; leave out both otherwise."


def _listed(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


_CHECKS: dict[str, Callable[[str], str]] = {
    "SLACK_BOT_TOKEN": _token("SLACK_BOT_TOKEN", "xoxb-"),
    "SLACK_APP_TOKEN": _token("SLACK_APP_TOKEN", "xapp-"),
    "SLACK_API_URL": _odd_api_url,
    "WP_DATABASE_URL": _odd_database,
    "WP_TIMEZONE": _odd_zone,
    "WP_CHANNEL": _odd_channel,
    "WP_CHAIRS": _odd_chairs,
    "WP_COMMAND": odd_command,
    "WP_PUBLIC_URL": _odd_public_url,
    "WP_HTTP_PORT": _odd_port,
}


def _absolute(url: str, folder: Path) -> str:
    """A SQLite address with its path from the root on, so that it means the same wherever it is read."""
    path = url.removeprefix("sqlite:///")
    if path == url or path.startswith("file:"):
        return url
    return f"sqlite:///{(folder / path).absolute()}"
