"""`agenda`: the points of a meeting; add one, take mine off, put them in order."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import meeting_forms
from bot.blocks import meetings as blocks
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Form, Group
from bot.errors import BadInput
from bot.meeting_cards import AgendaCard, MeetingForm
from bot.operations import agendas
from bot.operations.agendas import Point
from bot.turn import Turn

_MINUTES = re.compile(r"[\s;,]*(?:[;,(]\s*|\s)(?:minutes:\s*)?(\d{1,4})\s*(?:min(?:ute)?s?|')\)?\s*$", re.IGNORECASE)
_BARE_MINUTES = re.compile(r"\s*;\s*(\d{1,4})\s*$")
_ABOUT = re.compile(r"(#\d{1,9}|[Pp]\d{1,9})(?=[\s;,:]|$)[\s;,:]*(.*)", re.DOTALL)
_REMOVE = re.compile(r"(?:remove|drop|delete)\s+(\d{1,3})", re.IGNORECASE)
_MOVE = re.compile(r"(?:move|put)\s+(\d{1,3})\s+(?:to|at)\s+(\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    which: str
    point: Point | None = None
    remove: int = 0
    move: tuple[int, int] | None = None
    by_form: bool = False


def parse(text: str) -> Asked:
    which, rest = target(text)
    if not rest:
        return Asked(which)
    if rest == "?":
        return Asked(which, by_form=True)
    if match := _REMOVE.fullmatch(rest):
        return Asked(which, remove=int(match[1]))
    if match := _MOVE.fullmatch(rest):
        return Asked(which, move=(int(match[1]), int(match[2])))
    rest = rest.removeprefix("add ")
    return Asked(which, _point(rest))


def _point(said: str) -> Point:
    match = _MINUTES.search(said) or _BARE_MINUTES.search(said)
    minutes = int(match[1]) if match else None
    said = (said[: match.start()] if match else said).strip(" ;,")
    about = _ABOUT.match(said)
    return Point(about[2].strip(), minutes, about[1]) if about else Point(said, minutes)


def submitted(form: Form) -> Asked:
    point = _point(form.text("text"))
    said = re.sub(r"\s*(?:minutes?|mins?)$", "", form.text("minutes"), flags=re.IGNORECASE)
    if said and not (said.isascii() and said.isdecimal()):
        raise BadInput(f"How many minutes? I read “{form.text('minutes')}”; a number is enough.", field="minutes")
    return Asked(form.argument, Point(point.text, int(said) if said else point.minutes, point.about))


def run(session: Session, turn: Turn, asked: Asked) -> AgendaCard | MeetingForm:
    if asked.by_form:
        return agendas.form(session, turn, asked.which)
    if asked.point:
        return agendas.add_point(session, turn, asked.which, asked.point)
    if asked.remove:
        return agendas.remove_point(session, turn, asked.which, asked.remove)
    if asked.move:
        return agendas.move_point(session, turn, asked.which, *asked.move)
    return agendas.agenda(session, turn, asked.which)


def render(card: AgendaCard | MeetingForm, _turn: Turn) -> Answer:
    return meeting_forms.form(card) if isinstance(card, MeetingForm) else blocks.agenda(card)


COMMAND = Command(
    name="agenda",
    group=Group.MEETINGS,
    usage="M3 [point; 15 min] · M3 remove 2 · M3 move 2 to 1",
    example="agenda M3 Next conference; 15 min",
    looking="agenda M3",
    changers=Audience.MEMBERS,
    summary="the points of a meeting; add words, an action (#15) or a proposal (P7), take yours off, put them in order",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    changes=True,
    submitted=submitted,
    fields=("text", "minutes"),
)
