"""A document that is like a programme which is closed: neither a new version of it nor silently another one."""

import pytest
from sqlmodel import func, select

from bot.errors import BadInput
from bot.operations import closing, previewing, steering
from bot.operations.loading import import_document
from bot.programme_cards import LoadPreview, Steered
from bot.reading.documents import read_document
from storage.engine import Units
from storage.models import Programme
from tests.builders import HOUSE, NOW, a_cast, a_turn
from tests.operations.versions import SECOND, adopted, laid, load


def test_a_changed_document_of_a_closed_programme_is_asked_about(units: Units) -> None:
    with units.writing() as session:
        ana = adopted(session, a_cast(session))
        closing.close(session, ana, "", {})
        card = laid(session, ana)
        version = card.programmes[0].version
        assert version is not None and card.programmes[0].difference is None and version.chosen == ""
        assert "which is closed" in version.text and [value for value, _ in version.options] == ["new"]
        again = previewing.load(session, ana, card.token, {}, card.seen)
        assert isinstance(again, LoadPreview) and "Choose first" in again.notice
        with pytest.raises(BadInput, match="which is closed"):
            import_document(session, read_document(SECOND.encode(), "x.md"), source_name="x", now=NOW, house=HOUSE)
        loaded = previewing.load(session, ana, card.token, {"version:0": "new"}, card.seen)
        assert isinstance(loaded, Steered) and "Loaded as draft" in loaded.sentence
        assert session.exec(select(func.count()).select_from(Programme)).one() == 2


def test_a_programme_that_is_closed_after_it_was_chosen_is_asked_about_again(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        load(session, ana)
        card = laid(session, ana)
        known = session.exec(select(Programme)).one()
        previewing.look(session, ana, card.token, 1, {"version:0": str(known.id)})
        steering.adopt(session, ana, "")
        closing.close(session, ana, "", {})
        with pytest.raises(BadInput, match="which is closed"):
            previewing.load(session, ana, card.token)
        assert session.exec(select(func.count()).select_from(Programme)).one() == 1
