"""One call of the Web API: its arguments, who may make it, and the refusals it can meet."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.channels import Channel
from bot.sandbox.links import Links
from bot.sandbox.workspace import Workspace

STRUCTURED = ("blocks", "view", "metadata", "attachments", "files", "channels", "file_ids", "message")
"""Arguments that a form sends as JSON text."""

Answer = dict[str, Any]


class Refusal(Exception):
    """Slack's `ok: false` with its error code, and whatever stands beside it."""

    def __init__(self, error: str, messages: list[str] | None = None, **beside: object) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.beside = beside


@dataclass(slots=True)
class Call:
    workspace: Workspace
    links: Links
    args: Mapping[str, Any]
    warnings: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        value = self.args.get(name)
        return default if value is None else str(value)

    def need(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise Refusal("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.args.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def number(self, name: str, default: int, most: int) -> int:
        try:
            return max(1, min(most, int(self.text(name) or default)))
        except ValueError:
            raise Refusal("invalid_arguments", [f"[ERROR] {name} must be a number"]) from None

    def structure(self, name: str) -> Any:
        """A structured argument, read from JSON where it came as text. Text that is no JSON stays text."""
        value = self.args.get(name)
        if isinstance(value, str) and name in STRUCTURED and value[:1] in "[{":
            try:
                return json.loads(value)
            except ValueError:
                return value
        return value

    def needs_scope(self, *any_of: str) -> None:
        """Refused with missing_scope unless one of these was granted."""
        granted = self.workspace.app.scopes
        if any_of and not granted.intersection(any_of):
            raise Refusal("missing_scope", needed=",".join(any_of), provided=",".join(sorted(granted)))

    def visible_channel(self) -> Channel:
        """The channel that is named, as far as the bot can know of it; a private one only from inside."""
        channel = self.workspace.channels.get(self.need("channel"))
        if channel is None or (channel.kind == "groups" and not self.inside(channel)):
            raise Refusal("channel_not_found")
        return channel

    def inside(self, channel: Channel) -> bool:
        return self.workspace.app.bot_user_id in channel.members

    def page(self, items: list[Answer], most: int = 1000) -> tuple[list[Answer], str]:
        """One page of a list by `limit` and `cursor`, and the next cursor, empty at the end."""
        limit = self.number("limit", 100, most)
        try:
            start = int(self.text("cursor") or 0)
        except ValueError:
            raise Refusal("invalid_cursor") from None
        after = start + limit
        return items[start:after], str(after) if after < len(items) else ""


@dataclass(frozen=True, slots=True)
class Method:
    run: Callable[[Call], Answer]
    scope: str = ""
    """Needed before anything else is looked at."""
    app_level: bool = False
    """Called with the app-level token."""
    open_to_all: bool = False
    """Needs no token."""
