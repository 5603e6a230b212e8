"""The server in somebody else's loop, and what it brings along."""

import asyncio
import subprocess
import sys

import pytest

from bot.sandbox.channels import Channel
from bot.sandbox.people import Person
from bot.sandbox.server import Server
from bot.sandbox.workspace import Workspace


def test_it_runs_inside_a_loop_that_is_there_already() -> None:
    async def life() -> list[str]:
        workspace = Workspace()
        workspace.seed([Person("Ana"), Person("Bea", "Bea B (ORG)")], [Channel("general", {"Ana"})])
        async with Server(workspace) as server:
            assert server.url == f"http://127.0.0.1:{server.port}"
            ana, general = server.member("Ana"), workspace.channel("general").channel_id
            assert (await ana.write("Hello @Bea", general)).ok
            assert (await ana.command("/wp", general)).error == "dispatch_failed"
            assert (await server.member("Bea B (ORG)").write("x", general)).error == "refused"
            await workspace.changes.until(lambda: len(workspace.messages(general)) == 1)
            return [one.text for one in ana.sees(general)]

    said = asyncio.run(life())
    assert said == ["Hello <@U0000000002>", '/wp failed with the error "dispatch_failed".']


def test_a_port_that_is_taken_is_said_at_once() -> None:
    async def two() -> None:
        async with Server(Workspace()) as first:
            with pytest.raises(OSError, match=str(first.port)):
                await Server(Workspace(), port=first.port).start()

    asyncio.run(two())


def test_it_knows_nothing_of_the_bot_and_brings_nothing_heavy() -> None:
    script = "import sys, bot.sandbox.running; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    modules = ran.stdout.split()
    own = {one for one in modules if one.startswith(("bot.", "storage"))}
    assert {one for one in own if not one.startswith("bot.sandbox")} == {"bot.clock", "bot.errors"}
    assert not {"slack_sdk", "slack_bolt", "sqlalchemy", "sqlmodel", "pydantic"} & set(modules)
