"""A window in words that are read again as the same window."""

from bot.windows import Window


def write_when(window: Window, *, long: bool = False) -> str:
    """The window in words: short for lists, long for sentences. Empty for a window that says nothing."""
    form = "%-d %B %Y" if long else "%-d %b %Y"
    if window.start and window.end:
        words = window.start.strftime(form)
        if window.end != window.start:
            words += f" – {window.end.strftime(form)}"
    elif window.end:
        words = f"by {window.end.strftime(form)}"
    elif window.start:
        words = f"from {window.start.strftime(form)}"
    else:
        words = ""
    words = ", ".join(filter(None, [words, "ongoing" * window.ongoing, "periodically" * window.recurring]))
    return f"{words} (tbc)".strip() if window.tentative else words
