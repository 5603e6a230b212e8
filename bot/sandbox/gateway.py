"""The HTTP of the Web API: arguments in, Slack's envelope of an answer out, faults on the way."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.api import METHODS
from bot.sandbox.api.call import Call, Method, Refusal
from bot.sandbox.api.files import readable
from bot.sandbox.faults import Fault
from bot.sandbox.links import Links
from bot.sandbox.wire import Exchange
from bot.sandbox.workspace import Workspace

SIGN_IN = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to see this.</body></html>"
LARGEST_BODY = 64 * 1024 * 1024


class Gateway:
    def __init__(self, workspace: Workspace, links: Links) -> None:
        self.workspace = workspace
        self.links = links

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Any method, by POST or GET, with a form, a query or JSON."""
        name = request.match_info["method"]
        try:
            args = await _arguments(request)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_json"})
        token = _token(request, args)
        shown = {key: value for key, value in args.items() if key != "token"}
        exchange = self.workspace.wire.start("slack", name, shown, self.workspace.stamps.seconds())
        fault = self.workspace.faults.take(name)
        if self.workspace.faults.down:
            fault = Fault(503, body="<html><body>Service unavailable</body></html>")
        if fault and fault.gate and fault.before:
            await fault.gate.through()
        if fault and (spoilt := self._instead(fault, exchange)):
            return spoilt
        answer, status, headers = self._answered(name, shown, token)
        self.workspace.wire.end(exchange, answer, str(answer.get("error", "")), status)
        if fault and fault.gate and not fault.before:
            await fault.gate.through()
        if fault and fault.lose_reply and request.transport is not None:
            request.transport.abort()
        return web.json_response(answer, status=status, headers=headers)

    def _instead(self, fault: Fault, exchange: Exchange) -> web.Response | None:
        """The answer a fault gives in place of the real one, if it does."""
        if fault.body:
            self.workspace.wire.end(exchange, fault.body, f"http_{fault.status}", fault.status)
            return web.Response(text=fault.body, status=fault.status, content_type="text/html")
        if not fault.error:
            return None
        headers = {"Retry-After": str(fault.retry_after)} if fault.status == 429 else {}
        body = {"ok": False, "error": fault.error}
        self.workspace.wire.end(exchange, body, fault.error, fault.status)
        return web.json_response(body, status=fault.status, headers=headers)

    def _answered(self, name: str, args: Mapping[str, Any], token: str) -> tuple[dict[str, Any], int, dict[str, str]]:
        call = Call(self.workspace, self.links, args)
        headers = {"X-OAuth-Scopes": ",".join(sorted(self.workspace.app.scopes)), "X-Slack-Req-Id": "local"}
        try:
            method = METHODS.get(name)
            if method is None:
                raise Refusal("unknown_method", req_method=name)
            self._allowed(method, token)
            headers["X-Accepted-OAuth-Scopes"] = method.scope
            call.needs_scope(*[one for one in [method.scope] if one])
            answer: dict[str, Any] = {"ok": True, **method.run(call)}
        except Refusal as refused:
            return _refused(refused, headers)
        if call.warnings:
            answer["warning"] = ",".join(call.warnings)
            answer["response_metadata"] = {**answer.get("response_metadata", {}), "warnings": call.warnings}
        return answer, 200, headers

    def _allowed(self, method: Method, token: str) -> None:
        if method.open_to_all:
            return
        if not token:
            raise Refusal("not_authed")
        known = {self.workspace.bot_token: False, self.workspace.app_token: True}
        if token not in known:
            raise Refusal("invalid_auth")
        if known[token] != method.app_level:
            raise Refusal("not_allowed_token_type")
        if self.workspace.token_error:
            raise Refusal(self.workspace.token_error)

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of files.getUploadURLExternal: the raw body, or the one part of a form."""
        file = self.workspace.files.get(request.match_info["file"])
        if file is None or file.secret != request.match_info["secret"]:
            raise web.HTTPNotFound(text="no such upload")
        data = await request.read()
        if request.content_type == "multipart/form-data":
            form = await request.post()
            part = next(iter(form.values()), b"")
            data = part.file.read() if isinstance(part, web.FileField) else str(part).encode()
        if len(data) != file.size:
            raise web.HTTPBadRequest(text=f"length was given as {file.size}, {len(data)} came")
        file.data = data
        return web.Response(text=f"OK - {len(data)}")

    async def download(self, request: web.Request) -> web.Response:
        """A file's bytes for the bot's token; without one, an HTML page to sign in, as Slack gives."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        call = Call(self.workspace, self.links, {})
        allowed = token == self.workspace.bot_token and not self.workspace.token_error
        file = readable(call, request.match_info["file"])
        shown = {"file": request.match_info["file"]}
        exchange = self.workspace.wire.start("slack", "download", shown, self.workspace.stamps.seconds())
        fault = self.workspace.faults.take("download")
        if fault and (spoilt := self._instead(fault, exchange)):
            return spoilt
        if not allowed or "files:read" not in self.workspace.app.scopes:
            self.workspace.wire.end(exchange, error="sign_in")
            return web.Response(text=SIGN_IN, content_type="text/html")
        if file is None or file.data is None:
            self.workspace.wire.end(exchange, error="file_not_found", status=404)
            raise web.HTTPNotFound(text="file_not_found")
        self.workspace.wire.end(exchange, f"{file.size} bytes")
        return web.Response(body=file.data, content_type=file.mimetype)


def _refused(refused: Refusal, headers: dict[str, str]) -> tuple[dict[str, Any], int, dict[str, str]]:
    beside = dict(refused.beside)
    status = 200
    if refused.error == "ratelimited":
        status, headers = 429, {**headers, "Retry-After": str(beside.pop("retry_after", 1))}
    answer: dict[str, Any] = {"ok": False, "error": refused.error, **beside}
    if refused.messages:
        answer["response_metadata"] = {"messages": refused.messages}
    return answer, status, headers


async def _arguments(request: web.Request) -> dict[str, Any]:
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = json.loads(await request.text() or "{}")
        if not isinstance(body, dict):
            raise ValueError("arguments must be an object")
        args |= body
    elif request.method == "POST":
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    return args


def _token(request: web.Request, args: Mapping[str, Any]) -> str:
    bearer = request.headers.get("Authorization", "")
    return bearer.removeprefix("Bearer ").strip() or str(args.get("token") or "")
