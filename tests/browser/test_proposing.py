"""Proposing in the page: the form changes with the kind, what was typed stays, and the receipt comes at once."""

from playwright.sync_api import Page, expect

from tests.browser.kit import send


def test_an_event_is_proposed_by_form_and_its_twin_is_shown_before_it_is_sent(local: Page) -> None:
    answers = local.locator(".message.private")
    form = local.get_by_role("dialog", name="Propose something")

    def propose(what: str, why: str) -> None:
        send(local, "/wp propose")
        form.get_by_label("What do you propose?").fill(what)
        form.get_by_label("What is it?").click()
        local.get_by_role("option", name="Event").click()
        expect(form.get_by_label("What is the event?")).to_have_value(what)
        form.get_by_label("Where?").fill("Tartu")
        form.get_by_label("Why?").fill(why)
        form.get_by_role("button", name="Propose").click()

    propose("A walk through three archives", "To <see> them & talk")
    expect(form).to_have_count(0)
    expect(answers.last).to_contain_text("A walk through three archives (event)")
    expect(answers.last).to_contain_text("Next: the chairs look at it")

    local.get_by_role("radio", name="Jonas").click()
    propose("Walk through the three archives", "We live there")
    expect(form).to_contain_text("says nearly this")
    expect(form.get_by_label("Why?")).to_have_value("We live there")
    form.get_by_role("button", name="Send mine").click()
    expect(form).to_have_count(0)
    expect(answers.last).to_contain_text("Walk through the three archives (event)")
    send(local, "/wp proposals archives")
    expect(answers.last).to_contain_text("(2)")
    answers.last.get_by_role("button", name="Support").click()
    expect(answers.last).to_contain_text("supports")
    local.get_by_role("radio", name="Ines").click()
