"""A newer version of a document: known as one, laid beside what is stored, shown exactly, applied, and taken back."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from bot.cards import Done
from bot.errors import BadInput, Conflict
from bot.operations import actions, claims, pages, previewing
from bot.operations.loading import import_document
from bot.programme_cards import LoadPreview, Steered
from bot.reading.documents import read_document
from storage.engine import Units
from storage.models import Action, Assignment, JournalEntry, Note, Organisation, OrganisationAlias, Priority, Programme
from tests.builders import HOUSE, NOW, a_cast, a_turn, told
from tests.operations.test_loading import OURS
from tests.operations.versions import SECOND, adopted, difference, laid, load, stored

UNCLEAR = OURS.replace("Work Programme n°4", "What we want to do").replace("July-December 2022", "")


def test_two_rows_changed_one_new_one_gone_is_shown_exactly_so(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        load(session, ana)
        before = stored(session)
        card = laid(session, ana)
        shown = difference(card)
        assert card.programmes[0].version is not None and card.programmes[0].version.chosen != "new"
        assert [(one.number, [(c.field, c.before, c.after) for c in one.changes]) for one in shown.changed] == [
            (1, [("When", "4 July 2022", "11 July 2022")]),
            (2, [("Who", "Any volunteers?", "CNRS")]),
        ]
        assert [(one.place, one.what, one.who) for one in shown.new] == [("2.1", "Invite the ministries", "ZSI")]
        assert [(one.row.number, one.row.what, one.chosen) for one in shown.gone] == [(4, "Policy brief", "keep")]
        assert (shown.head, shown.priorities, shown.new_priorities, shown.stays, shown.same) == ((), (), (), (), 1)
        assert stored(session) == before, "looking changes nothing"


def test_a_version_is_applied_in_one_change_and_taken_back_exactly(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        load(session, ana)
        before = stored(session)
        steered = previewing.load(session, ana, laid(session, ana).token)
        assert isinstance(steered, Steered)
        assert "2 changed, 1 new, 1 kept though not in it" in steered.sentence
        rows = {row[0]: row for row in stored(session)}
        assert rows[1][3] == "11 July 2022" and rows[2][2] == "CNRS" and rows[2][6]
        assert rows[4][5] == "open" and rows[5][1] == "Invite the ministries"
        assert {row[0]: row[-1] for row in rows.values()} == {1: 1, 2: 2, 3: 3, 4: 2, 5: 1}, (
            "places follow the document"
        )
        assert session.exec(select(func.count()).select_from(Programme)).one() == 1
        assert load(session, ana, SECOND).sentence.startswith("That document is loaded already")
        back = pages.undo(session, ana, steered.undo)
        assert stored(session) == before
        assert isinstance(back, Done) and back.also == () and told(session) == [], "a draft announces nothing"


def test_what_people_did_here_stays(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = adopted(session, cast), a_turn(session, cast.ben)
        actions.when(session, ben, "1", "8 July 2022", "the hall")
        claims.claim(session, ben, "2")
        actions.note(session, ben, "2", "I start on Monday")
        actions.done(session, ana, "4", "sent")
        by_hand = actions.add(session, ben, actions.New("Bake a cake", priority="1")).action
        assert by_hand is not None
        # The document still has #1 as it was, and moves #3; #4 is done, and gone from it.
        text = OURS.replace("| Policy brief | ZSI or Atlantis | March 2023 |\n", "").replace("Survey", "Short survey")
        card = laid(session, ana, text)
        shown = difference(card)
        assert [(one.number, [c.field for c in one.changes]) for one in shown.changed] == [(2, ["What"])]
        assert shown.gone == () and shown.new == ()
        assert shown.stays == ("#1, when: “8 July 2022” as changed here, where the document still says “4 July 2022”",)
        previewing.load(session, ana, card.token)
        rows = {row[0]: row for row in stored(session)}
        assert rows[1][3] == "8 July 2022" and rows[2][1] == "Short survey" and rows[4][5] == "done"
        assert rows[by_hand.number][1] == "Bake a cake" and rows[by_hand.number][-1] == 4
        assert session.exec(select(Note)).one().text == "I start on Monday"
        held = session.exec(select(Assignment).where(Assignment.person_id == cast.ben.id)).one()
        assert held.claimed and told(session)[-1][0] == "C0PROGRAM"
        assert "has loaded a new version of Work Programme n°4: 1 changed" in told(session)[-1][1]


def test_who_the_document_names_anew_holds_it_and_a_claim_stays(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = a_turn(session, cast.ana), a_turn(session, cast.ben)
        load(session, ana)
        claims.claim(session, ben, "2")
        previewing.load(
            session, ana, laid(session, ana, OURS.replace("CNRS/DLR", "ZSI").replace("Any volunteers?", "ZSI")).token
        )
        session.expire_all()
        names = {one.id: one.short_name for one in session.exec(select(Organisation)).all()}
        held = [
            (one.action_id, names[one.organisation_id or 0], one.person_id is not None)
            for one in session.exec(select(Assignment).order_by(col(Assignment.action_id), col(Assignment.id))).all()
        ]
        assert held[:3] == [(1, "ZSI", False), (2, "CNRS", True), (2, "ZSI", False)]


def test_a_row_that_is_gone_is_dropped_only_where_that_was_chosen_with_its_reason(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        load(session, ana)
        token = laid(session, ana).token
        assert difference(previewing.look(session, ana, token, 1, {"gone:4": "drop"})).gone[0].chosen == "drop"
        previewing.load(session, ana, token, {"why:4": "Brussels has one already"})
        dropped = session.exec(select(Action).where(Action.number == 4)).one()
        assert (dropped.state, dropped.outcome) == ("dropped", "Brussels has one already")
        again = laid(session, ana, OURS)
        assert difference(again).stays == ("#4 was dropped here and stays so, though the document has it",)


def test_priorities_that_change_places_do_so_and_come_back(units: Units) -> None:
    swapped = """# Work Programme n°4
July-December 2022
Guiding theme: "Building bridges"
Chaired by: CNRS/ZSI

## 1. Priority: Policy
| What? | Who? | When? |
|---|---|---|
| Policy brief | ZSI or Atlantis | March 2023 |

## 2. Priority: Outreach
| What? | Who? | When? |
|---|---|---|
| Film | CNRS | May |
"""
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        load(session, ana)
        before = stored(session)
        places = [(p.title, p.position) for p in session.exec(select(Priority).order_by(col(Priority.id))).all()]
        card = laid(session, ana, swapped)
        shown = difference(card)
        assert shown.new_priorities == ("Outreach",) and shown.gone_priorities == ("Trainings",)
        steered = previewing.load(session, ana, card.token)
        assert isinstance(steered, Steered)
        now = session.exec(select(Priority).order_by(col(Priority.position))).all()
        assert [(p.title, p.position) for p in now] == [("Policy", 1), ("Outreach", 2), ("Trainings", 3)]
        pages.undo(session, ana, steered.undo)
        session.expire_all()
        assert [
            (p.title, p.position) for p in session.exec(select(Priority).order_by(col(Priority.id))).all()
        ] == places
        assert stored(session) == before


def test_another_period_is_another_programme_and_a_near_one_is_asked_about(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        load(session, ana)
        following = OURS.replace("n°4", "n°5").replace("July-December 2022", "January-June 2023")
        assert laid(session, ana, following).programmes[0].version is None
        unclear = laid(session, ana, UNCLEAR.replace("Survey", "Poll"))
        version = unclear.programmes[0].version
        assert version is not None and version.chosen == "" and unclear.programmes[0].difference is None
        again = previewing.load(session, ana, unclear.token, {}, unclear.seen)
        assert isinstance(again, LoadPreview) and "Choose first" in again.notice
        with pytest.raises(BadInput, match="new version or another"):
            import_document(
                session,
                read_document(UNCLEAR.encode(), "x.md"),
                source_name="x.md",
                now=NOW,
                house=HOUSE,
            )
        chosen = previewing.look(session, ana, unclear.token, 1, {"version:0": version.options[0][0]})
        assert chosen.programmes[0].difference is not None
        previewing.look(session, ana, unclear.token, 1, {"version:0": "new"})
        assert "Loaded as draft" in previewing.load(session, ana, unclear.token).sentence  # type: ignore[union-attr]
        assert session.exec(select(func.count()).select_from(Programme)).one() == 2


def test_nothing_else_is_applied_than_what_was_shown(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        load(session, ana)
        card = laid(session, ana)
        actions.when(session, ana, "1", "5 July 2022", "")
        again = previewing.load(session, ana, card.token, {}, card.seen)
        assert isinstance(again, LoadPreview) and "has changed since you looked" in again.notice
        assert difference(again).changed[0].changes[0].note == "changed here too, since it was last loaded"
        assert isinstance(previewing.load(session, ana, card.token, {}, again.seen), Steered)


def test_a_near_name_is_asked_about_and_becomes_an_alias_where_it_is_the_same(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        card = laid(session, ana, OURS.replace("CNRS/DLR", "CNRS Paris/DLR"))
        doubt = next(one for one in card.doubts if one.options)
        assert doubt.text == "CNRS Paris, the same as CNRS?" and doubt.chosen == "new"
        previewing.load(session, ana, card.token, {doubt.name: doubt.options[1][0]})
        alias = session.exec(select(OrganisationAlias).where(OrganisationAlias.alias == "CNRS Paris")).one()
        assert alias.organisation_id == cast.cnrs.id


def test_a_loaded_draft_can_be_taken_back_until_people_work_on_it(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = a_turn(session, cast.ana), a_turn(session, cast.ben)
        undo = load(session, ana).undo
        pages.undo(session, ana, undo)
        for model in (Programme, Priority, Action, Assignment):
            assert session.exec(select(func.count()).select_from(model)).one() == 0
        undo = load(session, ana).undo
        actions.add(session, ben, actions.New("Bake a cake"))
        with pytest.raises(Conflict, match="worked on it"):
            pages.undo(session, ana, undo)


def test_a_version_of_an_adopted_programme_can_be_read_beside_what_was_adopted(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        adopted(session, cast)
        ana = a_turn(session, cast.ana, now=NOW + timedelta(days=1))
        previewing.load(session, ana, laid(session, ana).token)
        page = pages.show(session, ana, "1")
        assert [(d.field, d.adopted, d.now, d.why, d.who) for d in page.drifts] == [
            ("When", "4 July 2022", "11 July 2022", "new version of the document: v2.md", "Ana")
        ]
        assert page.history[-1].text == "loaded a new version of Work Programme n°4"
        assert pages.show(session, ana, "3").history == ()
        assert pages.show(session, ana, "5").action.later and not page.action.later
        actions.when(session, ana, "1", "12 July 2022", "the hall is taken")
        drift = pages.show(session, ana, "1").drifts[0]
        assert (drift.now, drift.why) == ("12 July 2022", "the hall is taken")
        actions.when(session, ana, "1", "4 July 2022", "free again")
        assert pages.show(session, ana, "1").drifts == ()


def test_the_channel_hears_that_a_version_of_an_adopted_programme_was_taken_back(lite: Units) -> None:
    with lite.writing() as session:
        ana = adopted(session, a_cast(session))
        steered = previewing.load(session, ana, laid(session, ana).token)
        assert isinstance(steered, Steered)
        pages.undo(session, ana, steered.undo)
        assert told(session)[-1][1].startswith("Ana (ZSI) has taken that back: loaded a new version")


def test_a_second_version_of_a_real_programme_shows_exactly_what_differs(units: Units, shared: Path) -> None:
    name = "alliance-work-programme-2022-h1.txt"
    text = (shared / "seeds" / name).read_text(encoding="utf-8")
    second = (
        text.replace("CNRS, other\tFebruary 2022", "CNRS, other\tMarch 2022")
        .replace("Informal checks with WG leaders\tCNRS, other", "Informal checks with WG leaders\tCNRS, ZSI")
        .replace("Stocktaking in face-to-face (or remote) meeting\tAll interested\tSee meeting proposals above\n", "")
        .replace("Periodically", "Periodically\nRoad map for the next chairs\tVUB\tJune 2022")
    )
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        load(session, ana, text, name)
        content = second.encode()
        shown = difference(previewing.preview(session, ana, read_document(content, name), content, name))
        assert [(one.changes[0].field, one.changes[0].after) for one in shown.changed] == [
            ("When", "March 2022"),
            ("Who", "CNRS, ZSI"),
        ]
        assert [one.what for one in shown.new] == ["Road map for the next chairs"]
        assert [one.row.what for one in shown.gone] == ["Stocktaking in face-to-face (or remote) meeting"]
        assert (len(shown.changed), shown.same, shown.head, shown.priorities) == (2, 3, (), ())


def test_a_thousand_rows_are_laid_beside_a_thousand(lite: Units) -> None:
    head = OURS.split("Why we train.")[0] + "| What? | Who? | When? |\n|---|---|---|\n"
    rows = [f"| Deliver part {n} of the plan | CNRS | {n % 28 + 1} July 2022 |" for n in range(1000)]
    with lite.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        load(session, ana, head + "\n".join(rows))
        rows[500] = rows[500].replace("CNRS", "ZSI")
        shown = difference(laid(session, ana, head + "\n".join(rows)))
        assert (len(shown.changed), shown.same) == (1, 999)
        assert session.exec(select(func.count()).select_from(JournalEntry)).one() == 1
