"""Whether the bot is in a channel, as Slack says at this moment."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.connecting import UNREACHABLE
from bot.turn import Presence


async def presence(client: AsyncWebClient, channel: str) -> Presence:
    """What Slack says of a channel (C… id); "unknown" where it cannot be asked, or nobody has granted that."""
    try:
        info = (await client.conversations_info(channel=channel)).get("channel") or {}
    except SlackApiError as error:
        return Presence("unseen" if error.response.get("error") == "channel_not_found" else "unknown")
    except UNREACHABLE:
        return Presence("unknown")
    name = str(info.get("name") or "")
    if info.get("is_archived"):
        return Presence("archived", name)
    return Presence("member" if info.get("is_member") else "apart", name)
