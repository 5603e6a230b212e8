"""Files for a person: they arrive in the direct message, or a sentence says why not."""

from dataclasses import replace

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import Attachment
from bot.sandbox.running import Slack
from bot.uploads import give_files

NOTE = Attachment("note.md", b"# Note", "The note of Monday")


def given(slack: Slack, *files: Attachment) -> str:
    """What went wrong when the files were given to Ben."""

    async def give() -> str:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        async with ClientSession() as session:
            return await give_files(session, client, "U0BEN", files)

    return slack.run(give())


def test_a_file_arrives_in_the_direct_message_under_a_line_that_says_what_it_is(slack: Slack) -> None:
    assert given(slack, NOTE) == ""
    line, file = slack.person("Ben").sees("dm")[-2:]
    assert line.text == "The note of Monday"
    (key,) = file.files
    kept = slack.workspace.files[key]
    assert (kept.name, kept.title, kept.data) == ("note.md", "The note of Monday", b"# Note")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("file_uploads_disabled", "switched off"),
        ("storage_limit_reached", "no room"),
        ("something_new", "something_new"),
    ],
)
def test_what_slack_refuses_is_a_sentence_and_nothing_is_posted(slack: Slack, error: str, said: str) -> None:
    slack.faults.refuse("files.getUploadURLExternal", error)
    assert said in given(slack, NOTE)
    assert not slack.calls("chat.postMessage")


def test_without_the_scope_the_sentence_names_it(slack: Slack) -> None:
    slack.workspace.app = replace(slack.workspace.app, scopes=slack.workspace.app.scopes - {"files:write"})
    assert "files:write" in given(slack, NOTE)
    assert not slack.calls("chat.postMessage")


def test_of_several_files_none_is_posted_where_one_does_not_arrive(slack: Slack) -> None:
    slack.faults.fail("files.getUploadURLExternal", status=503)
    assert given(slack, NOTE, replace(NOTE, name="other.md"))
    assert not slack.calls("chat.postMessage")
