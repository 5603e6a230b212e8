"""A small app on the real Bolt, for the tests of the local workspace: it stands for any bot that may be connected."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.running import Slack

FORM = {
    "type": "modal",
    "callback_id": "add",
    "title": {"type": "plain_text", "text": "Add"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": {"type": "plain_text", "text": "What?"},
            "element": {"type": "plain_text_input", "action_id": "text", "max_length": 20},
        },
        {
            "type": "input",
            "block_id": "when",
            "optional": True,
            "label": {"type": "plain_text", "text": "When?"},
            "element": {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-01"},
        },
    ],
}


def with_button(text: str, label: str, action_id: str, value: str = "") -> list[dict[str, Any]]:
    button: dict[str, Any] = {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": label},
    }
    if value:
        button["value"] = value
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": text}},
        {"type": "actions", "elements": [button]},
    ]


@contextmanager
def connected(slack: Slack, app: AsyncApp, ping_seconds: float = 3) -> Iterator[AsyncApp]:
    """The app's real Socket Mode handler, connected for the length of a `with`."""

    async def start() -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=ping_seconds)
        await handler.connect_async()
        return handler

    handler = slack.run(start())
    try:
        slack.connected()
        yield app
    finally:
        slack.run(handler.close_async())


def bolt_app(slack: Slack) -> AsyncApp:
    """Says hello, opens a form, counts presses, publishes a Home tab."""

    async def made() -> AsyncApp:
        client = AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        return AsyncApp(client=client)

    app = slack.run(made())

    @app.command("/wp")
    async def command(ack: Any, body: Any, respond: Any, client: Any, say: Any) -> None:
        text = body["text"]
        if text == "fail":
            return
        await ack()
        if text == "form":
            await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        elif text == "post":
            blocks = with_button("Anyone?", "Claim", "claim", "15")
            with suppress(SlackApiError, ClientError):
                await client.chat_postMessage(channel=body["channel_id"], text="Anyone?", blocks=blocks)
        elif text == "private":
            await respond(text="Sure?", blocks=with_button("Sure?", "Yes", "yes"))
        else:
            await respond(f"You said: {text}")

    @app.action("claim")
    async def claim(ack: Any, body: Any, client: Any) -> None:
        await ack()
        who, message = body["user"]["id"], body["message"]
        await client.chat_update(channel=body["channel"]["id"], ts=message["ts"], text="Claimed", blocks=_claimed(who))

    @app.action("yes")
    async def yes(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Done", replace_original=True)

    @app.view("add")
    async def add(ack: Any, view: Any, client: Any, body: Any) -> None:
        what = view["state"]["values"]["what"]["text"]["value"]
        if what == "bad":
            await ack(response_action="errors", errors={"what": "Say more."})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Added: {what}")

    @app.event("app_home_opened")
    async def home(event: Any, client: Any) -> None:
        text = {"type": "plain_text", "text": f"Hello {event['user']}"}
        view = {"type": "home", "blocks": [{"type": "section", "text": text}]}
        await client.views_publish(user_id=event["user"], view=view)

    return app


def _claimed(who: str) -> list[dict[str, Any]]:
    return [{"type": "section", "text": {"type": "mrkdwn", "text": f"Claimed by <@{who}>"}}]
