"""A delivery acts once; what was answered is kept as long as Slack may bring it again, and no longer."""

from datetime import timedelta

from bot.operations import deliveries
from storage.engine import Units
from tests.builders import NOW


def test_the_second_time_a_delivery_is_known_with_what_it_was_answered(units: Units) -> None:
    with units.writing() as session:
        assert deliveries.first_time(session, "command:1", NOW)
        deliveries.keep_answer(session, "command:1", {"text": "Added"})
    with units.writing() as session:
        assert not deliveries.first_time(session, "command:1", NOW)
        assert deliveries.answer_of(session, "command:1") == {"text": "Added"}
        assert deliveries.first_time(session, "command:2", NOW)


def test_what_failed_may_be_tried_again(units: Units) -> None:
    try:
        with units.writing() as session:
            assert deliveries.first_time(session, "form:1", NOW)
            raise LookupError
    except LookupError:
        pass
    with units.writing() as session:
        assert deliveries.first_time(session, "form:1", NOW)


def test_old_deliveries_are_forgotten_and_young_ones_are_not(units: Units) -> None:
    with units.writing() as session:
        deliveries.first_time(session, "old", NOW - timedelta(days=4))
        deliveries.first_time(session, "young", NOW - timedelta(days=2))
        deliveries.forget_old(session, NOW)
        assert not deliveries.first_time(session, "young", NOW)
        assert deliveries.first_time(session, "old", NOW)
