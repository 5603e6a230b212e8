"""The one way out to Slack: one call, and what may have come of it told apart, against a server that speaks Slack."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from slack_sdk.errors import SlackApiError

from bot.answers import Block
from bot.clock import system_now
from bot.manifest import manifest
from bot.outcomes import Absent, Blind, Done, Gone, Later, Message, Refused, Sent, Standing, Stands, Unknown
from bot.post import EVENT_TYPE, Post
from bot.sandbox.app import App
from bot.sandbox.changes import PATIENCE
from bot.sandbox.channels import Channel
from bot.sandbox.people import default_people
from bot.sandbox.running import Slack, running_workspace

BLOCKS: list[Block] = [{"type": "section", "text": {"type": "mrkdwn", "text": "https://example.org", "verbatim": True}}]


@pytest.fixture(scope="module")
def workspace() -> Iterator[Slack]:
    channels = (
        Channel("general"),
        Channel("secret", is_private=True, bot_inside=False),
        Channel("inside", is_private=True),
        Channel("old", is_archived=True),
    )
    with running_workspace(default_people(), channels, app=App.from_manifest(manifest())) as slack:
        yield slack


@pytest.fixture
def slack(workspace: Slack) -> Iterator[Slack]:
    yield workspace
    workspace.faults.clear()
    workspace.workspace.token_error = ""


@pytest.fixture
def post(slack: Slack) -> Post:
    return Post(slack.bot_token, slack.api_url, timeout=PATIENCE)


def to(slack: Slack, channel: str = "general") -> Message:
    return Message(slack.channel(channel).channel_id, "Coming up.", BLOCKS, uuid4())


def standing(slack: Slack, message: Message) -> list[object]:
    """What stands in the channel under the message's key."""
    payload = {"event_type": EVENT_TYPE, "event_payload": {"key": str(message.key)}}
    return [one for one in slack.messages(message.receiver) if one.metadata == payload]


def test_a_message_goes_out_with_its_key_and_nothing_else_in_its_metadata(slack: Slack, post: Post) -> None:
    message = to(slack)
    outcome = post.send(message)
    assert isinstance(outcome, Sent)
    kept = slack.workspace.message(message.receiver, outcome.ts)
    assert kept is not None
    assert kept.metadata == {"event_type": EVENT_TYPE, "event_payload": {"key": str(message.key)}}
    assert kept.text == "Coming up."


def test_a_person_is_written_to_directly(slack: Slack, post: Post) -> None:
    person = slack.person("Ana").user_id
    assert isinstance(post.send(Message(person, "Hello.", BLOCKS, uuid4())), Sent)


def test_a_lost_reply_is_unclear_and_was_posted_once(slack: Slack, post: Post) -> None:
    slack.faults.lose_reply("chat.postMessage")
    message = to(slack)
    assert isinstance(post.send(message), Unknown)
    assert len(standing(slack, message)) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_in_trouble_is_unclear(slack: Slack, post: Post, status: int) -> None:
    slack.faults.fail("chat.postMessage", status)
    assert isinstance(post.send(to(slack)), Unknown)


def test_a_page_in_place_of_an_answer_is_unclear(slack: Slack, post: Post) -> None:
    slack.faults.html("chat.postMessage")
    assert isinstance(post.send(to(slack)), Unknown)


def test_an_answer_that_does_not_come_is_unclear(slack: Slack) -> None:
    gate = slack.faults.hold("chat.postMessage")
    message = to(slack)
    assert isinstance(Post(slack.bot_token, slack.api_url, timeout=1).send(message), Unknown)
    assert gate.reached()
    gate.release()
    assert len(standing(slack, message)) == 1


def test_a_server_in_trouble_is_unclear_even_where_it_says_why(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(**_asked: object) -> None:
        raise SlackApiError("", SimpleNamespace(data={"ok": False, "error": "is_archived"}, status_code=503))

    monkeypatch.setattr(post.client, "chat_postMessage", answer)
    assert post.send(Message("C0X", "x", BLOCKS, uuid4())) == Unknown("is_archived")


@pytest.mark.parametrize("error", ["fatal_error", "internal_error"])
def test_an_error_that_may_have_posted_is_unclear(slack: Slack, post: Post, error: str) -> None:
    slack.faults.refuse("chat.postMessage", error)
    assert isinstance(post.send(to(slack)), Unknown)


def test_a_limit_says_how_long_to_wait(slack: Slack, post: Post) -> None:
    slack.faults.rate_limit("chat.postMessage", retry_after=7)
    assert post.send(to(slack)) == Later("Slack asks to be called less often.", wait=7)


@pytest.mark.parametrize(("channel", "word"), [("secret", "invite"), ("old", "archived")])
def test_a_channel_that_takes_nothing_is_broken_and_says_what_to_do(
    slack: Slack, post: Post, channel: str, word: str
) -> None:
    outcome = post.send(to(slack, channel))
    assert isinstance(outcome, Later)
    assert outcome.broken
    assert word in outcome.why


def test_a_person_who_cannot_be_written_to_is_refused_for_good(slack: Slack, post: Post) -> None:
    assert isinstance(post.send(Message("U0NOBODY", "Hello.", BLOCKS, uuid4())), Refused)


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth", "missing_scope"])
def test_a_token_that_does_not_hold_is_told_apart(slack: Slack, post: Post, error: str) -> None:
    slack.faults.refuse("chat.postMessage", error)
    outcome = post.send(to(slack))
    assert isinstance(outcome, Later)
    assert outcome.everywhere and outcome.lasting
    assert slack.bot_token not in outcome.why


def test_a_message_slack_does_not_take_is_refused_with_its_words(slack: Slack, post: Post) -> None:
    outcome = post.send(Message(slack.channel("general").channel_id, "x", [{"type": "nonsense"}], uuid4()))
    assert isinstance(outcome, Refused)
    assert "invalid_blocks" in outcome.why


def test_where_nobody_listens_nothing_was_posted() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # and does not listen
        api_url = f"http://127.0.0.1:{closed.getsockname()[1]}/api/"
        outcome = Post("xoxb-x", api_url, timeout=1).send(Message("C0X", "x", BLOCKS, uuid4()))
    assert isinstance(outcome, Later)
    assert outcome.everywhere and not outcome.lasting


def since() -> datetime:
    return system_now() - timedelta(hours=1)


def test_what_stands_there_is_found_by_its_key_and_what_does_not_is_absent(slack: Slack, post: Post) -> None:
    message = to(slack)
    assert isinstance(post.look_up(message.receiver, message.key, since()), Absent)
    sent = post.send(message)
    assert isinstance(sent, Sent)
    assert post.look_up(message.receiver, message.key, since()) == Stands(sent.ts, message.receiver)
    assert post.look_up(message.receiver, message.key, system_now() + timedelta(minutes=1)) == Absent(
        channel=message.receiver
    )
    assert str(slack.calls("conversations.history")[-1].payload["include_all_metadata"]).lower() in ("1", "true")


def test_without_the_flag_no_key_would_be_seen(slack: Slack, post: Post) -> None:
    message = to(slack)
    post.send(message)
    plain = post.client.conversations_history(channel=message.receiver)
    assert not any("metadata" in one for one in plain["messages"])


def test_all_keys_of_a_channel_are_read_page_by_page_the_earliest_first(
    slack: Slack, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.post.PAGE", 2)
    message, other = to(slack), to(slack)
    begun = system_now()
    stamps = [
        str(outcome.ts) for one in (message, other, message, message) if isinstance(outcome := post.send(one), Sent)
    ]
    seen = post.history(message.receiver, begun - timedelta(seconds=1))
    assert isinstance(seen, Standing)
    assert seen.messages[message.key] == (stamps[0], stamps[2], stamps[3])
    assert seen.messages[other.key] == (stamps[1],)


def test_direct_messages_are_looked_through_by_person_and_by_conversation(slack: Slack, post: Post) -> None:
    message = Message(slack.person("Ana").user_id, "Hello.", BLOCKS, uuid4())
    sent = post.send(message)
    assert isinstance(sent, Sent)
    assert sent.channel.startswith("D")
    for where in (message.receiver, sent.channel):
        assert post.look_up(where, message.key, since()) == Stands(sent.ts, sent.channel)


@pytest.mark.parametrize(
    ("receiver", "lacking"),
    [("general", "channels:history"), ("inside", "groups:history"), ("Ana", "im:write"), ("Ana", "im:history")],
)
def test_a_scope_nobody_granted_is_named(slack: Slack, post: Post, receiver: str, lacking: str) -> None:
    where = slack.person("Ana").user_id if receiver == "Ana" else slack.channel(receiver).channel_id
    granted = slack.workspace.app
    slack.workspace.app = replace(granted, scopes=granted.scopes - {lacking})
    seen = post.look_up(where, uuid4(), since())
    slack.workspace.app = granted
    assert isinstance(seen, Blind)
    assert seen.missing_scope == lacking
    assert not seen.lasting


def test_a_look_that_fails_says_how(slack: Slack, post: Post) -> None:
    channel = slack.channel("general").channel_id
    slack.faults.rate_limit("conversations.history", retry_after=9)
    assert post.history(channel, since()) == Blind("Slack asks to be called less often.", wait=9)
    slack.faults.fail("conversations.history")
    failed = post.history(channel, since())
    assert isinstance(failed, Blind) and not failed.lasting
    slack.faults.refuse("conversations.history", "token_revoked")
    revoked = post.history(channel, since())
    assert isinstance(revoked, Blind) and revoked.lasting
    outside = post.history(slack.channel("secret").channel_id, since())
    assert isinstance(outside, Blind) and outside.broken


def test_a_message_is_changed_in_place_and_keeps_its_key(slack: Slack, post: Post) -> None:
    message = to(slack)
    sent = post.send(message)
    assert isinstance(sent, Sent)
    assert post.update(message.receiver, sent.ts, "Done.", BLOCKS) == Done()
    assert post.look_up(message.receiver, message.key, since()) == Stands(sent.ts, message.receiver)
    kept = slack.workspace.message(message.receiver, sent.ts)
    assert kept is not None and kept.text == "Done."


def test_a_message_is_removed_and_one_that_is_gone_is_told_apart(slack: Slack, post: Post) -> None:
    message = to(slack)
    sent = post.send(message)
    assert isinstance(sent, Sent)
    assert post.delete(message.receiver, sent.ts) == Done()
    assert standing(slack, message) == []
    assert post.delete(message.receiver, sent.ts) == Gone()
    assert post.update(message.receiver, sent.ts, "x", BLOCKS) == Gone()


def test_an_amendment_that_fails_says_how(slack: Slack, post: Post) -> None:
    message = to(slack)
    sent = post.send(message)
    assert isinstance(sent, Sent)
    slack.faults.lose_reply("chat.delete")
    assert isinstance(post.delete(message.receiver, sent.ts), Unknown)
    slack.faults.refuse("chat.update", "cant_update_message")
    assert isinstance(post.update(message.receiver, sent.ts, "x", BLOCKS), Refused)
