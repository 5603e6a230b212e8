"""Proposals to Block Kit: a receipt, the queue, one whole, the form. Pure."""

import json

from bot.answers import Answer, Block
from bot.blocks.actions import day, said_when
from bot.blocks.forms import WHEN_HINT, opened
from bot.blocks.parts import (
    actions,
    button,
    clip,
    context,
    escape,
    field,
    fitted,
    header,
    modal,
    section,
    select,
    words,
)
from bot.proposal_cards import DecisionForm, ProposalCard, ProposalForm, ProposalPage, QueueCard, Received

KINDS = (
    ("event", "Event"),
    ("contact", "Contact"),
    ("media", "Media channel"),
    ("idea", "Idea"),
)
STATES = {
    "received": "received",
    "considered": "under consideration",
    "accepted": "accepted",
    "declined": "declined",
    "revise": "please revise",
    "deferred": "deferred",
    "merged": "merged",
    "duplicate": "duplicate",
    "withdrawn": "withdrawn",
}

BUTTONS = {"accept": "Accept", "decline": "Decline", "revise": "Ask to revise", "withdraw": "Withdraw"}
"""By verb, in their order."""


def title(card: ProposalCard, limit: int = 200) -> str:
    """Number and words; of somebody else's contact only that it is one."""
    if card.hidden:
        return f"*P{card.number}* A contact; who it is, only the chairs see"
    return f"*P{card.number}* {words(card.text, limit)}"


def _plain(card: ProposalCard, limit: int = 100) -> str:
    return title(card, limit).replace("*", "", 2)


def _by(card: ProposalCard) -> str:
    name = "you" if card.mine else words(card.proposer, 60)
    return f"{name} ({words(card.organisation, 60)})" if card.organisation else name


def _when(card: ProposalCard) -> str:
    return said_when(card) if card.when_said else ""


def received(card: Received) -> Answer:
    """The receipt, with the number and the next step."""
    proposal = card.proposal
    facts = "; ".join(fact for fact in (proposal.kind, _when(proposal)) if fact)
    text = f"{escape(card.sentence)}: {title(proposal)} ({facts})"
    blocks: list[Block] = [section(text), *(context(escape(sentence)) for sentence in card.also)]
    buttons = [button("Undo", "undo", str(card.undo))] if card.undo else []
    buttons += _buttons(proposal)
    blocks.append(actions([*buttons, button("All proposals", "proposals")]))
    return Answer(text=clip(" ".join((text, *map(escape, card.also))), 3000), blocks=fitted(blocks))


def _buttons(card: ProposalCard) -> list[dict[str, object]]:
    return [
        button(text, verb, f"P{card.number}", label=f"{text} {_plain(card)}")
        for verb, text in BUTTONS.items()
        if verb in card.may
    ]


def listing(card: QueueCard) -> Answer:
    """The queue: header with count, at most ten rows, [More]."""
    if not card.proposals:
        text = escape(card.empty)
        return Answer(text=text, blocks=(section(text),))
    head = f"{card.title} ({card.total})"
    blocks: list[Block] = [header(head), *(_row(proposal) for proposal in card.proposals)]
    shown = card.offset + len(card.proposals)
    more = actions([button(f"More ({card.total - shown})", "proposals", f"@{shown}")]) if card.total > shown else None
    text = f"{head}: " + "; ".join(f"{_plain(one)} ({one.kind}, {STATES[one.state]})" for one in card.proposals)
    return Answer(text=clip(text, 3000), blocks=fitted(blocks, more))


def _row(card: ProposalCard) -> Block:
    since = f"{STATES[card.state]}, proposed {day(card.proposed_at.date())}"
    facts = [card.kind, _by(card), *([_when(card)] if card.when_said else []), since]
    show = button("Show", "show", f"P{card.number}", label=f"Show {_plain(card)}")
    return section(f"{title(card)}\n{'  ·  '.join(facts)}", show)


def page(card: ProposalPage) -> Answer:
    """One proposal whole, with its history and its buttons."""
    proposal = card.proposal
    facts = [("Kind", dict(KINDS)[proposal.kind]), ("Proposed by", _by(proposal))]
    facts += [
        (name, said)
        for name, said in (
            ("When", _when(proposal)),
            ("Link", words(proposal.link, 500)),
            ("Why", words(proposal.why, 1000)),
            ("Priority", words(proposal.priority)),
        )
        if said
    ]
    facts.append(("State", STATES[proposal.state]))
    blocks: list[Block] = [
        section(title(proposal, 2500)),
        section("\n".join(f"*{name}*  {said}" for name, said in facts)),
    ]
    buttons = _buttons(proposal)
    history = "\n".join(f"{day(on)}  {words(who, 60)}: {words(what)}" for on, who, what in card.history[-8:])
    blocks += [context(history)] if history else []
    return Answer(
        text=f"{_plain(proposal)} ({facts[-1][1]})", blocks=fitted(blocks, actions(buttons) if buttons else None)
    )


def form(card: ProposalForm) -> Answer:
    """A new proposal."""
    hint = "Names and addresses of a contact are shown to the chairs only."
    blocks = [
        select("kind", "What is it?", KINDS, initial=card.kind, hint=hint),
        field("text", "What do you propose?", initial=card.text, lines=True),
        field("when", "When?", optional=True, hint=WHEN_HINT),
        field("link", "Link", optional=True),
        field("why", "Why?", optional=True, lines=True),
    ]
    if card.priorities:
        blocks.append(select("priority", "Priority", card.priorities, optional=True))
    return opened(modal("propose", "Propose something", "Propose", blocks))


def decision_form(card: DecisionForm) -> Answer:
    """The reason of a decision, which its proposer reads."""
    number = f"P{card.proposal.number}"
    label = "What should change?" if card.verb == "revise" else "Why?"
    blocks = [
        section(title(card.proposal)),
        field("reason", label, lines=True, hint="Addressed to the proposer, who reads it in a direct message."),
    ]
    text = BUTTONS[card.verb]
    return opened(modal(card.verb, f"{text} {number}"[:24], text, blocks, json.dumps({"argument": number})))
