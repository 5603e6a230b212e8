"""Where a message comes from: who wrote it, by name, and its address; as far as Slack says so in time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import WorkError
from bot.turn import Profile

log = logging.getLogger(__name__)
SECONDS = 1.0
"""How long a shortcut waits for it: a form must open within three seconds."""


async def provenance(
    client: AsyncWebClient, profile: Callable[[str], Awaitable[Profile]], body: dict[str, Any]
) -> tuple[str, str]:
    """(who wrote it, its address) of the message a shortcut was used on; either is empty where Slack does not say."""
    message, channel = body.get("message") or {}, (body.get("channel") or {}).get("id") or ""
    return await asyncio.gather(_author(profile, message), _address(client, channel, message.get("ts") or ""))


async def _author(profile: Callable[[str], Awaitable[Profile]], message: dict[str, Any]) -> str:
    if message.get("bot_id") or not message.get("user"):  # an app is no account that one could ask about
        return str(message.get("username") or (message.get("bot_profile") or {}).get("name") or "")
    try:
        return (await asyncio.wait_for(profile(str(message["user"])), SECONDS)).name
    except (WorkError, ClientError, TimeoutError) as error:
        log.info("no name for who wrote a message: %s", error)
        return ""


async def _address(client: AsyncWebClient, channel: str, ts: str) -> str:
    if not channel or not ts:
        return ""
    try:
        asked = client.chat_getPermalink(channel=channel, message_ts=ts)
        return str((await asyncio.wait_for(asked, SECONDS)).get("permalink") or "")
    except (SlackApiError, ClientError, TimeoutError) as error:
        log.info("no address for a message: %s", error)
        return ""
