"""The page's own way in, under /page: one person's screen, a live stream of changes, and what a person can do.

Everything here is for the page served beside it, so a request that another web site caused is refused.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import WSCloseCode, WSMsgType, web

from bot.errors import BadInput, NotFound, WorkError
from bot.sandbox import screens
from bot.sandbox.entries import still_there
from bot.sandbox.hello import Hello
from bot.sandbox.links import Links
from bot.sandbox.member import Member
from bot.sandbox.messages import Message
from bot.sandbox.outcome import Outcome
from bot.sandbox.switches import turn
from bot.sandbox.views import View
from bot.sandbox.workspace import Workspace

MoveDay = Callable[[date, ZoneInfo], Awaitable[None]]
"""Makes it that day, in the zone of whoever asks, for the workspace and whatever runs beside it.

Returns once all that is due has happened.
"""
Body = Mapping[str, Any]


class Page:
    """GET /page/state, /page/wire, /page/files/F…; WebSocket /page/live; POST /page/upload and /page/<act>.

    Each act takes JSON with `as` (a user id) and answers {ok, error, said, errors}; 400 with `said` where it makes
    no sense. `entered` names fields by block_id/action_id, block_id, action_id or label; a value is text, an
    option's value, an id, a file's id, or a list of them.

    - type: channel, text, thread_ts?                    a command where it begins with a slash, else a message
    - press: view | channel+ts, action_id, block_id?, value?, entered?, confirmed?
    - options: view | channel+ts, action_id, typed       {ok, options} of an external menu
    - fill: view | channel+ts, entered                   nothing is sent to the bot
    - submit: view, entered?    · close: view, everything?
    - shortcut: callback_id, channel+ts?                 · home: tab?
    - join: channel · leave: channel
    - day: to (ISO) | days      · fault: name, and what `switches.turn` takes
    """

    def __init__(
        self,
        workspace: Workspace,
        links: Links,
        *,
        move_day: MoveDay | None = None,
        hello: Hello | None = None,
    ) -> None:
        self.workspace = workspace
        self.links = links
        self.move_day = move_day
        self.hello = hello or {}
        self._open: set[web.WebSocketResponse] = set()
        self.acts: dict[str, Callable[[Member, Body], Awaitable[object]]] = {
            "type": self._type,
            "press": self._press,
            "options": self._options,
            "fill": self._fill,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "home": lambda member, body: member.open_home(str(body.get("tab", "home"))),
            "join": lambda member, body: member.join(self._channel(body)),
            "leave": lambda member, body: member.leave(self._channel(body)),
            "day": self._day,
            "fault": self._fault,
        }

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/page/state", self.state),
            web.get("/page/live", self.live),
            web.get("/page/wire", self.wire),
            web.post("/page/upload", self.upload),
            web.get("/page/files/{file}", self.file),
            web.post("/page/{act}", self.act),
        ]

    # Looking

    def _member(self, who: str) -> Member:
        if who not in self.workspace.people:
            raise NotFound(f"Nobody here has the id {who}.")
        return Member(self.workspace, self.links, who)

    def _looking(self, request: web.Request) -> Member:
        """Who looks: `as` is an id or a name; left out when the page opens for the first time."""
        who = request.query.get("as", "") or self.hello.get("person") or screens.first_person(self.workspace)
        return Member(self.workspace, self.links, self.workspace.person(who).user_id)

    def _state(self, member: Member, request: web.Request) -> dict[str, Any]:
        return screens.state(
            member,
            private="private" in request.query,
            connected=self.links.count,
            moves=self.move_day is not None,
            hello=self.hello,
        )

    async def state(self, request: web.Request) -> web.Response:
        """GET /page/state[?as=U…][&private=1]"""
        try:
            member = self._looking(request)
        except WorkError as error:
            return _refused(error)
        return web.json_response(self._state(member, request))

    async def live(self, request: web.Request) -> web.StreamResponse:
        """WebSocket /page/live[?as=U…][&private=1]: first the whole state, then each change this person can see.

        Without `private` the page was opened or loaded anew: forms that were open are gone, as in Slack.
        """
        try:
            member = self._looking(request)
        except WorkError as error:
            return _refused(error)
        socket = web.WebSocketResponse(heartbeat=30, timeout=1)
        await socket.prepare(request)
        self._open.add(socket)
        if "private" not in request.query and self.workspace.views.leave(member.user_id):
            self.workspace.changes.tell("view", user_id=member.user_id)
        changes = self.workspace.changes.listen()
        state = self._state(member, request)
        sending = asyncio.create_task(self._send(socket, member, changes, state))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            self._open.discard(socket)
            sending.cancel()
            with suppress(asyncio.CancelledError, ConnectionError):
                await sending
            self.workspace.changes.leave(changes)
        return socket

    async def stop(self) -> None:
        """Tell every open page that this is the end; else the server would wait for them."""
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY) for socket in list(self._open)))

    async def _send(
        self,
        socket: web.WebSocketResponse,
        member: Member,
        changes: "asyncio.Queue[dict[str, object]]",
        state: dict[str, Any],
    ) -> None:
        await socket.send_json({"kind": "state", **state})
        while True:
            shown = screens.change(member, await changes.get())
            if shown is not None:
                await socket.send_str(json.dumps(shown, default=str))

    async def wire(self, request: web.Request) -> web.Response:
        """GET /page/wire[?after=N]: what went over the wire, the oldest first."""
        after = request.query.get("after", "0")
        number = int(after) if after.isdigit() else 0
        found = [one.as_json() for one in self.workspace.wire.all() if one.number > number]
        return web.Response(text=json.dumps(found, default=str), content_type="application/json")

    async def file(self, request: web.Request) -> web.Response:
        """GET /page/files/F…: a file's bytes, always as a download."""
        file = self.workspace.files.get(request.match_info["file"])
        if file is None or file.data is None:
            raise web.HTTPNotFound
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=file.data, content_type=file.mimetype, headers=headers)

    # Doing

    async def act(self, request: web.Request) -> web.Response:
        """POST /page/<act> with JSON {"as": "U…", …}: answered with an outcome."""
        act = self.acts.get(request.match_info["act"])
        if act is None:
            raise web.HTTPNotFound
        try:
            body = json.loads(await request.text() or "{}")
            if not isinstance(body, dict):
                raise BadInput("An object is expected.")
            done = await act(self._member(str(body.get("as", ""))), body)
        except ValueError:
            return _refused(BadInput("That is not JSON."))
        except WorkError as error:
            return _refused(error)
        return web.json_response(screens.outcome(done) if isinstance(done, Outcome) else done)

    async def upload(self, request: web.Request) -> web.Response:
        """POST /page/upload?as=U…[&channel=C…&text=…], a form with one file: posted there, or kept for a form."""
        form = await request.post()
        part = next((one for one in form.values() if isinstance(one, web.FileField)), None)
        try:
            member = self._member(request.query.get("as", ""))
            if part is None:
                raise BadInput("There is no file in this.")
            data = part.file.read()
            if channel := request.query.get("channel", ""):
                text = request.query.get("text", "")
                place = self._channel({"channel": channel})
                outcome = await member.upload(part.filename, data, place, text)
                return web.json_response(screens.outcome(outcome))
        except WorkError as error:
            return _refused(error)
        file = self.workspace.add_file(part.filename, data, member.user_id)
        return web.json_response({"ok": True, "file": file.as_payload(self.workspace.base)})

    def _channel(self, body: Body) -> str:
        wanted = str(body.get("channel", ""))
        if wanted not in self.workspace.channels:
            raise NotFound(f"There is no channel {wanted}.")
        return wanted

    def _on(self, member: Member, body: Body) -> Message | View:
        """What is acted on: `view` (an id, the Home tab's too), or `channel` and `ts`."""
        if "view" in body:
            view = self.workspace.views.find(str(body["view"]))
            if view is None or view.user_id != member.user_id:
                raise NotFound("This form is no longer open.")
            return view
        found = [one for one in member.sees(self._channel(body)) if one.ts == body.get("ts")]
        if not found:
            raise NotFound("This message is no longer there.")
        return found[0]

    def _view(self, member: Member, body: Body) -> View:
        on = self._on(member, {"view": body.get("view", "")})
        assert isinstance(on, View)
        return on

    async def _type(self, member: Member, body: Body) -> Outcome:
        text, channel = str(body.get("text", "")), self._channel(body)
        thread = str(body.get("thread_ts") or "")
        if text.startswith("/"):
            return await member.command(text, channel, thread)
        return await member.write(text, channel, thread)

    async def _press(self, member: Member, body: Body) -> Outcome:
        return await member.press(
            str(body.get("action_id", "")),
            self._on(member, body),
            value=body.get("value"),
            block_id=str(body.get("block_id", "")),
            entered=body.get("entered"),
            confirmed=bool(body.get("confirmed", True)),
        )

    async def _options(self, member: Member, body: Body) -> object:
        on, what = self._on(member, body), str(body.get("action_id", ""))
        return {"ok": True, "options": await member.options(what, on, str(body.get("typed", "")))}

    async def _fill(self, member: Member, body: Body) -> Outcome:
        member.fill(self._on(member, body), body.get("entered") or {})
        return Outcome()

    async def _submit(self, member: Member, body: Body) -> Outcome:
        view = self._view(member, body)
        return await member.submit(view, still_there(view.body.get("blocks"), body.get("entered") or {}))

    async def _close(self, member: Member, body: Body) -> Outcome:
        return await member.close(self._view(member, body), everything=bool(body.get("everything")))

    async def _shortcut(self, member: Member, body: Body) -> Outcome:
        on = self._on(member, body) if "ts" in body else None
        return await member.shortcut(str(body.get("callback_id", "")), on if isinstance(on, Message) else None)

    async def _day(self, member: Member, body: Body) -> object:
        """`to` an ISO day, or `days` from today in this person's zone."""
        if self.move_day is None:
            raise BadInput("The day cannot be moved here.")
        zone = ZoneInfo(member.person.tz)
        today = self.workspace.now().astimezone(zone).date()
        try:
            to = date.fromisoformat(str(body["to"])) if "to" in body else today
            to += timedelta(days=int(body.get("days", 0)))
        except (ValueError, OverflowError):
            raise BadInput("A day is written like 2026-03-31.") from None
        await self.move_day(to, zone)
        self.workspace.changes.tell("day")
        return {"ok": True, "now": self.workspace.now().isoformat()}

    async def _fault(self, member: Member, body: Body) -> object:
        await turn(self.workspace, self.links, body)
        self.workspace.changes.tell("faults")
        return {"ok": True, **screens.faults(self.workspace)}


def _refused(error: WorkError) -> web.Response:
    body = {"ok": False, "error": "refused", "said": error.sentence, "errors": {}}
    return web.json_response(body, status=400)
