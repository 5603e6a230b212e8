"""The local server: Slack's side of the wire on loopback, one aiohttp application."""

from pathlib import Path
from types import TracebackType

from aiohttp import web

from bot.sandbox.gateway import LARGEST_BODY, Gateway
from bot.sandbox.guard import guard
from bot.sandbox.hello import Hello
from bot.sandbox.links import ACK_SECONDS, Links
from bot.sandbox.member import Member
from bot.sandbox.page import MoveDay, Page
from bot.sandbox.responses import Responses
from bot.sandbox.workspace import Workspace

STATIC = Path(__file__).parent / "static"
"""The page itself: index.html at /, everything else at /static/…"""


class Server:
    """Serves one workspace on 127.0.0.1. `async with Server(workspace)`, or `start` and `stop`.

    `move_day` lets the page move the day; `hello` tells the page what to propose to a newcomer.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        port: int = 0,
        ack_seconds: float = ACK_SECONDS,
        move_day: MoveDay | None = None,
        hello: Hello | None = None,
    ) -> None:
        self.workspace = workspace
        self.port = port
        self.links = Links(workspace, ack_seconds)
        self.page = Page(workspace, self.links, move_day=move_day, hello=hello)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base_url."""
        return f"{self.url}/api/"

    def member(self, who: str) -> Member:
        """The hands of a person, by name or user id."""
        return Member(self.workspace, self.links, self.workspace.person(who).user_id)

    def application(self) -> web.Application:
        gateway, responses = Gateway(self.workspace, self.links), Responses(self.workspace)
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[guard(lambda: self.port)])
        app.router.add_route("*", "/api/{method}", gateway.api)
        app.router.add_get("/link/{ticket}", self.links.serve)
        app.router.add_post("/respond/{secret}", responses.respond)
        app.router.add_post("/upload/{file}/{secret}", gateway.upload)
        app.router.add_get("/files-pri/{file}/{name}", gateway.download)
        app.router.add_routes(self.page.routes())
        if STATIC.is_dir():
            app.router.add_get("/", self._index)
            app.router.add_static("/static/", STATIC)
        return app

    async def _index(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(STATIC / "index.html")

    async def start(self) -> "Server":
        """Listen; an OSError where the port is taken."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.workspace.base = self.url
        return self

    async def stop(self) -> None:
        await self.links.stop()
        await self.page.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> "Server":
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
