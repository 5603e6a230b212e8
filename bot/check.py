"""What `wp check` looks at: tokens, scopes, channel, database. It tells, in sentences, and changes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from os import W_OK, access
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot.connecting import UNREACHABLE, slack_client, slack_trouble
from bot.database import database_trouble, file_of, missing_folder, shown, sqlite_fault
from bot.feeds import NONE_HERE
from bot.manifest import OPTIONAL_SCOPES, SCOPES
from bot.settings import Settings
from storage.engine import open_engine
from storage.migrate import current, head, known


class Light(Enum):
    """How a finding stands; the words stand at the head of its line."""

    GOOD = "fine"
    UNSURE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    light: Light
    about: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.light.value:<6}{self.about}: {self.sentence}"


async def check(settings: Settings) -> list[Finding]:
    """Everything that was found, in the order to mend it in. Only a WRONG one keeps the bot from working."""
    client = slack_client(settings)
    tokens, granted = await _bot_token(settings, client)
    found = [tokens, await _app_token(settings, client)]
    if granted is not None:
        found += _scopes(granted)
    if tokens.light is Light.GOOD:
        found.append(await _channel(settings, client))
    return [*found, *_database(settings.database_url), await _calendars(settings)]


async def _bot_token(settings: Settings, client: AsyncWebClient) -> tuple[Finding, set[str] | None]:
    """The finding, and the scopes Slack says were granted; None where it does not say."""
    about = "bot token"
    if not settings.bot_token:
        return Finding(Light.WRONG, about, "SLACK_BOT_TOKEN is not set; without it only wp try works."), None
    try:
        answer = await client.auth_test()
    except UNREACHABLE as error:
        return Finding(Light.WRONG, about, slack_trouble(error).sentence), None
    told = {name.lower(): value for name, value in answer.headers.items()}.get("x-oauth-scopes")
    good = Finding(Light.GOOD, about, f"works in {answer.get('team')} as {answer.get('user')}.")
    return good, None if told is None else {one.strip() for one in str(told).split(",") if one.strip()}


async def _app_token(settings: Settings, client: AsyncWebClient) -> Finding:
    about = "app-level token"
    if not settings.app_token:
        return Finding(Light.WRONG, about, "SLACK_APP_TOKEN is not set; without it only wp try works.")
    try:
        await client.apps_connections_open(app_token=settings.app_token)
    except UNREACHABLE as error:
        return Finding(Light.WRONG, about, slack_trouble(error, "SLACK_APP_TOKEN").sentence)
    return Finding(Light.GOOD, about, "opens a connection (Socket Mode).")


def _scopes(granted: set[str]) -> Iterator[Finding]:
    missing = [scope for scope in SCOPES if scope not in granted]
    for scope in missing:
        yield Finding(
            Light.WRONG,
            "scopes",
            f"{scope} is missing, which is for {SCOPES[scope]}. Give the app the manifest of wp manifest again and "
            "install it anew.",
        )
    for scope in OPTIONAL_SCOPES:
        if scope not in granted:
            yield Finding(Light.UNSURE, "scopes", f"{scope} was not granted: no {OPTIONAL_SCOPES[scope]}.")
    yield _looking(granted)
    if not missing:
        yield Finding(Light.GOOD, "scopes", "the bot has every scope it cannot do without.")
    if more := sorted(granted - set(SCOPES) - set(OPTIONAL_SCOPES)):
        yield Finding(Light.UNSURE, "scopes", f"{', '.join(more)}: granted, but never used; it may be taken away.")


def _looking(granted: set[str]) -> Finding:
    about = "announcements"
    if granted & {"channels:history", "groups:history"}:
        said = "where Slack's answer is lost, the bot checks whether the message stands in the channel."
        return Finding(Light.GOOD, about, said)
    said = (
        "the bot cannot see what stands in a channel (channels:history, or groups:history for a private one). "
        "Where Slack's answer is lost, a message is not sent again, and the chairs are told."
    )
    return Finding(Light.UNSURE, about, said)


async def _channel(settings: Settings, client: AsyncWebClient) -> Finding:
    about, channel = "channel", settings.channel
    if not channel:
        return Finding(Light.UNSURE, about, "WP_CHANNEL is not set, so nothing is announced to a channel.")
    try:
        info = (await client.conversations_info(channel=channel)).get("channel") or {}
    except SlackApiError as error:
        return _unseen(channel, error)
    except UNREACHABLE as error:
        return Finding(Light.UNSURE, about, f"cannot tell. {slack_trouble(error).sentence}")
    name = f"#{info.get('name') or channel}"
    if info.get("is_archived"):
        return Finding(Light.WRONG, about, f"{name} is archived. Name another in WP_CHANNEL, or bring it back.")
    if not info.get("is_member"):
        return Finding(Light.WRONG, about, f"the bot is not in {name}. {_invitation(settings)}")
    return Finding(Light.GOOD, about, f"the bot is in {name}.")


async def _calendars(settings: Settings) -> Finding:
    """Whether the world finds what is served; only a running bot can be found."""
    about = "calendars"
    if not settings.http_port:
        said = "WP_PUBLIC_URL and WP_HTTP_PORT are not set, so calendars are sent as files and nobody can subscribe."
        return Finding(Light.UNSURE, about, said)
    where = f"{settings.public_url} (port {settings.http_port} here)"
    try:
        async with ClientSession(timeout=ClientTimeout(total=10)) as session:
            answer = await session.get(f"{settings.public_url}/calendar/")
            if answer.status == 404 and (await answer.text()) == NONE_HERE:
                return Finding(Light.GOOD, about, f"are served at {where}.")
            seen = f"something else answers there, with {answer.status}"
    except (ClientError, OSError, TimeoutError):
        seen = "nothing answers there"
    said = f"{seen}: {where}. While the bot runs, that address has to lead to that port."
    return Finding(Light.UNSURE, about, said)


def _unseen(channel: str, error: SlackApiError) -> Finding:
    code = str(error.response.get("error", ""))
    if code == "missing_scope":
        needed = error.response.get("needed", "channels:read")
        said = f"cannot tell whether the bot is in {channel} without the scope {needed}."
        return Finding(Light.UNSURE, "channel", said)
    if code == "channel_not_found":
        said = (
            f"Slack shows the bot no channel {channel}. Look at WP_CHANNEL; where the channel is private, type "
            "/invite and the bot's name in it."
        )
        return Finding(Light.WRONG, "channel", said)
    return Finding(Light.UNSURE, "channel", f"cannot tell. {slack_trouble(error).sentence}")


def _invitation(settings: Settings) -> str:
    return f"Type in that channel: /invite @{settings.command.removeprefix('/')}"


def _database(url: str) -> Iterator[Finding]:
    path = file_of(url)
    try:
        yield _file(path) if path is not None else _server(url)
    except sqlite3.Error as error:
        yield Finding(Light.WRONG, "database", f"{shown(url)} cannot be read: {error}.")
    except SQLAlchemyError as error:
        said = database_trouble(error, url) or f"{shown(url)} cannot be used ({type(error).__name__})."
        yield Finding(Light.WRONG, "database", said)
    if fault := sqlite_fault(url):
        yield Finding(Light.UNSURE, "database", fault)


def _file(path: Path) -> Finding:
    if not path.exists():
        if missing := missing_folder(path):
            return Finding(Light.WRONG, "database", missing)
        return Finding(Light.UNSURE, "database", f"{path} is not there yet; it is made at the first start.")
    # Without a log beside it nobody has the file open, and "immutable" leaves no file of ours there either.
    alone = "" if path.with_name(path.name + "-wal").exists() else "&immutable=1"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{alone}", uri=True, timeout=2)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        row = (
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if "alembic_version" in tables
            else None
        )
    if tables and not row:
        return Finding(Light.WRONG, "database", f"{path} holds something else. Name another file in WP_DATABASE_URL.")
    if not access(path, W_OK) or not access(path.parent, W_OK):
        return Finding(Light.WRONG, "database", f"{path} or its folder may only be read. Give the right to write.")
    return _schema(str(path), row[0] if row else "")


def _server(url: str) -> Finding:
    engine = open_engine(url)
    try:
        return _schema(shown(url), current(engine))
    finally:
        engine.dispose()


def _schema(place: str, version: str) -> Finding:
    if not version:
        return Finding(Light.UNSURE, "database", f"{place} is empty; its tables are made at the first start.")
    if version not in known():
        said = f"{place} was made by a newer version of this program (schema {version}). Update the program."
        return Finding(Light.WRONG, "database", said)
    if version != head():
        said = f"{place} has schema {version}; it is brought to {head()} at the next start, or by wp db upgrade."
        return Finding(Light.UNSURE, "database", said)
    return Finding(Light.GOOD, "database", f"{place} can be read and has schema {version}, the newest.")
