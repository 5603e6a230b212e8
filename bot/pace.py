"""Every duration of sending, in one place: tests with real processes run the same loop at a fraction of it."""

from dataclasses import dataclass, fields
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things may take and how long they wait."""

    tick: timedelta = timedelta(seconds=15)
    """Between two beats."""
    lease: timedelta = timedelta(seconds=120)
    """How long a sender may hold a row before another takes it over."""
    margin: timedelta = timedelta(seconds=35)
    """What must be left of the lease when a post starts: longer than `post_timeout`."""
    post_timeout: timedelta = timedelta(seconds=30)
    gap: timedelta = timedelta(seconds=1.05)
    """Between two posts to one receiver, all replicas together: Slack takes one a second."""
    again: timedelta = timedelta(seconds=60)
    """Until the next look at a row whose sending was unclear, or that Slack was not there for."""
    broken: timedelta = timedelta(minutes=10)
    """Until a receiver that cannot be posted to is tried again."""
    late: timedelta = timedelta(minutes=15)
    """A post later than this says so."""
    doubt: timedelta = timedelta(minutes=5)
    """A row later than this may have been sent by a sender whose notes were lost: it is looked up first."""
    apart: timedelta = timedelta(hours=2)
    """How far Slack's clock and ours may be apart: a look begins so much before anything can have been sent."""
    confirm: tuple[timedelta, ...] = (timedelta(minutes=2), timedelta(hours=2))
    """After a post that was not plain sailing: it is looked up again what stands there."""
    sweep: timedelta = timedelta(days=1)
    """Between two looks through all that stands in a channel."""
    useful: timedelta = timedelta(days=7)
    """How long what was said is still amended, from the moment it would be old news."""
    give_up: timedelta = timedelta(days=1)
    """After which an unclear message without an end of its own counts as missed."""
    silent: timedelta = timedelta(seconds=45)
    """Without a sign of life for so long (three ticks), a sender counts as dead."""
    stop: timedelta = timedelta(seconds=30)
    """How long stopping waits for what runs."""
    horizon: timedelta = timedelta(days=60)
    """How far ahead the plan is written."""

    def seconds(self, said: float) -> timedelta:
        """What somebody else asks to wait; never longer than giving up takes."""
        return min(timedelta(seconds=min(said, 86_400)), self.give_up)

    def at(self, factor: float) -> "Pace":
        """The same pace with everything but the horizon `factor` times as long."""
        names = [field.name for field in fields(self) if field.name not in ("horizon", "confirm")]
        scaled = {name: getattr(self, name) * factor for name in names}
        return Pace(**scaled, confirm=tuple(wait * factor for wait in self.confirm), horizon=self.horizon)
