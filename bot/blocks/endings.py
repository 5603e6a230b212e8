"""What is to be looked at before a programme is adopted, and the form that closes one. Pure."""

import json
from typing import Any

from bot.answers import Answer, Block
from bot.blocks.parts import (
    actions,
    button,
    chosen,
    clip,
    context,
    escape,
    field,
    fitted,
    header,
    modal,
    section,
    turning,
    words,
)
from bot.blocks.previews import stored
from bot.programme_cards import CheckCard, ClosingForm, ClosingRow, Finding

BECOMES = (("keep", "Keep for the next"), ("drop", "Drop"), ("leave", "Leave as it is"))


def check(card: CheckCard) -> Answer:
    """Each thing with what to do, and the action one press away."""
    title = words(card.programme.name, 100)
    if not card.total:
        text = f"*{title}*: nothing stands out. Every action has an owner, and a date within the period."
        last = actions(_next(card)) if _next(card) else None
        return Answer(text=text, blocks=fitted([section(text)], last))
    before = " before adoption" if card.programme.state == "draft" else ""
    blocks: list[Block] = [header(f"To look at{before} ({card.total})"), context(title)]
    kind = ""
    for finding in card.findings:
        if finding.kind != kind:
            kind = finding.kind
            blocks.append(section(f"*{kind.capitalize()}*"))
        blocks.append(_finding(finding))
    buttons = _next(card)
    rest = card.total - card.offset - len(card.findings)
    if rest > 0:
        more = f"check id:{card.programme.id} @{card.offset + len(card.findings)}"
        buttons.insert(0, button(f"More ({rest})", "programme", more, label=f"{rest} more to look at"))
    text = f"{title}: {card.total} to look at. " + "; ".join(escape(one.text) for one in card.findings)
    return Answer(text=clip(text, 3000), blocks=fitted(blocks, actions(buttons) if buttons else None))


def _finding(one: Finding) -> Block:
    show = button("Show", "show", str(one.number), label=f"Show #{one.number}") if one.number else None
    return section(f"{clip(escape(one.text), 1200)}\n{clip(escape(one.remedy), 1200)}", show)


def _next(card: CheckCard) -> list[dict[str, Any]]:
    if card.programme.state != "draft" or not card.chair:
        return []
    confirm = f"Adopt “{card.programme.title[:150]}”? The channel is told, and its deadlines are announced."
    label = f"Adopt {card.programme.title}"
    return [button("Adopt", "programme", f"adopt id:{card.programme.id}", label=label, confirm=confirm)]


def closing(card: ClosingForm) -> dict[str, Any]:
    """What becomes of each open action; kept for the next programme where nothing else is said."""
    count = "One action is" if card.total == 1 else f"{card.total} actions are"
    blocks: list[Block] = [
        section(
            f"*{words(card.programme.name)}*\n{count} open. Those kept go on in the next programme; those left stay "
            "as they are. The channel is told once."
        )
    ]
    if card.notice:
        blocks.insert(0, section(f"*{words(card.notice, 500)}*"))
    for row in card.rows:
        blocks += _closing_row(row)
    blocks += turning(card.page, card.pages)
    meta = {"argument": "closing", "token": card.token, "page": card.page}
    return modal("programme", "Close the programme", "Close it", blocks, json.dumps(meta))


def _closing_row(one: ClosingRow) -> list[Block]:
    row = one.row
    blocks = [section(stored(row), chosen(str(row.number), f"What becomes of #{row.number}?", BECOMES, one.chosen))]
    if one.chosen == "drop":
        blocks.append(field(f"why:{row.number}", f"Why is #{row.number} dropped?", initial=one.why))
    return blocks
