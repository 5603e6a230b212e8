"""Places and what stands beside them: unread marks, threads, message menus, the day, files, the wire and its faults."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient

from bot.clock import ShiftedClock
from bot.sandbox.changes import PATIENCE
from bot.sandbox.people import default_people
from bot.sandbox.running import Slack, running_workspace
from tests.browser.kit import send
from tests.sandbox.bolt import bolt_app, connected
from tests.sandbox.conftest import APP, CHANNELS


@pytest.fixture
def slack() -> Iterator[Slack]:
    clock = ShiftedClock()

    async def move_day(to: date, _zone: ZoneInfo) -> None:
        clock.move_to(to, ZoneInfo("UTC"))

    with running_workspace(
        default_people(), CHANNELS, app=APP, now=clock, move_day=move_day, ack_seconds=PATIENCE
    ) as slack:
        yield slack


@pytest.fixture(autouse=True)
def bot(slack: Slack) -> Iterator[AsyncApp]:
    with connected(slack, bolt_app(slack)) as app:
        yield app


@pytest.fixture
def api(slack: Slack) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def test_what_was_not_looked_at_is_marked_until_it_is(page: Page, slack: Slack, api: WebClient) -> None:
    api.chat_postMessage(channel=slack.channel("chairs").channel_id, text="To the chairs")
    api.chat_postMessage(channel=slack.person("Ana").user_id, text="To you")
    chairs = page.get_by_role("navigation").get_by_role("button", name="chairs")
    expect(chairs.get_by_label("1 unread")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("button", name="wp").get_by_label("1 unread")).to_be_visible()
    chairs.click()
    expect(page.locator("#messages")).to_contain_text("To the chairs")
    expect(chairs.get_by_label("1 unread")).to_have_count(0)
    page.get_by_role("radio", name="Carl Member").click()
    expect(page.get_by_role("heading", name="general")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("button", name="chairs")).to_have_count(0)


def test_whoever_has_news_from_the_app_is_marked_until_they_looked(page: Page, slack: Slack, api: WebClient) -> None:
    api.chat_postMessage(channel=slack.person("Bea").user_id, text="To Bea")
    bea = page.get_by_role("radio", name="Bea Member")
    expect(bea).to_have_accessible_name(re.compile("has a new direct message"))
    bea.click()
    page.get_by_role("navigation").get_by_role("button", name="wp").click()
    expect(page.locator("#messages")).to_contain_text("To Bea")
    page.get_by_role("radio", name="Ana Admin").click()
    expect(page.get_by_role("radio", name="Ana Admin")).to_be_checked()
    expect(bea).not_to_have_accessible_name(re.compile("has a new direct message"))


@pytest.mark.parametrize("place", ["random", "wp", "Home"])
def test_a_place_chosen_while_somebody_is_on_their_way_is_shown_to_them(page: Page, place: str) -> None:
    radio = page.get_by_role("radio", name="Bea Member")
    chosen = page.get_by_role("navigation").get_by_role("button", name=place)
    expect(chosen).to_be_visible()
    page.evaluate("([who, where]) => {who.click(); where.click();}", [radio.element_handle(), chosen.element_handle()])
    expect(radio).to_be_checked()
    expect(page.get_by_role("heading", name=place, exact=True, level=1)).to_be_visible()
    assert page.url.endswith(f"#bea/{place.lower()}")


def test_a_thread_opens_beside_the_channel_and_its_answers_are_counted(page: Page, slack: Slack) -> None:
    send(page, "Who comes along?")
    message = page.locator("#messages .message").last
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(page.locator("#answer-line")).to_be_focused()
    page.locator("#answer-line").fill("I do")
    page.locator("#answer-line").press("Enter")
    expect(thread.get_by_role("listitem").last).to_contain_text("I do")
    expect(page.locator("#messages").get_by_role("button", name="1 reply")).to_be_visible()
    expect(page.locator("#messages")).not_to_contain_text("I do")
    thread.get_by_role("button", name="Close the thread").click()
    expect(thread).to_have_count(0)
    assert slack.messages("general")[-1].thread_ts == slack.messages("general")[0].ts


def test_a_message_shortcut_is_in_the_messages_menu(page: Page, slack: Slack) -> None:
    send(page, "We should meet")
    message = page.locator("#messages .message").last
    message.hover()
    message.get_by_role("button", name="More with this message").click()
    page.get_by_role("menuitem", name="Turn into").click()
    slack.wait(lambda: slack.deliveries("message_action"))


def test_the_day_is_moved_by_a_press_or_to_a_date(page: Page, slack: Slack) -> None:
    today = slack.workspace.now().astimezone(ZoneInfo("Europe/Lisbon")).date()
    page.get_by_role("button", name="+1 week").click()
    expect(page.locator("#day input")).to_have_value((today + timedelta(days=7)).isoformat())
    page.locator("#day input").fill((today + timedelta(days=40)).isoformat())
    expect(page.locator("#day .today")).to_contain_text(str((today + timedelta(days=40)).year))
    slack.wait(lambda: slack.workspace.now().date() >= today + timedelta(days=39))
    send(page, "later")
    expect(page.locator("#messages .day").last).to_have_text("Today")


def test_a_file_is_posted_where_the_app_wants_none(page: Page, slack: Slack) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Give a document").click()
    chooser.value.set_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"})
    with page.expect_download() as download:
        page.get_by_role("link", name="a.txt").click()
    assert download.value.path().read_bytes() == b"words"


def test_the_wire_shows_calls_answers_and_refusals_and_makes_faults(page: Page, slack: Slack) -> None:
    page.locator("#wire-handle").click()
    wire = page.get_by_role("complementary", name="What goes over the wire")
    send(page, "/wp hello")
    envelope = wire.get_by_role("listitem").filter(has_text="slash_commands")
    expect(envelope).to_contain_text("/wp hello")
    expect(envelope).to_contain_text(" ms")
    envelope.locator("summary").click()
    expect(envelope.locator("pre").first).to_contain_text('"text": "hello"')
    wire.get_by_text("Make something go wrong").click()
    wire.get_by_role("button", name="Fail the next call (503)").click()
    send(page, "/wp post")
    expect(wire.locator(".refused").first).to_contain_text("chat.postMessage")
    wire.get_by_role("switch", name="Web API is down").check()
    slack.wait(lambda: slack.faults.down)
    wire.get_by_role("button", name="Everything works again").click()
    expect(wire.get_by_role("switch", name="Web API is down")).not_to_be_checked()


def test_a_channel_is_joined_before_one_types_in_it(page: Page, slack: Slack) -> None:
    page.get_by_role("radio", name="Carl Member").click()
    slack.run(slack.server.member("Carl").leave(slack.channel("random").channel_id))
    page.get_by_role("navigation").get_by_role("button", name="random").click()
    expect(page.locator("#line")).not_to_be_visible()
    page.get_by_role("button", name="Join #random").click()
    expect(page.locator("#line")).to_be_visible()
