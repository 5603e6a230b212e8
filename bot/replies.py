"""Answers to Slack: the right call for where something was done, and the next best where that is refused."""

import logging
from typing import Any

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import Answer
from bot.blocks.parts import actions, button, plain, section
from bot.payloads import Origin, with_origin

log = logging.getLogger(__name__)
FORM = "This needs a form. Press to open it."
GONE = "The form could not be opened: Slack gives it three seconds, and they had passed. Press to open it now."


class Replies:
    """Brings answers to the person who asked, and to nobody else."""

    def __init__(self, client: AsyncWebClient, session: ClientSession) -> None:
        self.client = client
        self.session = session

    async def give(self, answer: Answer, origin: Origin, again: str, *, in_place: bool = False) -> None:
        """Open the form, or say it where it was asked; `again` is what a button must say to ask once more."""
        if answer.form is not None:
            await self._open(answer, origin, again)
        elif origin.surface == "modal":
            await self._update(answer, origin)
        elif origin.surface == "home":
            await self._show(answer, origin)
        else:
            await self.say(answer, origin, in_place=in_place)

    async def say(self, answer: Answer, origin: Origin, *, in_place: bool = False) -> None:
        """A private message: by the response address, else ephemeral in the channel, else by direct message."""
        message: dict[str, Any] = {"text": answer.text or " ", "blocks": list(answer.blocks)}
        if origin.response_url:
            replace = in_place or (answer.replace and origin.ephemeral)
            payload = {**message, "response_type": "ephemeral", "replace_original": replace}
            if await self._respond(origin.response_url, payload):
                return
        if origin.channel_id and not origin.channel_id.startswith("D"):
            try:
                await self.client.chat_postEphemeral(channel=origin.channel_id, user=origin.user_id, **message)
                return
            except SlackApiError as error:
                log.info("ephemeral refused (%s), telling by direct message", error.response.get("error"))
        if origin.thread_ts:
            message["thread_ts"] = origin.thread_ts
        await self.client.chat_postMessage(channel=origin.user_id, unfurl_links=False, unfurl_media=False, **message)

    async def _respond(self, url: str, payload: dict[str, Any]) -> bool:
        try:
            async with self.session.post(url, json=payload) as response:
                if response.status == 200:
                    return True
                log.info("response address answered %s", response.status)
        except ClientError as error:
            log.info("response address not reached: %s", error)
        return False

    async def _open(self, answer: Answer, origin: Origin, again: str) -> None:
        assert answer.form is not None
        if not origin.trigger_id:
            await self.say(self._asking(again, FORM), origin)
            return
        view = with_origin(answer.form, origin)
        try:
            if origin.surface == "modal":
                await self.client.views_push(trigger_id=origin.trigger_id, view=view)
            else:
                await self.client.views_open(trigger_id=origin.trigger_id, view=view)
        except SlackApiError as error:
            await self.say(self._not_opened(error, again), origin)

    def _asking(self, again: str, text: str) -> Answer:
        verb, _, argument = again.partition(" ")
        return Answer(text=text, blocks=(section(text), actions([button("Open the form", verb, argument)])))

    def _not_opened(self, error: SlackApiError, again: str) -> Answer:
        reason = error.response.get("error")
        if reason in ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"):
            return self._asking(again, GONE)
        log.error("form refused: %s", error.response)
        needed = error.response.get("needed")
        why = f"Slack said {reason}" if reason else "Slack did not answer"
        why = f"the app lacks the permission `{needed}`" if needed else why
        text = f"The form could not be opened: {why}. Nothing was changed."
        return Answer(text=text, blocks=(section(text),))

    async def _update(self, answer: Answer, origin: Origin) -> None:
        try:
            await self.client.views_update(view_id=origin.view_id, view=as_modal(answer))
        except SlackApiError as error:
            if error.response.get("error") != "not_found":  # closed in the meantime: nobody waits for it
                raise

    async def _show(self, answer: Answer, origin: Origin) -> None:
        try:
            await self.client.views_open(trigger_id=origin.trigger_id, view=as_modal(answer))
        except SlackApiError as error:
            log.info("modal refused (%s), telling by direct message", error.response.get("error"))
            await self.say(answer, origin)


def as_modal(answer: Answer) -> dict[str, Any]:
    """An answer shown on a sheet of its own, where there is no message to answer beside."""
    return {
        "type": "modal",
        "callback_id": "wp:shown",
        "title": plain("Work programme", 24),
        "close": plain("Close", 24),
        "blocks": list(answer.blocks) or [section(answer.text or "Done.")],
    }


WORKING = Answer(text="Working on it …", blocks=(section("Working on it … You can close this; nothing is lost."),))
"""Shown where a form's verdict takes longer than Slack waits."""
