"""A planned message in the chairs' hands: the form to change it, and what became of it. Pure."""

import json

from bot.announcement_cards import MessageForm, Rescheduled
from bot.answers import Answer, Block
from bot.blocks.announcements import message
from bot.blocks.digests import plain_words
from bot.blocks.forms import opened
from bot.blocks.parts import actions, button, context, divider, escape, field, labelled, modal, plain, section, select

WHAT = (("at", "Send it at the time below"), ("now", "Send it now"), ("skip", "Do not send it"))


def form(card: MessageForm, command: str) -> Answer:
    """When it goes out and whether, what it says first, what it leaves out."""
    day = {"type": "datepicker", "action_id": "value", "initial_date": card.day.isoformat()}
    at = {"type": "timepicker", "action_id": "value", "initial_time": f"{card.at:%H:%M}"}
    blocks: list[Block] = [
        select("what", "What is to become of it?", WHAT, initial="at"),
        labelled("day", "Day", day),
        labelled("at", "Time", at, hint=f"In the time of {card.notice.due_at.tzinfo}."),
        field("words", "Say this first", initial=card.words, optional=True, lines=True),
    ]
    if len(card.lines) > 1:
        blocks.append(_leave_out(card))
    _, shown = message(card.notice, command)
    kept = [block for block in shown if block["type"] in ("section", "context")]
    seen = [{name: part for name, part in block.items() if name != "accessory"} for block in kept]
    blocks += [divider(), context("As it would be sent now:"), *seen]
    meta = json.dumps({"argument": card.key})
    return opened(modal("upcoming", "Change the message", "Save", blocks, meta))


def _leave_out(card: MessageForm) -> Block:
    options = [{"text": plain(plain_words(line), 75), "value": str(number)} for number, line, _ in card.lines[:100]]
    element = {"type": "multi_static_select", "action_id": "value", "options": options}
    chosen = [option for option, (_, _, out) in zip(options, card.lines, strict=False) if out]
    if chosen:
        element["initial_options"] = chosen
    return labelled("leave_out", "Leave these out", element, optional=True)


def changed(card: Rescheduled, command: str) -> Answer:
    """What is planned now, and the way back."""
    text, _ = message(card.notice, command)
    sentence = escape(f"{card.sentence}.")
    undo = [button("Undo", "undo", str(card.undo))] if card.undo else []
    buttons = actions([*undo, button("All that is planned", "upcoming")])
    said = [section(f">{line}") for line in text.splitlines()[:1] if line]
    return Answer(text=f"{sentence} {text}"[:3000], blocks=(section(sentence), *said, buttons))
