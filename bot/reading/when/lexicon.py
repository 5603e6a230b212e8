"""The words of all languages in one table, the asked language's own first."""

import re
from functools import cache
from importlib import import_module
from unicodedata import combining, normalize

from bot.reading.when.tags import CHARS

LANGUAGES = ("en", "fr", "de", "es")
GERMAN_ENDINGS = ("e", "en", "er", "es", "em")

TOKEN = re.compile(r"[^\W\d_]+(?:'(?=[^\W\d_]|$))?|[0-9]+|\S")
"""A word (an elided article keeps its apostrophe), a number, or one sign."""

Known = tuple[str, object]
"""Character of the word class, and the value."""


class Node:
    """What may begin with one word: the word by itself, and longer phrases, longest first."""

    __slots__ = ("alone", "longer", "rests")

    def __init__(self) -> None:
        self.alone: Known | None = None
        self.longer: list[tuple[tuple[str, ...], Known]] = []
        self.rests: set[tuple[str, ...]] = set()


def fold(words: str) -> str:
    """Lower case without accents; ß as ss."""
    words = words.casefold()
    if words.isascii():
        return words
    return "".join(char for char in normalize("NFKD", words) if not combining(char))


def own_language(lang: str) -> str:
    """The language whose own words come first: the one asked for where it is known, else English."""
    return lang if lang in LANGUAGES else "en"


@cache
def lexicon(own: str) -> dict[str, Node]:
    """Every known phrase by its first word. Where languages differ, `own` wins, then en, fr, de, es."""
    return _nodes(own, ("holidays", own, "zones", *(other for other in LANGUAGES if other != own)))


@cache
def lexicon_of(own: str) -> tuple[dict[str, Node], frozenset[str]]:
    """The phrases of one language alone, and all the words that occur in them."""
    nodes = _nodes(own, (own, "zones"))
    words = frozenset(nodes).union(*(rest for node in nodes.values() for rest, _ in node.longer))
    _read_module(nodes, "holidays", False)
    return _sorted(nodes), words


@cache
def own_words(lang: str) -> frozenset[str]:
    """The words that mean something in this language only."""
    module = import_module(f"bot.reading.when.vocabulary.{lang}")
    listed = [names.split() for series in module.SERIES.values() for names in series.split("|")]
    listed += [phrases.split("|") for _, _, phrases in module.WORDS]
    return frozenset(fold(word[1:]).split()[0] for words in listed for word in words if word.startswith("="))


def _nodes(own: str, modules: tuple[str, ...]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for name in modules:
        _read_module(nodes, name, name == own)
    return _sorted(nodes)


def _sorted(nodes: dict[str, Node]) -> dict[str, Node]:
    for node in nodes.values():
        if len(node.longer) > 1:
            node.longer.sort(key=lambda entry: -len(entry[0]))
    return nodes


def _read_module(nodes: dict[str, Node], name: str, own: bool) -> None:
    module = import_module(f"bot.reading.when.vocabulary.{name}")
    for tag, series in module.SERIES.items():
        for number, names in enumerate(series.split("|"), 0 if tag.startswith("weekday") else 1):
            for word in _series_words(names, phrases=tag != "month" and tag != "weekday"):
                _add(nodes, CHARS[tag], number, word, own)
    for tag, value, phrases in module.WORDS:
        for phrase in phrases.split("|"):
            _add(nodes, CHARS[tag], value, phrase, own)


def _series_words(names: str, phrases: bool) -> list[str]:
    """Alternatives of one number: several one-word names, or one phrase of several words."""
    if "*" in names:
        return [word.rstrip("*") + ending for word in names.split() for ending in GERMAN_ENDINGS]
    return [names] if phrases and names.startswith(("treinta", "los ")) else names.split()


def _add(nodes: dict[str, Node], char: str, value: object, phrase: str, own: bool) -> None:
    if phrase.startswith("="):
        if not own:
            return
        phrase = phrase[1:]
    if phrase.startswith("!"):
        phrase = phrase[1:]
    elif not phrase.isascii():
        phrase = fold(phrase)
    known = (char, value)
    if phrase.isalpha():
        node = nodes.get(phrase) or nodes.setdefault(phrase, Node())
        node.alone = node.alone or known
        return
    spellings = (phrase, phrase.replace("-", " ")) if "-" in phrase else (phrase,)
    for spelling in spellings:
        plain = spelling.replace(" ", "").isalpha()
        first, *rest = spelling.split() if plain else TOKEN.findall(spelling)
        node = nodes.get(first) or nodes.setdefault(first, Node())
        if not rest:
            node.alone = node.alone or known
        elif (longer := tuple(rest)) not in node.rests:
            node.rests.add(longer)
            node.longer.append((longer, known))
