"""Files for a person: uploaded first, then posted in the direct message, under a line that says what it is."""

import logging
from collections.abc import Sequence

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import Attachment

log = logging.getLogger(__name__)


async def give_files(session: ClientSession, client: AsyncWebClient, user_id: str, files: Sequence[Attachment]) -> str:
    """Put the files into the person's direct message; gives what went wrong, as a sentence, or nothing.

    Nothing is posted where a file could not be uploaded, so nobody reads an announcement of a file that never comes.
    """
    try:
        uploaded = [await _upload(session, client, file) for file in files]
        for file, key in zip(files, uploaded, strict=True):
            # Posting to a person needs no scope beyond chat:write, and tells the id of the conversation.
            posted = await client.chat_postMessage(channel=user_id, text=file.title, mrkdwn=False)
            await client.files_completeUploadExternal(
                files=[{"id": key, "title": file.title}], channel_id=str(posted["channel"])
            )
    except SlackApiError as error:
        answer = error.response.data if not isinstance(error.response, dict) else error.response
        code = str(answer.get("error", "")) if isinstance(answer, dict) else ""
        log.warning("a file could not be given: %s", code or error)
        return REFUSED.get(code, f"Slack did not take the file (it said {code or 'nothing I understand'}). Try again.")
    except (ClientError, OSError) as error:
        log.warning("a file could not be given: %s", error)
        return "Slack could not be reached for the file. Try again in a minute."
    return ""


async def _upload(session: ClientSession, client: AsyncWebClient, file: Attachment) -> str:
    wanted = await client.files_getUploadURLExternal(filename=file.name, length=len(file.content))
    async with session.post(str(wanted["upload_url"]), data=file.content) as response:
        if response.status != 200:
            raise OSError(f"the upload was answered with {response.status}")
    return str(wanted["file_id"])


REFUSED = {
    "missing_scope": "I may not send files here: the app needs the permission files:write. "
    "Whoever installed it can grant that, then ask again.",
    "file_uploads_disabled": "Files are switched off in this workspace, so I cannot send one.",
    "storage_limit_reached": "The workspace has no room left for files. An admin can make some.",
    "file_type_not_allowed": "The workspace does not allow files of this kind. Ask for another format.",
    "messages_tab_disabled": "I cannot write to you: the app's direct messages are switched off here.",
}
"""Slack's error codes as sentences; whatever else is said with its code."""
