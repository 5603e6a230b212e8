"""Deciding on proposals, to Block Kit: the forms, what is held, what was released. Pure."""

import json

from bot.answers import Answer, Block
from bot.blocks.forms import opened
from bot.blocks.parts import (
    actions,
    button,
    clip,
    context,
    escape,
    field,
    fitted,
    header,
    labelled,
    modal,
    plain,
    section,
    select,
    words,
)
from bot.blocks.proposals import plain_title, title
from bot.cards import day_in_words
from bot.proposal_cards import DecisionForm, HeldCard, HeldList, ProposalCard, Released

DECISIONS = {
    "accept": "Accept",
    "decline": "Decline",
    "revise": "Ask to revise",
    "defer": "Defer",
    "merge": "Merge",
    "duplicate": "Duplicate",
}
"""By verb, in their order: what a button and a form's end say."""
ASKED = {
    **{verb: f"{text} {{}}" for verb, text in DECISIONS.items()},
    "hold": "Decide {}, tell later",
    "note": "Note on {}",
    "recommend": "Recommend for {}",
}
MORE = {
    "defer": "Defer",
    "merge": "Merge",
    "duplicate": "Duplicate",
    "hold": "Decide, tell later",
    "note": "Note",
    "recommend": "Recommend",
    "unmerge": "Take out again",
}
"""What chairs can press beside the three decisions that every list has."""
READ_BY = "Addressed to the proposer, who reads it in a direct message."


def decision_form(card: DecisionForm) -> Answer:
    """What a decision needs, or what a chair has to say to the others."""
    number = f"P{card.proposal.number}"
    blocks: list[Block] = [section(title(card.proposal, 500))]
    if card.verb in ("recommend", "hold"):
        blocks.append(select("decision", "Decision", DECISIONS.items(), initial=card.recommends))
    blocks += _needed(card)
    if card.verb == "note":
        blocks.append(field("note", "What is there to note?", lines=True, hint="Only the chairs see it."))
    elif card.verb == "recommend":
        blocks.append(field("reason", "Why?", lines=True, optional=True, hint="Only the chairs see it."))
    else:
        blocks.append(_reason(card))
    if card.verb in DECISIONS:
        blocks.append(later(card.hold))
    end = {"note": "Add the note", "recommend": "Recommend", "hold": "Hold"}
    text = end.get(card.verb) or DECISIONS[card.verb]
    return opened(modal(card.verb, ASKED[card.verb].format(number), text, blocks, json.dumps({"argument": number})))


def _reason(card: DecisionForm) -> Block:
    label = "What should change?" if card.verb == "revise" else "Why?"
    hint = READ_BY + (" Acceptance needs none." if card.verb == "hold" else "")
    optional = card.verb in ("accept", "hold")
    return field("reason", label, initial=card.reason, lines=True, optional=optional, hint=hint)


def _needed(card: DecisionForm) -> list[Block]:
    blocks = []
    hold = card.verb == "hold"
    if card.verb in ("merge", "duplicate", "hold"):
        label = {"merge": "Into which one?", "duplicate": "Of which one?"}.get(card.verb, "Which other one?")
        hint = "Both texts are kept, and both proposers named." if card.verb == "merge" else ""
        hint = "For merging, and for duplicates." if hold else hint
        if card.others:
            initial = card.other.upper()
            blocks.append(select("other", label, card.others, initial=initial, optional=hold, hint=hint))
        elif not hold:
            hint = f"Its number, as in P3. {hint}".strip()
            blocks.append(field("other", label, initial=card.other, hint=hint))
    if card.verb in ("defer", "hold"):
        hint = "For deferring. " if hold else ""
        hint += "It is back in front of the chairs on the first day of that: 1 March, spring, next year"
        blocks.append(field("until", "Until when?", initial=card.until, optional=hold, hint=hint))
    return blocks


def later(chosen: bool) -> Block:
    """Whether it is told now or with what else is held."""
    option = {"text": plain("Hold it: tell people later, with what else is held", 75), "value": "hold"}
    element = {"type": "checkboxes", "action_id": "value", "options": [option]}
    if chosen:
        element["initial_options"] = [option]
    return labelled("hold", "When is it told?", element, optional=True, hint="Otherwise at once.")


def more_buttons(card: ProposalCard) -> list[dict[str, object]]:
    """What chairs can do with a proposal beside accepting, declining and asking for a revision."""
    return [
        button(text, verb, f"P{card.number}", label=f"{text}: {plain_title(card)}")
        for verb, text in MORE.items()
        if verb in card.may
    ]


def held(card: HeldList) -> Answer:
    """What is decided and not told, with the way to tell it all."""
    if not card.held:
        text = f"Nothing is held. `{card.command} hold decline P7 why` decides, to be told later."
        return Answer(text=text, blocks=(section(text),))
    count = len(card.held)
    head = f"Decided, not told yet ({count})"
    rows = [section(f"{title(one.proposal)}\n{said_of(one)}", _drop(one)) for one in card.held]
    many = f"{count} decisions are carried out, and the proposers are told at once."
    confirm = many if count > 1 else "The decision is carried out, and the proposer is told at once."
    press = button(f"Release all ({count})", "hold", "release", style="primary", confirm=confirm)
    text = f"{head}: " + "; ".join(f"{escape(one.said)}, by {words(one.by, 60)}" for one in card.held)
    return Answer(text=clip(text, 3000), blocks=fitted([header(head), *rows], actions([press])))


def _drop(one: HeldCard) -> dict[str, object]:
    number = f"P{one.proposal.number}"
    return button("Drop", "hold", f"drop {number}", label=f"Drop what is held on {number}")


def said_of(one: HeldCard) -> str:
    """What is held, why, by whom and since when."""
    reason = f"  ·  “{words(one.reason, 500)}”" if one.reason else ""
    return f"{escape(one.said)}{reason}  ·  {words(one.by, 60)}, {day_in_words(one.at.date())}"


def released(card: Released) -> Answer:
    """What was told now, each with its way back; and what was not."""
    count = len(card.done)
    head = f"Released: {count} decision{'' if count == 1 else 's'}." if count else "Nothing was released."
    blocks: list[Block] = [section(head)]
    said = []
    for one in card.done:
        text = f"{escape(one.sentence)}. {escape(' '.join(one.also[:1]))}".strip()
        said.append(text)
        number = f"P{one.proposal.number}"
        back = button("Undo", "undo", str(one.undo), label=f"Undo the decision on {number}") if one.undo else None
        blocks.append(section(text, back))
    blocks += [section(escape(sentence)) for sentence in card.left]
    if count:
        blocks.append(context("You can undo each for 7 days; whoever was told is told again."))
    return Answer(text=clip(" ".join((head, *said, *map(escape, card.left))), 3000), blocks=fitted(blocks))
