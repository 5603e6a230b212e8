"""Forms: what Slack's client fills in, checks and sends, and what it does with the answer."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox.running import Slack
from tests.sandbox.forms import choice, field, modal, plain, section
from tests.sandbox.plain_bot import PlainBot, plain_bot


def payload(bot: PlainBot) -> Any:
    return bot.waits("interactive")[-1]["payload"]


def opened(slack: Slack, api: WebClient, *blocks: Any, **more: Any) -> None:
    trigger = slack.workspace.tickets.trigger(slack.person("Ana").user_id)
    api.views_open(trigger_id=trigger, view=modal(*blocks, **more))


def test_a_form_gives_every_field_as_slack_does(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    red, blue = choice("Red"), choice("Blue")
    opened(
        slack,
        api,
        field(name="text", initial_value="given"),
        field(name="empty", block_optional=True),
        field("number_input", "count", is_decimal_allowed=False),
        field("static_select", "colour", options=[red, blue], initial_option=red),
        field("checkboxes", "boxes", options=[red, blue], block_optional=True),
        field("datepicker", "day", block_optional=True),
        field("conversations_select", "place", response_url_enabled=True),
        section("x", accessory={"type": "timepicker", "action_id": "time", "initial_time": "09:00"}),
    )
    with plain_bot(slack) as bot:
        assert ana.submits({"Count": 3, "boxes": ["Blue"], "place_in": "general"}).ok
        sent = payload(bot)
    values = sent["view"]["state"]["values"]
    assert values["text"]["text_in"] == {"type": "plain_text_input", "value": "given"}
    assert values["empty"]["empty_in"] == {"type": "plain_text_input", "value": None}
    assert values["count"]["count_in"] == {"type": "number_input", "value": "3"}
    assert values["colour"]["colour_in"]["selected_option"]["value"] == "red"
    assert [one["value"] for one in values["boxes"]["boxes_in"]["selected_options"]] == ["blue"]
    assert values["day"]["day_in"] == {"type": "datepicker", "selected_date": None}
    assert {"time": {"type": "timepicker", "selected_time": "09:00"}} in values.values()
    (url,) = sent["response_urls"]
    assert url["channel_id"] == slack.channel("general").channel_id
    assert ana.modal is None


def test_slacks_own_client_refuses_before_the_bot_hears_of_it(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    opened(
        slack,
        api,
        field(name="text", min_length=3, max_length=5),
        field("number_input", "count", is_decimal_allowed=False, min_value="1", max_value="9"),
        field("email_text_input", "mail", block_optional=True),
        field("url_text_input", "link", block_optional=True),
    )
    with plain_bot(slack) as bot:
        assert set(ana.submits().errors) == {"text", "count"}
        wrong = {"text": "ab", "count": "1.5", "mail": "nobody", "link": "example"}
        assert set(ana.submits(wrong).errors) == {"text", "count", "mail", "link"}
        assert set(ana.submits({"text": "abcdef", "count": 10}).errors) >= {"text", "count"}
        right = {"text": "abc", "count": 9, "mail": "a@b.org", "link": "https://b.org"}
        assert ana.submits(right).ok
        assert len(bot.of("interactive")) == 1


def test_what_a_submission_is_answered_with(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    answers: list[Any] = []
    with plain_bot(slack, lambda envelope: answers.pop(0)):
        opened(slack, api, field())
        answers.append({"response_action": "errors", "errors": {"what": "No."}})
        assert ana.submits({"what": "x"}).errors == {"what": "No."}
        answers.append({"response_action": "push", "view": modal(field(), title="Second")})
        assert ana.submits().ok
        assert ana.form().title == "Second"
        answers.append({"response_action": "update", "view": modal(field(), title="Third")})
        ana.submits({"what": "y"})
        assert ana.form().title == "Third"
        answers.append(None)
        ana.submits()
        assert ana.form().title == "Form"
        answers.append({"response_action": "push", "view": modal(title="Second", submit=plain("Save"))})
        ana.submits()
        answers.append({"response_action": "clear"})
        ana.submits()
        assert ana.modal is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"elsewhere": "No."}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "explode"},
    ],
)
def test_an_answer_slack_cannot_use_leaves_the_form_in_trouble(slack: Slack, api: WebClient, answer: Any) -> None:
    ana = slack.person("Ana")
    with plain_bot(slack, lambda envelope: answer):
        opened(slack, api, field())
        assert ana.submits({"what": "x"}).error == "invalid_response_action"
    assert ana.form().trouble
    assert slack.calls("response_action")[-1].error == "invalid_response_action"


def test_a_form_that_nobody_answers_stays_open_with_the_trouble(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    opened(slack, api, field())
    assert ana.submits({"what": "x"}).error == "dispatch_failed"
    assert ana.form().trouble


def test_closing_is_told_where_the_view_asked_for_it(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    with plain_bot(slack) as bot:
        opened(slack, api, field(), notify_on_close=True, private_metadata="kept")
        ana.closes()
        sent = payload(bot)
        assert (sent["type"], sent["is_cleared"]) == ("view_closed", False)
        assert sent["view"]["private_metadata"] == "kept"
        opened(slack, api, field())
        ana.closes()
        assert len(bot.of("interactive")) == 1


def test_an_external_menu_asks_the_bot(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    options = {"options": [choice("Apple"), choice("Apricot")]}

    def answer(envelope: Any) -> Any:
        return options if envelope["payload"]["type"] == "block_suggestion" else None

    with plain_bot(slack, answer) as bot:
        opened(slack, api, field("external_select", "fruit", min_query_length=1))
        assert [one["value"] for one in ana.options("fruit_in", "ap")] == ["apple", "apricot"]
        assert payload(bot)["value"] == "ap"
        assert ana.submits({"fruit": "Apricot"}).ok
        values = payload(bot)["view"]["state"]["values"]
        assert values["fruit"]["fruit_in"]["selected_option"]["value"] == "apricot"


def test_a_form_without_a_button_to_send_it_cannot_be_sent(slack: Slack, api: WebClient) -> None:
    opened(slack, api, section("Working …"))
    with plain_bot(slack) as bot:
        sent = slack.person("Ana").submits()
        assert (sent.ok, sent.said) == (False, "This form has no button to send it.")
    assert not bot.of("interactive")
    assert slack.person("Ana").modal
