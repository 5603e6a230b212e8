"""One unit for the whole test, with the cast in it."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from storage.engine import Units
from tests.builders import Cast, a_cast


@pytest.fixture
def session(lite: Units) -> Iterator[Session]:
    with lite.writing() as session:
        yield session


@pytest.fixture
def cast(session: Session) -> Cast:
    return a_cast(session)
