"""`meeting`: add one or a series, move or change it, cancel it; alone, what is coming up."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import meeting_forms
from bot.blocks import meetings as blocks
from bot.commands.arguments import first_word, labelled, target
from bot.commands.spec import Audience, Command, Form, Group, no_words
from bot.errors import Misread
from bot.meeting_cards import MeetingChange, MeetingForm, MeetingsCard
from bot.operations import events, meeting_changes, meeting_pages, meetings
from bot.operations.meeting_changes import MeetingEdit
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
    "lasts": "lasts",
    "ends": "lasts",
    "until": "lasts",
    "duration": "lasts",
    "minutes": "lasts",
    "why": "why",
    "because": "why",
    "reason": "why",
}
_ROW = re.compile(r"(#\d{1,9})(?=[\s;,:]|$)[\s;,:]*(.*)", re.DOTALL)
_ONWARD = re.compile(
    r"[\s,;]*\b(?:and |with )?(?:from here on|the later ones(?: too)?|onwards?)\b[\s,;:]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A meeting that is not to be, and why."""

    which: str
    why: str
    onward: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """A meeting that is to be otherwise."""

    which: str
    edit: MeetingEdit


@dataclass(frozen=True, slots=True)
class OfRow:
    """A row of the programme that is to be a meeting."""

    which: str
    new: NewMeeting


@dataclass(frozen=True, slots=True)
class Opened:
    """A form is wanted: its kind, and what it is about."""

    kind: str
    which: str = ""
    onward: bool = False


Asked = NewMeeting | OfRow | Changed | Cancelled | Opened | None


def parse(text: str) -> Asked:
    verb, rest = first_word(text)
    match verb.casefold():
        case "":
            return None
        case "add" | "new":
            return _added(rest)
        case "move" | "edit" | "change":
            which, rest = target(rest)
            return Opened("change", which) if no_words(rest) else _moved(which, rest)
        case "cancel" | "drop":
            which, why = target(rest)
            onward = _ONWARD.search(why) is not None
            why = _ONWARD.sub(" ", why).strip(" ;,")
            why = labelled(why, {"why": "why"}).get("why", why)
            return Opened("cancel", which, onward) if why == "?" else Cancelled(which, why, onward)
    raise Misread(
        lambda wp: (
            "I can add, move and cancel a meeting, for example: "
            f"`{wp} meeting add Trio meeting; when: 3 March 2027 10:00; where: https://…`, "
            f"`{wp} meeting move M3 4 March 2027 10:00` or `{wp} meeting cancel M3 the host is ill`."
        )
    )


def _added(rest: str) -> Asked:
    row = _ROW.match(rest)
    if row and no_words(row[2]) and row[2]:
        return Opened("row", row[1])
    if no_words(rest):
        return Opened("add")
    parts = labelled(row[2] if row else rest, LABELS)
    loose = "; ".join(part for part in (parts.get("title", ""), parts[""]) if part)
    more = {"where": parts.get("where", ""), "lasts": parts.get("lasts", "")}
    if row:
        return OfRow(row[1], NewMeeting(parts.get("title", ""), parts.get("when", "") or parts[""], **more))
    return NewMeeting(loose, parts.get("when", ""), **more)


def _moved(which: str, rest: str) -> Changed:
    onward = _ONWARD.search(rest) is not None
    parts = labelled(_ONWARD.sub("; ", rest) if onward else rest, LABELS)
    when = parts.get("when", "") or parts[""].strip(" ;") or None
    edit = MeetingEdit(
        title=parts.get("title"),
        when=when,
        lasts=parts.get("lasts", ""),
        where=parts.get("where"),
        why=parts.get("why", ""),
        onward=onward,
    )
    return Changed(which, edit)


def submitted(form: Form) -> Asked:
    onward = form.text("which") == meeting_forms.ONWARD
    if form.meta.get("kind") == "cancel":
        return Cancelled(form.argument, form.text("why"), onward)
    title, when, lasts, where = (form.text(name) for name in ("title", "when", "lasts", "where"))
    if form.meta.get("kind") == "change":
        return Changed(form.argument, MeetingEdit(title, when, lasts, where, form.text("why"), onward, whole=True))
    new = NewMeeting(title, when, where, lasts)
    return OfRow(form.argument, new) if form.argument else new


def run(session: Session, turn: Turn, asked: Asked) -> MeetingChange | MeetingsCard | MeetingForm:
    match asked:
        case None:
            return meeting_pages.listed(session, turn)
        case Opened("row", which):
            return events.row_form(session, turn, which)
        case Opened(kind, which, onward):
            return meetings.form(session, turn, kind, which, onward=onward)
        case Cancelled(which, why, onward):
            return meeting_changes.cancel(session, turn, which, why, onward=onward)
        case Changed(which, edit):
            return meeting_changes.change(session, turn, which, edit)
        case OfRow(which, new):
            return events.make_meeting(session, turn, which, new)
        case NewMeeting():
            return meetings.add(session, turn, asked)


def render(card: MeetingChange | MeetingsCard | MeetingForm, _turn: Turn) -> Answer:
    match card:
        case MeetingForm():
            return meeting_forms.form(card)
        case MeetingsCard():
            return blocks.listing(card)
    return blocks.changed(card)


COMMAND = Command(
    name="meeting",
    group=Group.MEETINGS,
    usage="add Title; when: …; where: … · move M3 when; why: … · cancel M3 why",
    example="meeting add Trio meeting; when: every first Tuesday 10:00; where: https://meet.example.org/trio",
    looking="meeting",
    changers=Audience.MEMBERS,
    summary="add a meeting or a series, move it, or cancel it with the reason; `meeting add` alone opens a form",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    changes=True,
    submitted=submitted,
    fields=("title", "when", "lasts", "where", "which", "why"),
)
