"""Programmes, priorities, and a document before it is loaded. Pure."""

from itertools import groupby
from typing import Any

from bot.answers import Answer, Block
from bot.blocks.actions import listing
from bot.blocks.parts import actions, button, clip, context, divider, escape, fitted, header, modal, section, words
from bot.cards import ListCard, LoadPreview, PriorityCard, ProgrammeCard, Steered

STATES = {"draft": "Draft", "adopted": "Adopted", "closed": "Closed"}
SHOWN_DOUBTS = 30


def title(card: ProgrammeCard) -> str:
    return words(card.title, 200)


def facts(card: ProgrammeCard) -> str:
    """State, period, theme, chairs on one line."""
    period = words(card.period_said) or (f"{card.period[0]:%B %Y} to {card.period[1]:%B %Y}" if card.period else "")
    parts = [STATES[card.state], period]
    parts.append(f"“{words(card.theme)}”" if card.theme else "")
    parts.append(f"chaired by {words(card.chairs)}" if card.chairs else "")
    return "  ·  ".join(part for part in parts if part)


def numbered(card: PriorityCard) -> str:
    """ "2. Trainings"; what stands under no priority has no number."""
    title = words(card.title, 300)
    return title if card.number == "0" else f"{words(card.number, 10)}. {title}"


def standing(card: PriorityCard) -> str:
    """ "2 of 5 done, 1 late, 1 looking for someone"."""
    if not card.total:
        return "no actions yet"
    parts = [f"{card.done} of {card.total} done"]
    parts += [f"*{card.late} late*"] if card.late else []
    parts += [f"{card.unowned} looking for someone"] if card.unowned else []
    return ", ".join(parts)


def priorities(card: ProgrammeCard) -> Answer:
    """Every priority with where it stands."""
    blocks: list[Block] = [header(card.title), context(facts(card))]
    every = (*card.priorities, *((card.loose,) if card.loose else ()))
    for priority in every:
        when = f"  ·  {words(priority.when_said)}" if priority.when_said else ""
        name = f"*{numbered(priority)}*"
        label = f"Open: {priority.number}. {priority.title}"
        opening = button("Open", "priorities", priority.number, label=label)
        blocks.append(section(f"{name}\n{bar(priority)}{standing(priority)}{when}", opening))
    if not every:
        blocks.append(section("It has no priorities."))
    text = f"{title(card)}: " + "; ".join(f"{words(p.number, 10)}. {words(p.title, 80)}: {standing(p)}" for p in every)
    return Answer(text=clip(text, 3000), blocks=fitted(blocks))


def bar(card: PriorityCard) -> str:
    """Progress as ten small circles; the count beside it says the same in words."""
    if not card.total:
        return ""
    full = round(10 * card.done / card.total)
    return f"{'●' * full}{'○' * (10 - full)}  "


def priority(card: PriorityCard, rows: ListCard) -> Answer:
    """One priority with its rationale and its actions."""
    drawn = listing(rows)
    rationale = [section(words(card.rationale, 1500))] if card.rationale else []
    head: list[Block] = [section(f"{bar(card)}{standing(card)}"), *rationale]
    return Answer(text=drawn.text, blocks=fitted([drawn.blocks[0], *head, *drawn.blocks[1:]]))


def steered(card: Steered) -> Answer:
    """What became of a programme; or all of them, with what can be done with each."""
    text = escape(card.sentence)
    blocks: list[Block] = [section(text), *(context(escape(sentence)) for sentence in card.also)]
    for programme in card.programmes[:8]:
        blocks.append(section(f"*{title(programme)}*\n{facts(programme)}"))
        blocks.append(actions(_buttons(programme, card)))
    if card.undo:
        blocks.append(actions([button("Undo", "undo", str(card.undo))]))
    return Answer(text=clip(" ".join((text, *map(escape, card.also))), 3000), blocks=fitted(blocks))


def _buttons(programme: ProgrammeCard, card: Steered) -> list[dict[str, Any]]:
    name = programme.title
    made = []
    if programme.state == "draft":
        confirm = f"Adopt “{programme.title[:150]}”? The channel is told, and its deadlines are announced."
        made.append(
            button(
                "Adopt",
                "programme",
                f"adopt id:{programme.id}",
                style="primary",
                label=f"Adopt {name}",
                confirm=confirm,
            )
        )
    if programme.id != card.current:
        made.append(button("Look at it", "programme", f"switch id:{programme.id}", label=f"Look at {name}"))
    return [*made, button("Priorities", "priorities", label=f"Priorities of {name}")]


def load_form() -> dict[str, Any]:
    """Ask for the document."""
    return {
        **modal(
            "programme",
            "Load a programme",
            "Read it",
            [
                section("I show you what I read in it before anything is stored."),
                {
                    "type": "input",
                    "block_id": "file",
                    "label": {"type": "plain_text", "text": "The document", "emoji": False},
                    "element": {"type": "file_input", "action_id": "value", "max_files": 1},
                    "hint": {
                        "type": "plain_text",
                        "text": "Word (.docx), Excel (.xlsx), Markdown, text or CSV",
                        "emoji": False,
                    },
                    "optional": False,
                },
            ],
            '{"argument": "preview"}',
        )
    }


def preview(card: LoadPreview) -> dict[str, Any]:
    """What was read, with what is doubtful marked; nothing is stored yet."""
    count = "one programme" if len(card.programmes) == 1 else f"{len(card.programmes)} programmes"
    blocks: list[Block] = [section(f"*{words(card.source)}*: {count}, {card.actions} actions")]
    if card.known:
        blocks.append(context("Loaded already, and left as it is: " + words(", ".join(card.known))))
    for programme in card.programmes:
        blocks += [header(programme.title or "Without a title"), context(facts(programme))]
        every = (*programme.priorities, *((programme.loose,) if programme.loose else ()))
        lines = [f"{numbered(p)}  ·  {_rows(p)}" for p in every]
        blocks += [section(chunk) for chunk in _chunks(lines)]
    if card.doubts:
        blocks += [divider(), section(f"*Please look at these ({len(card.doubts)})*")]
        for kind, group in groupby(sorted(card.doubts[:SHOWN_DOUBTS], key=lambda doubt: doubt.kind), lambda d: d.kind):
            lines = [f"•  {doubt.where + '  ' if doubt.where else ''}{words(doubt.text, 250)}" for doubt in group]
            blocks += [section(chunk) for chunk in _chunks([f"*{kind.capitalize()}*", *lines])]
        if len(card.doubts) > SHOWN_DOUBTS:
            blocks.append(context(f"and {len(card.doubts) - SHOWN_DOUBTS} more"))
    return modal(
        "programme", "What I read", "Load as draft", blocks, f'{{"argument": "store", "token": "{card.token}"}}'
    )


def _rows(card: PriorityCard) -> str:
    if card.total:
        return f"{card.total} action{'' if card.total == 1 else 's'}"
    return f"{words(card.when_said)} (one action in its own words)" if card.when_said else "no actions"


def _chunks(lines: list[str], limit: int = 2500) -> list[str]:
    chunks, size = [[]], 0  # type: list[list[str]], int
    for line in lines:
        if size + len(line) > limit:
            chunks.append([])
            size = 0
        chunks[-1].append(line)
        size += len(line) + 1
    return ["\n".join(chunk) for chunk in chunks if chunk]
