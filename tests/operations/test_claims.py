"""Taking, giving back, asking, answering: who may, who is told, and that one thing is never taken twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from bot.errors import BadInput, Conflict, NotAllowed, NotFound, WorkError
from bot.operations import claims
from bot.turn import Turn
from storage.engine import Units
from storage.models import Action, Announcement, AnnouncementLine, Assignment, Person
from tests.builders import a_cast, a_programme, a_turn, an_action, an_assignment


def said_to(session, user_id: str) -> list[str]:
    """What is on its way to a receiver."""
    lines = session.exec(
        select(AnnouncementLine.words)
        .join(Announcement, Announcement.id == AnnouncementLine.announcement_id)
        .where(Announcement.receiver == user_id, Announcement.kind.in_(("told", "asked")))
        .order_by(AnnouncementLine.id)
    ).all()
    return list(lines)


def test_what_nobody_holds_is_taken_and_the_channel_hears_of_it(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, "Map the stakeholders", who_said="Any volunteers?", seeking=True)
        card = claims.claim(session, a_turn(session, cast.ben), "1").action
        assert card is not None
        assert [(owner.organisation, owner.name) for owner in card.owners] == [("CNRS", "Ben")]
        assert said_to(session, "C0PROGRAM") == ["Ben (CNRS) has taken #1 Map the stakeholders."]


def test_in_a_draft_a_claim_is_not_announced(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session, state="draft")
        an_action(session, programme)
        claims.claim(session, a_turn(session, cast.ben), "1")
        assert said_to(session, "C0PROGRAM") == []


def test_what_my_organisation_holds_with_nobody_named_becomes_mine(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.zsi, cast.cnrs))
        card = claims.claim(session, a_turn(session, cast.ben), "1").action
        assert card is not None
        assert [(owner.organisation, owner.name) for owner in card.owners] == [("ZSI", ""), ("CNRS", "Ben")]


def test_what_another_organisation_holds_is_refused_saying_who_has_it(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.dlr,))
        with pytest.raises(Conflict, match="DLR-PT"):
            claims.claim(session, a_turn(session, cast.ben), "1")


def test_an_unconfirmed_member_does_not_take_for_the_organisation(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        cast.ben.confirmed = False
        an_action(session, programme, owners=(cast.cnrs,))
        with pytest.raises(Conflict):
            claims.claim(session, a_turn(session, cast.ben), "1")


@pytest.mark.parametrize("who", ["gus", "sam"])
def test_guests_and_strangers_are_refused_and_told_which_role_may(units: Units, who: str) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme)
        with pytest.raises(NotAllowed, match="people set"):
            claims.claim(session, a_turn(session, getattr(cast, who)), "1")


def test_a_guest_whom_a_chair_has_put_in_an_organisation_may_claim(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        cast.sam.organisation_id, cast.sam.confirmed = cast.cnrs.id, True
        an_action(session, programme)
        assert claims.claim(session, a_turn(session, cast.sam), "1").action is not None


def test_five_threads_that_claim_the_same_actions_make_one_owner_each(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        for number in range(20):
            an_action(session, programme, f"Step {number}")
        people = [cast.ana.id, cast.ben.id, cast.chloe.id]
        free = Person(**cast.ben.model_dump(exclude={"id", "user_id"}), user_id="U0DORA")
        more = Person(**cast.ben.model_dump(exclude={"id", "user_id"}), user_id="U0EMIL")
        session.add_all([free, more])
        session.flush()
        people += [free.id, more.id]

    def claim_all(person_id: int) -> Counter[str]:
        outcome: Counter[str] = Counter()
        for number in range(1, 21):
            try:
                with units.writing() as session:
                    person = session.get(Person, person_id)
                    assert person is not None
                    claims.claim(session, a_turn(session, person), str(number))
                outcome["won"] += 1
            except WorkError:
                outcome["lost"] += 1
        return outcome

    with ThreadPoolExecutor(5) as pool:
        outcomes = sum(pool.map(claim_all, people), Counter())
    assert outcomes == {"won": 20, "lost": 80}
    with units.reading() as session:
        held = session.exec(select(Assignment.action_id)).all()
        assert sorted(held) == sorted(session.exec(select(Action.id)).all())


def test_a_release_gives_back_what_was_claimed(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme)
        turn = a_turn(session, cast.ben)
        claims.claim(session, turn, "1")
        card = claims.release(session, turn, "1").action
        assert card is not None and card.owners == () and "claim" in card.may


def test_a_release_leaves_the_organisation_what_the_document_gave_it(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        turn = a_turn(session, cast.ben)
        claims.claim(session, turn, "1")
        card = claims.release(session, turn, "1").action
        assert card is not None
        assert [(owner.organisation, owner.name) for owner in card.owners] == [("CNRS", "")]


def test_who_holds_nothing_has_nothing_to_give_back(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        with pytest.raises(NotAllowed, match="nothing to give back"):
            claims.release(session, a_turn(session, cast.ben), "1")


def asked_for_one(session) -> tuple[Turn, Turn]:
    """Ben asks DLR-PT, whose contact is Chloe, to take action 1."""
    cast, programme = a_cast(session), a_programme(session)
    an_action(session, programme, "Host the workshop")
    ben, chloe = a_turn(session, cast.ben), a_turn(session, cast.chloe)
    claims.assign(session, ben, "1", "DLR")
    return ben, chloe


def test_whoever_is_named_by_somebody_else_is_asked_and_holds_nothing_yet(units: Units) -> None:
    with units.writing() as session:
        _, chloe = asked_for_one(session)
        words = said_to(session, chloe.actor.user_id)
        assert words == ["Ben (CNRS) asks whether DLR-PT will take #1 Host the workshop."]
        assert session.exec(select(Action)).one().owned is False


def test_accepting_makes_it_mine_and_tells_who_asked(units: Units) -> None:
    with units.writing() as session:
        ben, chloe = asked_for_one(session)
        card = claims.claim(session, chloe, "1").action
        assert card is not None and card.owned
        assert said_to(session, ben.actor.user_id) == ["Chloe (DLR-PT) takes #1: Host the workshop"]


def test_declining_tells_who_asked_and_leaves_the_action_open(units: Units) -> None:
    with units.writing() as session:
        ben, chloe = asked_for_one(session)
        card = claims.decline(session, chloe, "1").action
        assert card is not None and card.owners == ()
        assert said_to(session, ben.actor.user_id) == ["Chloe cannot take #1: Host the workshop"]


def test_a_question_goes_to_who_asked_and_the_request_stays(units: Units) -> None:
    with units.writing() as session:
        ben, chloe = asked_for_one(session)
        claims.ask_back(session, chloe, "1", "Until when?")
        assert said_to(session, ben.actor.user_id) == [
            "Chloe (DLR-PT) asks about #1 Host the workshop: “Until when?” Answer Chloe directly."
        ]
        assert claims.claim(session, chloe, "1").action is not None


def test_nobody_can_answer_a_request_to_somebody_else(units: Units) -> None:
    with units.writing() as session:
        ben, _ = asked_for_one(session)
        with pytest.raises(NotFound):
            claims.decline(session, ben, "1")


def test_an_organisation_of_which_nobody_is_here_is_kept_as_asked_and_that_is_said(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        session.delete(cast.chloe)
        an_action(session, programme)
        done = claims.assign(session, a_turn(session, cast.ben), "1", "DLR-PT")
        assert "Nobody of DLR-PT is here" in done.also[0]
        assert done.action is not None and done.action.owners[0].asked


@pytest.mark.parametrize("who", ["gus", "sam"])
def test_who_could_not_answer_is_not_asked(units: Units, who: str) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme)
        person = getattr(cast, who)
        with pytest.raises(NotFound, match="in no organisation here yet"):
            claims.assign(session, a_turn(session, cast.ben), "1", f"<@{person.user_id}>")
        assert said_to(session, person.user_id) == []


def test_asking_somebody_unknown_is_refused_with_where_to_look(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme)
        with pytest.raises(NotFound, match=r"nobody is asked\. .*people"):
            claims.assign(session, a_turn(session, cast.ben), "1", "Atlantis")


def test_what_others_hold_is_handed_on_only_by_those_who_may_change_it(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.dlr,))
        with pytest.raises(NotAllowed):
            claims.assign(session, a_turn(session, cast.ben), "1", "CNRS")
        ana = a_turn(session, cast.ana)
        with pytest.raises(BadInput, match="assign 1 CNRS; why:"):
            claims.assign(session, ana, "1", "CNRS")
        assert claims.assign(session, ana, "1", "CNRS", "they have the venue").action is not None


def test_the_trio_holds_as_a_group_and_its_members_may_take_it(units: Units) -> None:
    with units.writing() as session:
        from bot.operations.organisations import known_or_new

        cast, programme = a_cast(session), a_programme(session)
        trio = known_or_new(session, "Trio")
        an_action(session, programme, owners=(trio,))
        with pytest.raises(Conflict):
            claims.claim(session, a_turn(session, cast.ben), "1")
        card = claims.claim(session, a_turn(session, cast.ana), "1").action
        assert card is not None
        assert [(owner.organisation, owner.name) for owner in card.owners] == [("Trio", "Ana")]


def test_a_done_action_cannot_be_taken(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, state="done")
        with pytest.raises(Conflict, match="done"):
            claims.claim(session, a_turn(session, cast.ben), "1")


def test_who_did_it_stays_known(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.ben,), state="done")
        with pytest.raises(Conflict, match="nothing left to give back"):
            claims.release(session, a_turn(session, cast.ben), "1")


def test_someone_asked_beside_an_owner_can_still_accept(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        action = an_action(session, programme, owners=(cast.cnrs,))
        an_assignment(session, action, cast.dlr, state="asked", asked_by_id=cast.ben.id)
        card = claims.claim(session, a_turn(session, cast.chloe), "1").action
        assert card is not None
        assert [owner.asked for owner in card.owners] == [False, False]
