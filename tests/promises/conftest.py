"""What the tests of promises share: a clock they move, a Slack that remembers, people who chair."""

import pytest

from storage.engine import Units
from tests.builders import a_cast
from tests.promises.slack_that_remembers import Clock, Remembering


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Remembering:
    return Remembering(clock)


@pytest.fixture
def cast(units: Units) -> None:
    with units.writing() as session:
        a_cast(session)
