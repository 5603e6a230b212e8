"""The page's way in: a person's screen, the stream of changes, acting, and who is kept out."""

import json
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from slack_sdk import WebClient

from bot.clock import ShiftedClock
from bot.sandbox.entries import still_there
from bot.sandbox.guard import refused
from bot.sandbox.running import Slack
from tests.sandbox.forms import actions, button, field, modal
from tests.sandbox.plain_bot import plain_bot

Json = dict[str, Any]


def get(slack: Slack, path: str, **headers: str) -> tuple[int, Any]:
    async def there() -> tuple[int, Any]:
        url = slack.server.url + path
        async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text[:1] in "[{" else text

    return slack.run(there())


def post(slack: Slack, act: str, body: Any, **headers: str) -> tuple[int, Any]:
    async def there() -> tuple[int, Any]:
        url = f"{slack.server.url}/page/{act}"
        async with aiohttp.ClientSession() as session, session.post(url, json=body, headers=headers) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text[:1] in "[{" else text

    return slack.run(there())


def as_(slack: Slack, who: str, **more: Any) -> Json:
    return {"as": slack.person(who).user_id, **more}


def test_each_person_sees_their_own_screen(slack: Slack, api: WebClient) -> None:
    ana, gil = slack.person("Ana"), slack.person("Gil")
    general = slack.channel("general").channel_id
    api.chat_postMessage(channel=general, text="All", blocks=[actions(button())])
    api.chat_postEphemeral(channel=general, user=ana.user_id, text="Only you")
    _, state = get(slack, f"/page/state?as={ana.user_id}")
    assert [one["text"] for one in state["messages"][general]] == ["All"]
    assert state["messages"][general][0]["blocks"][0]["elements"][0]["action_id"] == "press"
    _, kept = get(slack, f"/page/state?as={ana.user_id}&private=1")
    assert [(one["text"], one["private"]) for one in kept["messages"][general]][1] == ("Only you", True)
    _, other = get(slack, f"/page/state?as={gil.user_id}&private=1")
    assert [one["name"] for one in other["channels"]] == ["general", "random", "old"]
    assert [one["text"] for one in other["messages"][general]] == ["All"]
    assert state["app"]["commands"][0]["name"] == "/wp"
    assert slack.bot_token not in json.dumps(state)
    assert get(slack, "/page/state?as=U404")[0] == 400


def test_a_form_is_worked_from_the_page(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    general = slack.channel("general").channel_id
    with plain_bot(slack) as bot:
        _, typed = post(slack, "type", as_(slack, "Ana", channel=general, text="/wp add"))
        assert typed == {"ok": True, "error": "", "said": "", "errors": {}}
        trigger = bot.waits("slash_commands")[0]["payload"]["trigger_id"]
        api.views_open(trigger_id=trigger, view=modal(field(), actions(button())))
        _, state = get(slack, f"/page/state?as={ana.user_id}")
        view = state["modals"][-1]["id"]
        _, empty = post(slack, "submit", as_(slack, "Ana", view=view))
        assert (empty["ok"], list(empty["errors"])) == (False, ["what"])
        entered = {"what/what_in": "Draft"}
        post(slack, "press", as_(slack, "Ana", view=view, action_id="press", entered=entered))
        pressed: Any = bot.waits("interactive")[-1]["payload"]
        assert pressed["view"]["state"]["values"]["what"]["what_in"]["value"] == "Draft"
        assert post(slack, "submit", as_(slack, "Bea", view=view))[0] == 400
        assert post(slack, "submit", as_(slack, "Ana", view=view))[1]["ok"]
        assert post(slack, "close", as_(slack, "Ana", view=view))[1]["said"] == "This form is no longer open."


def test_messages_shortcuts_and_the_home_tab_work_from_the_page(slack: Slack, api: WebClient) -> None:
    general = slack.channel("general").channel_id
    ts = api.chat_postMessage(channel=general, text="x", blocks=[actions(button("Go", "go", value="1"))])["ts"]
    on = {"channel": general, "ts": ts}
    with plain_bot(slack) as bot:
        assert post(slack, "press", as_(slack, "Bea", **on, action_id="go"))[1]["ok"]
        assert post(slack, "shortcut", as_(slack, "Bea", **on, callback_id="turn"))[1]["ok"]
        assert post(slack, "shortcut", as_(slack, "Bea", callback_id="start"))[1]["ok"]
        kinds = [one["payload"]["type"] for one in bot.waits("interactive", 3)]
        assert kinds == ["block_actions", "message_action", "shortcut"]
        assert post(slack, "home", as_(slack, "Bea"))[1]["ok"]
        bot.waits("events_api")
    assert post(slack, "press", as_(slack, "Bea", channel=general, ts="1.1", action_id="go"))[0] == 400
    assert post(slack, "nothing", as_(slack, "Bea"))[0] == 404
    assert post(slack, "type", [1])[0] == 400


def test_the_stream_begins_with_the_state_and_tells_what_this_person_can_see(slack: Slack, api: WebClient) -> None:
    ana, general = slack.person("Ana"), slack.channel("general").channel_id
    chairs = slack.channel("chairs").channel_id

    async def listen() -> list[Json]:
        url = f"ws://127.0.0.1:{slack.server.port}/page/live?as={slack.person('Carl').user_id}"
        got = []
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
            got.append(await socket.receive_json())
            started.set_result(None)
            while got[-1].get("message", {}).get("text") != "end":
                got.append(await socket.receive_json())
        return got

    started = slack.call(slack.loop.create_future)
    listening = slack.call(lambda: slack.loop.create_task(listen()))
    slack.run(_done(started))
    api.chat_postMessage(channel=chairs, text="hidden")
    api.chat_postEphemeral(channel=general, user=ana.user_id, text="hidden too")
    ts = api.chat_postMessage(channel=general, text="shown")["ts"]
    api.chat_update(channel=general, ts=ts, text="changed")
    api.chat_delete(channel=general, ts=ts)
    api.chat_postMessage(channel=general, text="end")
    got = slack.run(_done(listening))
    assert got[0]["kind"] == "state"
    seen = [one["message"]["text"] for one in got if one["kind"] == "message"]
    assert seen == ["shown", "changed", "end"]
    assert {"kind": "removed", "channel": general, "ts": ts} in got
    calls = [one["exchange"]["kind"] for one in got if one["kind"] == "wire"]
    assert "chat.update" in calls


async def _done(future: Any) -> Any:
    return await future


def test_files_come_and_go_by_the_page(slack: Slack) -> None:
    ana, general = slack.person("Ana"), slack.channel("general").channel_id

    async def send(query: str) -> Any:
        form = aiohttp.FormData()
        form.add_field("file", b"bytes", filename="a.md")
        async with aiohttp.ClientSession() as session:
            url = f"{slack.server.url}/page/upload?as={ana.user_id}{query}"
            async with session.post(url, data=form) as answer:
                return await answer.json()

    kept = slack.run(send(""))["file"]["id"]
    assert get(slack, f"/page/files/{kept}") == (200, "bytes")
    assert slack.run(send(f"&channel={general}&text=Look"))["ok"]
    assert slack.messages("general")[0].text == "Look"


def test_the_day_is_moved_by_whoever_runs_the_workspace(slack: Slack, clock: ShiftedClock) -> None:
    assert "cannot be moved" in post(slack, "day", as_(slack, "Ana", days=1))[1]["said"]
    moved: list[date] = []

    async def move(to: date, zone: ZoneInfo) -> None:
        assert zone.key == slack.workspace.person("Ana").tz
        moved.append(to)
        clock.move_to(to, ZoneInfo("UTC"))

    slack.server.page.move_day = move
    assert post(slack, "day", as_(slack, "Ana", to="2030-05-01"))[1]["now"].startswith("2030-05-01")
    assert moved == [date(2030, 5, 1)]
    assert post(slack, "day", as_(slack, "Ana", to="tomorrow"))[0] == 400
    noon = datetime.combine(date(2030, 5, 1), time(12), ZoneInfo("UTC"))
    slack.workspace.now = lambda: noon
    post(slack, "day", as_(slack, "Ana", days=7))
    assert moved[-1] == date(2030, 5, 8)


def test_faults_and_the_log_are_at_hand(slack: Slack, api: WebClient) -> None:
    assert post(slack, "fault", as_(slack, "Ana", name="down", on=True))[1]["down"] is True
    assert post(slack, "fault", as_(slack, "Ana", name="clear"))[1]["down"] is False
    post(slack, "fault", as_(slack, "Ana", name="refuse", method="auth.test", error="fatal_error"))
    with pytest.raises(Exception, match="fatal_error"):
        api.auth_test()
    assert "rate_limit" in post(slack, "fault", as_(slack, "Ana", name="x"))[1]["said"]
    _, wire = get(slack, "/page/wire")
    assert [(one["kind"], one["error"]) for one in wire] == [("auth.test", "fatal_error")]
    assert get(slack, f"/page/wire?after={wire[-1]['number']}")[1] == []


def test_other_web_sites_are_kept_out(slack: Slack) -> None:
    own = f"http://127.0.0.1:{slack.server.port}"
    body = as_(slack, "Ana", channel=slack.channel("general").channel_id, text="x")
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert post(slack, "type", body, **headers)[0] == 403
        assert get(slack, f"/page/state?as={body['as']}", **headers)[0] == 403
    assert slack.messages("general") == []
    assert post(slack, "type", body, Origin=own)[1]["ok"]


@pytest.mark.parametrize(
    ("host", "origin", "fetched", "allowed"),
    [
        ("127.0.0.1:8080", None, None, True),
        ("localhost:8080", "http://localhost:8080", "same-origin", True),
        ("[::1]:8080", None, "none", True),
        ("127.0.0.1", None, None, False),
        ("127.0.0.1:81", None, None, False),
        ("localhost:8080", "http://127.0.0.1:8080", None, False),
        ("localhost:8080", "https://localhost:8080", None, False),
        ("localhost.evil.example:8080", None, None, False),
    ],
)
def test_host_and_origin_must_be_this_very_server(
    host: str, origin: str | None, fetched: str | None, allowed: bool
) -> None:
    assert (refused(host, 8080, origin, fetched) == "") is allowed


def test_what_was_entered_finds_its_field_where_the_form_was_shown_anew_meanwhile() -> None:
    menu = {"type": "static_select", "action_id": "wp:form:org"}
    typed = {"type": "plain_text_input", "action_id": "value"}
    blocks = [
        {"type": "section", "block_id": "new", "accessory": menu},
        {"type": "input", "block_id": "what", "element": typed},
        {"type": "input", "block_id": "who", "element": typed},
    ]
    entered = {"old/wp:form:org": "same", "what/value": "Draft", "gone/value": "lost", "old/wp:form:other": "x"}
    assert still_there(blocks, entered) == {"new/wp:form:org": "same", "what/value": "Draft"}
