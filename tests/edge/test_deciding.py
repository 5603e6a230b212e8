"""From a proposal to the proposer's direct message, through the real socket."""

from bot.sandbox.running import Slack
from tests.edge.bot import Served


def test_a_chair_declines_by_form_and_the_proposer_reads_why(bot: Served, slack: Slack) -> None:
    ana, ben = slack.person("Ana"), slack.person("Ben")
    ben.types("/wp propose A newsletter", in_="programme")
    assert "P1" in ben.answer().words
    ben.types("/wp decline P1 no", in_="programme")
    assert "Only the chairs can decide on proposals" in ben.answer().words
    ana.types("/wp show P1", in_="programme")
    ana.presses("Decline", ana.answer())
    ana.form("Decline P1")
    ana.submits({"reason": "We have one already"})
    assert ben.reads("has declined your proposal P1: A newsletter. “We have one already”", "dm")
