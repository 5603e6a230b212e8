"""What the page shows, as JSON: the workspace with one person's eyes."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.channels import Channel
from bot.sandbox.hello import Hello
from bot.sandbox.member import Member
from bot.sandbox.messages import Message
from bot.sandbox.outcome import Outcome
from bot.sandbox.payloads import view_object
from bot.sandbox.people import Person
from bot.sandbox.views import View
from bot.sandbox.workspace import Workspace

Json = dict[str, Any]


def person(one: Person) -> Json:
    return {
        "id": one.user_id,
        "name": one.name,
        "username": one.username,
        "real_name": one.shown,
        "title": one.title,
        "tz": one.tz,
        "is_admin": one.is_admin,
        "is_guest": one.is_restricted,
        "is_stranger": one.is_stranger,
        "is_bot": one.is_bot,
        "deleted": one.deleted,
    }


def channel(one: Channel, user_id: str) -> Json:
    return {
        "id": one.channel_id,
        "name": one.name,
        "with_user": one.with_user,
        "is_private": one.is_private,
        "is_archived": one.is_archived,
        "is_shared": one.is_shared,
        "is_member": user_id in one.members,
        "members": sorted(one.members),
    }


def message(workspace: Workspace, one: Message) -> Json:
    """Slack's message object, with its channel, its metadata, and whether only this person sees it."""
    return {
        **workspace.payload(one, metadata=True),
        "channel": one.channel,
        "private": bool(one.visible_to),
        "by_slackbot": one.by_slackbot,
    }


def view(workspace: Workspace, one: View) -> Json:
    """Slack's view object, with the sentences beside its fields and what went wrong with the whole."""
    return {**view_object(workspace, one), "errors": dict(one.errors), "trouble": one.trouble}


def modals(workspace: Workspace, user_id: str) -> list[Json]:
    """The open forms, the topmost last."""
    return [view(workspace, one) for one in workspace.views.stack(user_id)]


def home(workspace: Workspace, user_id: str) -> Json | None:
    there = workspace.views.homes.get(user_id)
    return view(workspace, there) if there else None


def shows(member: Member, one: Channel) -> bool:
    """Whether a channel stands in this person's list: their own, and the public ones they may join."""
    if member.user_id in one.members:
        return True
    outsider = member.person.is_restricted or member.person.is_stranger
    return one.kind == "channels" and not outsider


def places(member: Member) -> Json:
    workspace = member.workspace
    return {
        "people": [person(one) for one in workspace.people.values()],
        "channels": [channel(one, member.user_id) for one in workspace.channels.values() if shows(member, one)],
    }


def news(there: Channel, last: Message) -> Json | None:
    """That somebody has a direct message from the app, without its words: marks them in the row of people."""
    if not there.is_im or not last.by_app or last.visible_to:
        return None
    return {"user": there.with_user, "channel": there.channel_id, "ts": last.ts}


def all_news(workspace: Workspace) -> list[Json]:
    """The newest of each person."""
    found = [
        news(there, one)
        for there in workspace.channels.values()
        if there.is_im
        for one in workspace.messages(there.channel_id)
    ]
    return list({one["user"]: one for one in found if one}.values())


def app(workspace: Workspace) -> Json:
    it = workspace.app
    return {
        "name": it.name,
        "user_id": it.bot_user_id,
        "commands": [
            {"name": one.name, "description": one.description, "usage_hint": one.usage_hint} for one in it.commands
        ],
        "shortcuts": [
            {"callback_id": one.callback_id, "name": one.name, "on_message": one.on_message} for one in it.shortcuts
        ],
        "home_tab": it.home_tab,
        "messages_read_only": it.messages_read_only,
    }


def first_person(workspace: Workspace) -> str:
    """Whose screen is shown where nobody is named; empty in a workspace without people."""
    return next((one.user_id for one in workspace.people.values() if not one.is_bot and not one.deleted), "")


def state(member: Member, *, private: bool, connected: int, moves: bool, hello: Hello) -> Json:
    """All that one person sees. Private answers are left out unless asked for: a reload loses them, as in Slack.

    `moves` says whether the page may move the day.
    """
    workspace = member.workspace
    messages = {
        one.channel_id: [
            message(workspace, each) for each in member.sees(one.channel_id) if private or not each.visible_to
        ]
        for one in workspace.channels.values()
        if shows(member, one)
    }
    return {
        "me": member.user_id,
        "workspace": workspace.name,
        "app": app(workspace),
        **places(member),
        "messages": messages,
        "modals": modals(workspace, member.user_id),
        "home": home(workspace, member.user_id),
        "news": all_news(workspace),
        "now": workspace.now().isoformat(),
        "moves": moves,
        "connected": connected,
        "faults": faults(workspace),
        "hello": hello,
    }


def change(member: Member, told: Mapping[str, Any]) -> Json | None:
    """A change of the workspace as this person's page needs it; None where they cannot see it."""
    workspace, mine = member.workspace, member.user_id
    match told["kind"]:
        case "message" | "removed":
            it: Message = told["message"]
            there = workspace.channels[it.channel]
            if it.visible_to not in ("", mine) or not shows(member, there):
                mark = news(there, it)
                return {"kind": "news", "news": [mark]} if mark and told["kind"] == "message" else None
            if told["kind"] == "removed":
                return {"kind": "removed", "channel": it.channel, "ts": it.ts}
            return {"kind": "message", "message": message(workspace, it)}
        case "view" if told["user_id"] == mine:
            return {"kind": "views", "modals": modals(workspace, mine), "home": home(workspace, mine)}
        case "person" | "channel":
            return {"kind": "places", **places(member)}
        case "wire":
            return {"kind": "wire", "exchange": told["exchange"].as_json()}
        case "links":
            return {"kind": "connected", "count": told["count"]}
        case "day":
            return {"kind": "day", "now": workspace.now().isoformat()}
        case "faults":
            return {"kind": "faults", **faults(workspace)}
    return None


def faults(workspace: Workspace) -> Json:
    switches = workspace.faults
    return {
        "down": switches.down,
        "history_lag": switches.history_lag.total_seconds(),
        "one_post_a_second": switches.one_post_a_second,
    }


def outcome(one: Outcome) -> Json:
    return {"ok": one.ok, "error": one.error, "said": one.said, "errors": dict(one.errors)}
