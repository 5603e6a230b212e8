"""A programme's document as a chair meets it in the browser: loaded, checked, adopted, loaded anew, given back."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.kit import send
from tests.browser.test_first_minute import give

FIRST = """# Work Programme n°12

January-June 2027

Guiding theme: "Small steps"

Chaired by: NSI

## 1. Priority: Careers

| What? | Who? | When? |
|---|---|---|
| Write to the early careers network | NSI | End of March |
| Ask for hosts | ? | June 2027 |
| Summer school for ministries | NSI/FSS Berlin | 15 May 2027 |

## 2. Priority: Policy

| What? | Who? | When? |
|---|---|---|
| Policy brief on open data | LSU | 15 May 2027 |
| Print the brief | LSU | June 2027 |
"""
SECOND = (
    FIRST.replace("End of March", "End of April")
    .replace("| Ask for hosts | ? |", "| Ask for hosts | LSU |")
    .replace("| Print the brief | LSU | June 2027 |", "| Film about the alliance | NSI | June 2027 |")
)
"""Two rows changed, one new, one gone."""


def read(page: Page, text: str, name: str) -> Locator:
    give(page, text, name)
    page.get_by_role("dialog", name="Load a programme").get_by_role("button", name="Read it").click()
    preview = page.get_by_role("dialog", name="What I read")
    expect(preview).to_be_visible()
    return preview


def test_a_document_is_loaded_checked_adopted_loaded_anew_and_given_back(local: Page) -> None:
    answers = local.locator(".message.private")

    preview = read(local, FIRST, "programme.md")
    expect(preview).to_contain_text("FSS Berlin, the same as FSS?")
    preview.get_by_role("combobox", name="FSS Berlin, the same as FSS?").click()
    local.get_by_role("option", name="The same as FSS").click()
    expect(preview.get_by_role("combobox").first).to_have_value("The same as FSS")
    preview.get_by_role("button", name="Load as draft").click()
    expect(answers.last).to_contain_text("Loaded as draft, with 5 actions")

    send(local, "/wp programme check n°12")
    expect(answers.last).to_contain_text("Nobody holds it")
    expect(answers.last).not_to_contain_text("FSS Berlin")
    answers.last.get_by_role("button", name="Adopt").click()
    local.get_by_role("alertdialog", name="Are you sure?").get_by_role("button", name="Adopt").click()
    expect(answers.last).to_contain_text("Adopted: Work Programme n°12.")

    preview = read(local, SECOND, "programme-v2.md")
    for words in ("New (1)", "Film about the alliance", "Changed (2)", "When: “End of March” → “End of April”"):
        expect(preview).to_contain_text(words)
    expect(preview).to_contain_text("Who: “?” → “LSU”")
    expect(preview).to_contain_text("Not in it any more (1)")
    preview.get_by_role("combobox", name="What becomes of #").click()
    local.get_by_role("option", name="Drop it").click()
    preview.get_by_label("dropped?").fill("Nobody reads paper")
    preview.get_by_role("button", name="Apply").click()
    expect(answers.last).to_contain_text("Brought up to date: Work Programme n°12: 2 changed, 1 new, 1 dropped.")
    expect(local.locator(".message:not(.private)").last).to_contain_text("has loaded a new version")

    send(local, "/wp programme export n°12")
    local.get_by_role("navigation").get_by_role("button", name="wp", exact=True).click()
    expect(local.get_by_role("link", name="Work Programme n°12, as of 7 September 2026 (.docx)")).to_be_visible()

    local.get_by_role("navigation").get_by_role("button", name="work-programme").click()
    send(local, "/wp programme close n°12")
    closing = local.get_by_role("dialog", name="Close the programme")
    expect(closing).to_contain_text("5 actions are open")
    closing.get_by_role("button", name="Close it").click()
    expect(answers.last).to_contain_text("5 kept for the next programme")
