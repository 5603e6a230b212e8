"""`meeting`: add one, cancel one; alone, what is coming up."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.announcement_cards import MeetingChange, MeetingsCard
from bot.answers import Answer
from bot.blocks import meetings as blocks
from bot.commands.arguments import first_word, labelled, target
from bot.commands.spec import Audience, Command, Group
from bot.errors import BadInput
from bot.operations import meetings
from bot.operations.meetings import NewMeeting
from bot.turn import Turn

LABELS = {
    "what": "title",
    "title": "title",
    "when": "when",
    "date": "when",
    "on": "when",
    "where": "where",
    "place": "where",
    "link": "where",
}


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A meeting that is not to be, and why."""

    which: str
    why: str


def parse(text: str) -> NewMeeting | Cancelled | None:
    verb, rest = first_word(text)
    match verb.casefold():
        case "":
            return None
        case "add" | "new":
            parts = labelled(rest, LABELS)
            title = "; ".join(part for part in (parts.get("title", ""), parts[""]) if part)
            return NewMeeting(title, parts.get("when", ""), parts.get("where", ""))
        case "cancel" | "drop":
            which, why = target(rest)
            return Cancelled(which, why)
    raise BadInput(
        "With `meeting` I can `add` and `cancel`, for example: "
        "`meeting add Trio meeting; when: 3 March 2027 10:00; where: https://…` or `meeting cancel M3 the host is ill`."
    )


def run(session: Session, turn: Turn, asked: NewMeeting | Cancelled | None) -> MeetingChange | MeetingsCard:
    if asked is None:
        return meetings.listed(session, turn)
    if isinstance(asked, Cancelled):
        return meetings.cancel(session, turn, asked.which, asked.why)
    return meetings.add(session, turn, asked)


def render(card: MeetingChange | MeetingsCard, _turn: Turn) -> Answer:
    return blocks.listing(card) if isinstance(card, MeetingsCard) else blocks.changed(card)


COMMAND = Command(
    name="meeting",
    group=Group.MEETINGS,
    usage="add Title; when: …; where: … · cancel M3 why",
    example="meeting add Trio meeting; when: 3 March 2027 10:00; where: https://meet.example.org/trio",
    summary="add a meeting, or cancel one with the reason",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    changes=True,
)
