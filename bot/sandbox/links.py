"""Socket Mode: the bot's open connections, what is sent down them, and what comes back in time or not at all."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Literal
from uuid import uuid4

from aiohttp import WSMsgType, web

from bot.sandbox.workspace import Workspace

ACK_SECONDS = 3.0
MOST_LINKS = 10
PING_SECONDS = 5.0
RETRY_SECONDS = (0.0, 60.0, 300.0)
"""When an event is sent again that was not acknowledged."""

Reason = Literal["warning", "refresh_requested", "link_disabled"]


@dataclass(frozen=True, slots=True)
class Ack:
    """How the bot answered one envelope: `error` is operation_timeout or dispatch_failed when it did not."""

    payload: Mapping[str, object] | None = None
    error: str = ""

    @property
    def ok(self) -> bool:
        return not self.error


@dataclass(eq=False, slots=True)
class Link:
    socket: web.WebSocketResponse
    request: web.Request
    silent: bool = False
    """Open, but nothing is answered or sent any more: a line that died without a word."""
    leaving: bool = False
    """Told to go, or cut: only chosen while there is no other."""


@dataclass(slots=True)
class Links:
    """Every payload goes down one of the open connections, each in turn."""

    workspace: Workspace
    ack_seconds: float = ACK_SECONDS
    disabled: bool = False
    _tickets: set[str] = field(default_factory=set)
    _open: list[Link] = field(default_factory=list)
    _waiting: dict[str, "asyncio.Future[Mapping[str, object] | None]"] = field(default_factory=dict)
    _twice: int = 0
    _turn: int = 0
    _hurry: asyncio.Event = field(default_factory=asyncio.Event)
    _retrying: "set[asyncio.Task[None]]" = field(default_factory=set)

    @property
    def count(self) -> int:
        """Lines that are open, those included whose end is near."""
        return len(self._open)

    @property
    def staying(self) -> int:
        """Lines that are open and neither cut nor told to go."""
        return sum(not link.leaving for link in self._open)

    def ticket(self) -> str:
        """The secret last part of the next connection's address, good for one connection."""
        name = token_hex(16)
        self._tickets.add(name)
        return name

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from hello to its end."""
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets or self.workspace.faults.down:
            raise web.HTTPForbidden(text="no such ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=False, max_msg_size=16 * 1024 * 1024)
        await socket.prepare(request)
        link = Link(socket, request)
        if self.count >= MOST_LINKS:
            await self._goodbye(link, "too_many_websockets")
            await socket.close()
            return socket
        self._open.append(link)
        await self._send(link, self._hello())
        self.workspace.changes.tell("links", count=self.count)
        pings = asyncio.create_task(self._pings(link))
        try:
            await self._listen(link)
        finally:
            pings.cancel()
            if link in self._open:
                self._open.remove(link)
            self.workspace.changes.tell("links", count=self.count)
        return socket

    def _hello(self) -> dict[str, object]:
        return {
            "type": "hello",
            "num_connections": self.count,
            "connection_info": {"app_id": self.workspace.app.app_id},
            "debug_info": {
                "host": "local-workspace",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
        }

    async def _pings(self, link: Link) -> None:
        while True:
            await asyncio.sleep(PING_SECONDS)
            if not link.silent and not link.socket.closed:
                await link.socket.ping(b"Ping from the local workspace")

    async def _listen(self, link: Link) -> None:
        async for message in link.socket:
            if link.silent:
                continue
            if message.type is WSMsgType.PING:
                await link.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._acknowledged(message.data)

    def _acknowledged(self, text: str) -> None:
        answer = json.loads(text)
        waiting = self._waiting.get(str(answer.get("envelope_id")))
        if waiting and not waiting.done():
            waiting.set_result(answer.get("payload"))
        self.workspace.changes.tell("ack", envelope_id=answer.get("envelope_id"))

    async def _send(self, link: Link, body: Mapping[str, object]) -> None:
        if not link.silent and not link.socket.closed:
            await link.socket.send_str(json.dumps(body))

    def _next(self) -> Link | None:
        """The connection whose turn it is. A silent one still gets its turn, as Slack cannot know."""
        live = [link for link in self._open if not link.socket.closed]
        live = [link for link in live if not link.leaving] or live
        self._turn += 1
        return live[self._turn % len(live)] if live else None

    async def deliver(
        self,
        kind: str,
        payload: Mapping[str, object],
        *,
        accepts: bool = False,
        shown: str = "",
        extra: Mapping[str, object] | None = None,
    ) -> Ack:
        """Send one payload in an envelope of this kind and wait for its acknowledgement, 3 s at most."""
        exchange = self.workspace.wire.start("bot", shown or kind, payload, self.workspace.stamps.seconds())
        envelope = {
            "envelope_id": str(uuid4()),
            "type": kind,
            "accepts_response_payload": accepts,
            "payload": payload,
            **(extra or {}),
        }
        link = self._next()
        if link is None:
            self.workspace.wire.end(exchange, error="dispatch_failed", status=0)
            return Ack(error="dispatch_failed")
        name = str(envelope["envelope_id"])
        self._waiting[name] = asyncio.get_running_loop().create_future()
        try:
            await self._send(link, envelope)
            if self._twice:
                self._twice -= 1
                await self._send(link, envelope)
            answer = await asyncio.wait_for(self._waiting[name], self.ack_seconds)
        except (TimeoutError, ConnectionError):
            self.workspace.wire.end(exchange, error="operation_timeout", status=0)
            return Ack(error="operation_timeout")
        finally:
            del self._waiting[name]
        self.workspace.wire.end(exchange, answer)
        return Ack(answer)

    def tell(self, inner: Callable[[], dict[str, object]] | dict[str, object]) -> None:
        """Send an event without waiting: again at once, after a minute and after five where not acknowledged."""
        payload = inner() if callable(inner) else inner
        task = asyncio.get_running_loop().create_task(self._until_taken(payload))
        self._retrying.add(task)
        task.add_done_callback(self._retrying.discard)

    async def _until_taken(self, payload: dict[str, object]) -> None:
        inner = payload["event"]
        shown = str(inner["type"]) if isinstance(inner, Mapping) else "event"
        reason = ""
        for attempt, pause in enumerate((None, *RETRY_SECONDS)):
            if pause is not None:
                await self._pause(pause)
            extra = {"retry_attempt": attempt, "retry_reason": reason}
            ack = await self.deliver("events_api", payload, shown=shown, extra=extra)
            if ack.ok:
                return
            reason = "timeout" if ack.error == "operation_timeout" else "http_error"

    async def _pause(self, seconds: float) -> None:
        if seconds:
            try:
                await asyncio.wait_for(self._hurry.wait(), seconds)
            except TimeoutError:
                return

    # What goes wrong with a line, on demand

    def retry_now(self) -> None:
        """Whatever waits to be sent again is sent at once."""
        self._hurry.set()
        self._hurry.clear()

    def twice(self, times: int = 1) -> None:
        """The next payloads arrive twice, in the same envelope."""
        self._twice += times

    def go_silent(self) -> None:
        for link in self._open:
            link.silent = True

    def drop(self) -> None:
        """Cut every open line without a closing frame."""
        for link in self._open:
            link.leaving = True
            if link.request.transport is not None:
                link.request.transport.abort()

    async def close(self) -> None:
        """Close every open line with a proper closing frame."""
        for link in list(self._open):
            link.leaving = True
            await link.socket.close()

    async def refresh(self, reason: Reason = "refresh_requested") -> None:
        """Ask the bot to open another connection; as Slack does, this one is closed thereafter by the bot."""
        self.disabled = self.disabled or reason == "link_disabled"
        for link in list(self._open):
            link.leaving = True
            await self._goodbye(link, reason)

    async def _goodbye(self, link: Link, reason: str) -> None:
        await self._send(link, {"type": "disconnect", "reason": reason, "debug_info": {"host": "local-workspace"}})

    async def stop(self) -> None:
        for task in list(self._retrying):
            task.cancel()
        await self.close()
