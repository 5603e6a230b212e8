"""From an idea to its receipt, through the real socket: by form, from a message, past what says nearly the same."""

from datetime import timedelta

from sqlmodel import select

from bot.clock import ShiftedClock
from bot.operations import proposing
from bot.operations.proposing import NewProposal
from bot.sandbox.running import Slack
from bot.sandbox.views import View
from storage.models import Person, Proposal, Support
from tests.builders import a_turn
from tests.edge.bot import Served


def labels(form: View) -> list[str]:
    return [str(block["label"]["text"]) for block in form.blocks if block["type"] == "input"]


def stored(bot: Served) -> list[Proposal]:
    with bot.units.reading() as session:
        found = list(session.exec(select(Proposal).order_by(Proposal.number)).all())
        session.expunge_all()
        return found


def test_the_form_changes_with_the_kind_and_nothing_typed_is_lost(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp propose", in_="programme")
    form = ben.form("Propose something")
    assert labels(form) == ["What is it?", "What do you propose?", "Link", "Why?", "Priority"]
    ben.presses("wp:kind", value="Event", entered={"What do you propose?": "A day in Vienna"})
    slack.wait(lambda: "Where?" in labels(ben.form()))
    assert labels(ben.form())[:4] == ["What is it?", "What is the event?", "When?", "Where?"]
    ben.presses("wp:kind", value="Contact", entered={"Where?": "Vienna"})
    slack.wait(lambda: "Role" in labels(ben.form()))
    assert "Where?" in labels(ben.form()), "what has words in it stays"
    assert "When?" not in labels(ben.form())
    ben.presses("wp:kind", value="Event")
    slack.wait(lambda: "When?" in labels(ben.form()))
    assert ben.submits({"When?": "May 2022", "Priority": "1"}).ok
    assert "Received: *P1* A day in Vienna (event; May 2022" in ben.answer().text
    (proposal,) = stored(bot)
    assert (proposal.kind, proposal.text, proposal.details) == ("event", "A day in Vienna", {"place": "Vienna"})


def test_a_message_is_proposed_with_who_wrote_it_and_where(bot: Served, slack: Slack) -> None:
    ben, newt = slack.person("Ben"), slack.person("Newt")
    message = newt.types("We should have a podcast & more", in_="programme").message
    assert message is not None
    ben.goes_to("programme").shortcut("wp:propose", message)
    form = ben.form("Propose something")
    assert "We should have a podcast" in str(form.blocks)
    assert ben.submits().ok
    assert "P1" in ben.answer().text
    (proposal,) = stored(bot)
    assert (proposal.message_by, proposal.text) == ("Newt", "We should have a podcast & more")
    assert proposal.message_link == slack.workspace.permalink(message)
    ben.types("/wp show P1")
    assert f"<{proposal.message_link}|a message by Newt>" in ben.answer().words


def test_a_message_is_proposed_though_slack_does_not_say_where_it_is(bot: Served, slack: Slack) -> None:
    ben, ana = slack.person("Ben"), slack.person("Ana")
    message = ana.types("We should meet more", in_="programme").message
    slack.faults.refuse("chat.getPermalink", "message_not_found")
    slack.faults.refuse("users.info", "user_not_visible")
    ben.goes_to("programme").shortcut("wp:propose", message)
    ben.form("Propose something")
    assert ben.submits().ok
    ben.answer()
    (proposal,) = stored(bot)
    assert (proposal.message_by, proposal.message_link) == ("", "")


def test_what_an_app_wrote_is_proposed_by_its_name_and_nobody_is_asked_who_that_is(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp claim 2", in_="programme")
    ben.answer()
    said = ben.reads("has taken #2", "programme")
    ben.goes_to("programme").shortcut("wp:propose", said)
    ben.form("Propose something")
    assert ben.submits().ok
    ben.answer()
    (proposal,) = stored(bot)
    assert "has taken #2" in proposal.text and proposal.message_link
    assert slack.workspace.app.bot_user_id not in [call.payload["user"] for call in slack.calls("users.info")]


def test_what_says_nearly_the_same_is_shown_first_and_mine_can_be_sent_all_the_same(bot: Served, slack: Slack) -> None:
    ben, chloe = slack.person("Ben"), slack.person("Chloe")
    ben.types("/wp propose event Science diplomacy day in Vienna", in_="programme")
    ben.answer()
    chloe.types("/wp propose A day on science diplomacy, Vienna; why: we have a hall & more", in_="programme")
    asked = chloe.answer()
    assert "P1 says nearly this" in asked.text and len(stored(bot)) == 1
    chloe.presses("Send mine", asked)
    answer = chloe.answer()
    assert answer.ts == asked.ts and "Received: *P2*" in answer.text
    assert [(one.number, one.why) for one in stored(bot)] == [(1, ""), (2, "we have a hall & more")]


def test_instead_of_sending_mine_i_can_support_the_other_once_however_often_it_is_delivered(
    bot: Served, slack: Slack
) -> None:
    ben, chloe = slack.person("Ben"), slack.person("Chloe")
    ben.types("/wp propose A newsletter", in_="programme")
    ben.answer()
    chloe.types("/wp propose newsletter", in_="programme")
    slack.twice()
    chloe.presses("Support P1", chloe.answer())
    assert chloe.reads("DLR-PT supports: *P1* A newsletter", "programme")
    chloe.types("/wp support P1")
    assert chloe.reads("counted once per organisation", "programme")
    with bot.units.reading() as session:
        assert len(session.exec(select(Support)).all()) == 1
    chloe.types("/wp proposals")
    assert chloe.reads("supported by DLR-PT", "programme")


def test_what_no_button_could_hold_is_taken_in_with_its_twin_named(bot: Served, slack: Slack) -> None:
    ben, chloe = slack.person("Ben"), slack.person("Chloe")
    long = "a walk through archives " * 90
    for person in (ben, chloe):
        person.types(f"/wp propose {long}", in_="programme")
        answer = person.answer()
    assert "Received: *P2*" in answer.text and "nearly the same: P1" in answer.text
    assert len(stored(bot)[1].text) > 2000


def test_in_the_form_too_and_the_second_time_it_is_sent(bot: Served, slack: Slack) -> None:
    ben, chloe = slack.person("Ben"), slack.person("Chloe")
    ben.types("/wp propose A newsletter", in_="programme")
    ben.answer()
    chloe.types("/wp propose", in_="programme")
    chloe.form("Propose something")
    chloe.submits({"What do you propose?": "Newsletter", "Why?": "To be read"})
    slack.wait(lambda: "says nearly this" in str(chloe.form().blocks))
    assert len(stored(bot)) == 1
    slack.twice()
    assert chloe.submits().ok
    assert "Received: *P2* Newsletter" in chloe.answer().text
    assert [(one.text, one.why) for one in stored(bot)][1:] == [("Newsletter", "To be read")]


def test_what_was_sent_back_is_edited_by_form_and_the_chairs_hear_it(bot: Served, slack: Slack) -> None:
    ana, ben = slack.person("Ana"), slack.person("Ben")
    ben.types("/wp propose event A day", in_="programme")
    ben.answer()
    ana.types("/wp revise P1 Where would it be?", in_="programme")
    ana.answer()
    ben.types("/wp edit P1", in_="programme")
    ben.form("Edit P1")
    assert ben.submits({"Where?": "Vienna"}).ok
    assert "Revised: *P1* A day" in ben.answer().text
    assert ana.reads("Ben (CNRS) has revised P1", "dm")


def test_a_chair_accepts_by_form_into_an_action_and_undo_takes_both_back(bot: Served, slack: Slack) -> None:
    ana, ben = slack.person("Ana"), slack.person("Ben")
    ben.types("/wp propose A newsletter; priority: 2", in_="programme")
    ben.answer()
    ana.types("/wp proposals", in_="programme")
    ana.presses("wp::row:P1", ana.answer(), value="accept P1 ?")
    form = ana.form("Accept P1")
    assert "Hold it" in str(form.blocks)
    ana.presses("wp:becomes", value="action")
    slack.wait(lambda: "Who?" in labels(ana.form()))
    assert ana.submits({"When?": "31 March 2022"}).ok
    done = ana.answer()
    assert "Accepted P1 as #6" in done.text
    assert ben.reads("It became #6", "dm")
    ana.types("/wp show 6")
    assert "Came from the proposal P1" in ana.answer().words
    ana.presses("Undo", done)
    assert "Took back: accepted P1 as #6" in ana.answer().text
    ana.types("/wp show 6")
    assert "no action #6" in ana.answer().text


def test_from_the_home_tab_too_and_the_receipt_stands_on_the_sheet(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.opens_home()
    ben.sees_home("Propose something")
    ben.presses("wp:propose:")
    ben.form("Propose something")
    ben.presses("wp:kind", value="Media channel")
    slack.wait(lambda: "Who reads or hears it?" in labels(ben.form()))
    assert ben.submits({"Which channel is it?": "The Weekly"}).ok
    assert "Received: *P1* The Weekly (media)" in str(ben.form("Work programme").blocks)


def test_the_queue_is_filtered_by_its_menu_and_pages_within_the_filter(bot: Served, slack: Slack) -> None:
    ana = slack.person("Ana")
    with bot.units.writing() as session:
        turn = a_turn(session, session.exec(select(Person).where(Person.user_id == "U0BEN")).one())
        for number in range(12):
            proposing.propose(session, turn, NewProposal(f"Idea {number}"))
        proposing.propose(session, turn, NewProposal("A day", kind="event"))
    ana.types("/wp proposals", in_="programme")
    assert "Proposals (13)" in ana.answer().words
    ana.presses("wp::filter", ana.answer(), value="Ideas")
    page = ana.answer()
    assert "Proposals: ideas (12)" in page.words and "A day" not in page.words
    ana.presses("More (2)", page)
    assert "Idea 11" in ana.answer().words and "Proposals: ideas (12)" in ana.answer().words


def test_a_guest_proposes_and_supports_nothing(bot: Served, slack: Slack) -> None:
    ben, gus = slack.person("Ben"), slack.person("Gus")
    ben.types("/wp propose A newsletter", in_="programme")
    ben.answer()
    for line in ("propose A podcast", "support P1", "edit P1 add: mine", "register add contact X", "forget P1"):
        gus.types(f"/wp {line}", in_="programme")
        assert "Guests can read" in gus.answer().text or "Only the chairs" in gus.answer().text
    gus.types("/wp proposals", in_="programme")
    assert "A newsletter" in gus.answer().words
    assert len(stored(bot)) == 1


def test_erasing_asks_first_and_then_nothing_is_left(bot: Served, slack: Slack, clock: ShiftedClock) -> None:
    ana, ben = slack.person("Ana"), slack.person("Ben")
    ben.types("/wp propose contact Jane Zzyzx; role: Head", in_="programme")
    ben.answer()
    ana.types("/wp accept P1 Zzyzx it is", in_="programme")
    ana.answer()
    assert ben.reads("Zzyzx it is", "dm")
    ana.types("/wp forget P1", in_="programme")
    ana.presses("Erase for good", ana.answer())
    assert "Erased: the personal data of P1" in ana.answer().text
    clock.shift += timedelta(minutes=1)
    ben.types("/wp note 1 any change wakes the sender", in_="programme")
    ben.answer()
    assert ben.reads("P1: Its personal data were erased", "dm"), "also where it stands already"
    assert not any("Zzyzx" in message.words for person in (ana, ben) for message in person.sees("dm"))
    ben.types("/wp show P1", in_="programme")
    assert "Zzyzx" not in ben.answer().words
    with bot.units.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT answer FROM inbound_seen").all()
        assert not any("Zzyzx" in str(row) for row in rows)


def test_two_organisations_at_one_office_are_told_of_each_other(bot: Served, slack: Slack) -> None:
    ana, ben, chloe = slack.person("Ana"), slack.person("Ben"), slack.person("Chloe")
    ana.types("/wp register add contact Jane Roe; organisation: Ministry of Research", in_="programme")
    assert "Added: *R1* Jane Roe, Ministry of Research" in ana.answer().text
    ben.types("/wp register R1 approached; when: 3 March", in_="programme")
    assert "approached by CNRS, 3 March" in ben.answer().text
    chloe.types("/wp register R1", in_="programme")
    assert "Jane" not in chloe.answer().words
    chloe.presses("Approached", chloe.answer())
    chloe.form("Approach R1")
    chloe.submits({"When?": "May"})
    slack.wait(lambda: "CNRS is there already" in str(chloe.form().blocks))
    assert chloe.submits().ok
    assert "approached by DLR-PT, May" in chloe.answer().text
