"""Programmes, priorities, and a document before it is loaded. Pure."""

from typing import Any

from bot.answers import Answer, Block
from bot.blocks.actions import listing
from bot.blocks.parts import actions, button, clip, context, escape, fitted, header, labelled, modal, section, words
from bot.cards import ListCard, PriorityCard, ProgrammeCard
from bot.programme_cards import Steered

STATES = {"draft": "Draft", "adopted": "Adopted", "closed": "Closed"}


def title(card: ProgrammeCard) -> str:
    return words(card.name, 200)


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
    blocks: list[Block] = [header(card.name), context(facts(card))]
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
    further = [button(name, "programme", argument) for name, argument in card.buttons]
    further += [button("Undo", "undo", str(card.undo))] if card.undo else []
    if further:
        blocks.append(actions(further))
    return Answer(text=clip(" ".join((text, *map(escape, card.also))), 3000), blocks=fitted(blocks))


def _buttons(programme: ProgrammeCard, card: Steered) -> list[dict[str, Any]]:
    name, key = programme.name, f"id:{programme.id}"
    made = []
    if programme.state == "draft":
        made.append(button("Check", "programme", f"check {key}", label=f"Check {name}"))
        confirm = f"Adopt “{programme.title[:150]}”? The channel is told, and its deadlines are announced."
        adopt = f"adopt {key}"
        made.append(button("Adopt", "programme", adopt, style="primary", label=f"Adopt {name}", confirm=confirm))
    if programme.id != card.current:
        made.append(button("Look at it", "programme", f"switch {key}", label=f"Look at {name}"))
    made.append(button("Priorities", "priorities", label=f"Priorities of {name}"))
    made.append(button("As a document", "programme", f"export {key}", label=f"Send me {name} as a document"))
    if programme.state == "adopted" and card.chair:
        made.append(button("Close", "programme", f"close {key}", label=f"Close {name}"))
    return made


def load_form() -> dict[str, Any]:
    """Ask for the document."""
    blocks = [
        section("I show you what I read in it before anything is stored."),
        labelled(
            "file",
            "The document",
            {"type": "file_input", "action_id": "value", "max_files": 1},
            hint="Word (.docx), Excel (.xlsx), Markdown, text, CSV, HTML or JSON",
        ),
    ]
    return modal("programme", "Load a programme", "Read it", blocks, '{"argument": "preview"}')
