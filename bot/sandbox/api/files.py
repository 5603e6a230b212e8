"""files.*: the three steps of an upload, and what is known of a file."""

from secrets import token_hex
from typing import Any

from bot.sandbox.api.call import Answer, Call, Method, Refusal
from bot.sandbox.api.chat import direct
from bot.sandbox.files import File
from bot.sandbox.limits import message_problems
from bot.sandbox.messages import Message
from bot.sandbox.stamps import completed


def upload_url(call: Call) -> Answer:
    workspace = call.workspace
    name = call.need("filename")
    try:
        length = int(call.need("length"))
    except ValueError:
        length = 0
    if length <= 0:
        raise Refusal("invalid_arguments", ["[ERROR] length must be greater than 0"])
    if len(call.text("alt_txt")) > 1000:
        raise Refusal("alt_txt_too_large")
    file = File(
        workspace.stamps.id("F"),
        name,
        length,
        workspace.app.bot_user_id,
        int(workspace.stamps.seconds()),
        for_app=True,
        secret=token_hex(16),
    )
    workspace.files[file.id] = file
    return {"upload_url": f"{workspace.base}/upload/{file.id}/{file.secret}", "file_id": file.id}


def _receivers(call: Call) -> list[str]:
    given: Any = call.structure("channels")
    several = given if isinstance(given, list) else [one for one in str(given or "").split(",") if one]
    wanted = several or [one for one in [call.text("channel_id")] if one]
    if len(wanted) > 100:
        raise Refusal("invalid_arguments", ["[ERROR] at most 100 channels"])
    found = []
    for one in map(str, wanted):
        if one in call.workspace.people:
            found.append(direct(call, one).channel_id)
            continue
        channel = call.workspace.channels.get(one)
        if channel is None or (channel.kind == "groups" and not call.inside(channel)):
            raise Refusal("channel_not_found")
        if channel.is_archived:
            raise Refusal("is_archived")
        if not call.inside(channel):
            raise Refusal("not_in_channel")
        found.append(channel.channel_id)
    return found


def complete(call: Call) -> Answer:
    given = call.structure("files")
    if not isinstance(given, list) or not given:
        raise Refusal("invalid_arguments", ["[ERROR] missing required field: files"])
    files = []
    for one in given:
        file = call.workspace.files.get(str(one.get("id"))) if isinstance(one, dict) else None
        if file is None or file.data is None:
            raise Refusal("file_not_found")
        file.title = str(one.get("title") or file.name)
        files.append(file)
    blocks = call.structure("blocks")
    if blocks and (refused := message_problems({"blocks": blocks})):
        raise Refusal("invalid_blocks", refused)
    for channel in _receivers(call):
        call.workspace.post(
            Message(
                channel,
                "",
                call.workspace.app.bot_user_id,
                call.text("initial_comment"),
                blocks=completed(blocks or ()),
                thread_ts=call.text("thread_ts"),
                files=tuple(one.id for one in files),
                by_app=True,
            )
        )
    return {"files": [one.as_payload(call.workspace.base) for one in files]}


def readable(call: Call, file_id: str) -> File | None:
    """The file, where the app may see it: made by it, given to it by a form, or posted where it is."""
    file = call.workspace.files.get(file_id)
    if file is None or file.data is None:
        return None
    near = any(call.inside(call.workspace.channels[one]) for one in file.shared_in)
    return file if file.for_app or near else None


def info(call: Call) -> Answer:
    file = readable(call, call.need("file"))
    if file is None:
        raise Refusal("file_not_found")
    return {"file": file.as_payload(call.workspace.base), "comments": [], "response_metadata": {}}


METHODS = {
    "files.getUploadURLExternal": Method(upload_url, "files:write"),
    "files.completeUploadExternal": Method(complete, "files:write"),
    "files.info": Method(info, "files:read"),
}
