"""The one way out to Slack for what nobody waits for: posts once, and tells apart what may have come of it."""

import errno
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.error import URLError
from uuid import UUID

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.answers import Block
from bot.connecting import slack_trouble
from bot.outcomes import (
    Absent,
    Amended,
    Blind,
    Done,
    Gone,
    Later,
    Message,
    Outcome,
    Refused,
    Sent,
    Standing,
    Stands,
    Unknown,
)

EVENT_TYPE = "wp_announcement"
TEXT = 3900
"""Slack advises at most 4,000 characters of text."""
PAGE = 200
"""Messages in one answer, as Slack advises."""


class Post:
    """Posts with the bot's token. Blocks its thread; never raises for what Slack or the network do."""

    def __init__(self, token: str, base_url: str, timeout: float) -> None:
        # The SDK's default handlers would post again after a lost reply: two messages, one success.
        self.client = WebClient(token=token, base_url=base_url, timeout=round(timeout) or 1, retry_handlers=[])

    def send(self, message: Message) -> Outcome:
        try:
            answer = self.client.chat_postMessage(
                channel=message.receiver,
                text=message.text[:TEXT],
                blocks=list(message.blocks),
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": str(message.key)}},
                unfurl_links=False,
                unfurl_media=False,
            )
            return Sent(str(answer["ts"]), str(answer.get("channel") or message.receiver))
        except FAILED as error:
            return _failed(error, message.receiver)

    def look_up(self, receiver: str, key: UUID, since: datetime) -> Stands | Absent | Blind:
        found = self.history(receiver, since)
        if isinstance(found, Blind):
            return found
        there = found.messages.get(key)
        return Stands(there[0], found.channel) if there else Absent(found.messages, found.channel)

    def history(self, receiver: str, since: datetime) -> Standing | Blind:
        found: dict[UUID, tuple[str, ...]] = {}
        cursor = ""
        try:
            channel = self._conversation(receiver)
            while True:
                page = self.client.conversations_history(
                    channel=channel,
                    oldest=f"{since.timestamp():.6f}",
                    include_all_metadata=True,  # without it no message shows its key, and every look finds nothing
                    limit=PAGE,
                    cursor=cursor or None,
                )
                for message in page["messages"]:
                    if (key := _key(message)) is not None:
                        found[key] = (str(message["ts"]), *found.get(key, ()))  # the newest come first
                cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
                if not cursor:
                    return Standing(found, channel)
        except FAILED as error:
            return _blind(error, receiver)

    def delete(self, receiver: str, ts: str) -> Amended:
        return self._amend(receiver, lambda channel: self.client.chat_delete(channel=channel, ts=ts))

    def update(self, receiver: str, ts: str, text: str, blocks: Sequence[Block]) -> Amended:
        return self._amend(
            receiver,
            lambda channel: self.client.chat_update(channel=channel, ts=ts, text=text[:TEXT], blocks=list(blocks)),
        )

    def _amend(self, receiver: str, call: Callable[[str], object]) -> Amended:
        try:
            call(self._conversation(receiver))
            return Done()
        except FAILED as error:
            if isinstance(error, SlackApiError) and error.response.get("error") == "message_not_found":
                return Gone()
            return _failed(error, receiver)

    def _conversation(self, receiver: str) -> str:
        """The channel's own id; for a person that of the direct messages with them."""
        if receiver[:1] not in ("U", "W"):
            return receiver
        return str(self.client.conversations_open(users=receiver)["channel"]["id"])


FAILED = (SlackApiError, URLError, SlackClientError, OSError, ValueError, KeyError)


def _failed(error: Exception, receiver: str) -> Refused | Later | Unknown:
    if isinstance(error, SlackApiError):
        return _of_answer(error, receiver)
    if isinstance(error, URLError):
        return _of_connection(error.reason)
    return Unknown(f"{type(error).__name__}: {error}")


def _key(message: Mapping[str, Any]) -> UUID | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    try:
        return UUID(str((metadata.get("event_payload") or {}).get("key")))
    except ValueError:
        return None


def _blind(error: Exception, receiver: str) -> Blind:
    if isinstance(error, SlackApiError) and error.response.get("error") == "missing_scope":
        needed = str(error.response.get("needed") or "channels:history")
        return Blind(f"I may not look without the scope {needed}.", missing_scope=needed)
    failed = _failed(error, receiver)
    if isinstance(failed, Later):
        return Blind(
            failed.why,
            wait=failed.wait,
            broken=failed.broken,
            everywhere=failed.everywhere,
            lasting=failed.lasting,
        )
    return Blind(f"Looking failed ({failed.why})")


def _of_connection(reason: Any) -> Later | Unknown:
    """Before a connection stands, nothing can have been posted; whatever breaks later is unclear."""
    refused = isinstance(reason, ConnectionRefusedError | socket.gaierror | ssl.SSLCertVerificationError)
    unreachable = isinstance(reason, OSError) and reason.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH)
    if refused or unreachable:
        return Later(f"Slack cannot be reached ({reason}).", everywhere=True)
    return Unknown(f"{type(reason).__name__}: {reason}")


def _of_answer(error: SlackApiError, receiver: str) -> Refused | Later | Unknown:
    answer = error.response.data if not isinstance(error.response, dict) else error.response
    code = str(answer.get("error", "")) if isinstance(answer, dict) else ""
    status = getattr(error.response, "status_code", 200)
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return Later("Slack asks to be called less often.", wait=_seconds(error))
    # Where no JSON came, the SDK puts the whole page into "error".
    if status != 200 or code in UNCLEAR or not code.replace("_", "").isalnum():
        return Unknown(code[:80] or f"HTTP status {status}")
    trouble = slack_trouble(error)
    if trouble.lasting:
        return Later(trouble.sentence, everywhere=True, lasting=True)
    if receiver[:1] in ("C", "G") and code in CHANNEL:
        return Later(CHANNEL[code], broken=True)
    if code in PERSON:
        return Refused(PERSON[code])
    detail = _details(answer)
    return Refused(f"Slack does not take it ({code}{detail}).")


def _seconds(error: SlackApiError) -> float:
    headers = getattr(error.response, "headers", {})
    said = next((str(value) for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(said) if said.replace(".", "", 1).isdigit() else 30.0


def _details(answer: Any) -> str:
    told = (answer.get("response_metadata") or {}).get("messages") or []
    return ": " + "; ".join(map(str, told))[:300] if told else ""


UNCLEAR = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
"""Errors after which Slack may have posted all the same."""

CHANNEL = {
    "channel_not_found": "The channel does not exist, or it is private and I am not in it: invite me there, or have "
    "WP_CHANNEL set to another.",
    "not_in_channel": "I am not in the channel: invite me there.",
    "is_archived": "The channel is archived: unarchive it, or have WP_CHANNEL set to another.",
    "restricted_action": "The workspace does not let me post in the channel: an admin can allow it.",
    "restricted_action_read_only_channel": "Only some people may post in the channel: an admin can allow me to.",
    "restricted_action_thread_only_channel": "The channel takes threads only: an admin can change that.",
    "restricted_action_non_threadable_channel": "The channel takes no messages of mine: an admin can change that.",
    "ekm_access_denied": "The workspace has suspended posting: an admin can lift that.",
    "team_access_not_granted": "I have no access to the channel's workspace: an admin can grant it.",
}
"""What stops every message to a channel, and what to do about it."""

PERSON = {
    "channel_not_found": "Slack does not let me write to this person.",
    "user_not_found": "Slack knows no such person any more.",
    "user_disabled": "The account was deactivated.",
    "user_not_visible": "Slack does not let me write to this person.",
    "cannot_dm_bot": "The account is a bot.",
    "messages_tab_disabled": "The app's messages tab is switched off: switch it on on the app's page.",
    "is_inactive": "The account was deactivated.",
}
"""What stops a message to a person."""
