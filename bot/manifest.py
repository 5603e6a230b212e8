"""What the bot asks of Slack: its manifest, each scope with its reason, and the link that creates the app from it.

`manifest.yml` is this, written out. Format: Slack's app manifest, version 2.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from bot.errors import BadInput
from bot.settings import odd_command

SCOPES = {
    "commands": "the command, and the entries in a message's menu",
    "chat:write": "answers, announcements where the bot is a member, direct messages",
    "users:read": "names, time zones, who is a guest; and hearing when one of these changes",
}
"""Without these the bot does not work. Scope to what it is for."""

OPTIONAL_SCOPES = {
    "files:read": "reading the programme's document that somebody gives to a form",
    "im:history": "reading what is written to the bot itself: a verb in plain words, or a programme's document; and "
    "checking whether a message stands there, before it is sent a second time",
    "files:write": "giving a file to who asked for it: the programme as a document, a meeting for the calendar",
    "channels:read": "telling whether the bot is in a channel before anything is to be said there, and in wp check",
    "channels:history": "checking whether a message stands in a public channel, before it is sent a second time",
    "groups:history": "checking whether a message stands in a private channel, before it is sent a second time",
    "im:write": "finding the direct messages with somebody, to look there",
}
"""Without these one thing less works; whoever installs the app may leave them out."""

EVENTS = {
    "app_home_opened": "shows the Home tab",
    "message.im": "answers what is written to the bot itself, in its direct messages only",
    "user_change": "keeps names, time zones and accounts that were closed up to date",
    "tokens_revoked": "stops, and says why",
    "app_uninstalled": "stops, and says why",
}
"""Bot events, each with what it is for."""

SHORTCUTS = (
    ("Turn into an action", "wp:add", "Add an action to the work programme from this message"),
    ("Propose this", "wp:propose", "Put this message into the queue of proposals"),
)
"""Entries of a message's menu: name, callback_id, description."""

_LONG = (
    "Keeps the work programme of an alliance of institutions: its priorities, and under each the actions with who and "
    "when, as written in the document that was agreed. Members see what is theirs, take what nobody has, say when it "
    "is done, and suggest what should come next. The channel hears in good time of deadlines and meetings. Everything "
    "can be typed, pressed as a button or filled into a form, and taken back."
)

_REASONS = SCOPES | OPTIONAL_SCOPES | EVENTS


def manifest(command: str = "/wp") -> dict[str, Any]:
    """The manifest with this name for the command. BadInput where Slack would refuse the name."""
    if odd := odd_command(command):
        raise BadInput(f"The command's name {odd}")
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Work programme",
            "description": "Priorities, actions, proposals and deadlines of our work programme",
            "long_description": _LONG,
            "background_color": "#1f4e5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": command.removeprefix("/"), "always_online": True},
            "shortcuts": [
                {"name": name, "type": "message", "callback_id": callback, "description": description}
                for name, callback, description in SHORTCUTS
            ],
            "slash_commands": [
                {
                    "command": command,
                    "description": "See and change the work programme",
                    "usage_hint": "mine | open | claim 15 | done 15 | add | propose | help",
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(command: str = "/wp") -> str:
    """The manifest as YAML, with the reason beside each scope and event."""
    return "\n".join(_yaml(manifest(command))) + "\n"


def creation_link(command: str) -> str:
    """The address that opens Slack's form for a new app with this manifest filled in.

    Source: docs.slack.dev, "Configuring apps with app manifests", sharing manifests.
    """
    compact = json.dumps(manifest(command), separators=(",", ":"))
    return f"https://api.slack.com/apps?new_app=1&manifest_json={quote(compact, safe='')}"


def _yaml(part: dict[str, Any], indent: str = "") -> Iterator[str]:
    for key, value in part.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _yaml(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{key}:"
            for one in value:
                yield from _entry(one, indent + "  ")
        else:
            yield f"{indent}{key}: {json.dumps(value)}"


def _entry(one: Any, indent: str) -> Iterator[str]:
    if isinstance(one, dict):
        first, *rest = _yaml(one)
        yield f"{indent}- {first}"
        yield from (f"{indent}  {line}" for line in rest)
    else:
        yield f"{indent}- {json.dumps(one)}  # {_REASONS[one]}"
