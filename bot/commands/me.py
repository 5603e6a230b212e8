"""`me`: who I am here; with an organisation's name, where I belong."""

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as action_blocks
from bot.blocks import people as blocks
from bot.blocks import people_forms as forms
from bot.cards import Done
from bot.commands.spec import Audience, Command, Form, Group
from bot.errors import BadInput
from bot.operations import belonging
from bot.people_cards import MeCard, Nearest, PlaceForm
from bot.turn import Turn


def parse(text: str) -> str:
    return text.strip().strip("“”\"'")


def submitted(form: Form) -> str:
    if not form.text("organisation"):
        raise BadInput("Which organisation is yours?", field="organisation")
    return form.text("organisation")


def run(session: Session, turn: Turn, asked: str) -> MeCard | PlaceForm | Nearest | Done:
    if not asked:
        return belonging.who_am_i(session, turn)
    if asked == "?":
        return belonging.place_form(session, turn)
    return belonging.belong(session, turn, asked)


def render(card: MeCard | PlaceForm | Nearest | Done, turn: Turn) -> Answer:
    match card:
        case MeCard():
            return blocks.me(card, turn.house.command)
        case PlaceForm():
            return forms.place(card)
        case Nearest():
            return blocks.nearest(card)
    return action_blocks.changed(card)


COMMAND = Command(
    name="me",
    group=Group.PEOPLE,
    usage="[organisation]",
    example="me CNRS",
    summary="who you are here; with a name, the organisation you belong to",
    audience=Audience.EVERYONE,
    parse=parse,
    run=run,
    render=render,
    synonyms=("whoami",),
    changes=True,
    submitted=submitted,
    fields=("organisation",),
)
