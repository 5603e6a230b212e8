"""A real Chromium that looks at the local workspace."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.sandbox.running import Slack
from tests.edge.process import running_wp

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
SOON = 8_000
"""Milliseconds after which something that does not come is taken for missing."""


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


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A clean profile on a laptop's screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(SOON)
    yield context
    context.close()


@contextmanager
def _open(context: BrowserContext, address: str) -> Iterator[Page]:
    """The page, open. Whatever it complains about on its console, or asks of another machine, fails the test."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
    page.goto(address)
    page.locator("#line").wait_for()
    yield page
    assert wrong == []


@pytest.fixture
def page(context: BrowserContext, slack: Slack) -> Iterator[Page]:
    """The page of a workspace with a small app behind it."""
    with _open(context, slack.server.url) as page:
        yield page


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `wp try` answers: the real bot with the example programme, on a Monday."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("try")
    with running_wp("try", "--port", str(port), "--on", "2026-09-07", folder=folder, environ={}) as wp:
        wp.until("Open http")
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def local(context: BrowserContext, address: str) -> Iterator[Page]:
    """The page of `wp try`."""
    with _open(context, address) as page:
        yield page
