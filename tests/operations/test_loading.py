"""Documents into the database: whole, twice without a change, as drafts; and what chairs then do with them."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from bot.errors import Conflict, NotAllowed, NotFound
from bot.operations import closing, lists, previewing, standing, steering
from bot.operations.loading import import_document
from bot.reading.documents import read_document
from storage.engine import Units
from storage.models import Action, ChairTerm, Organisation, Priority, Programme
from tests.builders import HOUSE, NOW, Cast, a_cast, a_person, a_programme, a_turn, an_organisation
from tests.operations.test_claims import said_to

OURS = """# Work Programme n°4
July-December 2022

Guiding theme: “Building bridges”

Chaired by: CNRS/ZSI

## 1. Priority: Trainings

Why we train.

| What? | Who? | When? |
|---|---|---|
| Summer school | CNRS/DLR | 4 July 2022 |
| Survey | Any volunteers? | soonish |
| Merchandise (tbc) | ? | |

## 2. Priority: Policy

| What? | Who? | When? |
|---|---|---|
| Policy brief | ZSI or Atlantis | March 2023 |
"""


def load(session, text: str = OURS, name: str = "programme.md"):
    return import_document(session, read_document(text.encode(), name), source_name=name, now=NOW, house=HOUSE)


def test_a_document_is_stored_whole_as_a_draft(units: Units) -> None:
    with units.writing() as session:
        loaded = load(session)
        assert loaded.stored == 4
        programme = session.exec(select(Programme)).one()
        assert (programme.title, programme.number, programme.state) == ("Work Programme n°4", "4", "draft")
        assert (programme.starts_on, programme.ends_on) == (date(2022, 7, 1), date(2022, 12, 31))
        assert (programme.theme, programme.chairs_said) == ("Building bridges", "CNRS / ZSI")
        priorities = session.exec(select(Priority).order_by(col(Priority.position)))
        assert [p.title for p in priorities] == ["Trainings", "Policy"]
        actions = session.exec(select(Action).order_by(col(Action.number)))
        rows = [(a.what, a.who_said, a.when_said) for a in actions]
        assert rows[0] == ("Summer school", "CNRS/DLR", "4 July 2022")
        assert rows[3] == ("Policy brief", "ZSI or Atlantis", "March 2023")


def test_the_same_document_twice_changes_nothing(units: Units) -> None:
    with units.writing() as session:
        load(session)
    with units.writing() as session:
        again = load(session)
        assert again.stored == 0 and again.unchanged == ("Work Programme n°4",)
        assert session.exec(select(func.count()).select_from(Action)).one() == 4
        assert session.exec(select(func.count()).select_from(Programme)).one() == 1


def test_an_import_that_fails_halfway_leaves_nothing(units: Units, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.operations import loading

    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError("row 3 of 4")

    monkeypatch.setattr(loading, "store_rows", broken)
    with pytest.raises(RuntimeError), units.writing() as session:
        load(session)
    with units.reading() as session:
        for model in (Programme, Priority, Action, Organisation):
            assert session.exec(select(func.count()).select_from(model)).one() == 0


def test_flags_of_who_and_when_are_kept_beside_the_words(units: Units) -> None:
    with units.writing() as session:
        a_cast(session)
        load(session)
        actions = {action.what: action for action in session.exec(select(Action)).all()}
        assert actions["Survey"].seeking and not actions["Survey"].owned
        assert not actions["Merchandise (tbc)"].owned and actions["Merchandise (tbc)"].tentative
        assert actions["Policy brief"].either
        assert actions["Survey"].unread == "soonish"


def test_known_names_are_recognised_and_new_organisations_marked(units: Units) -> None:
    with units.writing() as session:
        a_cast(session)
        load(session)
        new = {one.short_name: one.new for one in session.exec(select(Organisation)).all()}
        assert new == {"ZSI": False, "CNRS": False, "DLR-PT": False, "Atlantis": True}


def test_a_dated_priority_without_rows_is_stored_with_one_action_in_its_own_words(units: Units, shared: Path) -> None:
    with units.writing() as session:
        file = shared / "seeds" / "cern-ir-strategic-priorities-2017-2018.txt"
        loaded = import_document(
            session, read_document(file.read_bytes(), file.name), source_name=file.name, now=NOW, house=HOUSE
        )
        assert [card.title for card in loaded.programmes] == [
            "IR Strategic priorities 2017",
            "IR Strategic priorities 2018 ?",
        ]
        first = session.exec(select(Programme).where(Programme.id == loaded.programmes[0].id)).one()
        assert first.notes.startswith("International Relations Sector")
        second = loaded.programmes[1]
        assert [priority.total for priority in second.priorities] == [1] * 8
        assert second.loose is not None and second.loose.total == 7
        steps = session.exec(select(Action).where(Action.what == "Preliminary discussion at IR Management Board")).one()
        assert steps.when_said == "30 October"
        assert (steps.starts_on, steps.ends_on) == (date(2017, 10, 30), date(2017, 10, 30))


@pytest.mark.parametrize(
    ("name", "priorities", "actions"),
    [
        ("alliance-work-programme-2021-h2.txt", 4, 16),
        ("alliance-work-programme-2022-h1.txt", 3, 6),
    ],
)
def test_the_alliance_programmes_are_listed_after_loading(
    units: Units, shared: Path, name: str, priorities: int, actions: int
) -> None:
    with units.writing() as session:
        file = shared / "seeds" / name
        import_document(session, read_document(file.read_bytes(), name), source_name=name, now=NOW, house=HOUSE)
        turn = a_turn(session, a_person(session, "Ben"))
        card = standing.priorities(session, turn)
        assert (len(card.priorities), sum(p.total for p in card.priorities)) == (priorities, actions)
        assert lists.listed(session, turn, "").total == actions


def chairing(session) -> tuple[Cast, "object"]:
    cast = a_cast(session)
    return cast, a_turn(session, cast.ana)


def previewed(session, turn):
    content = OURS.encode()
    return previewing.preview(session, turn, read_document(content, "programme.md"), content, "programme.md")


def test_a_preview_marks_what_is_doubtful_and_stores_nothing(units: Units) -> None:
    with units.writing() as session:
        _, ana = chairing(session)
        card = previewed(session, ana)
        assert [(doubt.kind, doubt.where) for doubt in card.doubts] == [
            ("new organisations", ""),
            ("no date read", "1.2"),
            ("outside the period", "2.1"),
            ("nobody holds it", "1.2"),
            ("nobody holds it", "1.3"),
            ("no date", "1.3"),
        ]
        assert card.actions == 4
        assert session.exec(select(Programme)).all() == []


def test_a_previewed_document_is_loaded_once_by_who_previewed_it(units: Units) -> None:
    with units.writing() as session:
        cast, ana = chairing(session)
        token = previewed(session, ana).token
        emil = a_person(session, "Emil", cast.zsi)
        with pytest.raises(NotFound):
            previewing.load(session, a_turn(session, emil), token)
        assert "with 4 actions" in previewing.load(session, ana, token).sentence
        with pytest.raises(NotFound, match="programme load"):
            previewing.load(session, ana, token)


@pytest.mark.parametrize("step", ["preview", "load", "adopt", "close", "carry"])
def test_only_chairs_steer(units: Units, step: str) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session, state="draft")
        ben = a_turn(session, cast.ben)
        steps = {
            "preview": lambda: previewed(session, ben),
            "load": lambda: previewing.load(session, ben, "x"),
            "adopt": lambda: steering.adopt(session, ben, ""),
            "close": lambda: closing.ask(session, ben, ""),
            "carry": lambda: closing.carry(session, ben, ""),
        }
        with pytest.raises(NotAllowed, match="Only the chairs"):
            steps[step]()


def test_what_is_adopted_is_called_a_draft_no_longer_and_keeps_its_title_for_its_next_version(units: Units) -> None:
    with units.writing() as session:
        _, ana = chairing(session)
        programme = a_programme(session, state="draft", title="Draft Work Programme n°3")
        steered = steering.adopt(session, ana, "")
        assert steered.sentence == "Adopted: Work Programme n°3."
        assert "has adopted Work Programme n°3." in said_to(session, "C0PROGRAM")[0]
        assert (steered.programmes[0].name, programme.title) == ("Work Programme n°3", "Draft Work Programme n°3")


def test_adoption_makes_it_current_seats_its_chairs_and_tells_the_channel(units: Units) -> None:
    with units.writing() as session:
        _, ana = chairing(session)
        load(session)
        a_programme(session, state="draft", title="Another draft", loaded_at=NOW)
        steered = steering.adopt(session, ana, "n°4")
        assert steered.sentence == "Adopted: Work Programme n°4."
        programme = session.exec(select(Programme).where(Programme.number == "4")).one()
        assert programme.state == "adopted" and programme.adopted_at == NOW
        terms = session.exec(select(ChairTerm).where(ChairTerm.starts_on == date(2022, 7, 1))).all()
        assert len(terms) == 2
        assert "has adopted Work Programme n°4" in said_to(session, "C0PROGRAM")[0]
        with pytest.raises(Conflict, match="already"):
            steering.adopt(session, ana, "n°4")


def test_adopting_a_programme_whose_period_is_over_says_that_nothing_of_it_will_be_announced(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        a_programme(session, state="draft", title="Old", starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31))
        adopted = steering.adopt(session, ana, "Old")
        assert adopted.also[0] == ("Its period ended on 31 December 2021, so none of its deadlines will be announced.")


def test_switching_is_for_one_person_and_back_again(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        load(session)
        steering.switch(session, a_turn(session, cast.ben), "n°4")
        assert standing.priorities(session, a_turn(session, cast.ben)).title == "Work Programme n°4"
        assert standing.priorities(session, a_turn(session, cast.chloe)).title == "Work programme 2022"
        steering.switch(session, a_turn(session, cast.ben), "current")
        assert standing.priorities(session, a_turn(session, cast.ben)).title == "Work programme 2022"


def test_a_programme_nobody_knows_is_refused_and_several_are_named(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        a_programme(session, title="Work programme 2023", state="draft")
        ben = a_turn(session, cast.ben)
        with pytest.raises(NotFound, match="lists them"):
            steering.switch(session, ben, "atlantis")
        with pytest.raises(Conflict, match=r"Several programmes match"):
            steering.switch(session, ben, "work programme")


def test_current_is_the_adopted_one_that_holds_today_else_the_last_loaded(units: Units) -> None:
    with units.writing() as session:
        ben = a_person(session, "Ben", an_organisation(session, "CNRS"))
        load(session)
        assert standing.priorities(session, a_turn(session, ben)).title == "Work Programme n°4"
        a_programme(session, loaded_at=NOW.replace(year=2021))
        assert standing.priorities(session, a_turn(session, ben)).title == "Work programme 2022"


def test_rows_of_a_year_without_priorities_lie_in_that_year(lite: Units) -> None:
    plan = read_document(b"# Plan 2027\n\n| What | Who | When |\n|--|--|--|\n| Meet | CNRS | October |\n", "a.md")
    with lite.writing() as session:
        import_document(session, plan, source_name="a.md", now=NOW, house=HOUSE)
        meeting = session.exec(select(Action).where(Action.what == "Meet")).one()
        assert (meeting.starts_on, meeting.ends_on) == (date(2027, 10, 1), date(2027, 10, 31))


def test_the_body_behind_a_person_holds_the_action(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        load(session, OURS.replace("CNRS/DLR", "J. Smith (CNRS)"))
        row = next(iter(lists.listed(session, a_turn(session, cast.ana), "").actions))
        assert [owner.organisation for owner in row.owners] == ["CNRS"] and row.who_said == "J. Smith (CNRS)"
