"""The workspace for tests: a server in a thread of its own, and a face that can be used without await."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread
from typing import Any, TypeVar

from bot.clock import Now, system_now
from bot.sandbox.app import App
from bot.sandbox.changes import PATIENCE
from bot.sandbox.channels import Channel
from bot.sandbox.faults import Faults
from bot.sandbox.hello import Hello
from bot.sandbox.links import ACK_SECONDS, Reason
from bot.sandbox.messages import Message
from bot.sandbox.page import MoveDay
from bot.sandbox.payloads import event
from bot.sandbox.people import Person, default_people
from bot.sandbox.server import Server
from bot.sandbox.somebody import Somebody
from bot.sandbox.wire import Exchange
from bot.sandbox.workspace import Workspace

T = TypeVar("T")


class Slack:
    """A running workspace, for a thread that is not the server's."""

    def __init__(self, server: Server, loop: asyncio.AbstractEventLoop) -> None:
        self.server = server
        self.workspace: Workspace = server.workspace
        self.loop = loop

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base_url (SLACK_API_URL)."""
        return self.server.api_url

    @property
    def bot_token(self) -> str:
        return self.workspace.bot_token

    @property
    def app_token(self) -> str:
        return self.workspace.app_token

    @property
    def faults(self) -> Faults:
        return self.workspace.faults

    def run(self, work: Coroutine[Any, Any, T], seconds: float = 30.0) -> T:
        """Run something on the server's loop and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(seconds)

    def call(self, work: Callable[[], T]) -> T:
        """Run a plain function on the server's loop."""

        async def there() -> T:
            return work()

        return self.run(there())

    def wait(self, there: Callable[[], T | None], seconds: float = PATIENCE) -> T:
        """What `there` gives once it gives something true, asked again at every change. TimeoutError at the end.

        `there` may look (sees, private, modal, calls …) but not act.
        """
        return self.workspace.changes.wait(there, seconds)

    def connected(self, links: int = 1, seconds: float = PATIENCE) -> None:
        """Wait until the bot has so many sockets open that will stay; one told to go takes nothing any more."""
        self.wait(lambda: self.server.links.staying == links, seconds)

    def person(self, who: str) -> "Somebody":
        return Somebody(self, self.workspace.person(who).user_id)

    def channel(self, which: str) -> Channel:
        return self.workspace.channel(which)

    def messages(self, channel: str) -> list[Message]:
        """What everybody sees in a channel, the oldest first."""
        return self.workspace.messages(self.workspace.channel(channel).channel_id)

    def calls(self, method: str) -> list[Exchange]:
        """What the bot called (a method's name, or `response_url`, `ack`, `response_action`), refused ones too."""
        return self.workspace.wire.calls(method)

    def deliveries(self, kind: str) -> list[Exchange]:
        """What was delivered to the bot: slash_commands, block_actions, view_submission, an event's type …"""
        return self.workspace.wire.deliveries(kind)

    def change_person(self, who: str, **changes: Any) -> Person:
        """Change what is known of somebody (tz, deleted, is_admin …); user_change is sent where subscribed."""
        person = replace(self.workspace.person(who), **changes)
        self.call(lambda: self.workspace.change_person(person))
        if "user_change" in self.workspace.app.events:
            self.emit({"type": "user_change", "user": person.as_user(self.workspace.now())})
        return person

    # The line

    def drop(self) -> None:
        """Cut the socket without a word of farewell."""
        self.call(self.server.links.drop)

    def refresh(self, reason: Reason = "refresh_requested") -> None:
        self.run(self.server.links.refresh(reason))

    def close_lines(self) -> None:
        """Close every socket with a proper closing frame."""
        self.run(self.server.links.close())

    def go_silent(self) -> None:
        """The open sockets stay open and nothing goes through them any more."""
        self.call(self.server.links.go_silent)

    def twice(self, times: int = 1) -> None:
        """The next payloads arrive twice."""
        self.call(lambda: self.server.links.twice(times))

    def retry_events(self) -> None:
        """Send again at once the events that wait to be sent again."""
        self.call(self.server.links.retry_now)

    def emit(self, inner: dict[str, object]) -> None:
        """An event of any kind (its inner part), whether subscribed or not."""
        self.call(lambda: self.server.links.tell(event(self.workspace, inner)))

    def revoke_token(self, error: str = "token_revoked") -> None:
        """Refuse the bot's token from now on; tell the bot where it is subscribed to tokens_revoked."""
        self.call(lambda: self.workspace.revoke_token(error))
        if error == "token_revoked" and "tokens_revoked" in self.workspace.app.events:
            bots = {"oauth": [], "bot": [self.workspace.app.bot_user_id]}
            self.emit({"type": "tokens_revoked", "tokens": bots})


@contextmanager
def running_workspace(
    people: Iterable[Person] | None = None,
    channels: Iterable[Channel] | None = None,
    *,
    app: App | None = None,
    now: Now = system_now,
    ack_seconds: float = ACK_SECONDS,
    port: int = 0,
    move_day: MoveDay | None = None,
    hello: Hello | None = None,
) -> Iterator[Slack]:
    """A workspace on a free port for the length of a `with`; everybody is in #general unless told otherwise."""
    workspace = Workspace(app, now=now)
    workspace.seed(
        default_people() if people is None else people,
        [Channel("general")] if channels is None else channels,
    )
    server = Server(workspace, port=port, ack_seconds=ack_seconds, move_day=move_day, hello=hello)
    loop = asyncio.new_event_loop()
    ready = Event()
    thread = Thread(target=_serve, args=(loop, ready), daemon=True, name="local workspace")
    thread.start()
    ready.wait()
    slack = Slack(server, loop)
    try:
        slack.run(server.start())
        yield slack
    finally:
        slack.run(server.stop())
        slack.run(_end_of_all())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end_of_all() -> None:
    """Cancel what a bot left running on this loop, so that nothing outlives the test."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


def _serve(loop: asyncio.AbstractEventLoop, ready: Event) -> None:
    asyncio.set_event_loop(loop)
    loop.call_soon(ready.set)
    loop.run_forever()
