"""What a beat does when nothing is due: look again at what was not plain sailing, and amend what has changed."""

from datetime import datetime

from bot.blocks.announcements import message
from bot.deps import Deps
from bot.operations import confirming, restating
from bot.operations.confirming import Doubt
from bot.operations.house import house_now
from bot.operations.restating import Posted
from bot.outcomes import Amended, Blind, Done, Gone, Later, Poster, Refused, Standing
from bot.pace import Pace


class Aftercare:
    """For one sender. Everything it does may be done twice, so nothing is lost where it is killed."""

    def __init__(self, deps: Deps, post: Poster, pace: Pace) -> None:
        self.deps = deps
        self.post = post
        self.pace = pace
        self._not_before: datetime | None = None
        """While Slack cannot be looked at, it is left alone for a moment."""

    def once(self) -> str:
        """Do one thing, and say which: "confirmed", "amended"; empty where there was nothing to do."""
        now = self.deps.now()
        if self._not_before is not None and now < self._not_before:
            return ""
        self._not_before = None
        with self.deps.unit.reading() as session:
            if not confirming.anything(session, now=now, pace=self.pace):
                return ""
        with self.deps.unit.writing() as session:
            doubt = confirming.take_doubt(session, now=now, pace=self.pace)
        if doubt is not None:
            self._confirm(doubt)
            return "confirmed"
        with self.deps.unit.writing() as session:
            posted = restating.take(session, now=now, pace=self.pace)
        if posted is not None:
            self._amend(posted)
            return "amended"
        return ""

    def _confirm(self, doubt: Doubt) -> None:
        seen = self.post.history(doubt.where, doubt.since)
        with self.deps.unit.writing() as session:
            house = house_now(session, self.deps.house)
            extra = confirming.settle(session, doubt, seen, now=self.deps.now(), house=house, pace=self.pace)
        if isinstance(seen, Blind) and not seen.missing_scope:
            self.rest()
            return
        where = (seen.channel if isinstance(seen, Standing) else "") or doubt.where
        # Where Slack refuses for good there is nothing more to be done about it.
        removed = [isinstance(self.post.delete(where, ts), Done | Gone | Refused) for ts in extra]
        with self.deps.unit.writing() as session:
            if all(removed):
                confirming.mark_settled(session, doubt, now=self.deps.now(), pace=self.pace)
            else:
                confirming.put_off(session, doubt, self.deps.now() + self.pace.again)
                self.rest()

    def _amend(self, posted: Posted) -> None:
        with self.deps.unit.writing() as session:
            house = house_now(session, self.deps.house)
            notice = restating.notice_now(session, posted, house=house)
            text, blocks = message(notice, house.command) if notice else ("", ())
            mark = restating.mark_of(text, blocks)
            if notice is None or mark == posted.mark:
                restating.unchanged(session, posted)
                return
        outcome: Amended
        if notice.lines:
            outcome = self.post.update(posted.where, posted.ts, text, blocks)
        else:
            outcome = self.post.delete(posted.where, posted.ts)
        now = self.deps.now()
        with self.deps.unit.writing() as session:
            if notice.lines:
                restating.mark_restated(session, posted, outcome, mark=mark, now=now, house=house, pace=self.pace)
            else:
                restating.mark_removed(session, posted, outcome, now=now, pace=self.pace)
        if isinstance(outcome, Later) and outcome.everywhere:
            self.rest()

    def rest(self) -> None:
        """Leave all of this alone for a moment."""
        self._not_before = self.deps.now() + self.pace.again
