"""What a phrase says beside its dates: words that point at another row or a meeting, and words not understood."""

from bot.reading.when.bounds import Bound
from bot.reading.when.items import Item
from bot.reading.when.tokens import Words

POINTING = frozenset("r")
ABOUT_A_NAME = frozenset("AbFUBT@")
"""Before, after, from, until, by, during, at a named event."""
UNREAD = frozenset("~nrPVZ$")


def leftover(words: Words, items: list[Item], chosen: list[Bound], used: list[Item]) -> tuple[str, str]:
    """Words not understood, and words that refer to something else: (unread, reference)."""
    read = {index for bound in chosen for item in bound.items for index in range(item.first, item.last)}
    read |= {index for bound in chosen for piece, _ in bound.found for index in range(piece.first, piece.last)}
    read |= {index for item in used for index in range(item.first, item.last)}
    rest = [item for item in items if item.first not in read]
    reference = _reference(words, rest, bool(chosen))
    if reference is not None:
        first, last = reference
        kept = [item for item in rest if not first <= item.first < last]
        return _unread(words, kept, read), words.said(first, last)
    return _unread(words, rest, read), ""


def _reference(words: Words, rest: list[Item], dated: bool) -> tuple[int, int] | None:
    """First word and one past the last of what points elsewhere."""
    for index, item in enumerate(rest):
        following = rest[index + 1] if index + 1 < len(rest) else None
        if item.code in POINTING:
            return _run(words, rest, index)
        named = following is not None and following.code == "~"
        if named and (item.code in "Ab" or (item.code in ABOUT_A_NAME and not dated)):
            return _run(words, rest, index - 1 if index and rest[index - 1].code == "V" else index)
        if item.code == "n" and following is not None and following.code in "~nV":
            return _run(words, rest, index)
    return None


def _run(words: Words, rest: list[Item], index: int) -> tuple[int, int]:
    first = rest[index].first
    last = rest[index].last
    for item in rest[index + 1 :]:
        if item.first > last and item.code in "()":
            break
        if item.code in "()":
            break
        last = item.last
    return first, last


def _unread(words: Words, rest: list[Item], read: set[int]) -> str:
    """The words of the leftover items as written, what stands between two of them left out as an ellipsis."""
    runs: list[tuple[int, int]] = []
    for item in rest:
        if item.code not in UNREAD and not runs:
            continue
        if runs and not any(index in read for index in range(runs[-1][1], item.first)):
            runs[-1] = (runs[-1][0], item.last)
        elif item.code in UNREAD:
            runs.append((item.first, item.last))
    texts = [words.said(first, last).strip(" ,;:()-–—/") for first, last in runs]
    return " … ".join(text for text in texts if text)
