"""Files: uploaded by the bot, by people, into forms, and downloaded."""

import urllib.request
from typing import Any

from slack_sdk import WebClient

from bot.sandbox.app import App
from bot.sandbox.running import Slack, running_workspace
from tests.sandbox.errors import error_of
from tests.sandbox.forms import field, modal
from tests.sandbox.plain_bot import plain_bot


def download(url: str, token: str = "") -> bytes:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        data: bytes = answer.read()
    return data


def test_the_bot_uploads_into_a_channel_and_to_a_person(slack: Slack, api: WebClient) -> None:
    ana, general = slack.person("Ana"), slack.channel("general").channel_id
    api.files_upload_v2(channel=general, filename="a.txt", content="report", initial_comment="Here")
    (posted,) = slack.messages("general")
    (name,) = posted.files
    assert posted.text == "Here"
    assert slack.workspace.files[name].data == b"report"
    api.files_upload_v2(channel=ana.user_id, filename="b.bin", file=b"\x00\x01")
    assert len(ana.sees("dm")[0].files) == 1
    info = api.files_info(file=name)["file"]
    assert (info["mimetype"], info["size"]) == ("text/plain", 6)
    assert download(info["url_private"], slack.bot_token) == b"report"


def test_an_upload_is_refused_where_the_bot_is_not(slack: Slack, api: WebClient) -> None:
    random = slack.channel("random").channel_id
    upload = {"filename": "a.txt", "content": "x"}
    assert error_of(api.files_upload_v2, channel=random, **upload) == "not_in_channel"
    assert error_of(api.files_upload_v2, channel="C404", **upload) == "channel_not_found"
    empty = error_of(api.files_getUploadURLExternal, filename="a", length=0)
    assert empty == "invalid_arguments"
    started = api.files_getUploadURLExternal(filename="a", length=3)
    files: Any = [{"id": started["file_id"], "title": "A"}]
    assert error_of(api.files_completeUploadExternal, files=files) == "file_not_found"


def test_a_file_given_to_a_form_can_be_read_by_the_bot(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    trigger = slack.workspace.tickets.trigger(ana.user_id)
    view = modal(field("file_input", "paper", filetypes=["docx"], max_files=1))
    api.views_open(trigger_id=trigger, view=view)
    with plain_bot(slack) as bot:
        assert ana.submits({"Paper": ("a.csv", b"x")}).errors["paper"].startswith("a.csv")
        large = b"x" * (10 * 1024 * 1024 + 1)
        assert "10 MB" in ana.submits({"Paper": ("a.docx", large)}).errors["paper"]
        assert "at most 1" in ana.submits({"Paper": [("a.docx", b"x"), ("b.docx", b"y")]}).errors["paper"]
        assert ana.submits({"Paper": ("a.docx", b"PK..")}).ok
        values: Any = bot.waits("interactive")[-1]["payload"]["view"]["state"]["values"]
    (file,) = values["paper"]["paper_in"]["files"]
    assert file["name"] == "a.docx"
    assert download(file["url_private_download"], slack.bot_token) == b"PK.."


def test_without_token_or_scope_a_download_gives_a_page_to_sign_in(slack: Slack) -> None:
    slack.person("Ana").uploads("a.txt", b"secret", "general")
    url = slack.workspace.files[slack.messages("general")[0].files[0]].as_payload(slack.workspace.base)
    address = str(url["url_private"])
    assert b"secret" not in download(address)
    assert b"<html>" in download(address, "xoxb-wrong")
    with running_workspace(app=App(scopes=frozenset({"chat:write"}))) as other:
        other.person("Ana").uploads("a.txt", b"secret", "general")
        file = other.workspace.files[other.messages("general")[0].files[0]]
        address = str(file.as_payload(other.workspace.base)["url_private"])
        assert b"<html>" in download(address, other.bot_token)


def test_a_file_in_a_room_without_the_bot_is_not_there_for_it(slack: Slack, api: WebClient) -> None:
    slack.person("Ana").uploads("a.txt", b"secret", "secret")
    (posted,) = slack.messages("secret")
    assert error_of(api.files_info, file=posted.files[0]) == "file_not_found"
