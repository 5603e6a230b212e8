"""Tokens, scopes, unknown methods, and faults on demand."""

import json
import urllib.request
from collections.abc import Iterator

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.app import App
from bot.sandbox.changes import PATIENCE
from bot.sandbox.running import Slack, running_workspace
from tests.sandbox.errors import error_of, refusal


def test_tokens_are_told_apart(slack: Slack, api: WebClient) -> None:
    assert api.auth_test()["user_id"] == slack.workspace.app.bot_user_id
    assert error_of(WebClient(base_url=slack.api_url).auth_test) == "not_authed"
    assert error_of(WebClient("xoxb-other", base_url=slack.api_url).auth_test) == "invalid_auth"
    wrong = WebClient(slack.app_token, base_url=slack.api_url)
    assert error_of(wrong.auth_test) == "not_allowed_token_type"
    assert error_of(api.apps_connections_open, app_token=slack.bot_token) == "not_allowed_token_type"
    slack.revoke_token()
    assert error_of(api.auth_test) == "token_revoked"
    slack.revoke_token("account_inactive")
    assert error_of(api.auth_test) == "account_inactive"


def test_a_scope_that_was_not_granted_is_named() -> None:
    with running_workspace(app=App(scopes=frozenset({"commands", "chat:write"}))) as slack:
        api = WebClient(slack.bot_token, base_url=slack.api_url)
        answer = refusal(api.users_list)
        assert answer["error"] == "missing_scope"
        assert (answer["needed"], answer["provided"]) == ("users:read", "chat:write,commands")
        assert answer.headers["X-OAuth-Scopes"] == "chat:write,commands"


def test_an_unknown_method_is_called_so(slack: Slack, api: WebClient) -> None:
    assert error_of(api.api_call, api_method="chat.shout") == "unknown_method"
    assert error_of(api.api_call, api_method="chat.postMessage") == "invalid_arguments"


def test_arguments_come_as_form_query_or_json(slack: Slack) -> None:
    async def posted(**how: object) -> object:
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        url = f"{slack.api_url}chat.postMessage"
        async with aiohttp.ClientSession(headers=headers) as session, session.post(url, **how) as answer:  # type: ignore[arg-type]
            return (await answer.json())["ok"]

    there = {"channel": slack.channel("general").channel_id, "text": "x"}
    blocks = json.dumps([{"type": "divider"}])
    assert slack.run(posted(data={**there, "blocks": blocks}))
    assert slack.run(posted(params={**there, "blocks": blocks}))
    assert slack.run(posted(json={**there, "blocks": json.loads(blocks)}))
    assert all(one.blocks[0]["type"] == "divider" for one in slack.messages("general"))


@pytest.fixture
def bare(slack: Slack) -> Iterator[WebClient]:
    yield WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=PATIENCE)


def test_each_fault_holds_for_the_calls_it_was_asked_for(slack: Slack, bare: WebClient) -> None:
    slack.faults.rate_limit("auth.test", retry_after=9, times=2)
    for _ in range(2):
        answer = refusal(bare.auth_test)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "9")
    assert bare.auth_test()["ok"]
    slack.faults.refuse("auth.test", "fatal_error")
    assert error_of(bare.auth_test) == "fatal_error"
    slack.faults.fail("*", 500)
    assert refusal(bare.auth_test).status_code == 500
    slack.faults.html("auth.test")
    with pytest.raises(SlackApiError):
        bare.auth_test()
    assert bare.auth_test()["ok"]


def test_while_slack_is_down_everything_is_answered_503(slack: Slack, bare: WebClient) -> None:
    slack.faults.down = True
    assert refusal(bare.auth_test).status_code == 503
    slack.faults.clear()
    assert bare.auth_test()["ok"]


def test_a_lost_reply_has_taken_effect(slack: Slack, bare: WebClient) -> None:
    slack.faults.lose_reply("chat.postMessage")
    with pytest.raises(ConnectionError):
        bare.chat_postMessage(channel=slack.channel("general").channel_id, text="once")
    assert [one.text for one in slack.messages("general")] == ["once"]


def test_a_slow_answer_comes_when_it_is_let_go(slack: Slack) -> None:
    gate = slack.faults.hold("chat.postMessage")
    channel = slack.channel("general").channel_id

    async def post() -> int:
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        url = f"{slack.api_url}chat.postMessage"
        body = {"channel": channel, "text": "slow"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.post(url, json=body) as answer,
        ):
            return answer.status

    posting = slack.call(lambda: slack.loop.create_task(post()))
    assert gate.reached()
    assert [one.text for one in slack.messages("general")] == ["slow"]
    assert not posting.done()
    gate.release()
    slack.run(_finished(posting))


async def _finished(task: object) -> None:
    assert await task == 200  # type: ignore[misc]


def test_every_call_is_in_the_log_with_its_answer(slack: Slack, api: WebClient) -> None:
    api.chat_postMessage(channel=slack.channel("general").channel_id, text="x")
    error_of(api.chat_postMessage, channel="C404", text="y")
    good, bad = slack.calls("chat.postMessage")
    assert good.payload["text"] == "x" and good.error == "" and good.ms is not None
    assert bad.error == "channel_not_found"
    assert slack.bot_token not in json.dumps([one.as_json() for one in slack.workspace.wire.all()], default=str)


def test_another_name_for_this_machine_is_refused(slack: Slack) -> None:
    request = urllib.request.Request(slack.api_url + "api.test", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 403
