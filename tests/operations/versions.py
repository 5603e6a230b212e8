"""A document and a newer version of it, laid before a chair and loaded, as tests do it."""

from sqlmodel import Session, col, select

from bot.operations import previewing, steering
from bot.programme_cards import Difference, LoadPreview, Steered
from bot.reading.documents import read_document
from bot.turn import Turn
from storage.models import Action
from tests.builders import Cast, a_turn
from tests.operations.test_loading import OURS

SECOND = (
    OURS.replace("| Summer school | CNRS/DLR | 4 July 2022 |", "| Summer school | CNRS/DLR | 11 July 2022 |")
    .replace("| Survey | Any volunteers? | soonish |", "| Survey | CNRS | soonish |")
    .replace("| Policy brief | ZSI or Atlantis | March 2023 |", "| Invite the ministries | ZSI | October 2022 |")
)
"""Two rows changed, one new, one gone."""


def laid(session: Session, turn: Turn, text: str = SECOND, name: str = "v2.md") -> LoadPreview:
    content = text.encode()
    return previewing.preview(session, turn, read_document(content, name), content, name)


def difference(card: LoadPreview) -> Difference:
    found = card.programmes[0].difference
    assert found is not None
    return found


def load(session: Session, turn: Turn, text: str = OURS, name: str = "v1.md") -> Steered:
    steered = previewing.load(session, turn, laid(session, turn, text, name).token)
    assert isinstance(steered, Steered)
    return steered


def adopted(session: Session, cast: Cast) -> Turn:
    """The turn of a chair, who has loaded the first version and adopted it."""
    ana = a_turn(session, cast.ana)
    load(session, ana)
    steering.adopt(session, ana, "")
    return ana


def stored(session: Session) -> list[tuple[object, ...]]:
    session.flush()
    session.expire_all()
    rows = session.exec(select(Action).order_by(col(Action.number))).all()
    return [
        (a.number, a.what, a.who_said, a.when_said, a.ends_on, a.state, a.owned, a.priority_id, a.position)
        for a in rows
    ]
