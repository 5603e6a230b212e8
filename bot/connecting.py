"""The way to Slack: a client for the settings, and what Slack or the network refuses, in sentences."""

import os
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings

TIMEOUT = 20
"""Seconds a call of the Web API may take."""

UNREACHABLE = (SlackClientError, ClientError, TimeoutError, OSError)
"""What a call of the Web API raises where Slack refuses, errs or cannot be reached."""


def slack_client(settings: Settings) -> AsyncWebClient:
    """A client with the bot's token that tries each call once: what may be sent again is decided where it is sent."""
    _forget_proxies(settings.api_url)
    return AsyncWebClient(token=settings.bot_token, base_url=settings.api_url, timeout=TIMEOUT, retry_handlers=[])


def _forget_proxies(api_url: str) -> None:
    """No proxy stands between this machine and itself, and the SDK does not read NO_PROXY."""
    if is_loopback(api_url):
        for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
            os.environ.pop(name, None)


def is_loopback(url: str) -> bool:
    """Whether the address is this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands between the bot and Slack; `lasting` where trying again cannot help."""

    sentence: str
    lasting: bool = False
    wait: float = 0
    """Seconds Slack asks to wait."""


def slack_trouble(error: BaseException, token: str = "SLACK_BOT_TOKEN") -> Trouble:
    """What one of UNREACHABLE means; `token` names the setting whose token was used. Never shows a token."""
    if not isinstance(error, SlackApiError):
        why = str(error) or type(error).__name__
        return Trouble(f"Slack cannot be reached ({why}).")
    code, status = str(error.response.get("error", "")), getattr(error.response, "status_code", 200)
    if code in _LASTING:
        return Trouble(f"{_LASTING[code].format(token=token)}", lasting=True)
    if code == "missing_scope":
        needed = error.response.get("needed", "another scope")
        return Trouble(f"The token in {token} lacks the scope {needed}.", lasting=True)
    if status == 429:
        wait = float(error.response.headers.get("Retry-After", 30))
        return Trouble("Slack asks to be called less often.", wait=wait)
    if status != 200 or not code.replace("_", "").isalnum():
        return Trouble(f"Slack is not in service just now (HTTP status {status}).")
    return Trouble(_MENDABLE.get(code, f"Slack answered with the error {code}."))


_MENDABLE = {"socket_mode_not_enabled": "Socket Mode is switched off on the app's page. Switch it on there."}
_AGAIN = "Install the app again on its page, copy the new token into {token}, and start anew."
_LASTING = {
    "invalid_auth": "Slack does not know the token in {token}. Copy it again from the app's page, whole.",
    "not_authed": "Slack does not know the token in {token}. Copy it again from the app's page, whole.",
    "not_allowed_token_type": "The token in {token} is of another kind than is needed there.",
    "token_revoked": f"The token in {{token}} has been revoked. {_AGAIN}",
    "token_expired": f"The token in {{token}} has expired. Switch token rotation off. {_AGAIN}",
    "account_inactive": f"The app has been removed from the workspace, or the workspace is gone. {_AGAIN}",
    "app_uninstalled": f"The app has been removed from the workspace. {_AGAIN}",
}
"""Slack's error to a sentence, where only a person can mend it."""
