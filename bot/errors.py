"""What can go wrong in a way that the member can act on: each error is the sentence the member reads.

Anything that is not a `WorkError` is a fault of ours: a reference number for the member, a traceback in the log.
"""

from collections.abc import Callable


class WorkError(Exception):
    """A sentence for the member: what was understood, what is missing, and a line ready to copy."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(WorkError):
    """The person may not do this; the sentence says which role may."""


class NotFound(WorkError):
    """Nothing answers to that number or those words."""


class Conflict(WorkError):
    """Somebody else was quicker, or the thing is no longer in the state this needs."""


class BadInput(WorkError):
    """The text given cannot be used as it stands."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
        """The form field the sentence stands beside, where a form was sent."""


class Misread(BadInput):
    """A typed line that cannot be read. It quotes lines to copy before anybody has said what the command is called:
    `said` gives the sentence with its name.
    """

    def __init__(self, said: Callable[[str], str], field: str = "") -> None:
        super().__init__(said("/wp"), field)
        self.said = said


class Unreadable(WorkError):
    """A document that could not be read as a work programme; says what was looked for."""


class SetupError(WorkError):
    """Environment, token, scope, channel or database are not usable; the sentence names the remedy."""


class AskSlack(Exception):
    """Slack has to tell something first: the edge asks it, then the turn is taken again."""


class UnknownPerson(AskSlack):
    """Somebody is named whom Slack has not told us about yet."""

    def __init__(self, user_id: str) -> None:
        super().__init__(user_id)
        self.user_id = user_id


class UnknownChannel(AskSlack):
    """Something is to be said in a channel, and it is not known whether the bot is in it."""

    def __init__(self, channel: str) -> None:
        super().__init__(channel)
        self.channel = channel
