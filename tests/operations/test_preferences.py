"""Settings: said in full after each change, taken back by undo, and the plan follows."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from bot.commands.settings import parse
from bot.errors import BadInput, NotAllowed, UnknownPerson
from bot.operations import pages
from bot.operations.announcements import plan_action
from bot.operations.days_off import is_day_off
from bot.operations.house import house_now
from bot.operations.preferences import HouseWishes, Wishes, change_house, change_mine, settings, settings_form
from bot.operations.rolling import ROLLED
from bot.turn import House, Presence
from bot.windows import Window
from storage.engine import Units
from storage.models import AnnouncementLine, Organisation, Person
from storage.queries import facts
from tests.builders import HOUSE, NOW, Cast, a_cast, a_programme, a_turn, an_action


@pytest.fixture
def cast(units: Units) -> Cast:
    with units.writing() as session:
        return a_cast(session)


def house(units: Units) -> House:
    with units.reading() as session:
        return house_now(session, HOUSE)


def test_reminders_are_on_at_nine_for_who_has_set_nothing(units: Units, cast: Cast) -> None:
    with units.reading() as session:
        card = settings(session, a_turn(session, cast.ben))
    assert card.personal.reminded and card.personal.at == time(9) and not card.personal.country
    assert not card.chair and card.house.deadline_days == (14, 3, 0)


def test_after_a_change_all_that_is_set_is_said_and_the_plan_is_written_anew(units: Units, cast: Cast) -> None:
    with units.writing() as session:
        facts.keep(session, ROLLED, "today")
        card = change_mine(session, a_turn(session, cast.ben), Wishes(reminded=False, at="8.30"))
        assert facts.known(session, ROLLED) != "today"
    assert card.sentence == "You are no longer reminded. Your reminders come at 08:30"
    assert not card.personal.reminded and card.personal.at == time(8, 30)
    with units.writing() as session:
        pages.undo(session, a_turn(session, cast.ben), card.undo)
        assert settings(session, a_turn(session, cast.ben)).personal.reminded


def test_during_an_absence_the_deputy_is_named_and_afterwards_it_is_as_if_it_had_not_been(
    units: Units, cast: Cast
) -> None:
    with units.writing() as session:
        card = change_mine(session, a_turn(session, cast.ben), Wishes(away="14 March 2022", deputy="U0ANA"))
    assert card.personal.away_until == date(2022, 3, 14) and card.personal.deputy_name == "Ana"
    assert f"Ana hears instead, and is not of {card.personal.organisation}" in card.sentence, "hearing gives no rights"
    with units.reading() as session:
        after = a_turn(session, cast.ben, now=NOW.replace(month=3, day=15))
        assert settings(session, after).personal.away_until is None
    with units.writing() as session:
        back = change_mine(session, a_turn(session, cast.ben), Wishes(away=""))
        assert back.sentence == "You are back" and back.personal.away_until is None


@pytest.mark.parametrize(
    ("wishes", "said", "field"),
    [
        (Wishes(at="5:00"), "working hours", "at"),
        (Wishes(at="18:00"), "working hours", "at"),
        (Wishes(at="soon"), "can't see a time", "at"),
        (Wishes(at="25:61"), "can't see a time", "at"),
        (Wishes(away="whenever"), "can't see a date", "away"),
        (Wishes(away="3 January 2022"), "has passed", "away"),
        (Wishes(away="14 March 2022", deputy="U0BEN"), "Somebody else", "deputy"),
        (Wishes(away="14 March 2022", deputy="U0GUS"), "is a guest", "deputy"),
    ],
)
def test_what_cannot_be_set_is_a_sentence_beside_its_field(
    units: Units, cast: Cast, wishes: Wishes, said: str, field: str
) -> None:
    with units.writing() as session, pytest.raises(BadInput, match=said) as refused:
        change_mine(session, a_turn(session, cast.ben), wishes)
    assert refused.value.field == field


def test_a_deputy_whom_slack_has_not_told_us_about_is_asked_for(units: Units, cast: Cast) -> None:
    with units.writing() as session, pytest.raises(UnknownPerson):
        change_mine(session, a_turn(session, cast.ben), Wishes(away="14 March 2022", deputy="U0NOBODY"))


def test_guests_and_strangers_have_nothing_to_set(units: Units, cast: Cast) -> None:
    for somebody in (cast.gus, cast.sam):
        with units.writing() as session, pytest.raises(NotAllowed):
            change_mine(session, a_turn(session, somebody), Wishes(reminded=False))


def test_days_off_are_set_by_who_speaks_for_the_organisation(units: Units, cast: Cast) -> None:
    with units.writing() as session:
        card = change_mine(session, a_turn(session, cast.chloe), Wishes(country="germany"))
        assert card.personal.country == "Germany"
        assert session.get_one(Organisation, cast.dlr.id).country == "DE"
        with pytest.raises(NotAllowed, match="contact or deputy, or a chair"):
            change_mine(session, a_turn(session, cast.ben), Wishes(country="France"))
        with pytest.raises(BadInput, match="Did you mean Germany"):
            change_mine(session, a_turn(session, cast.chloe), Wishes(country="Germny"))
        assert change_mine(session, a_turn(session, cast.chloe), Wishes(country="none")).personal.country == ""
        assert session.get_one(Person, cast.ben.id).reminded


def test_a_public_holiday_is_a_day_off_where_the_country_says_so() -> None:
    assert is_day_off("DE", date(2022, 10, 3)) and not is_day_off("FR", date(2022, 10, 3))
    assert not is_day_off("", date(2022, 12, 25)) and not is_day_off("XX", date(2022, 12, 25))


def test_what_the_chairs_set_holds_for_everybody_over_the_environment(units: Units, cast: Cast) -> None:
    with units.writing() as session:
        wishes = HouseWishes("C0NEWPLACE", "8:15", "21, 7, 0, 7", late_in_channel=True)
        card = change_house(session, a_turn(session, cast.ana), wishes)
    assert card.house.channel == "C0NEWPLACE" and "another channel" in card.sentence
    assert "announced 21 and 7 days before they close and on the day itself" in card.sentence
    assert house(units) == replace(
        HOUSE, channel="C0NEWPLACE", digest_at=time(8, 15), deadline_days=(21, 7, 0), late_in_channel=True
    )
    with units.writing() as session:
        again = change_house(session, a_turn(session, cast.ana, house=house(units)), wishes)
        assert "nothing was changed" in again.sentence
        changed = change_house(session, a_turn(session, cast.ana, house=house(units)), HouseWishes(digest_at="10:00"))
        assert changed.house.digest_at == time(10)
        pages.undo(session, a_turn(session, cast.ana, house=house(units)), changed.undo)
    assert house(units).digest_at == time(8, 15)


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        (HouseWishes(channel="#programme"), "channel"),
        (HouseWishes(channel="C0RANDOM"), "channel"),
        (HouseWishes(digest_at="22:00"), "digest_at"),
        (HouseWishes(deadline_days="soon"), "deadline_days"),
        (HouseWishes(deadline_days="400"), "deadline_days"),
        (HouseWishes(deadline_days="1 2 3 4 5 6 7"), "deadline_days"),
    ],
)
def test_a_chair_hears_what_cannot_be_set_for_the_channel(
    units: Units, cast: Cast, wishes: HouseWishes, field: str
) -> None:
    with units.writing() as session, pytest.raises(BadInput) as refused:
        away = {"C0RANDOM": Presence("apart", "random")}
        change_house(session, replace(a_turn(session, cast.ana), channels=away), wishes)
    assert refused.value.field == field


def test_only_chairs_set_the_channel(units: Units, cast: Cast) -> None:
    with units.writing() as session:
        with pytest.raises(NotAllowed):
            change_house(session, a_turn(session, cast.ben), HouseWishes(digest_at="10:00"))
        with pytest.raises(NotAllowed):
            settings_form(session, a_turn(session, cast.ben), "channel")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ""),
        ("mine", "mine"),
        ("off", Wishes(reminded=False)),
        ("at 8:30", Wishes(at="8:30")),
        ("away until 14 March <@U0ANA|ana>", Wishes(away="14 March", deputy="U0ANA")),
        ("away till 14 March; deputy: <@U0ANA>", Wishes(away="14 March", deputy="U0ANA")),
        ("away", Wishes(away="?")),
        ("back", Wishes(away="")),
        ("country Belgium", Wishes(country="Belgium")),
        ("days 14, 3", HouseWishes(deadline_days="14, 3")),
        ("channel <#C0RANDOM|random>", HouseWishes(channel="C0RANDOM")),
        ("channel", "channel"),
        ("digest at 9:30", HouseWishes(digest_at="9:30")),
        ("late in the channel: off", HouseWishes(late_in_channel=False)),
    ],
)
def test_settings_are_typed_as_one_would_say_them(typed: str, meant: object) -> None:
    assert parse(typed) == meant


def test_a_setting_that_does_not_exist_is_answered_with_those_that_do() -> None:
    with pytest.raises(BadInput, match="settings at 8:30"):
        parse("loud")


@pytest.mark.parametrize(
    "typed", ["away until 14 March; deputy: Kenji", "away until 14 March @Kenji", "away with Kenji"]
)
def test_a_deputy_who_is_not_mentioned_is_asked_for_not_dropped(typed: str) -> None:
    with pytest.raises(BadInput, match="“Kenji”"):
        parse(typed)


def test_an_absence_is_over_on_the_day_after_its_last(units: Units, cast: Cast) -> None:
    with units.writing() as session:
        change_mine(session, a_turn(session, cast.ben), Wishes(away="10 January 2022"))
        tomorrow = a_turn(session, cast.ben, now=NOW + timedelta(days=1))
        assert settings(session, a_turn(session, cast.ben)).personal.away_until
        assert settings(session, tomorrow).personal.away_until is None


def test_nobody_is_reminded_on_a_day_off_that_their_organisation_observes(units: Units, cast: Cast) -> None:
    good_friday, tuesday = date(2022, 4, 15), date(2022, 4, 19)
    with units.writing() as session:
        programme = a_programme(session)
        march = NOW.replace(month=3)
        for country, days in (("", good_friday), ("DE", tuesday)):
            session.get_one(Organisation, cast.dlr.id).country = country
            action = an_action(
                session, programme, owners=(cast.dlr,), window=Window(date(2022, 4, 29), date(2022, 4, 29))
            )
            plan_action(session, action, now=march, house=HOUSE)
            said = session.exec(
                select(AnnouncementLine).where(
                    AnnouncementLine.item_id == action.id, AnnouncementLine.receiver == cast.chloe.user_id
                )
            ).all()
            assert days == min(line.local_date for line in said)
