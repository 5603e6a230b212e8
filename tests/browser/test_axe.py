"""axe, the checker, finds nothing against WCAG 2 at levels A and AA: wide and narrow, light and dark."""

from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.kit import send

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXCEPT = {
    # A field of several lines that offers completions is a combobox to those who hear it, as in other chats.
    "aria-allowed-role": {"enabled": False},
    # What opens beside a field lies in the top layer, at the end of the body: outside every landmark.
    "region": {"enabled": False},
}
RUN = """async ([tags, rules]) => {
  const { violations } = await axe.run({ runOnly: tags, rules, resultTypes: ["violations"] });
  const told = (one) => (node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`;
  return violations.flatMap((one) => one.nodes.map(told(one)));
}"""


def violations(page: Page) -> list[str]:
    """What axe has against the page as it stands, an element a line."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, [TAGS, EXCEPT])
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(local: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    local.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    local.set_viewport_size({"width": width, "height": 844})
    assert violations(local) == []

    send(local, "/wp mine")
    expect(local.locator(".message.private").last).to_contain_text("Your actions")
    assert violations(local) == []

    send(local, "/wp add")
    form = local.get_by_role("dialog", name="Add an action")
    form.get_by_role("button", name="Add").click()
    form.locator(".error").first.wait_for()
    assert violations(local) == []
    local.keyboard.press("Escape")
    expect(form).to_have_count(0)

    local.locator("#line").fill("/wp p")
    local.get_by_role("option").first.wait_for()
    assert violations(local) == []
    local.keyboard.press("Escape")

    local.locator("#wire-handle").click()
    local.locator("#wire li").first.wait_for()
    local.locator("#wire summary").first.click()
    assert violations(local) == []
    local.locator("#wire").get_by_role("button", name="Close").click()

    local.evaluate("location.hash = location.hash.replace(/[^/]*$/, 'home')")
    local.locator("#home").get_by_role("button").first.wait_for()
    assert violations(local) == []
