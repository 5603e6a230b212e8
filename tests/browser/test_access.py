"""Keyboard, screen reader, narrow and dark: the page is for everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from slack_bolt.async_app import AsyncApp

from bot.sandbox.changes import PATIENCE
from bot.sandbox.hello import Hello
from bot.sandbox.people import default_people
from bot.sandbox.running import Slack, running_workspace
from tests.browser.kit import send
from tests.sandbox.bolt import bolt_app, connected
from tests.sandbox.conftest import APP, CHANNELS

HELLO: Hello = {"welcome": "Welcome.", "suggestions": [{"label": "Say hello", "line": "/wp hello"}]}

UNNAMED = """() => [...document.querySelectorAll("button, a, input, textarea, [role=option], dialog, nav, aside, ol")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length))
  .filter((one) => !one.getAttribute("aria-labelledby"))
  .map((one) => one.outerHTML)"""

# Words whose contrast to what lies behind them is under 4.5, as WCAG 2 reckons it.
PALE = """() => {
  const linear = (c) => (c <= 10.31 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const parts = (css) => css.match(/[\\d.]+/g).map(Number);
  const behind = (one) => {
    for (let node = one; node; node = node.parentElement) {
      const [r, g, b, a = 1] = parts(getComputedStyle(node).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const texts = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility({ opacityProperty: true })
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.map((one) => {
    const [x, y] = [light(parts(getComputedStyle(one).color)), light(behind(one))].sort((a, b) => b - a);
    return [Math.round(((x + 0.05) / (y + 0.05)) * 100) / 100, one.className, one.textContent.trim().slice(0, 30)];
  }).filter(([ratio]) => ratio < 4.5);
}"""


@pytest.fixture
def slack() -> Iterator[Slack]:
    with running_workspace(default_people(), CHANNELS, app=APP, hello=HELLO, ack_seconds=PATIENCE) as slack:
        yield slack


@pytest.fixture(autouse=True)
def bot(slack: Slack) -> Iterator[AsyncApp]:
    with connected(slack, bolt_app(slack)) as app:
        yield app


def everything_shown(page: Page) -> None:
    """A private answer, a button, a thread and the wire on the screen."""
    send(page, "/wp private")
    page.get_by_role("button", name="Yes").wait_for()
    send(page, "/wp post")
    page.get_by_role("button", name="Claim", exact=True).wait_for()
    page.locator("#wire-handle").click()
    page.locator("#wire li").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_and_all_controls_have_names(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    everything_shown(page)
    assert page.evaluate(PALE) == []
    assert page.evaluate(UNNAMED) == []
    send(page, "/wp form")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.locator(".error").wait_for()
    assert page.evaluate(PALE) == []
    assert page.evaluate(UNNAMED) == []


def test_the_tab_key_goes_round_the_page_and_is_caught_nowhere(page: Page) -> None:
    everything_shown(page)
    page.evaluate("document.activeElement.blur()")
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.closest('header, nav, main, aside, dialog')?.id ?? ''")
        if where and (not seen or seen[-1] != where):
            seen.append(where)
    assert {"top", "places", "main", "wire"} <= set(seen)
    assert seen.count("main") >= 2


def test_a_form_keeps_the_focus_and_gives_it_back(page: Page) -> None:
    send(page, "/wp form")
    form = page.get_by_role("dialog", name="Add")
    expect(form.get_by_label("What?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(page.locator("#line")).to_be_focused()


def test_people_are_switched_by_the_arrow_keys(page: Page) -> None:
    page.get_by_role("radio", name="Ana Admin").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Bea Member")).to_be_checked()
    assert page.url.endswith("#bea/general")


def test_a_phone_shows_everything_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    everything_shown(page)
    page.locator("#wire").get_by_role("button", name="Close").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("#places")).not_to_be_visible()
    page.get_by_role("button", name="Channels").click()
    page.get_by_role("button", name="random").click()
    expect(page.get_by_role("heading", name="random")).to_be_visible()
    expect(page.locator("#places")).not_to_be_visible()


def test_the_address_leads_back_to_the_person_and_the_place(page: Page, slack: Slack) -> None:
    page.goto(f"{slack.server.url}/#carl/random")
    page.reload()
    expect(page.get_by_role("radio", name="Carl Member")).to_be_checked()
    expect(page.get_by_role("heading", name="random")).to_be_visible()
    page.get_by_role("navigation").get_by_role("button", name="general").click()
    page.go_back()
    expect(page.get_by_role("heading", name="random")).to_be_visible()
