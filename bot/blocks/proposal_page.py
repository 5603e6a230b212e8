"""One proposal whole, to Block Kit: what was said, what became of it, and for chairs what they say of it. Pure."""

from bot.answers import Answer, Block
from bot.blocks import histories
from bot.blocks.deciding import DECISIONS, more_buttons, said_of
from bot.blocks.parts import actions, button, fitted, section, words
from bot.blocks.proposals import buttons_of, by, facts, plain_title, title
from bot.cards import day_in_words
from bot.proposal_cards import ChairsNote, HeldCard, ProposalCard, ProposalPage


def page(card: ProposalPage) -> Answer:
    """One proposal whole, with its history and its buttons."""
    proposal = card.proposal
    said = facts(proposal)
    blocks: list[Block] = [
        section(title(proposal, 2500)),
        section("\n".join(f"*{name}*  {text}" for name, text in said)),
        *_belonging(card),
        *_for_chairs(card),
    ]
    latest, more = histories.latest(_happened(card))
    last = [*buttons_of(proposal), *more_buttons(proposal)]
    # Beside the texts that were merged into it there may be no room for any of it.
    last += [histories.whole_button(f"P{proposal.number}")] if more or card.parts else []
    return Answer(
        text=f"{plain_title(proposal)} ({said[-1][1]})",
        blocks=fitted([*blocks, *latest], actions(last) if last else None),
    )


def whole_history(card: ProposalPage, offset: int) -> Answer:
    """All that happened to a proposal."""
    return histories.listing(f"P{card.proposal.number}", title(card.proposal), _happened(card), offset)


def _happened(card: ProposalPage) -> list[histories.Happened]:
    return [(on, who, what, "") for on, who, what in card.history]


def _belonging(card: ProposalPage) -> list[Block]:
    """What it was merged into and what was merged into it, whole, with who proposed it."""
    blocks: list[Block] = []
    if card.into:
        how = "Merged into" if card.proposal.state == "merged" else "A duplicate of"
        blocks.append(section(f"*{how}*  {title(card.into, 1000)}\n{_whose(card.into)}", _show(card.into)))
    for part in card.parts:
        how = "Merged into it" if part.state == "merged" else "A duplicate of it"
        if part.into and part.into != card.proposal.number:
            how = f"{'Merged into' if part.state == 'merged' else 'A duplicate of'} P{part.into}"
        blocks.append(section(f"*{how}*  {title(part, 2000)}\n{_whose(part)}", _show(part)))
    return blocks


def _whose(card: ProposalCard) -> str:
    return f"proposed by {by(card)}  ·  {card.standing}"


def _show(card: ProposalCard) -> dict[str, object]:
    return button("Show", "show", f"P{card.number}", label=f"Show {plain_title(card)}")


def _for_chairs(card: ProposalPage) -> list[Block]:
    blocks: list[Block] = []
    if card.notes:
        blocks.append(section("*For the chairs only*\n" + "\n".join(map(_note, card.notes[-10:]))))
    if card.held:
        blocks += _held(card.held)
    return blocks


def _note(note: ChairsNote) -> str:
    said = f"recommends: {DECISIONS[note.recommends].lower()}" if note.recommends else ""
    text = words(note.text, 500)
    return f"{day_in_words(note.on)}  {words(note.who, 60)}{' ' if said else ''}{said}{f': {text}' if text else ''}"


def _held(card: HeldCard) -> list[Block]:
    number = f"P{card.proposal.number}"
    tell = "The decision is carried out, and the proposer is told at once."
    return [
        section(f"*Decided, not told yet*  {said_of(card)}"),
        actions(
            [
                button("Release", "hold", f"release {number}", label=f"Release what is held on {number}", confirm=tell),
                button("Drop", "hold", f"drop {number}", label=f"Drop what is held on {number}"),
            ]
        ),
    ]
