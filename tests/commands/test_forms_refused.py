"""A form is not opened where what it asks for would be refused whatever is written in it: that is said at once."""

import pytest

from bot.commands import COMMANDS
from bot.commands.router import Delivery, Router
from bot.deps import Deps
from storage.engine import Units
from tests.builders import HOUSE, NOW, TEAM, a_cast, a_programme, an_action

ANA, BEN, CHLOE = "U0ANA", "U0BEN", "U0CHLOE"
CANCELLED = "meeting add Trio; when: 1 February 2022 10:00 / meeting cancel M1 ill"


@pytest.mark.parametrize(
    ("before", "opens", "deed", "said"),
    [
        ((BEN, "done 1"), (BEN, "assign 1"), "assign 1 DLR-PT; why: no money", "#1 is done. `/wp reopen 1` first."),
        ((BEN, "done 1"), (BEN, "assign 1 DLR-PT"), "assign 1 DLR-PT; why: no money", "#1 is done."),
        ((BEN, "show 1"), (CHLOE, "assign 1"), "assign 1 DLR-PT; why: no money", "#1 has an owner; handing it on"),
        ((BEN, "done 1"), (BEN, "drop 1"), "drop 1 no money", "#1 is done already. `/wp reopen 1` opens it again."),
        ((BEN, "show 1"), (BEN, "ask 1 ?"), "ask 1 until when?", "Nobody asks you to take #1 at the moment."),
        ((BEN, "done 1"), (BEN, "meeting add #1 ?"), "meeting add #1 3 March 2022 10:00", "#1 is done."),
        ((BEN, "meeting add #1 3 March 2022"), (BEN, "meeting add #1 ?"), "meeting add #1 4 March 2022", "#1 is M1"),
        (
            (BEN, CANCELLED),
            (BEN, "meeting cancel M1 ?"),
            "meeting cancel M1 ill",
            "M1 is cancelled already.",
        ),
        (
            (BEN, CANCELLED),
            (BEN, "meeting move M1"),
            "meeting move M1 3 March 2022",
            "M1 is cancelled.",
        ),
        ((BEN, CANCELLED), (BEN, "agenda M1 ?"), "agenda M1 Lisbon", "M1 is cancelled."),
        (
            (ANA, "propose A newsletter / accept P1 as action"),
            (ANA, "accept P1 ?"),
            "accept P1 as action",
            "You have accepted P1",
        ),
        (
            (ANA, "register add contact Jane Roe / forget R1 for good"),
            (ANA, "register R1 approached ?"),
            "register R1 approached; when: 3 March",
            "The personal data of R1 were erased",
        ),
    ],
)
def test_what_would_be_refused_is_refused_before_its_form_is_opened(
    lite: Units, before: tuple[str, str], opens: tuple[str, str], deed: str, said: str
) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        an_action(session, a_programme(session), owners=(cast.ben,))
    router = Router(Deps(lite, lambda: NOW, HOUSE), COMMANDS)
    for number, line in enumerate(before[1].split(" / ")):
        router.answer(Delivery(f"before {number}", TEAM, before[0], line))
    answer = router.answer(Delivery("opens", TEAM, opens[0], opens[1]))
    assert answer.form is None
    assert said in answer.text
    assert router.answer(Delivery("deed", TEAM, opens[0], deed)).text == answer.text
