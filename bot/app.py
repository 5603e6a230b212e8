"""Bolt's listeners: take what Slack brings, ack it at once, hand it to the router, bring the answer. Knows no rule."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import payloads
from bot.answers import Answer
from bot.blocks.parts import escape, section
from bot.commands.router import Delivery, Router
from bot.commands.spec import Form
from bot.directory import Directory, profile_of
from bot.downloads import fetch_files
from bot.errors import UnknownChannel, UnknownPerson, WorkError
from bot.payloads import Body, Origin
from bot.presence import presence
from bot.provenance import provenance
from bot.replies import WORKING, Replies, as_modal
from bot.uploads import give_files

log = logging.getLogger(__name__)
VERDICT_SECONDS = 2.0
"""A form's verdict travels only in the ack, and Slack waits three seconds for that."""
FILES = 5
"""Files of one message that are looked at."""
ANYTHING = re.compile(".*", re.DOTALL)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot itself is, from auth.test."""

    team_id: str
    bot_id: str
    bot_user_id: str


@dataclass(slots=True)
class Edge:
    """Everything between Slack and the router, for one workspace."""

    router: Router
    client: AsyncWebClient
    session: ClientSession
    identity: Identity
    pool: Executor
    revoked: Callable[[str], None]
    """Called when Slack says that the token is no longer good."""
    replies: Replies
    directory: Directory

    async def work(self, call: Callable[..., Result], *given: Any) -> Result:
        """Blocking work in the bounded pool: one slow query must not stall the others."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, call, *given)

    async def answer(self, delivery: Delivery) -> Answer:
        """The router's answer, after asking Slack about people and channels it does not know yet."""
        for _ in range(5):
            try:
                return await self._with_files(await self.work(self.router.answer, delivery), delivery.user_id)
            except UnknownChannel as unknown:
                seen = await presence(self.client, unknown.channel)
                delivery = replace(delivery, channels={**delivery.channels, unknown.channel: seen})
            except UnknownPerson as unknown:
                try:
                    await self.work(self.router.meet, await self.directory.profile(unknown.user_id))
                except WorkError as error:
                    return Answer(text=escape(error.sentence), blocks=(section(escape(error.sentence)),))
                except Exception as error:
                    return self.router.sorry(error)
        return Answer(text="I could not find out who is meant. Nothing was changed.")

    async def _with_files(self, answer: Answer, user_id: str) -> Answer:
        """The answer once its files are sent; what went wrong with them instead, where something did."""
        if not answer.files:
            return answer
        trouble = await give_files(self.session, self.client, user_id, answer.files)
        return Answer(text=trouble, blocks=(section(escape(trouble)),)) if trouble else answer

    async def take(self, delivery: Delivery, origin: Origin) -> None:
        """Answer what was typed or pressed. The ack has gone: nothing here may raise."""
        try:
            answer = await self.answer(delivery)
            there = delivery.pressed and origin.channel_id.startswith("D") and not origin.ephemeral and not origin.stays
            in_place = there and answer.settled
            await self.replies.give(answer, origin, delivery.text, in_place=in_place)
            if origin.surface == "home":
                await self.publish_home(origin.user_id, delivery.team_id)
            await self.refresh(delivery.user_id)
        except Exception:
            log.exception("could not answer %s", delivery.key)

    async def hear(self, body: Body) -> None:
        """Answer what somebody wrote to the bot itself, once however often it is brought."""
        if (taken := payloads.written(body)) is None:
            return
        delivery, origin, files = taken
        try:
            if not await self.work(self.router.first_time, f"heard:{delivery.key}"):
                return
            for place, file in enumerate(files[:FILES]):
                await self._offer(replace(delivery, key=f"{delivery.key}:{place}"), origin, file)
        except Exception:
            log.exception("could not take what was written")
            return
        if not files:
            await self.take(delivery, origin)

    async def _offer(self, delivery: Delivery, origin: Origin, file: Body) -> None:
        """Offer a document to be loaded, to who may; nobody else's is even fetched."""
        answer = await self.answer(replace(delivery, key=f"{delivery.key}:may", text="programme load", plain=False))
        if answer.form is not None:
            try:
                fetched = await fetch_files(self.session, self.client, {"file": [file]})
                form = Form(values=dict(fetched), meta={"argument": "offer"})
                answer = await self.answer(replace(delivery, text="programme", form=form))
            except WorkError as error:
                answer = Answer(text=error.sentence, errors={"file": error.sentence})
        if answer.errors:
            text = escape(next(iter(answer.errors.values())))
            answer = Answer(text=text, blocks=(section(text),))
        await self.replies.say(answer, origin)

    async def redraw(self, delivery: Delivery, origin: Origin) -> None:
        """Show an open form with the fields that a choice in it asks for. What was typed stays, as the names do."""
        try:
            answer = await self.answer(delivery)
            view = payloads.with_origin(answer.form, origin) if answer.form else as_modal(answer)
            await self.client.views_update(view_id=origin.view_id, view=view)
        except Exception:
            log.exception("could not redraw a form")

    async def verdict(self, body: Body, ack: Callable[..., Awaitable[Any]]) -> None:
        """Answer a form: errors travel in the ack, so the work comes first, and the ack within two seconds."""
        working = asyncio.ensure_future(self._judge(body))
        done, _ = await asyncio.wait({working}, timeout=VERDICT_SECONDS)
        if done:
            answer, origin = working.result()
            await ack(**_acked(answer, origin))
        else:
            await ack(response_action="update", view=as_modal(WORKING))
            answer, origin = await working
        try:
            await self._after(answer, origin, late=not done)
        except Exception:
            log.exception("could not finish a form")

    async def _judge(self, body: Body) -> tuple[Answer, Origin]:
        origin = payloads.sent(body, {})[1]
        try:
            files = await fetch_files(self.session, self.client, payloads.files_of(body))
            delivery, origin = payloads.sent(body, files)
            return await self.answer(delivery), origin
        except WorkError as error:
            fields = payloads.files_of(body)
            return Answer(text=error.sentence, errors=dict.fromkeys(fields, error.sentence)), origin

    async def _after(self, answer: Answer, origin: Origin, *, late: bool) -> None:
        if late:
            text = next(iter(answer.errors.values()), "")
            shown = Answer(text=text, blocks=(section(escape(text)),)) if text else answer
            view = payloads.with_origin(answer.form, origin) if answer.form else as_modal(shown)
            await self.client.views_update(view_id=origin.view_id, view=view)
        elif not answer.errors and answer.form is None and origin.surface == "message":
            await self.replies.say(answer, origin)
        if origin.surface == "home" and not answer.errors:
            await self.publish_home(origin.user_id, "")

    async def publish_home(self, user_id: str, team_id: str) -> None:
        """Show the Home tab as it stands now."""
        delivery = Delivery(key="", team_id=team_id or self.identity.team_id, user_id=user_id)
        try:
            view = await self.work(self.router.home, delivery)
        except UnknownPerson:
            await self.work(self.router.meet, await self.directory.profile(user_id))
            view = await self.work(self.router.home, delivery)
        try:
            await self.client.views_publish(user_id=user_id, view=view)
        except SlackApiError as error:
            log.warning("Home tab not shown: %s", error.response.get("error"))

    async def refresh(self, user_id: str) -> None:
        """Ask Slack once a day whether people still are who they were."""
        if self.directory.stale(user_id):
            await self.work(self.router.meet, await self.directory.profile(user_id))


def _acked(answer: Answer, origin: Origin) -> dict[str, Any]:
    """What the ack of a form says: errors beside fields, the next form, or that it is done."""
    if answer.errors:
        return {"response_action": "errors", "errors": answer.errors}
    if answer.form is not None:
        return {"response_action": "update", "view": payloads.with_origin(answer.form, origin)}
    if origin.surface in ("home", "modal"):
        return {"response_action": "update", "view": as_modal(answer)}
    return {"response_action": "clear"}


def build_app(edge: Edge, command: str) -> AsyncApp:
    """A Bolt app whose listeners lead to the router. Makes no call to Slack by itself."""
    identity = edge.identity

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_token=edge.client.token,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
        )

    bolt = logging.getLogger("bolt")
    bolt.setLevel(logging.ERROR)  # it would warn at every start that it needs no token, as it has `authorize`
    app = AsyncApp(client=edge.client, authorize=authorize, logger=bolt)

    @app.command(command)
    async def on_command(ack: Any, body: Body) -> None:
        await ack()
        await edge.take(*payloads.typed(body))

    @app.command(ANYTHING)
    async def on_other_command(ack: Any, body: Body) -> None:
        await ack(text=f"I answer to `{command}`, not to `{body.get('command')}`.", response_type="ephemeral")

    @app.action(ANYTHING)
    async def on_press(ack: Any, body: Body) -> None:
        await ack()
        if redrawn := payloads.chosen(body):
            await edge.redraw(*redrawn)
        elif taken := payloads.pressed(body):
            await edge.take(*taken)

    @app.shortcut(ANYTHING)
    async def on_shortcut(ack: Any, body: Body) -> None:
        await ack()
        by, link = await provenance(edge.client, edge.directory.profile, body)
        await edge.take(*payloads.shortcut(body, by, link))

    @app.view(ANYTHING)
    async def on_form(ack: Any, body: Body) -> None:
        await edge.verdict(body, ack)

    @app.view_closed(ANYTHING)
    async def on_closed(ack: Any) -> None:
        await ack()

    @app.event("app_home_opened")
    async def on_home(event: Body, body: Body) -> None:
        if event.get("tab", "home") == "home":
            await edge.publish_home(event["user"], body.get("team_id", ""))

    @app.event("message")
    async def on_message(body: Body) -> None:
        await edge.hear(body)

    @app.event("user_change")
    async def on_user_change(event: Body) -> None:
        await edge.work(edge.router.meet, profile_of(event.get("user") or {}, identity.team_id))

    @app.event("tokens_revoked")
    async def on_revoked(event: Body) -> None:
        if (event.get("tokens") or {}).get("bot"):  # else it was a person's own
            edge.revoked("Slack has revoked the bot's token.")

    @app.event("app_uninstalled")
    async def on_uninstalled() -> None:
        edge.revoked("The app was removed from the workspace.")

    @app.event(ANYTHING)
    async def on_other_event() -> None:
        """Acked by Bolt, so that Slack does not bring it again."""

    return app
