"""Typing: commands and names completed, lines sent before, the hint for the first minute."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from bot.sandbox.changes import PATIENCE
from bot.sandbox.hello import Hello
from bot.sandbox.people import default_people
from bot.sandbox.running import Slack, running_workspace
from tests.sandbox.conftest import APP, CHANNELS
from tests.sandbox.plain_bot import PlainBot, plain_bot

HELLO: Hello = {
    "person": "Bea",
    "channel": "random",
    "welcome": "Welcome.",
    "suggestions": [{"label": "See what is mine", "line": "/wp mine"}, {"label": "Add one", "line": "/wp add a"}],
    "hints": [
        {"line": "/wp mine", "summary": "what is yours"},
        {"line": "/wp done 15 [note]", "summary": "close an action"},
        {"line": "/wp drop 15 why", "summary": "give it up"},
    ],
}


@pytest.fixture
def slack() -> Iterator[Slack]:
    with running_workspace(default_people(), CHANNELS, app=APP, hello=HELLO, ack_seconds=PATIENCE) as slack:
        yield slack


@pytest.fixture(autouse=True)
def bot(slack: Slack) -> Iterator[PlainBot]:
    with plain_bot(slack, lambda envelope: {"text": "Heard"} if envelope["type"] == "slash_commands" else None) as bot:
        yield bot


def typed(bot: PlainBot, many: int) -> list[str]:
    return [one["payload"]["text"] for one in bot.waits("slash_commands", many)]


def test_the_page_opens_as_the_person_and_in_the_channel_it_is_told(page: Page) -> None:
    expect(page.get_by_role("radio", name="Bea Member")).to_be_checked()
    expect(page.get_by_role("heading", name="random")).to_be_visible()
    expect(page.locator("#line")).to_be_focused()


def test_verbs_are_completed_with_their_usage(page: Page, bot: PlainBot) -> None:
    line = page.locator("#line")
    line.press_sequentially("/w")
    expect(page.get_by_role("option")).to_contain_text(["/wp"])
    line.press("Tab")
    expect(line).to_have_value("/wp ")
    expect(page.get_by_role("option")).to_have_count(3)
    line.press_sequentially("d")
    expect(page.get_by_role("option")).to_have_text(["/wp done 15 [note]close an action", "/wp drop 15 whygive it up"])
    line.press("ArrowDown")
    line.press("Enter")
    expect(line).to_have_value("/wp done ")
    expect(page.get_by_role("option")).to_contain_text(["/wp done 15 [note]"])
    line.press_sequentially("15 sent")
    line.press("Enter")
    assert typed(bot, 1) == ["done 15 sent"]
    expect(page.get_by_role("option")).to_have_count(0)


def test_enter_sends_what_stands_there_although_more_is_offered(page: Page, bot: PlainBot) -> None:
    page.locator("#line").press_sequentially("/wp d")
    expect(page.get_by_role("option")).to_have_count(2)
    page.locator("#line").press("Enter")
    assert typed(bot, 1) == ["d"]


def test_escape_puts_the_suggestions_away_and_keeps_the_words(page: Page) -> None:
    line = page.locator("#line")
    line.press_sequentially("/wp ")
    line.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(line).to_have_value("/wp ")
    expect(line).to_have_attribute("aria-expanded", "false")


def test_people_and_channels_are_completed_and_mentioned(page: Page, slack: Slack) -> None:
    line = page.locator("#line")
    line.press_sequentially("Ask @ca")
    expect(page.get_by_role("option")).to_have_text(["@CarlCarl Member"])
    line.press("Enter")
    line.press_sequentially("in #gen")
    line.press("Tab")
    expect(line).to_have_value("Ask @Carl in #general ")
    line.press("Enter")
    expect(page.locator("#messages .mention")).to_have_text(["@Carl", "#general"])
    carl, general = slack.person("Carl").user_id, slack.channel("general").channel_id
    assert slack.messages("random")[-1].text == f"Ask <@{carl}> in <#{general}>"


def test_the_up_key_brings_back_what_was_sent_and_down_what_was_being_written(page: Page, bot: PlainBot) -> None:
    line = page.locator("#line")
    for text in ("/wp one", "/wp two"):
        line.fill(text)
        line.press("Enter")
    line.press("ArrowUp")
    expect(line).to_have_value("/wp two")
    line.press("ArrowUp")
    line.press("ArrowUp")
    expect(line).to_have_value("/wp one")
    line.press("ArrowDown")
    line.press("ArrowDown")
    expect(line).to_have_value("")
    line.press("ArrowUp")
    line.press("Enter")
    assert typed(bot, 3) == ["one", "two", "two"]


def test_lines_arrive_in_the_order_in_which_they_were_typed(page: Page, bot: PlainBot) -> None:
    held: list[Route] = []
    page.route("**/page/type", lambda route: held.append(route), times=1)
    line = page.locator("#line")
    with page.expect_request("**/page/type"):
        line.fill("/wp one")
        line.press("Enter")
    line.fill("/wp two")
    line.press("Enter")
    expect(line).to_have_value("")
    held[0].continue_()
    expect(page.locator("#messages .message").filter(has_text="Heard")).to_have_count(2)
    assert typed(bot, 2) == ["one", "two"]


def test_the_hint_puts_a_line_in_ticks_what_was_followed_and_goes_for_good(page: Page, bot: PlainBot) -> None:
    hint = page.get_by_role("region", name="To begin with")
    expect(hint).to_contain_text("Welcome.")
    hint.get_by_role("button", name="See what is mine").click()
    expect(page.locator("#line")).to_have_value("/wp mine")
    expect(page.locator("#line")).to_be_focused()
    page.keyboard.press("Enter")
    assert typed(bot, 1) == ["mine"]
    expect(hint.get_by_role("button", name="See what is mine (done)")).to_be_visible()
    hint.get_by_role("button", name="Hide this hint").click()
    page.reload()
    expect(page.locator("#line")).to_be_visible()
    expect(hint).to_have_count(0)
    page.get_by_role("button", name="What can I type?").click()
    expect(hint).to_be_visible()


def test_a_message_with_several_lines_is_sent_whole(page: Page, slack: Slack) -> None:
    line = page.locator("#line")
    line.press_sequentially("one")
    line.press("Shift+Enter")
    line.press_sequentially("two")
    line.press("Enter")
    expect(page.locator("#messages .text")).to_have_text("one\ntwo")
    assert slack.messages("random")[-1].text == "one\ntwo"
