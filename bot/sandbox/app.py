"""The app as this workspace has it installed: what its manifest asks for, and what was granted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DEFAULT_SCOPES = frozenset({"commands", "chat:write", "users:read", "chat:write.public", "files:write", "files:read"})

NEEDED = {"message.im": "im:history", "message.channels": "channels:history", "message.groups": "groups:history"}
"""The scope without which an event does not come."""


@dataclass(frozen=True, slots=True)
class Command:
    name: str = "/wp"
    """With its slash."""
    should_escape: bool = True
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    callback_id: str
    name: str
    on_message: bool = True
    """From a message's menu; else a global one."""


@dataclass(frozen=True, slots=True)
class App:
    """One installed app. `events` are the bot events it is subscribed to, `scopes` what was granted to its bot."""

    name: str = "wp"
    commands: tuple[Command, ...] = (Command(),)
    shortcuts: tuple[Shortcut, ...] = ()
    events: frozenset[str] = frozenset({"app_home_opened", "app_uninstalled", "tokens_revoked"})
    scopes: frozenset[str] = DEFAULT_SCOPES
    home_tab: bool = True
    messages_tab: bool = True
    messages_read_only: bool = False
    app_id: str = "A0LOCAL001"
    bot_id: str = "B0LOCAL001"
    bot_user_id: str = "U0LOCALBOT"

    def hears(self, event: str) -> bool:
        """Whether it is subscribed to an event and was granted the scope that this needs."""
        needed = NEEDED.get(event)
        return event in self.events and (needed is None or needed in self.scopes)

    def command(self, word: str) -> Command | None:
        """The command this word calls, if the app has one of that name and was granted any."""
        if "commands" not in self.scopes:
            return None
        return next((one for one in self.commands if one.name.lower() == word.lower()), None)

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, object]) -> "App":
        """The app as a manifest (already parsed from YAML or JSON) describes it, every scope granted."""
        features = _inner(manifest, "features")
        home = _inner(features, "app_home")
        bot = _inner(features, "bot_user")
        scopes = _inner(_inner(manifest, "oauth_config"), "scopes")
        settings = _inner(manifest, "settings")
        return cls(
            name=str(bot.get("display_name") or _inner(manifest, "display_information").get("name") or "wp"),
            commands=tuple(
                Command(
                    str(one["command"]),
                    bool(one.get("should_escape")),
                    str(one.get("description", "")),
                    str(one.get("usage_hint", "")),
                )
                for one in _many(features, "slash_commands")
            ),
            shortcuts=tuple(
                Shortcut(str(one["callback_id"]), str(one["name"]), one.get("type") == "message")
                for one in _many(features, "shortcuts")
            ),
            events=frozenset(_words(_inner(settings, "event_subscriptions").get("bot_events"))),
            scopes=frozenset(_words(scopes.get("bot")) + _words(scopes.get("bot_optional"))),
            home_tab=bool(home.get("home_tab_enabled")),
            messages_tab=bool(home.get("messages_tab_enabled")),
            messages_read_only=bool(home.get("messages_tab_read_only_enabled")),
        )


def _inner(part: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = part.get(key)
    return value if isinstance(value, Mapping) else {}


def _many(part: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = part.get(key)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, Sequence) else []


def _words(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []
