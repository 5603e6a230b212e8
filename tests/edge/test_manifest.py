"""The manifest keeps Slack's rules, asks for what is used and no more, and manifest.yml is what the code says."""

import ast
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from jsonschema import Draft7Validator
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BadInput
from bot.manifest import EVENTS, OPTIONAL_SCOPES, SCOPES, SHORTCUTS, as_yaml, creation_link, manifest

ROOT = Path(__file__).resolve().parents[2]


def text(most: int, least: int = 1, pattern: str = "") -> dict[str, Any]:
    return {"type": "string", "minLength": least, "maxLength": most} | ({"pattern": pattern} if pattern else {})


def group(needed: str = "", **parts: Any) -> dict[str, Any]:
    """An object in which unknown keys are refused, as Slack refuses them."""
    return {"type": "object", "required": needed.split(), "properties": parts, "additionalProperties": False}


def listed(item: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "maxItems": most, "uniqueItems": True, "items": item}


FLAG, NUMBER = {"type": "boolean"}, {"type": "integer"}
SCOPE = {
    "enum": [
        "app_mentions:read",
        "bookmarks:read",
        "bookmarks:write",
        "canvases:read",
        "canvases:write",
        "channels:history",
        "channels:join",
        "channels:manage",
        "channels:read",
        "chat:write",
        "chat:write.customize",
        "chat:write.public",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "groups:write",
        "im:history",
        "im:read",
        "im:write",
        "lists:read",
        "lists:write",
        "mpim:history",
        "mpim:read",
        "mpim:write",
        "pins:read",
        "pins:write",
        "reactions:read",
        "reactions:write",
        "team:read",
        "usergroups:read",
        "usergroups:write",
        "users.profile:read",
        "users:read",
        "users:read.email",
    ]
}
EVENT = {
    "enum": [
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "channel_archive",
        "channel_deleted",
        "channel_id_changed",
        "channel_rename",
        "channel_unarchive",
        "file_shared",
        "link_shared",
        "member_joined_channel",
        "member_left_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "message.mpim",
        "team_join",
        "tokens_revoked",
        "user_change",
    ]
}
RULES = group(
    "display_information",
    _metadata=group(major_version=NUMBER, minor_version=NUMBER),
    display_information=group(
        "name",
        name=text(35),
        description=text(140),
        long_description=text(4000, 175),
        background_color=text(7, 4, "^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"),
    ),
    features=group(
        app_home=group(home_tab_enabled=FLAG, messages_tab_enabled=FLAG, messages_tab_read_only_enabled=FLAG),
        bot_user=group("display_name", display_name=text(80, 1, "^[a-z0-9._-]+$"), always_online=FLAG),
        shortcuts=listed(
            group(
                "name type callback_id description",
                name=text(24),
                type={"enum": ["message", "global"]},
                callback_id=text(255),
                description=text(150),
            ),
            10,
        ),
        slash_commands=listed(
            group(
                "command description",
                command=text(32, 2, "^/[a-z0-9_-]+$"),
                description=text(2000),
                usage_hint=text(1000),
                should_escape=FLAG,
            ),
            50,
        ),
    ),
    oauth_config=group(scopes=group(bot=listed(SCOPE, 255), bot_optional=listed(SCOPE, 255))),
    settings=group(
        event_subscriptions=group(bot_events=listed(EVENT, 100)),
        interactivity=group("is_enabled", is_enabled=FLAG),
        org_deploy_enabled=FLAG,
        socket_mode_enabled=FLAG,
        token_rotation_enabled=FLAG,
    ),
)
"""The published schema of a manifest, as far as a Socket Mode app without addresses of its own can meet it."""


def faults(made: dict[str, Any]) -> list[str]:
    return [error.json_path for error in Draft7Validator(RULES).iter_errors(made)]


def test_manifest_yml_is_what_the_code_asks_for() -> None:
    written = (ROOT / "manifest.yml").read_text("utf-8")
    assert written == as_yaml(), "write it anew: .venv/bin/wp manifest | tail -n +2 > manifest.yml"
    assert yaml.safe_load(written) == manifest()


def test_the_manifest_keeps_the_published_rules() -> None:
    assert faults(yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("display_information.long_description", "too short"),
        ("display_information.name", "x" * 36),
        ("display_information.colour", "#fff"),
        ("settings.event_subscriptions.bot_events", ["app_home_opend"]),
        ("oauth_config.scopes.bot", ["chat.write"]),
        ("features.bot_user.display_name", "Work programme"),
    ],
)
def test_the_rules_find_what_breaks_them(place: str, value: object) -> None:
    made = manifest()
    *path, last = place.split(".")
    part = made
    for key in path:
        part = part[key]
    part[last] = value
    assert faults(made)


@pytest.mark.parametrize("command", ["/plan", "/" + "w" * 31, "/work_programme-2"])
def test_another_name_for_the_command_keeps_the_rules_too(command: str) -> None:
    made = yaml.safe_load(as_yaml(command))
    assert faults(made) == []
    assert made["features"]["slash_commands"][0]["command"] == command


@pytest.mark.parametrize("command", ["wp", "/W", "/", "/two words", "/" + "x" * 32, '/a"b'])
def test_a_name_that_slack_would_refuse_is_refused_with_the_rule(command: str) -> None:
    with pytest.raises(BadInput, match="small letters"):
        as_yaml(command)


def test_the_link_opens_slack_with_the_whole_manifest() -> None:
    parts = urlsplit(creation_link("/plan"))
    asked = parse_qs(parts.query)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "api.slack.com", "/apps")
    assert asked["new_app"] == ["1"] and json.loads(asked["manifest_json"][0]) == manifest("/plan")
    assert len(creation_link("/" + "w" * 31)) < 4_000


def test_the_command_comes_escaped_and_works_in_the_bots_own_conversation() -> None:
    features = manifest()["features"]
    assert features["slash_commands"][0]["should_escape"] is True
    home = features["app_home"]
    assert home["home_tab_enabled"] and home["messages_tab_enabled"] and not home["messages_tab_read_only_enabled"]


SCOPE_OF = {
    "apps_connections_open": "",
    "auth_test": "",
    "chat_delete": "chat:write",
    "chat_getPermalink": "",
    "chat_postEphemeral": "chat:write",
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "conversations_history": "channels:history",
    "conversations_info": "channels:read",
    "conversations_open": "im:write",
    "files_completeUploadExternal": "files:write",
    "files_getUploadURLExternal": "files:write",
    "files_info": "files:read",
    "users_info": "users:read",
    "views_open": "",
    "views_publish": "",
    "views_push": "",
    "views_update": "",
}
"""Method of the Web API, as the SDK calls it, to the bot's scope it needs (docs.slack.dev/reference/methods)."""

METHODS = {name for name in vars(AsyncWebClient) if "_" in name.strip("_")} - {"api_call"}


def called() -> set[str]:
    """Names of Web API methods that the bot's own code calls on a client."""
    dotted = {name.replace("_", ".", 1): name for name in METHODS}
    names = set()
    for path in (ROOT / "bot").rglob("*.py"):
        if "sandbox" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                names.add(node.attr)
            elif isinstance(node, ast.Constant) and node.value in dotted:
                names.add(dotted[node.value])
    return names


def test_the_scopes_asked_for_are_the_scopes_used() -> None:
    used = {SCOPE_OF[name] for name in called()} - {""}
    # A command needs its own scope without any call; a file's bytes are fetched from an address, not by a method.
    used |= {"commands"}
    if any("url_private" in path.read_text("utf-8") for path in (ROOT / "bot").glob("*.py")):
        used |= {"files:read"}
    # One method, and a scope of its own for each kind of conversation.
    used |= {"groups:history", "im:history"}
    assert used == set(SCOPES) | set(OPTIONAL_SCOPES)


def test_every_event_and_shortcut_asked_for_is_answered_by_the_code() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "bot").glob("*.py") if path.name != "manifest.py")
    assert [event for event in EVENTS if f'"{event}"' not in sources] == []
    assert SHORTCUTS
