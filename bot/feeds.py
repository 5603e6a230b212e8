"""Calendars by address: a small web server beside the bot. It answers GET and HEAD of good addresses, and nothing else.

It knows no listing, logs no address, and says 404 to whatever is not, or no longer, good.
"""

import asyncio
import hashlib
import re
from concurrent.futures import Executor

from aiohttp import web

from bot.deps import Deps
from bot.errors import SetupError
from bot.operations import calendars
from bot.operations.house import house_now

_PATH = re.compile(r"(?:^|.*/)calendar/([A-Za-z0-9_-]{20,64})\.ics")
FRESH_SECONDS = 900
"""How long a calendar may keep an answer without asking again."""
NONE_HERE = "There is no calendar here."
AT_ONCE, WAITING = 2, 40
"""Calendars that are written at a time, and that wait for it; more are asked to come back later."""


class Feeds:
    """The server: `start` binds the port, `stop` lets what is being answered finish."""

    def __init__(self, deps: Deps, pool: Executor, port: int) -> None:
        self.deps = deps
        self.pool = pool
        self.port = port
        self._writing = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Raises SetupError where the port cannot be had."""
        app = web.Application(client_max_size=1024)
        app.router.add_get("/{path:.*}", self._answer)  # aiohttp answers HEAD by it too, and 405 to the rest
        # No access log: an address in a log is an address in the hands of whoever reads it.
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=5.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, port=self.port).start()
        except OSError as error:
            await self.stop()
            raise SetupError(
                f"Calendars cannot be served: port {self.port} cannot be had ({error.strerror or error}). "
                "Name another in WP_HTTP_PORT, or leave WP_HTTP_PORT and WP_PUBLIC_URL out."
            ) from error

    async def stop(self) -> None:
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        match = _PATH.fullmatch(request.path)
        if match is None:
            return _none()
        if self._waiting >= WAITING:
            return web.Response(
                status=503, text="Too many at once. Try again in a minute.", headers={"Retry-After": "60"}
            )
        self._waiting += 1
        try:
            async with self._writing:
                body = await asyncio.get_running_loop().run_in_executor(self.pool, self._written, match[1])
        finally:
            self._waiting -= 1
        if body is None:
            return _none()
        etag = hashlib.sha256(body).hexdigest()[:32]
        headers = {"Cache-Control": f"private, max-age={FRESH_SECONDS}", "X-Robots-Tag": "noindex, nofollow"}
        if any(known.value in (etag, "*") for known in request.if_none_match or ()):
            same = web.Response(status=304, headers=headers)
            same.etag = etag
            return same
        answer = web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=headers)
        answer.etag = etag
        return answer

    def _written(self, token: str) -> bytes | None:
        from bot.writing.calendar import ics

        with self.deps.unit.reading() as session:
            house = house_now(session, self.deps.house)
            found = calendars.served(session, token, now=self.deps.now(), house=house)
        return ics(found) if found else None


def _none() -> web.Response:
    return web.Response(status=404, text=NONE_HERE, headers={"Cache-Control": "no-store"})
