"""What Slack sends to the bot, shaped as Slack shapes it. Pure: the workspace is read, never changed."""

from collections.abc import Mapping

from bot.sandbox.channels import Channel
from bot.sandbox.forms import values
from bot.sandbox.messages import Message
from bot.sandbox.people import TEAM, Person
from bot.sandbox.views import State, View
from bot.sandbox.workspace import Workspace

VERIFICATION = "local-verification-token"
Payload = dict[str, object]


def _common(workspace: Workspace, person: Person, kind: str) -> Payload:
    return {
        "type": kind,
        "team": dict(workspace.team()),
        "user": person.in_payload(),
        "api_app_id": workspace.app.app_id,
        "token": VERIFICATION,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def view_object(workspace: Workspace, view: View) -> Payload:
    state: State = values(view.blocks, view.typed)
    return view.as_payload(state, workspace.app.app_id, workspace.app.bot_id)


def slash_command(
    workspace: Workspace, person: Person, channel: Channel, command: str, text: str, trigger: str, url: str
) -> Payload:
    return {
        "token": VERIFICATION,
        "team_id": TEAM,
        "team_domain": workspace.domain,
        "channel_id": channel.channel_id,
        "channel_name": channel.shown,
        "user_id": person.user_id,
        "user_name": person.username,
        "command": command,
        "text": text,
        "api_app_id": workspace.app.app_id,
        "is_enterprise_install": "false",
        "response_url": url,
        "trigger_id": trigger,
    }


def message_press(
    workspace: Workspace,
    person: Person,
    message: Message,
    actions: list[Payload],
    typed: State,
    trigger: str,
    url: str,
) -> Payload:
    """A click on a message. The message itself is left out where it is ephemeral, as Slack does."""
    channel = workspace.channels[message.channel]
    container: Payload = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": bool(message.visible_to),
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        **_common(workspace, person, "block_actions"),
        "container": container,
        "trigger_id": trigger,
        "channel": {"id": channel.channel_id, "name": channel.shown},
        "state": {"values": values(message.blocks, typed, message.channel)},
        "response_url": url,
        "actions": actions,
    }
    if not message.visible_to:
        payload["message"] = workspace.payload(message)
    return payload


def view_press(workspace: Workspace, person: Person, view: View, actions: list[Payload], trigger: str) -> Payload:
    return {
        **_common(workspace, person, "block_actions"),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": trigger,
        "view": view_object(workspace, view),
        "actions": actions,
    }


def view_submission(workspace: Workspace, person: Person, view: View, trigger: str, urls: list[Payload]) -> Payload:
    return {
        **_common(workspace, person, "view_submission"),
        "trigger_id": trigger,
        "view": view_object(workspace, view),
        "response_urls": urls,
    }


def view_closed(workspace: Workspace, person: Person, view: View, cleared: bool) -> Payload:
    return {
        **_common(workspace, person, "view_closed"),
        "view": view_object(workspace, view),
        "is_cleared": cleared,
    }


def global_shortcut(workspace: Workspace, person: Person, callback_id: str, trigger: str) -> Payload:
    return {
        **_common(workspace, person, "shortcut"),
        "action_ts": workspace.stamps.ts(),
        "callback_id": callback_id,
        "trigger_id": trigger,
    }


def message_shortcut(
    workspace: Workspace, person: Person, callback_id: str, message: Message, trigger: str, url: str
) -> Payload:
    channel = workspace.channels[message.channel]
    return {
        **_common(workspace, person, "message_action"),
        "action_ts": workspace.stamps.ts(),
        "callback_id": callback_id,
        "trigger_id": trigger,
        "response_url": url,
        "message_ts": message.ts,
        "message": workspace.payload(message),
        "channel": {"id": channel.channel_id, "name": channel.shown},
    }


def suggestion(
    workspace: Workspace, person: Person, element: Mapping[str, object], typed: str, where: Payload
) -> Payload:
    """What an external menu asks for while somebody types in it."""
    return {
        **_common(workspace, person, "block_suggestion"),
        "action_id": element["action_id"],
        "block_id": element["block_id"],
        "value": typed,
        **where,
    }


def event(workspace: Workspace, inner: Payload) -> Payload:
    """The Events API's wrapping of one event."""
    return {
        "token": VERIFICATION,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": workspace.app.app_id,
        "event": {"event_ts": workspace.stamps.ts(), **inner},
        "type": "event_callback",
        "event_id": workspace.stamps.id("Ev"),
        "event_time": int(workspace.stamps.seconds()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": workspace.app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
