"""Fetching the files people put into a form. The token goes to Slack's own host and nowhere else."""

from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, StreamReader
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BadInput
from bot.payloads import Body

LARGEST = 10 * 1024 * 1024
"""Bytes; Slack's own limit for a file put into a form."""


async def fetch_files(
    session: ClientSession, client: AsyncWebClient, chosen: dict[str, list[Body]]
) -> dict[str, list[tuple[str, bytes]]]:
    """The content of the files chosen, by field: (name, bytes). Raises BadInput beside the field."""
    return {name: [await _fetch(session, client, name, file) for file in files] for name, files in chosen.items()}


async def _fetch(session: ClientSession, client: AsyncWebClient, field: str, file: Body) -> tuple[str, bytes]:
    name = str(file.get("name") or "document")
    if int(file.get("size") or 0) > LARGEST:
        raise BadInput(f"{name} is larger than 10 MB, which is more than I read. Is it the right file?", field=field)
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    not_allowed = BadInput(
        f"Slack does not let me read {name}. The app needs the permission files:read; "
        "whoever installed it can grant that.",
        field=field,
    )
    if not url or not _slack_host(url, client.base_url):
        raise not_allowed
    try:
        async with session.get(url, headers={"Authorization": f"Bearer {client.token}"}) as response:
            if response.status != 200:
                raise BadInput(f"Slack did not give me {name} (it said {response.status}). Try again.", field=field)
            if response.content_type == "text/html" and file.get("mimetype") != "text/html":
                raise not_allowed  # Slack's page to sign in, which it gives with status 200
            content = await _read(response.content)
    except ClientError as error:
        raise BadInput(f"Slack did not give me {name}. Try again in a minute.", field=field) from error
    if len(content) > LARGEST:
        raise BadInput(f"{name} is larger than 10 MB, which is more than I read.", field=field)
    return name, content


async def _read(stream: StreamReader) -> bytes:
    """Up to one byte more than the largest file."""
    content = bytearray()
    async for chunk in stream.iter_chunked(65536):
        content += chunk
        if len(content) > LARGEST:
            break
    return bytes(content)


def _slack_host(url: str, base_url: str) -> bool:
    host, home = urlsplit(url).hostname or "", urlsplit(base_url).hostname or ""
    return host == home or host == "slack.com" or host.endswith(".slack.com")
