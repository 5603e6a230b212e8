"""The forms of meetings: adding, changing, cancelling, a point of the agenda, what came of it. Pure."""

import json

from bot.answers import Answer, Block
from bot.blocks.forms import opened
from bot.blocks.meetings import line
from bot.blocks.parts import field, modal, section, select, words
from bot.meeting_cards import MeetingForm

WHEN_HINT = (
    "3 March 2027 10:00, or 3-4 March 2027, or 3 March 2027 10:00 to 4 March 2027 16:00, "
    "or every first Tuesday 10:00 from 1 March 2027"
)
LASTS_HINT = "11:30, or 90 minutes. Empty where it is open, or where “When?” says it."
ONE, ONWARD = "one", "onward"
_WHICH = ((ONE, "Only this one"), (ONWARD, "This one and all later ones"))


def form(card: MeetingForm) -> Answer:
    """The form of a kind."""
    draw = {"add": _add, "change": _change, "cancel": _cancel, "agenda": _point, "outcome": _outcome}
    return draw[card.kind](card)


def _meta(card: MeetingForm) -> str:
    number = f"M{card.meeting.number}" if card.meeting else card.action
    return json.dumps({"kind": card.kind, "argument": number})


def _head(card: MeetingForm) -> list[Block]:
    return [section(line(card.meeting))] if card.meeting else []


def _fields(card: MeetingForm) -> list[Block]:
    return [
        field("title", "What is it called?", initial=card.title),
        field("when", "When?", initial=card.when, hint=WHEN_HINT),
        field("lasts", "Until when, or how long?", initial=card.lasts, optional=True, hint=LASTS_HINT),
        field("where", "Where?", initial=card.where, optional=True, hint="A room, a city or a link."),
    ]


def _add(card: MeetingForm) -> Answer:
    head = (
        [section(f"*{card.action}* becomes a meeting: where that moves, the row moves with it.")] if card.action else []
    )
    return opened(modal("meeting", "Add a meeting", "Add", [*head, *_fields(card)], _meta(card)))


def _which(card: MeetingForm) -> list[Block]:
    if card.meeting is None or not card.meeting.series:
        return []
    hint = f"It repeats: {words(card.meeting.series, 200)}. For all later ones, “When?” says how they repeat."
    return [select("which", "Which ones?", _WHICH, initial=ONWARD if card.onward else ONE, hint=hint)]


def _change(card: MeetingForm) -> Answer:
    assert card.meeting is not None
    why = field(
        "why", "Why does it change?", optional=True, hint="The channel is told of a new time or place, with this."
    )
    blocks = [*_head(card), *_fields(card), *_which(card), why]
    return opened(modal("meeting", f"Change M{card.meeting.number}", "Save", blocks, _meta(card)))


def _cancel(card: MeetingForm) -> Answer:
    assert card.meeting is not None
    why = field("why", "Why is it cancelled?", lines=True, hint="The channel is told, with this.")
    blocks = [*_head(card), *_which(card), why]
    return opened(modal("meeting", f"Cancel M{card.meeting.number}", "Cancel the meeting", blocks, _meta(card)))


def _point(card: MeetingForm) -> Answer:
    assert card.meeting is not None
    blocks = [
        *_head(card),
        field(
            "text", "What is the point?", hint="Words, or an action (#15) or a proposal (P7), with words if you like."
        ),
        field("minutes", "How many minutes?", optional=True),
    ]
    return opened(modal("agenda", f"Agenda of M{card.meeting.number}", "Add the point", blocks, _meta(card)))


def _outcome(card: MeetingForm) -> Answer:
    assert card.meeting is not None
    blocks = [
        *_head(card),
        field("outcome", "What came of it?", lines=True, optional=True, initial=card.meeting.outcome),
        field(
            "actions",
            "Actions, one a line",
            lines=True,
            optional=True,
            placeholder="Draft the brief; CNRS; end of March",
            hint="What; who; when. Who and when may be left out.",
        ),
    ]
    return opened(modal("outcome", f"Outcome of M{card.meeting.number}", "Save", blocks, _meta(card)))
