"""A bot without any framework: one raw socket that acknowledges as it is told. What it got is kept."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from typing import Any

import aiohttp

from bot.sandbox.changes import PATIENCE
from bot.sandbox.running import Slack

Answer = Callable[[dict[str, Any]], Any]
SILENT = object()


class PlainBot:
    """`answer` gives the payload of each acknowledgement, or SILENT for none."""

    def __init__(self, slack: Slack, answer: Answer) -> None:
        self.slack = slack
        self.answer = answer
        self.got: list[dict[str, Any]] = []
        self.closed = False
        self._condition = Condition()

    async def connect(self) -> None:
        self.session = aiohttp.ClientSession()
        headers = {"Authorization": f"Bearer {self.slack.app_token}"}
        async with self.session.post(f"{self.slack.api_url}apps.connections.open", headers=headers) as said:
            url = (await said.json())["url"]
        self.socket = await self.session.ws_connect(url)
        self.task = self.slack.loop.create_task(self._listen())

    async def _listen(self) -> None:
        async for message in self.socket:
            body = json.loads(message.data)
            with self._condition:
                self.got.append(body)
                self._condition.notify_all()
            if "envelope_id" in body and (answer := self.answer(body)) is not SILENT:
                ack = {"envelope_id": body["envelope_id"]}
                await self.socket.send_json({**ack, "payload": answer} if answer is not None else ack)
        with self._condition:
            self.closed = True
            self._condition.notify_all()

    async def close(self) -> None:
        await self.socket.close()
        await self.session.close()
        await self.task

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in self.got if one["type"] == kind]

    def waits(self, kind: str, many: int = 1) -> list[dict[str, Any]]:
        """The envelopes of a type, once there are so many."""
        with self._condition:
            assert self._condition.wait_for(lambda: len(self.of(kind)) >= many, PATIENCE), self.got
        return self.of(kind)

    def waits_for_the_end(self) -> None:
        with self._condition:
            assert self._condition.wait_for(lambda: self.closed, PATIENCE)


@contextmanager
def plain_bot(slack: Slack, answer: Answer = lambda envelope: None) -> Iterator[PlainBot]:
    before = slack.server.links.staying
    bot = PlainBot(slack, answer)
    slack.run(bot.connect())
    slack.connected(before + 1)
    try:
        yield bot
    finally:
        slack.run(bot.close())
