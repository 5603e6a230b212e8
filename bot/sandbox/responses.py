"""Response urls: what the bot says by the address an interaction handed to it, and what it says in an ack."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.sandbox.limits import message_problems
from bot.sandbox.messages import Message
from bot.sandbox.stamps import completed
from bot.sandbox.tickets import ResponseUrl
from bot.sandbox.workspace import Workspace


class Responses:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def address(self, secret: str) -> str:
        return f"{self.workspace.base}/respond/{secret}"

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """A POST to a response url: 404 once spent or old, 400 where the message is refused."""
        workspace = self.workspace
        try:
            body = json.loads(await request.text())
        except ValueError:
            return web.Response(text="invalid_payload", status=400)
        exchange = workspace.wire.start("slack", "response_url", body, workspace.stamps.seconds())
        fault = workspace.faults.take("response_url")
        if fault and fault.gate and fault.before:
            await fault.gate.through()
        if fault and (fault.body or fault.error):
            workspace.wire.end(exchange, error=fault.error or f"http_{fault.status}", status=fault.status)
            return web.Response(text=fault.error or fault.body, status=fault.status)
        url = workspace.tickets.use(request.match_info["secret"])
        if isinstance(url, str):
            workspace.wire.end(exchange, error=url, status=404)
            return web.json_response({"ok": False, "error": url}, status=404)
        refused = self.say(url, body)
        status = 400 if refused else 200
        workspace.wire.end(exchange, refused or "ok", refused.split(":")[0], status)
        if fault and fault.gate and not fault.before:
            await fault.gate.through()
        if fault and fault.lose_reply and request.transport is not None:
            request.transport.abort()
        return web.Response(text=refused.split(":")[0] or "ok", status=status)

    def say(self, url: ResponseUrl, body: Mapping[str, Any]) -> str:
        """Post, replace or delete as the body says; gives back what Slack refuses about it, else nothing."""
        workspace = self.workspace
        original = workspace.message(url.channel, url.message_ts) if url.message_ts else None
        if body.get("delete_original") and original and original.by_app:
            workspace.remove_message(original)
            if not body.get("text") and not body.get("blocks"):
                return ""
            original = None
        if refused := message_problems({key: body.get(key) for key in ("text", "blocks", "attachments")}):
            return refused[0]
        contents: dict[str, Any] = {
            "text": str(body.get("text") or ""),
            "blocks": completed(body.get("blocks") or ()),
        }
        if body.get("replace_original") and original and original.by_app:
            workspace.replace_message(original, replace(original, **contents, edited=workspace.stamps.ts()))
            return ""
        in_channel = body.get("response_type") == "in_channel"
        if in_channel and url.typed:
            workspace.post(Message(url.channel, "", url.user_id, url.typed))
            url.typed = ""
        workspace.post(
            Message(
                url.channel,
                "",
                workspace.app.bot_user_id,
                thread_ts=str(body.get("thread_ts") or url.thread_ts),
                visible_to="" if in_channel else url.user_id,
                by_app=True,
                **contents,
            )
        )
        return ""
