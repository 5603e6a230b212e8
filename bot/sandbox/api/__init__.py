"""Slack's Web API over HTTP: methods by name, behind tokens, scopes and the faults that were asked for."""

from bot.sandbox.api import chat, conversations, files, people, views
from bot.sandbox.api.call import Method

METHODS: dict[str, Method] = {
    **people.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **views.METHODS,
    **files.METHODS,
}
"""Every method this workspace has; any other is answered unknown_method."""
