"""chat.*: posting, changing and deleting messages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.sandbox.api.call import Answer, Call, Method, Refusal
from bot.sandbox.channels import Channel
from bot.sandbox.limits import TEXT_CUT, message_problems
from bot.sandbox.messages import Blocks, Message, words_of
from bot.sandbox.stamps import completed, ts_moment


def _contents(call: Call, *, updating: bool = False) -> dict[str, Any]:
    """What is to be said, once Slack's limits are met."""
    given = {name: call.structure(name) for name in ("text", "blocks", "markdown_text", "metadata", "attachments")}
    if given["text"] is not None:
        given["text"] = str(given["text"])
    if isinstance(given["blocks"], str) and given["blocks"]:
        raise Refusal("invalid_blocks_format")
    refused = message_problems(given, updating=updating)
    if updating and given["blocks"] == [] and not given["text"]:
        refused = refused or ["no_text: nothing left"]
    if refused:
        code = refused[0].split(":", 1)[0]
        raise Refusal(code, [f"[ERROR] {one.split(': ', 1)[1]}" for one in refused], errors=_plain(refused))
    text = given["text"] or ""
    if len(text) > TEXT_CUT:
        call.warnings.append("message_truncated")
        text = text[:TEXT_CUT]
    blocks: Blocks = completed(given["blocks"] or ())
    if given["markdown_text"]:
        blocks = completed([{"type": "markdown", "text": str(given["markdown_text"])}])
    if not text and blocks:
        text = " ".join(words_of(blocks))[:TEXT_CUT]
        call.warnings.append("missing_text_in_message")
    return {"text": text, "blocks": blocks, "metadata": given["metadata"]}


def _plain(refused: list[str]) -> list[str]:
    return [one.split(": ", 1)[1] for one in refused]


def _target(call: Call) -> Channel:
    """Where chat.postMessage goes: a channel's id or public name, a DM, or a person (whose DM opens)."""
    workspace, wanted = call.workspace, call.need("channel")
    if wanted in workspace.people:
        return direct(call, wanted)
    by_name = next((one for one in workspace.channels.values() if f"#{one.name}" == wanted), None)
    channel = workspace.channels.get(wanted) or by_name
    if channel is None or (channel.kind == "groups" and not call.inside(channel)):
        raise Refusal("channel_not_found")
    if channel.is_archived:
        raise Refusal("is_archived")
    if not call.inside(channel) and "chat:write.public" not in workspace.app.scopes:
        raise Refusal("not_in_channel")
    if channel.is_im and not workspace.app.messages_tab:
        raise Refusal("messages_tab_disabled")
    return channel


def direct(call: Call, user_id: str) -> Channel:
    """The DM with a person. A stranger can be written to only where a channel is shared with the bot."""
    workspace = call.workspace
    person = workspace.people[user_id]
    if person.is_bot:
        raise Refusal("cannot_dm_bot")
    if person.deleted:
        raise Refusal("user_disabled")
    shared = any(user_id in one.members and call.inside(one) for one in workspace.channels.values() if not one.is_im)
    if person.is_stranger and not shared:
        raise Refusal("channel_not_found")
    if not workspace.app.messages_tab:
        raise Refusal("messages_tab_disabled")
    return workspace.dm(user_id)


def _too_fast(call: Call, channel: Channel) -> None:
    if not call.workspace.faults.one_post_a_second:
        return
    posted = [one for one in call.workspace.messages(channel.channel_id) if one.by_app]
    if posted and call.workspace.stamps.seconds() - ts_moment(posted[-1].ts) < 1:
        raise Refusal("ratelimited", retry_after=1)


def _thread(call: Call, channel: Channel) -> str:
    """The ts of the thread's first message; a reply's ts leads to its parent, an unknown one nowhere."""
    wanted = call.text("thread_ts")
    parent = call.workspace.message(channel.channel_id, wanted)
    return (parent.thread_ts or parent.ts) if parent else wanted


def post_message(call: Call) -> Answer:
    channel = _target(call)
    _too_fast(call, channel)
    contents = _contents(call)
    workspace = call.workspace
    posted = workspace.post(
        Message(
            channel.channel_id,
            "",
            workspace.app.bot_user_id,
            thread_ts=_thread(call, channel),
            by_app=True,
            **contents,
        )
    )
    return {
        "channel": channel.channel_id,
        "ts": posted.ts,
        "message": workspace.payload(posted, metadata=True),
    }


def post_ephemeral(call: Call) -> Answer:
    workspace, channel = call.workspace, call.visible_channel()
    user = call.need("user")
    if channel.is_archived:
        raise Refusal("is_archived")
    if not call.inside(channel):
        raise Refusal("not_in_channel")
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    contents = _contents(call)
    posted = workspace.post(
        Message(
            channel.channel_id,
            "",
            workspace.app.bot_user_id,
            thread_ts=_thread(call, channel),
            visible_to=user,
            by_app=True,
            **{**contents, "metadata": None},
        )
    )
    return {"message_ts": posted.ts}


def _own(call: Call, refused: str) -> Message:
    channel = call.visible_channel()
    message = call.workspace.message(channel.channel_id, call.need("ts"))
    if message is None or message.visible_to:
        raise Refusal("message_not_found")
    if not message.by_app:
        raise Refusal(refused)
    return message


def update(call: Call) -> Answer:
    before = _own(call, "cant_update_message")
    if call.workspace.channels[before.channel].is_archived:
        raise Refusal("is_inactive")
    contents = _contents(call, updating=True)
    given: object = contents["metadata"]
    metadata = before.metadata if given is None else (given or None)
    after = call.workspace.replace_message(
        before,
        replace(
            before,
            text=contents["text"],
            blocks=contents["blocks"],
            metadata=metadata if isinstance(metadata, Mapping) else None,
            edited=call.workspace.stamps.ts(),
        ),
    )
    return {
        "channel": after.channel,
        "ts": after.ts,
        "text": after.text,
        "message": call.workspace.payload(after, metadata=True),
    }


def delete(call: Call) -> Answer:
    message = _own(call, "cant_delete_message")
    call.workspace.remove_message(message)
    return {"channel": message.channel, "ts": message.ts}


def permalink(call: Call) -> Answer:
    channel = call.visible_channel()
    message = call.workspace.message(channel.channel_id, call.need("message_ts"))
    if message is None:
        raise Refusal("message_not_found")
    return {"channel": channel.channel_id, "permalink": call.workspace.permalink(message)}


METHODS = {
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "chat.delete": Method(delete, "chat:write"),
    "chat.getPermalink": Method(permalink),
}
