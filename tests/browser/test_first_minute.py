"""`wp try` as somebody meets it who has read nothing: the real bot, the example programme, a real browser."""

import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.edge.process import running_wp

DOCUMENT = """# Work Programme n°9

January-June 2027

Guiding theme: "Small steps"

Chaired by: NSI

## 1. Priority: Careers

| What? | Who? | When? |
|---|---|---|
| Write to the early careers network | NSI | End of March |
| Ask for hosts | ? | June 2027 |
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("try")
    with running_wp("try", "--port", str(port), "--on", "2026-09-07", folder=folder, environ={}) as wp:
        wp.until("Open http")
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator("#line").wait_for()
    return page


def send(page: Page, line: str) -> None:
    page.locator("#line").fill(line)
    page.locator("#line").press("Escape")
    page.locator("#line").press("Enter")


def give(page: Page, text: str, name: str) -> None:
    """Drop a document onto the page."""
    held = page.evaluate_handle(
        """([text, name]) => {
          const held = new DataTransfer();
          held.items.add(new File([text], name, { type: "text/markdown" }));
          return held;
        }""",
        [text, name],
    )
    page.dispatch_event("main", "dragenter", {"dataTransfer": held})
    expect(page.get_by_text("Drop the document to load it")).to_be_visible()
    page.dispatch_event("main", "drop", {"dataTransfer": held})


def test_the_first_minute_leads_through_everything(page: Page) -> None:
    answers = page.locator(".message.private")
    hint = page.get_by_role("region", name="To begin with")

    hint.get_by_role("button", name="See what is mine").click()
    page.keyboard.press("Enter")
    expect(answers.last).to_contain_text("Your actions")

    hint.get_by_role("button", name="Claim something").click()
    page.keyboard.press("Enter")
    expect(answers.last).to_contain_text("Looking for someone")
    taken = answers.last.get_by_role("button", name="I'll take it").first
    number = (taken.get_attribute("aria-label") or "").split("#")[1].split()[0]
    taken.click()
    expect(answers.last).to_contain_text(f"Yours: #{number}")
    expect(page.locator(".message:not(.private)").last).to_contain_text(f"has taken #{number}")

    send(page, f"/wp done {number} all booked")
    expect(answers.last).to_contain_text(f"Done: #{number}")
    answers.last.get_by_role("button", name="Undo").click()
    expect(answers.last).to_contain_text("Took back")

    hint.get_by_role("button", name="Propose something").click()
    page.keyboard.press("Enter")
    expect(answers.last).to_contain_text("Received: P1")

    send(page, "/wp add")
    form = page.get_by_role("dialog", name="Add an action")
    form.get_by_role("button", name="Add").click()
    expect(form.get_by_label("What is to be done?")).to_have_accessible_description(
        "Please complete this required field."
    )
    form.get_by_label("What is to be done?").fill("Invite <the> ministries & friends")
    form.get_by_label("When?").fill("end of October")
    form.get_by_role("button", name="Add").click()
    expect(form).to_have_count(0)
    expect(answers.last).to_contain_text("Invite <the> ministries & friends")

    give(page, DOCUMENT, "programme.md")
    form = page.get_by_role("dialog", name="Load a programme")
    expect(form.get_by_role("button", name="Remove programme.md")).to_be_visible()
    form.get_by_role("button", name="Read it").click()
    preview = page.get_by_role("dialog", name="What I read")
    expect(preview).to_contain_text("Work Programme n°9")
    preview.get_by_role("button", name="Load as draft").click()
    expect(answers.last).to_contain_text("Loaded as draft")

    page.get_by_role("button", name="+1 week").click()
    expect(page.locator("#day")).to_contain_text("Mon 14 Sep")

    page.get_by_role("radio", name="Sam Whitlock").click()
    send(page, "/wp mine")
    expect(page.locator("#messages")).to_contain_text("/wp is not a valid command.")


def test_the_home_tab_is_worked_by_buttons_and_by_keys(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("button", name="Home").click()
    home = page.locator("#home")
    expect(home.get_by_role("heading", name="Work programme")).to_be_visible()
    home.get_by_role("button", name="Add an action").focus()
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Add an action")
    form.get_by_label("What is to be done?").fill("Draft the brief")
    form.get_by_role("combobox", name="Priority").press("ArrowDown")
    page.keyboard.press("Enter")
    form.get_by_role("button", name="Add").focus()
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
