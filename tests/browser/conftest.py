"""A real Chromium that looks at the local workspace."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from bot.sandbox.running import Slack
from tests.edge.process import running_wp
from tests.ports import free_port

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
SOON = 20_000
"""Milliseconds after which something that does not come is taken for missing."""
expect.set_options(timeout=SOON)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests here; gone before others run, which may want an event loop of their own."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on the path in CI")
        pytest.skip("no Chromium on the path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def tab(browser: Browser) -> Page:
    """One tab on a laptop's screen for all tests here: opening another takes longer than most of them."""
    context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
    context.set_default_timeout(SOON)
    return context.new_page()


@contextmanager
def _open(tab: Page, address: str) -> Iterator[Page]:
    """The page, open, as if for the first time.

    Whatever it complains about on its console, or asks of another machine, fails the test.
    """
    wrong: list[str] = []

    def failed(error: Error) -> None:
        wrong.append(str(error))

    def said(line: ConsoleMessage) -> None:
        where = line.location["url"]  # a page of an earlier test may still complain that its server has gone
        if line.type == "error" and (where.startswith(address) or not where):
            wrong.append(line.text)

    def asked(request: Request) -> None:
        if not request.url.startswith(address):
            wrong.append(request.url)

    tab.on("pageerror", failed)
    tab.on("console", said)
    tab.on("request", asked)
    tab.goto(address)
    tab.locator("#line").wait_for()
    try:
        yield tab
    finally:
        tab.remove_listener("pageerror", failed)
        tab.remove_listener("console", said)
        tab.remove_listener("request", asked)
        tab.evaluate("localStorage.clear()")
        tab.goto("about:blank")
        tab.set_viewport_size(LAPTOP)
        tab.emulate_media(color_scheme="null", reduced_motion="reduce")
    assert wrong == []


@pytest.fixture
def page(tab: Page, slack: Slack) -> Iterator[Page]:
    """The page of a workspace with a small app behind it."""
    with _open(tab, slack.server.url) as page:
        yield page


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `wp try` answers: the real bot with the example programme, on a Monday."""
    port = free_port()
    folder = tmp_path_factory.mktemp("try")
    with running_wp("try", "--port", str(port), "--on", "2026-09-07", folder=folder, environ={}) as wp:
        wp.until("Open http")
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def local(tab: Page, address: str) -> Iterator[Page]:
    """The page of `wp try`."""
    with _open(tab, address) as page:
        yield page
