"""The local workspace against the real Bolt over the real Socket Mode client."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.sandbox.changes import PATIENCE
from bot.sandbox.running import Slack, running_workspace
from tests.sandbox.bolt import bolt_app, connected


@pytest.fixture(scope="module")
def slack() -> Iterator[Slack]:
    with running_workspace(ack_seconds=PATIENCE) as slack, connected(slack, bolt_app(slack), ping_seconds=1):
        yield slack


def test_a_command_is_acknowledged_and_answered_privately(slack: Slack) -> None:
    ana, bea = slack.person("Ana"), slack.person("Bea")
    outcome = ana.types("/wp hello")
    assert outcome.ok
    assert ana.answer().text == "You said: hello"
    assert "You said: hello" not in [one.text for one in bea.sees("general")]


def test_a_command_the_bot_leaves_unanswered_shows_the_error_a_member_sees() -> None:
    with running_workspace(ack_seconds=0.2) as slack, connected(slack, bolt_app(slack)):
        ana = slack.person("Ana")
        assert ana.types("/wp fail").error == "operation_timeout"
        assert "operation_timeout" in ana.private[-1].text


def test_a_form_is_opened_refused_and_stored(slack: Slack) -> None:
    ana = slack.person("Ana")
    ana.types("/wp form")
    form = ana.form("Add")
    assert ana.submits().errors == {"what": "Please complete this required field."}
    assert slack.deliveries("view_submission") == []
    assert ana.submits({"What?": "bad"}).errors == {"what": "Say more."}
    assert ana.modal is form
    assert form.errors == {"what": "Say more."}
    assert ana.submits({"What?": "Draft"}).ok
    assert ana.modal is None
    assert ana.reads("Added: Draft", "dm")
    sent: Any = slack.deliveries("view_submission")[-1].payload["view"]
    assert sent["state"]["values"] == {
        "what": {"text": {"type": "plain_text_input", "value": "Draft"}},
        "when": {"day": {"type": "datepicker", "selected_date": "2026-03-01"}},
    }


def test_a_button_changes_the_message_it_is_on(slack: Slack) -> None:
    ana, bea = slack.person("Ana"), slack.person("Bea")
    ana.types("/wp post")
    posted = ana.reads("Anyone?", "general")
    bea.presses("Claim", posted)
    claimed = ana.reads(f"Claimed by <@{bea.user_id}>", "general")
    assert claimed.ts == posted.ts
    assert claimed.edited
    assert claimed.labels() == []


def test_a_private_answer_is_replaced_by_its_response_url(slack: Slack) -> None:
    ana = slack.person("Ana")
    ana.types("/wp private")
    asked = ana.answer()
    ana.presses("Yes", asked)
    assert ana.answer().text == "Done"
    assert ana.answer().ts == asked.ts


def test_the_home_tab_is_published_when_it_is_opened(slack: Slack) -> None:
    ana = slack.person("Ana")
    ana.opens_home()
    assert ana.sees_home("Hello " + ana.user_id)


def test_a_payload_delivered_twice_reaches_the_bot_twice(slack: Slack) -> None:
    ana = slack.person("Ana")
    before = len(slack.calls("response_url"))
    slack.twice()
    ana.types("/wp again")
    slack.wait(lambda: len(slack.calls("response_url")) == before + 2)


def test_after_a_refresh_the_bot_opens_another_line(slack: Slack) -> None:
    before = len(slack.calls("apps.connections.open"))
    slack.refresh()
    slack.wait(lambda: len(slack.calls("apps.connections.open")) > before)
    slack.connected()
    ana = slack.person("Ana")
    ana.types("/wp still here")
    assert ana.answer().text == "You said: still here"


def test_after_a_drop_the_bot_comes_back(slack: Slack) -> None:
    before = len(slack.calls("apps.connections.open"))
    slack.drop()
    slack.wait(lambda: len(slack.calls("apps.connections.open")) > before, 15)
    slack.connected()
    ana = slack.person("Ana")
    assert ana.types("/wp back").ok
    assert ana.answer().text == "You said: back"


def test_a_rate_limit_reaches_the_client_with_its_seconds(slack: Slack) -> None:
    slack.faults.rate_limit("chat.postMessage", retry_after=7)
    ana = slack.person("Ana")
    ana.types("/wp post")
    call = slack.wait(lambda: [one for one in slack.calls("chat.postMessage") if one.status == 429])
    assert call[0].error == "ratelimited"


def test_a_reply_that_is_lost_has_taken_effect(slack: Slack) -> None:
    slack.faults.lose_reply("chat.postMessage")
    before = len(slack.messages("general"))
    slack.person("Ana").types("/wp post")
    slack.wait(lambda: len(slack.messages("general")) == before + 1)
    assert slack.calls("chat.postMessage")[-1].answer["ok"] is True  # type: ignore[index]
