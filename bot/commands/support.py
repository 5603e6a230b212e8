"""`support`: my organisation stands behind a proposal; counted per organisation, and can be taken back."""

from sqlmodel import Session

from bot.blocks import proposals as blocks
from bot.commands.arguments import target
from bot.commands.spec import Audience, Command, Group, shown
from bot.operations import supporting
from bot.proposal_cards import Received
from bot.turn import Turn

BACK = frozenset({"back", "no", "off", "not", "take back", "no longer"})


def parse(text: str) -> tuple[str, bool]:
    """Which one, and whether the support is taken back."""
    which, rest = target(text)
    return which, rest.strip(" .").casefold() in BACK


def run(session: Session, turn: Turn, asked: tuple[str, bool]) -> Received:
    which, back = asked
    return supporting.take_back(session, turn, which) if back else supporting.support(session, turn, which)


COMMAND = Command(
    name="support",
    group=Group.IDEAS,
    usage="P7 [back]",
    example="support P7",
    summary="say that your organisation supports a proposal, or no longer does",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=shown(blocks.received),
    changes=True,
)
