"""`wp try` as somebody meets it who has read nothing: the real bot, the example programme, a real browser."""

from playwright.sync_api import Page, expect

from tests.browser.kit import send

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


def test_the_first_minute_leads_through_everything(local: Page) -> None:
    answers = local.locator(".message.private")
    hint = local.get_by_role("region", name="To begin with")

    hint.get_by_role("button", name="See what is mine").click()
    local.keyboard.press("Enter")
    expect(answers.last).to_contain_text("Your actions")

    hint.get_by_role("button", name="Claim something").click()
    local.keyboard.press("Enter")
    expect(answers.last).to_contain_text("Looking for someone")
    taken = answers.last.get_by_role("button", name="I'll take it").first
    number = (taken.get_attribute("aria-label") or "").split("#")[1].split()[0]
    taken.click()
    expect(answers.last).to_contain_text(f"Yours: #{number}")
    expect(local.locator(".message:not(.private)").last).to_contain_text(f"has taken #{number}")

    send(local, f"/wp done {number} all booked")
    expect(answers.last).to_contain_text(f"Done: #{number}")
    answers.last.get_by_role("button", name="Undo").click()
    expect(answers.last).to_contain_text("Took back")

    hint.get_by_role("button", name="Propose something").click()
    local.keyboard.press("Enter")
    expect(answers.last).to_contain_text("Received: P1")
    expect(hint).to_contain_text("Now press +1 week above")

    send(local, "/wp add")
    form = local.get_by_role("dialog", name="Add an action")
    form.get_by_role("button", name="Add").click()
    expect(form.get_by_label("What is to be done?")).to_have_accessible_description(
        "Please complete this required field."
    )
    form.get_by_label("What is to be done?").fill("Invite <the> ministries & friends")
    form.get_by_label("When?").fill("end of October")
    form.get_by_role("button", name="Add").click()
    expect(form).to_have_count(0)
    expect(answers.last).to_contain_text("Invite <the> ministries & friends")

    give(local, DOCUMENT, "programme.md")
    form = local.get_by_role("dialog", name="Load a programme")
    expect(form.get_by_role("button", name="Remove programme.md")).to_be_visible()
    form.get_by_role("button", name="Read it").click()
    preview = local.get_by_role("dialog", name="What I read")
    expect(preview).to_contain_text("Work Programme n°9")
    preview.get_by_role("button", name="Load as draft").click()
    expect(answers.last).to_contain_text("Loaded as draft")

    local.get_by_role("button", name="+1 week").click()
    expect(local.locator("#day")).to_contain_text("Mon 14 Sep")

    local.get_by_role("navigation").get_by_role("button", name="work-programme").click()
    expect(local.locator(".message:not(.private)").filter(has_text="In 3 days")).not_to_have_count(0)

    local.get_by_role("radio", name="Sam Whitlock").click()
    expect(hint).not_to_be_visible()
    send(local, "/wp mine")
    expect(local.locator("#messages")).to_contain_text("/wp is not a valid command.")


def test_the_home_tab_is_worked_by_buttons_and_by_keys(local: Page) -> None:
    local.get_by_role("navigation").get_by_role("button", name="Home").click()
    home = local.locator("#home")
    expect(home.get_by_role("heading", name="Work programme")).to_be_visible()
    home.get_by_role("button", name="Add an action").focus()
    local.keyboard.press("Enter")
    form = local.get_by_role("dialog", name="Add an action")
    form.get_by_label("What is to be done?").fill("Draft the brief")
    form.get_by_role("combobox", name="Priority").press("ArrowDown")
    local.keyboard.press("Enter")
    form.get_by_role("button", name="Add").focus()
    local.keyboard.press("Enter")
    expect(form).to_have_count(0)
