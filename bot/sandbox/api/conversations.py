"""conversations.*: channels, direct messages, and what was said in them."""

from bot.sandbox.api.call import Answer, Call, Method, Refusal
from bot.sandbox.api.chat import direct
from bot.sandbox.channels import Channel
from bot.sandbox.messages import Message
from bot.sandbox.stamps import ts_moment

TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im"}


def _readable(call: Call, kind: str) -> Channel:
    """The channel, where the scope for its kind (`…:read` or `…:history`) was granted."""
    wanted = call.workspace.channels.get(call.need("channel"))
    call.needs_scope(f"{wanted.kind if wanted else 'channels'}:{kind}")
    return call.visible_channel()


def _shown(call: Call, channel: Channel) -> Answer:
    return channel.as_conversation(call.workspace.app.bot_user_id, call.workspace.now())


def open_dm(call: Call) -> Answer:
    users = [one for one in call.text("users").split(",") if one]
    if call.text("channel"):
        return {"channel": _shown(call, call.visible_channel())}
    if not users:
        raise Refusal("users_list_not_supplied")
    if len(users) > 1:
        raise Refusal("missing_scope", needed="mpim:write", provided=",".join(call.workspace.app.scopes))
    if users[0] not in call.workspace.people:
        raise Refusal("user_not_found")
    there = any(one.with_user == users[0] for one in call.workspace.channels.values())
    channel = direct(call, users[0])
    short: Answer = {"id": channel.channel_id}
    return {
        "no_op": there,
        "already_open": there,
        "channel": _shown(call, channel) if call.flag("return_im") else short,
    }


def info(call: Call) -> Answer:
    return {"channel": _shown(call, _readable(call, "read"))}


def list_all(call: Call) -> Answer:
    kinds = [TYPES.get(one.strip(), "") for one in call.text("types", "public_channel").split(",")]
    if "" in kinds:
        raise Refusal("invalid_types")
    for kind in kinds:
        call.needs_scope(f"{kind}:read")
    found = [
        _shown(call, one)
        for one in call.workspace.channels.values()
        if one.kind in kinds
        and (one.kind == "channels" or call.inside(one))
        and not (one.is_archived and call.flag("exclude_archived"))
    ]
    page, cursor = call.page(found)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def members(call: Call) -> Answer:
    channel = _readable(call, "read")
    page, cursor = call.page([{"id": one} for one in sorted(channel.members)])
    return {"members": [one["id"] for one in page], "response_metadata": {"next_cursor": cursor}}


def join(call: Call) -> Answer:
    channel = call.visible_channel()
    if channel.kind != "channels":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refusal("is_archived")
    there = call.inside(channel)
    if not there:
        channel.members.add(call.workspace.app.bot_user_id)
        call.workspace.changes.tell("channel", channel=channel.channel_id)
    if there:
        call.warnings.append("already_in_channel")
    return {"channel": _shown(call, channel)}


def _between(call: Call, messages: list[Message]) -> list[Message]:
    """Those within oldest and latest (both left out themselves unless `inclusive`), and older than the lag."""
    oldest, latest = ts_moment(call.text("oldest")), ts_moment(call.text("latest") or "99999999999")
    lag = call.workspace.faults.history_lag.total_seconds()
    newest = call.workspace.stamps.seconds() - lag if lag else float("inf")
    inclusive = call.flag("inclusive")
    return [
        one
        for one in messages
        if (moment := ts_moment(one.ts)) <= newest
        and (oldest < moment < latest or (inclusive and moment in (oldest, latest)))
    ]


def _read(call: Call) -> list[Message]:
    channel = _readable(call, "history")
    if not call.inside(channel):
        raise Refusal("not_in_channel")
    return call.workspace.messages(channel.channel_id)


def _answer(call: Call, messages: list[Message]) -> Answer:
    full = call.flag("include_all_metadata")
    page, cursor = call.page([call.workspace.payload(one, metadata=full) for one in messages], 999)
    return {
        "messages": page,
        "has_more": bool(cursor),
        "pin_count": 0,
        "response_metadata": {"next_cursor": cursor},
    }


def history(call: Call) -> Answer:
    """The newest first, replies in threads left out."""
    shown = [one for one in _between(call, _read(call)) if one.thread_ts in ("", one.ts)]
    return _answer(call, shown[::-1])


def replies(call: Call) -> Answer:
    """The first message of a thread and its replies, the oldest first."""
    messages, wanted = _read(call), call.need("ts")
    if not any(one.ts == wanted for one in messages):
        raise Refusal("thread_not_found")
    thread = [one for one in messages if wanted in (one.ts, one.thread_ts)]
    return _answer(call, _between(call, thread))


METHODS = {
    "conversations.open": Method(open_dm, "im:write"),
    "conversations.info": Method(info),
    "conversations.list": Method(list_all),
    "conversations.members": Method(members),
    "conversations.join": Method(join, "channels:join"),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
}
