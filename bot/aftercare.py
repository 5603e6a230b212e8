"""What a beat does when nothing is due: look again at what was not plain sailing, and amend what has changed."""

from datetime import datetime

from sqlmodel import Session

from bot.blocks.announcements import message
from bot.deps import Deps
from bot.operations import confirming, restating
from bot.operations.confirming import Doubt
from bot.operations.restating import Posted
from bot.outcomes import Amended, Blind, Done, Gone, Later, Poster, Refused, Standing
from bot.pace import Pace
from bot.turn import House


class Aftercare:
    """For one sender. Everything it does may be done twice, so nothing is lost where it is killed."""

    def __init__(self, deps: Deps, post: Poster, pace: Pace) -> None:
        self.deps = deps
        self.post = post
        self.pace = pace
        self._not_before: datetime | None = None
        """While Slack cannot be looked at, it is left alone for a moment."""
        self._no_sweep_before: datetime | None = None
        """The same for looking through all that a receiver has: where nobody can, all else goes on."""
        self._swept = ""
        """The receiver that was taken last for that: the next one behind it is next."""

    def take(self, session: Session, now: datetime) -> Doubt | Posted | datetime | None:
        """One thing to look after, which is this sender's for the length of a lease; None where there is none.

        A moment: there will be one then, and only its receiver's pace holds it until that.
        """
        if self._not_before is not None and now < self._not_before:
            return None
        self._not_before = None
        waiting = confirming.waiting(session, now=now, pace=self.pace)
        found: Doubt | Posted | datetime | None = None
        if waiting.unconfirmed:
            found = confirming.take_doubt(session, now=now, pace=self.pace)
        if found is None and waiting.unswept and (self._no_sweep_before is None or now >= self._no_sweep_before):
            found = sweep = confirming.take_sweep(session, behind=self._swept, now=now, pace=self.pace)
            self._swept = sweep.receiver if sweep is not None else ""
        if found is None and waiting.amendable:
            found = restating.take(session, now=now, pace=self.pace)
            found = found or restating.next_moment(session, now=now, pace=self.pace)
        return found

    def see_to(self, found: Doubt | Posted, house: House) -> str:
        """Do it, and say what was done: "confirmed" or "amended"."""
        if isinstance(found, Doubt):
            self._confirm(found, house)
            return "confirmed"
        self._amend(found, house)
        return "amended"

    def _confirm(self, doubt: Doubt, house: House) -> None:
        seen = self.post.history(doubt.where, doubt.since)
        with self.deps.unit.writing() as session:
            now = self.deps.now()
            extra = confirming.settle(session, doubt, seen, now=now, house=house, pace=self.pace)
            put_off = isinstance(seen, Blind) and not (seen.missing_scope and doubt.key)
            if not extra and not put_off:
                confirming.mark_settled(session, doubt, removed=False, now=now, pace=self.pace)
        if put_off:
            self._rest_from(doubt)
        if not extra:
            return
        where = (seen.channel if isinstance(seen, Standing) else "") or doubt.where
        # Where Slack refuses for good there is nothing more to be done about it.
        removed = [isinstance(self.post.delete(where, ts), Done | Gone | Refused) for ts in extra]
        with self.deps.unit.writing() as session:
            if all(removed):
                confirming.mark_settled(session, doubt, removed=True, now=self.deps.now(), pace=self.pace)
            else:
                confirming.put_off(session, doubt, self.pace.again, now=self.deps.now(), pace=self.pace)
                self._rest_from(doubt)

    def _amend(self, posted: Posted, house: House) -> None:
        with self.deps.unit.writing() as session:
            notice = restating.notice_now(session, posted, house=house)
            text, blocks = message(notice, house.command) if notice and notice.lines else ("", ())
            mark = restating.mark_of(text, blocks)
            if notice is None or mark == posted.mark:
                restating.unchanged(session, posted)
                return
            restating.begin(session, posted)
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
                restating.mark_removed(session, posted, outcome, now=now, house=house, pace=self.pace)
        if isinstance(outcome, Later) and outcome.everywhere:
            self.rest()

    def _rest_from(self, doubt: Doubt) -> None:
        if doubt.key is not None:
            self.rest()
        else:
            self._no_sweep_before = self.deps.now() + self.pace.again

    def rest(self) -> None:
        """Leave all of this alone for a moment."""
        self._not_before = self.deps.now() + self.pace.again
