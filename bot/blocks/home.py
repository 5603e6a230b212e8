"""The short menu and the Home tab. Pure."""

from datetime import date
from typing import Any

from bot.answers import Answer, Block
from bot.blocks.actions import number_and_title, row, said_when
from bot.blocks.meetings import line as meeting_line
from bot.blocks.parts import actions, button, context, divider, fitted, header, plain, section, words
from bot.cards import MenuCard, ProgrammeCard

HOME_BLOCKS = 100


def menu(card: MenuCard, command: str) -> Answer:
    """A short private menu: how many are mine, what is next, buttons."""
    text = _greeting(card)
    blocks: list[Block] = [section(text)]
    if card.mine:
        first = min(card.mine, key=lambda one: (not one.late, one.window.end or date.max))
        name = "Late" if first.late else "Next"
        blocks.append(section(f"{name}: {number_and_title(first)}\n{said_when(first)}"))
    blocks.append(actions(_buttons(card)))
    typed = f"`{command} add …` and the rest" if card.member else f"`{command} mine` and the rest"
    blocks.append(context(f"`{command} help` lists every verb; {typed} can simply be typed."))
    return Answer(text=text, blocks=fitted(blocks))


def _greeting(card: MenuCard) -> str:
    if card.programme is None:
        return "No programme is loaded yet." + (" You can load one below." if card.chair else " A chair can load one.")
    count = {0: "Nothing is", 1: "One action is"}.get(card.mine_total, f"{card.mine_total} actions are")
    whose = f"yours or {words(card.organisation, 80)}'s" if card.organisation else "yours"
    late = f", {card.late} late" if card.late else ""
    looking = {0: "", 1: " One action looks for someone."}.get(
        card.open_total, f" {card.open_total} actions look for someone."
    )
    return f"*{_title(card.programme)}*\n{count} {whose}{late}.{looking}"


def _title(card: ProgrammeCard) -> str:
    draft = "Draft: " if card.state == "draft" and "draft" not in card.title.lower() else ""
    return draft + words(card.name, 200)


def _buttons(card: MenuCard) -> list[dict[str, Any]]:
    made = [button("My actions", "mine", style="primary"), button("Priorities", "priorities")]
    if card.open_total:
        made.append(button(f"Looking for someone ({card.open_total})", "open"))
    if card.member and card.programme:
        made += [button("Add an action", "add"), button("Propose something", "propose")]
    if card.proposals:
        made.append(button(f"Proposals ({card.proposals})", "proposals"))
    if card.chair:
        made.append(button("Load a programme", "programme", "load"))
    return [*made, button("Help", "help")]


def home(card: MenuCard, command: str) -> dict[str, Any]:
    """The Home tab: mine, what is next, buttons."""
    blocks: list[Block] = [header("Work programme"), section(_greeting(card)), actions(_buttons(card))]
    if card.programme and card.programme.theme:
        blocks.insert(2, context(f"Theme: {words(card.programme.theme)}"))
    if not card.organisation:
        blocks.append(context(f"Tell me where you belong, and I show your organisation's: type `{command} me NAME`."))
    if card.mine:
        blocks += [divider(), header("Yours and your organisation's"), *(row(action) for action in card.mine)]
        if card.mine_total > len(card.mine):
            blocks.append(context(f"{len(card.mine)} of {card.mine_total}. `{command} mine` shows them all."))
    if card.looking:
        blocks += [divider(), header("Looking for someone"), *(row(action) for action in card.looking)]
        if card.open_total > len(card.looking):
            blocks.append(context(f"{card.open_total} in all: `{command} open` shows them."))
    if card.meetings:
        lines = "\n".join(meeting_line(meeting) for meeting in card.meetings)
        blocks += [divider(), header("Meetings"), section(lines)]
    if card.programme:
        blocks += [divider(), header("Priorities"), section(_priorities(card.programme))]
    return {"type": "home", "blocks": _unique(blocks)[:HOME_BLOCKS]}


def _unique(blocks: list[Block]) -> list[Block]:
    return [{**block, "block_id": f"home-{place}"} for place, block in enumerate(blocks)]


def _priorities(card: ProgrammeCard) -> str:
    return (
        "\n".join(
            f"*{words(priority.number, 10)}.* {words(priority.title, 150)}  ·  {priority.done} of {priority.total} done"
            for priority in card.priorities
        )
        or "None yet."
    )


def refused(sentence: str) -> dict[str, Any]:
    """The Home tab of somebody who may not read."""
    return {"type": "home", "blocks": [{"type": "section", "text": plain(sentence, 3000)}]}
