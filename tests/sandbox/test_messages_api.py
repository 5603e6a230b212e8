"""chat.* and conversations.*, called with Slack's own client."""

from datetime import timedelta

import pytest
from slack_sdk import WebClient

from bot.clock import ShiftedClock
from bot.sandbox.app import App
from bot.sandbox.channels import Channel
from bot.sandbox.people import Person, default_people
from bot.sandbox.running import Slack, running_workspace
from tests.sandbox.errors import error_of, refusal

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}


def test_a_message_is_posted_with_a_growing_ts_and_its_metadata(slack: Slack, api: WebClient) -> None:
    general = slack.channel("general").channel_id
    metadata = {"event_type": "told", "event_payload": {"id": 7}}
    first = api.chat_postMessage(channel=general, text="One", blocks=[SECTION], metadata=metadata)
    second = api.chat_postMessage(channel="#general", text="Two")
    assert first["ts"] < second["ts"]
    assert first["message"]["metadata"] == metadata
    assert first["message"]["blocks"][0]["block_id"]
    assert first["message"]["blocks"][0]["text"]["verbatim"] is False
    assert [one.text for one in slack.messages("general")] == ["One", "Two"]


def test_where_the_bot_may_not_post(slack: Slack, api: WebClient) -> None:
    secret, old = slack.channel("secret").channel_id, slack.channel("old").channel_id
    assert error_of(api.chat_postMessage, channel="C404", text="x") == "channel_not_found"
    assert error_of(api.chat_postMessage, channel=secret, text="x") == "channel_not_found"
    assert error_of(api.chat_postMessage, channel=old, text="x") == "is_archived"


def test_a_public_channel_from_outside_needs_its_own_scope() -> None:
    inside = App(scopes=frozenset({"chat:write"}))
    with running_workspace(channels=[Channel("random", bot_inside=False)], app=inside) as slack:
        api = WebClient(slack.bot_token, base_url=slack.api_url)
        channel = slack.channel("random").channel_id
        assert error_of(api.chat_postMessage, channel=channel, text="x") == "not_in_channel"
        slack.person("Ana").types("/invite @wp", in_="random")
        assert api.chat_postMessage(channel=channel, text="x")["ok"]


def test_posting_to_a_person_opens_the_direct_message(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    posted = api.chat_postMessage(channel=ana.user_id, text="Just for you")
    assert posted["channel"].startswith("D")
    assert [one.text for one in ana.sees("dm")] == ["Just for you"]
    assert slack.person("Bea").sees("dm") == []


def test_who_cannot_be_written_to() -> None:
    people = [*default_people(), Person("Gone", deleted=True), Person("Far", is_stranger=True)]
    with running_workspace(people, [Channel("general", {"Ana", "Sam"})]) as slack:
        api = WebClient(slack.bot_token, base_url=slack.api_url)
        to = {one: slack.workspace.person(one).user_id for one in ("Gone", "Far", "Sam", "wp")}
        assert error_of(api.chat_postMessage, channel=to["Gone"], text="x") == "user_disabled"
        assert error_of(api.chat_postMessage, channel=to["wp"], text="x") == "cannot_dm_bot"
        assert error_of(api.chat_postMessage, channel=to["Far"], text="x") == "channel_not_found"
        assert api.chat_postMessage(channel=to["Sam"], text="x")["ok"]


def test_a_private_line_needs_both_in_the_channel(slack: Slack, api: WebClient) -> None:
    ana, carl = slack.person("Ana"), slack.person("Carl")
    general, chairs = slack.channel("general").channel_id, slack.channel("chairs").channel_id
    random = slack.channel("random").channel_id
    said = api.chat_postEphemeral(channel=general, user=ana.user_id, text="psst")
    assert [one.ts for one in ana.private] == [said["message_ts"]]
    assert [one.text for one in carl.sees("general")] == []
    assert error_of(api.chat_postEphemeral, channel=random, user=ana.user_id, text="x") == "not_in_channel"
    refused = error_of(api.chat_postEphemeral, channel=chairs, user=carl.user_id, text="x")
    assert refused == "user_not_in_channel"
    ts = said["message_ts"]
    assert error_of(api.chat_update, channel=general, ts=ts, text="x") == "message_not_found"


@pytest.mark.filterwarnings("ignore:The top-level")
def test_what_a_message_is_refused_for(slack: Slack, api: WebClient) -> None:
    general = slack.channel("general").channel_id
    long = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    answer = refusal(api.chat_postMessage, channel=general, text="x", blocks=long)
    assert answer["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/0/text/text]" in answer["response_metadata"]["messages"][0]
    assert error_of(api.chat_postMessage, channel=general, text="") == "no_text"
    many = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5
    assert error_of(api.chat_postMessage, channel=general, text="x", blocks=many) == "msg_blocks_too_long"
    posted = api.chat_postMessage(channel=general, text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000
    too_long = error_of(api.chat_update, channel=general, ts=posted["ts"], text="x" * 4_001)
    assert too_long == "msg_too_long"
    bad = {"event_type": "told"}
    assert error_of(api.chat_postMessage, channel=general, text="x", metadata=bad) == "invalid_metadata_format"


def test_an_update_keeps_metadata_until_told_otherwise(slack: Slack, api: WebClient) -> None:
    general = slack.channel("general").channel_id
    metadata = {"event_type": "told", "event_payload": {"id": 7}}
    ts = api.chat_postMessage(channel=general, text="One", metadata=metadata)["ts"]
    kept = api.chat_update(channel=general, ts=ts, text="Two")
    assert kept["message"]["metadata"] == metadata
    assert kept["message"]["edited"]["user"] == slack.workspace.app.bot_user_id
    gone = api.chat_update(channel=general, ts=ts, text="Three", metadata={})
    assert "metadata" not in gone["message"]


def test_only_its_own_messages_are_changed_and_deleted(slack: Slack, api: WebClient) -> None:
    general = slack.channel("general").channel_id
    slack.person("Ana").types("Mine", in_="general")
    theirs = slack.messages("general")[0].ts
    own = api.chat_postMessage(channel=general, text="Own")["ts"]
    assert error_of(api.chat_update, channel=general, ts=theirs, text="x") == "cant_update_message"
    assert error_of(api.chat_delete, channel=general, ts=theirs) == "cant_delete_message"
    assert error_of(api.chat_delete, channel=general, ts="1.1") == "message_not_found"
    assert api.chat_getPermalink(channel=general, message_ts=own)["permalink"].endswith(own.replace(".", ""))
    api.chat_delete(channel=general, ts=own)
    assert [one.ts for one in slack.messages("general")] == [theirs]


def test_history_is_read_by_time_and_page_with_metadata_on_demand(slack: Slack, api: WebClient) -> None:
    general = slack.channel("general").channel_id
    metadata = {"event_type": "told", "event_payload": {}}
    ts = [api.chat_postMessage(channel=general, text=str(n), metadata=metadata)["ts"] for n in range(5)]
    api.chat_postMessage(channel=general, text="reply", thread_ts=ts[0])
    first = api.conversations_history(channel=general, limit=3)
    assert [one["text"] for one in first["messages"]] == ["4", "3", "2"]
    assert "metadata" not in first["messages"][0]
    cursor = first["response_metadata"]["next_cursor"]
    rest = api.conversations_history(channel=general, limit=3, cursor=cursor, include_all_metadata=True)
    assert [one["text"] for one in rest["messages"]] == ["1", "0"]
    assert rest["messages"][0]["metadata"] == metadata
    assert not rest["has_more"]
    between = api.conversations_history(channel=general, oldest=ts[1], latest=ts[3], inclusive=True)
    assert [one["text"] for one in between["messages"]] == ["3", "2", "1"]
    without = api.conversations_history(channel=general, oldest=ts[1], latest=ts[3])
    assert [one["text"] for one in without["messages"]] == ["2"]
    thread = api.conversations_replies(channel=general, ts=ts[0])
    assert [one["text"] for one in thread["messages"]] == ["0", "reply"]


def test_history_may_lag(slack: Slack, api: WebClient, clock: ShiftedClock) -> None:
    general = slack.channel("general").channel_id
    slack.faults.history_lag = timedelta(seconds=30)
    api.chat_postMessage(channel=general, text="young")
    assert api.conversations_history(channel=general)["messages"] == []
    clock.shift += timedelta(seconds=60)
    assert len(api.conversations_history(channel=general)["messages"]) == 1


def test_channels_people_and_direct_messages_are_listed(slack: Slack, api: WebClient) -> None:
    names = [one["name"] for one in api.conversations_list(exclude_archived=True)["channels"]]
    assert names == ["general", "random"]
    general = slack.channel("general").channel_id
    assert api.conversations_info(channel=general)["channel"]["is_member"]
    assert slack.person("Ana").user_id in api.conversations_members(channel=general)["members"]
    random = slack.channel("random").channel_id
    assert error_of(api.conversations_history, channel=random) == "not_in_channel"
    assert api.conversations_join(channel=random)["channel"]["is_member"]
    secret = slack.channel("secret").channel_id
    assert refusal(api.conversations_info, channel=secret)["needed"] == "groups:read"
    opened = api.conversations_open(users=slack.person("Ana").user_id)["channel"]["id"]
    assert opened == slack.workspace.dm(slack.person("Ana").user_id).channel_id
    listed = [one["profile"]["display_name"] for one in api.users_list()["members"]]
    assert "Gil" in listed and "Sam" not in listed
    gil = api.users_info(user=slack.person("Gil").user_id)["user"]
    assert gil["is_restricted"] and gil["tz"] == "Europe/Paris"
    sam = api.users_info(user=slack.person("Sam").user_id)["user"]
    assert sam["team_id"] != gil["team_id"] and "is_admin" not in sam
    assert error_of(api.users_info, user="U404") == "user_not_found"


def test_one_message_a_second_and_channel_where_asked_for(slack: Slack, api: WebClient, clock: ShiftedClock) -> None:
    slack.faults.one_post_a_second = True
    general = slack.channel("general").channel_id
    api.chat_postMessage(channel=general, text="1")
    answer = refusal(api.chat_postMessage, channel=general, text="2")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    api.chat_postMessage(channel=slack.channel("chairs").channel_id, text="elsewhere")
    clock.shift += timedelta(seconds=1)
    api.chat_postMessage(channel=general, text="2")
