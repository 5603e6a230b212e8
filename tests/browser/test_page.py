"""The page with a small app behind it: what people see, type, press and fill in."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from slack_bolt.async_app import AsyncApp

from bot.sandbox.changes import PATIENCE
from bot.sandbox.people import default_people
from bot.sandbox.running import Slack, running_workspace
from tests.browser.kit import send
from tests.sandbox.bolt import bolt_app, connected
from tests.sandbox.conftest import APP, CHANNELS


@pytest.fixture
def ack_seconds() -> float:
    """How long Slack waits for the app."""
    return PATIENCE


@pytest.fixture
def slack(ack_seconds: float) -> Iterator[Slack]:
    with running_workspace(default_people(), CHANNELS, app=APP, ack_seconds=ack_seconds) as slack:
        yield slack


@pytest.fixture(autouse=True)
def bot(slack: Slack) -> Iterator[AsyncApp]:
    with connected(slack, bolt_app(slack)) as app:
        yield app


def test_a_private_answer_is_marked_and_gone_after_a_reload(page: Page) -> None:
    send(page, "/wp hello *you*")
    answer = page.get_by_role("listitem").filter(has_text="You said: hello you")
    expect(answer).to_contain_text("Only visible to you")
    expect(answer.locator("strong")).to_have_text("you")
    expect(page.locator("#announced")).to_contain_text("only visible to you: You said: hello *you*")
    page.reload()
    expect(page.locator("#line")).to_be_visible()
    expect(answer).to_have_count(0)
    for name in ("Bea Member", "Ana Admin"):
        page.get_by_role("radio", name=name).click()
        expect(page.get_by_role("radio", name=name)).to_be_checked()
    expect(answer).to_have_count(0)


def test_a_button_changes_its_message_in_place(page: Page) -> None:
    send(page, "/wp post")
    page.get_by_role("button", name="Claim", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="Claimed by")).to_contain_text("Claimed by @Ana")
    expect(page.get_by_role("button", name="Claim", exact=True)).to_have_count(0)


def test_a_form_shows_its_errors_beside_the_fields_and_closes_when_it_is_right(page: Page) -> None:
    send(page, "/wp form")
    form = page.get_by_role("dialog", name="Add")
    what = form.get_by_label("What?")
    expect(what).to_be_focused()
    form.get_by_role("button", name="Save").click()
    expect(what).to_have_accessible_description("Please complete this required field.")
    what.fill("bad")
    what.press("Enter")
    expect(what).to_have_accessible_description("Say more.")
    expect(what).to_have_value("bad")
    expect(what).to_be_focused()
    what.fill("Draft the brief")
    what.press("Enter")
    expect(form).to_have_count(0)
    page.get_by_role("navigation").get_by_role("button", name="wp").click()
    expect(page.locator("#messages")).to_contain_text("Added: Draft the brief")


def test_a_form_left_open_is_gone_after_a_reload(page: Page) -> None:
    send(page, "/wp form")
    expect(page.get_by_role("dialog", name="Add")).to_be_visible()
    page.reload()
    send(page, "/wp hello")
    expect(page.locator("#messages")).to_contain_text("You said: hello")
    expect(page.get_by_role("dialog", name="Add")).to_have_count(0)
    send(page, "/wp form")
    expect(page.get_by_role("dialog", name="Add")).to_be_visible()


def test_the_home_tab_shows_what_the_app_published(page: Page, slack: Slack) -> None:
    page.get_by_role("button", name="Home").click()
    expect(page.locator("#home")).to_have_text(f"Hello {slack.person('Ana').user_id}")
    assert page.url.endswith("#ana/home")


def test_being_somebody_else_takes_one_press(page: Page) -> None:
    send(page, "/wp hello")
    expect(page.locator("#messages")).to_contain_text("You said: hello")
    page.get_by_role("radio", name="Bea Member").click()
    expect(page.get_by_role("radio", name="Bea Member")).to_be_checked()
    expect(page.locator("#messages")).not_to_contain_text("You said")
    page.get_by_role("radio", name="Ana Admin").click()
    expect(page.locator("#messages")).to_contain_text("You said: hello")


@pytest.mark.parametrize("ack_seconds", [0.3])
def test_an_answer_that_comes_too_late_is_told_as_slack_tells_it(page: Page) -> None:
    send(page, "/wp fail")
    expect(page.locator("#messages")).to_contain_text('/wp failed with the error "operation_timeout"')
