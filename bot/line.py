"""The bot's line to Slack: Socket Mode over aiohttp, which is back soonest after a refresh, a reset or a silence."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from slack_bolt.adapter.socket_mode.async_base_handler import AsyncBaseSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import system_now
from bot.connecting import UNREACHABLE, Trouble, slack_trouble

PING_SECONDS = 3
LOG = logging.getLogger("bot.line")

Told = Callable[[Trouble], None]


class Line(AsyncBaseSocketModeHandler):
    """Takes what Slack sends to the app and sends its acknowledgements back."""

    app: AsyncApp

    def __init__(self, app: AsyncApp, app_token: str, web_client: AsyncWebClient, told: Told) -> None:
        """`told` hears of every refusal, those in the middle of a reconnect included."""
        self.app = app
        self.client: _Client = _Client(app_token, LOG, web_client, ping_interval=PING_SECONDS)
        self.client.told = told
        self.client.socket_mode_request_listeners.append(self.handle)
        self._leaving = False
        self._handling: set[asyncio.Task[Any]] = set()

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """One delivery. Once the line is leaving, nothing is taken any more and Slack hears nothing back."""
        if self._leaving:
            return
        task = asyncio.current_task()
        assert task is not None
        self._handling.add(task)
        try:
            started = system_now().timestamp()
            await send_async_response(client, req, await run_async_bolt_app(self.app, req), started)
        finally:
            self._handling.discard(task)

    async def connect(self) -> None:
        """Open the line, tried until it works."""
        await self.client.connect()  # type: ignore[no-untyped-call]

    async def renew(self) -> bool:
        """Whether the line is open; where not, the next try takes a new address, for each is good only once."""
        if await self.client.is_connected():
            return True
        self.client.wss_uri = None
        return False

    async def leave(self, seconds: float) -> None:
        """Take nothing more, acknowledge what is being handled within `seconds`, and hang up."""
        self._leaving = True
        if self._handling:
            await asyncio.wait(self._handling, timeout=seconds)
        await self.client.close()  # type: ignore[no-untyped-call]


class _Client(SocketModeClient):
    told: Told

    async def issue_new_wss_url(self) -> str:
        """A fresh address, tried once: the caller tries again, forever."""
        try:
            return str((await self.web_client.apps_connections_open(app_token=self.app_token))["url"])
        except UNREACHABLE as error:
            trouble = slack_trouble(error, "SLACK_APP_TOKEN")
            self.told(trouble)
            await asyncio.sleep(trouble.wait)
            raise


class Quiet(logging.Filter):
    """Keeps back the SDK's tracebacks of each try to connect: `told` and the watch say it once, in a sentence."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(("Failed to connect", "Failed to check the current session"))


LOG.addFilter(Quiet())
