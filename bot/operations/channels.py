"""Whether the bot can speak in a channel, before anything is stored that is to be said there."""

from bot.errors import BadInput, UnknownChannel
from bot.turn import Turn


def access_channel(turn: Turn, channel: str) -> str:
    """See that the bot is in a channel (C… id); gives what to say where Slack could not tell, else nothing.

    Raises BadInput that says how to invite it, UnknownChannel where Slack must be asked first.
    """
    presence = turn.channels.get(channel)
    if presence is None:
        raise UnknownChannel(channel)
    name = f"#{presence.name}" if presence.name else "that channel"
    invite = f"`/invite @{turn.house.command.removeprefix('/')}`"
    again = f"Type {invite} in it, then send this again. Nothing was changed."
    match presence.state:
        case "apart":
            raise BadInput(f"I am not in {name}, so I could say nothing there. {again}", field="channel")
        case "unseen":
            raise BadInput(f"I can't see {name}: I am not in it, or it is gone. {again}", field="channel")
        case "archived":
            raise BadInput(f"{name} is archived. Choose another channel. Nothing was changed.", field="channel")
        case "unknown":
            return f"I could not see whether I am in {name}; if I am not, type {invite} there."
    return ""
