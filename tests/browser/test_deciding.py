"""From a proposal by form to both proposers' direct messages, in the page."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.kit import send


def be(page: Page, name: str) -> Locator:
    """Somebody in the channel; gives their private answers."""
    page.get_by_role("radio", name=name).click()
    page.get_by_role("navigation").get_by_role("button", name="work-programme").click()
    return page.locator(".message.private")


def propose(page: Page, name: str, what: str) -> str:
    """By form; gives its number from the receipt."""
    answers = be(page, name)
    send(page, "/wp propose")
    form = page.get_by_role("dialog", name="Propose something")
    form.get_by_label("What do you propose?").fill(what)
    form.get_by_role("button", name="Propose").click()
    expect(form).to_have_count(0)
    expect(answers.last).to_contain_text(what)
    return answers.last.inner_text().split("Received: ")[1].split()[0]


def test_two_are_merged_and_accepted_and_both_hear_it_in_their_own_messages(local: Page) -> None:
    first = propose(local, "Jonas", "A weekend of open observatories")
    second = propose(local, "Maya", "Stargazing for ministers")
    answers = be(local, "Ines")

    send(local, f"/wp show {second}")
    answers.last.get_by_role("button", name=f"Merge: {second}").click()
    form = local.get_by_role("dialog", name=f"Merge {second}")
    form.get_by_label("Into which one?").click()
    local.get_by_role("option", name=f"{first} A weekend of open observatories").click()
    form.get_by_label("Why?").fill("One weekend, two crowds")
    form.get_by_role("button", name="Merge").click()
    expect(form).to_have_count(0)
    expect(answers.last).to_contain_text(f"Merged {second} into {first}")

    send(local, f"/wp show {first}")
    expect(answers.last).to_contain_text("Stargazing for ministers")
    answers.last.get_by_role("button", name=f"Accept {first}").click()
    form = local.get_by_role("dialog", name=f"Accept {first}")
    form.get_by_role("button", name="Accept").click()
    expect(form).to_have_count(0)
    expect(answers.last).to_contain_text(f"Accepted {first}")

    for name, merged, accepted in (
        (
            "Jonas",
            f"{first}: A weekend of open observatories, which is your proposal",
            f"accepted your proposal {first}",
        ),
        ("Maya", f"has merged your proposal {second}", f"into which your proposal {second}"),
    ):
        be(local, name)
        local.get_by_role("navigation").get_by_role("button", name="wp").click()
        told = local.locator(".message", has_text="One weekend, two crowds")
        expect(told).to_contain_text(merged)
        expect(local.locator(".message", has_text="has accepted").last).to_contain_text(accepted)
    be(local, "Ines")
