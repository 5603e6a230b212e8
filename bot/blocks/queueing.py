"""The collation queue to Block Kit: rows for members, a sheet by kind and priority for the chairs. Pure."""

from itertools import groupby

from bot.answers import Answer, Block
from bot.blocks.parts import actions, button, chooser, clip, context, escape, fitted, header, overflow, section, words
from bot.blocks.proposals import by, plain_title, title, together, when
from bot.cards import day_in_words
from bot.proposal_cards import ProposalCard, QueueCard

KIND_HEADINGS = {"event": "Events", "contact": "Contacts", "media": "Media channels", "idea": "Ideas"}
MENU = {"accept": "Accept …", "decline": "Decline …", "revise": "Ask to revise …", "defer": "Defer …"}
"""What a chair can press beside a row; the rest is where the proposal is shown whole."""


def listing(card: QueueCard) -> Answer:
    """The queue: header with count and filter, at most ten rows, [More]."""
    if not card.proposals:
        text = escape(card.empty)
        return Answer(text=text, blocks=(section(text), *_filters(card)))
    head = f"{card.title} ({card.total})"
    blocks: list[Block] = [header(head), *_filters(card)]
    if card.sheet:
        for (kind, priority), group in groupby(card.proposals, lambda one: (one.kind, one.priority)):
            under = f"  ·  {words(priority, 150)}" if priority else ""
            blocks.append(context(f"*{KIND_HEADINGS[kind]}*{under}"))
            blocks += [_row(one, card) for one in group]
    else:
        blocks += [_row(one, card) for one in card.proposals]
    shown = card.offset + len(card.proposals)
    more = None
    if card.total > shown:
        more = actions([button(f"More ({card.total - shown})", "proposals", f"{card.asked} @{shown}".strip())])
    text = f"{head}: " + "; ".join(
        f"{plain_title(one)} ({one.kind}, {'decided, not told yet' if one.held else one.standing})"
        for one in card.proposals
    )
    return Answer(text=clip(text, 3000), blocks=fitted(blocks, more))


def _filters(card: QueueCard) -> list[Block]:
    entries = [(label, f"proposals {asked}".strip()) for label, asked in card.filters]
    return [actions([chooser("filter", "Show only …", entries)])] if entries else []


def _row(card: ProposalCard, queue: QueueCard) -> Block:
    facts = (
        [by(card), when(card), _standing(card)] if queue.sheet else [card.kind, by(card), when(card), _standing(card)]
    )
    second = [
        f"supported by {together(card.support)}" if card.support else "",
        f"looks like {together([f'P{number}' for number in card.alike])}" if card.alike else "",
    ]
    held = f"*Decided, not told yet*  {words(card.held)}" if card.held else ""
    lines = [title(card), "  ·  ".join(filter(None, facts)), "  ·  ".join(filter(None, second)), held]
    return section("\n".join(filter(None, lines)), _press(card, queue))


def _standing(card: ProposalCard) -> str:
    if card.waits_days:
        return f"{card.standing}, has waited {card.waits_days} day{'s' * (card.waits_days != 1)}"
    return f"{card.standing}, proposed {day_in_words(card.proposed_at.date())}"


def _press(card: ProposalCard, queue: QueueCard) -> dict[str, object]:
    number = f"P{card.number}"
    if queue.sheet:
        entries = [("Show", f"show {number}")]
        entries += [(text, f"{verb} {number} ?") for verb, text in MENU.items() if verb in card.may]
        if len(entries) == 1:
            return button("Show", "show", number, label=f"Show {plain_title(card)}")
        return overflow(f"row:{number}", entries)
    if "support" in card.may:
        return button("Support", "support", number, label=f"Support {plain_title(card)}")
    return button("Show", "show", number, label=f"Show {plain_title(card)}")
