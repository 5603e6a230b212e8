"""What a person types, as Slack passes it on: mentions, channels and links marked, the three signs escaped."""

import re
from collections.abc import Iterable

from bot.sandbox.channels import Channel
from bot.sandbox.people import Person

LINK = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)]")
ADDRESS = re.compile(r"(?<![\w.<:])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def escaped(text: str, people: Iterable[Person], channels: Iterable[Channel], *, labels: bool = True) -> str:
    """The text as a command with should_escape gets it; without `labels` as it stands in a message.

    `@name` becomes `<@U…|name>`, `#channel` `<#C…|name>` (a private one without its name), links stand in `<…>`.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = LINK.sub(lambda found: f"<{found[0]}>", text)
    text = ADDRESS.sub(lambda found: f"<mailto:{found[0]}|{found[0]}>", text)
    text = re.sub(r"(?<!\w)@(here|channel|everyone)\b", r"<!\1>", text)
    marks: dict[str, str] = {}
    for person in people:
        label = f"|{person.username}" if labels else ""
        for name in (person.name, person.username, person.shown):
            marks.setdefault(f"@{name.lower()}", f"<@{person.user_id}{label}>")
    for channel in channels:
        if channel.name:
            label = f"|{'' if channel.is_private else channel.name}" if labels else ""
            marks.setdefault(f"#{channel.name.lower()}", f"<#{channel.channel_id}{label}>")
    longest = sorted(marks, key=len, reverse=True)
    if not longest:
        return text
    pattern = re.compile(rf"(?<![\w|/])(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda found: marks[found[0].lower()], text)
