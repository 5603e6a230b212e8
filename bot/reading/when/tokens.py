"""A phrase as typed becomes words with their classes: case, spaces, dashes, quotes, mark-up no longer matter."""

import re
from unicodedata import combining, normalize

from bot.reading.when.lexicon import Node, lexicon, lexicon_of, own_language
from bot.reading.when.tags import CHARS

LONGEST = 600
"""Characters that are read; a "when" is a cell, not a chapter. What lies beyond is kept as unread."""

FOOTNOTE = r"(?i)<sup>\s*[0-9*,]{1,4}\s*</sup>"
MARKUP = r"(?i)</?[a-z][a-z0-9]{0,9}(?: [^<>]{0,80})?/?>"
RAISED = r"(?i)</?su[bp]>"
ENTITY = r"&#?[0-9A-Za-z]{1,8};"
SLACK_DATE = r"<!date\^[^|<>]{0,120}\|([^|<>]{0,80})>"
MENTION = r"<(?:[@#!]|https?:|mailto:)[^<>]{0,300}>|https?://[^\s<>]{1,500}"
MARK = r"(?<=[^\W\d_])\[[0-9]{1,2}\]|[*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹]"

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―⁃−﹘﹣－"), "-")
QUOTES = dict.fromkeys(map(ord, "‘’‚‛ʼʹ′`´＇"), "'") | dict.fromkeys(map(ord, '“”„‟«»"″＂'), " ")
UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xAD, *range(0x202A, 0x202F)], "")
SIGNS = DASHES | QUOTES | UNSEEN | {ord("ı"): "i", ord("½"): " half ", ord("º"): "o", ord("°"): "o", ord("⁄"): "/"}

ORDINAL_ENDINGS = (
    "st|nd|rd|th|er|ere|re|eme|ieme|nde|e|a|o|ter|te|tes|ten|stes|sten|ste|ster|ro|ra|do|da|mo|to|ta|era|os|as"
)
WORD = re.compile(
    r"(?P<clock>(?:(?<=[0-9])t)?(?:[01]?[0-9]|2[0-4])[:h][0-5][0-9](?::[0-5][0-9])?(?![0-9]))"
    r"|(?P<zone>(?:africa|america|asia|atlantic|australia|europe|indian|pacific|etc)/[a-z_+/-]{2,30}[0-9]{0,2})"
    r"|(?P<rule>freq=[a-z]{5,8}(?:;[a-z]{3,10}=[a-z0-9,+-]{1,60}){0,8})"
    r"|(?P<decade>(?:19|20)[0-9]0s(?![a-z]))"
    r"|(?P<iso>(?:19|20)[0-9]{2}[01][0-9][0-3][0-9](?![0-9]))"
    r"|(?P<code>(?:q|t|h|s|m|mo|w|kw|cw|wk)[0-9]{1,2}(?![0-9a-z]))"
    r"|(?P<quarter>[1-4]q(?![a-z]))|(?P<half>[12][hs](?= ?'?[0-9]{2}))"
    rf"|(?P<ordinal>[0-9]{{1,2}}(?:{ORDINAL_ENDINGS})(?![a-z]))"
    r"|(?P<short>'[0-9]{2}(?![0-9]))"
    r"|(?P<number>[0-9]+)"
    r"|(?P<word>[^\W\d_]+(?:'(?=[^\W\d_]))?)"
    r"|(?P<sign>\S)"
)
PUNCTUATION = {
    sign: CHARS[name]
    for name, signs in {
        "comma": ",;", "colon": ":", "dash": "-", "slash": "/|\\", "dot": ".", "open": "([{", "close": ")]}",
        "question": "?", "and": "&+", "approx": "~≈", "at": "@", "to": "→>", "stop": "!…", "filler": "'_=\"",
        "label": "#",
    }.items()
    for sign in signs
}  # fmt: skip
CODES = {"q": "Q", "t": "Q", "h": "H", "m": "M", "mo": "M", "w": "W", "kw": "W", "cw": "W", "wk": "W"}
_NUMBERS = (CHARS["small"], CHARS["mid"])
_DOT = CHARS["dot"]
_DECIMAL = (_DOT, CHARS["slash"])
_COUNTED_NAMES = ("month", "half", "quarter_unit", "half_unit", "week_unit", "weekday", "weekend", "day_unit")
_COUNTED = frozenset(CHARS[name] for name in _COUNTED_NAMES)
NOISE, FILLER = CHARS["noise"], CHARS["filler"]


class Words:
    """The words of one phrase: `tags` holds one character for each, `values`, `starts`, `ends` run beside it.

    Fillers ("the", "of") are left out; `article` tells before which words one stood.
    """

    __slots__ = ("article", "ends", "plain", "present", "starts", "tags", "values")

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.tags = ""
        self.present: frozenset[str] = frozenset()
        """Every class of word that occurs."""
        self.values: list[object] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.article: list[bool] = []

    def said(self, first: int, last: int) -> str:
        """The words from `first` up to and without `last`, as they were written."""
        return self.plain[self.starts[first] : self.ends[last - 1]] if first < last else ""


def clean(said: str) -> str:
    """The phrase without mark-up, footnote marks, addresses: what a reader sees."""
    if "&" in said:
        from html import unescape

        said = re.sub(ENTITY, lambda entity: unescape(entity.group().lower()), said)
    if "<" in said or "://" in said:
        said = re.sub(SLACK_DATE, r"\1", said)
        said = re.sub(FOOTNOTE, " ", said)
        said = re.sub(MENTION, " ", re.sub(RAISED, "", said))
        said = re.sub(MARKUP, " ", said)
    return re.sub(MARK, " ", said) if not said.isascii() or "*" in said or "[" in said else said


def flatten(plain: str) -> tuple[str, list[int] | None]:
    """Lower case, plain letters and signs; and where each character came from, unless it is its own place."""
    if plain.isascii():
        return plain.lower().replace('"', " ").replace("`", "'"), None
    flat: list[str] = []
    places: list[int] = []
    for place, char in enumerate(plain):
        if char.isascii():
            plainer = " " if char == '"' else char.lower()
        else:
            plainer = SIGNS.get(ord(char)) if ord(char) in SIGNS else None  # type: ignore[assignment]
            if plainer is None:
                folded = normalize("NFKD", normalize("NFKD", char).casefold())
                plainer = "".join(c for c in folded if not combining(c)).translate(SIGNS)
        flat.append(plainer)
        places.extend([place] * len(plainer))
    return "".join(flat), places


def words_of(said: str, lang: str) -> Words:
    """The words of a phrase with their classes, in `lang` first."""
    plain = clean(said[: LONGEST * 2])[:LONGEST]
    flat, places = flatten(plain)
    words = Words(plain)
    tokens = [(match.lastgroup, match.group(), match.start(), match.end()) for match in WORD.finditer(flat)]
    known = lexicon_for(tokens, own_language(lang))
    tags: list[str] = []
    article, at, count = False, 0, len(tokens)
    while at < count:
        group, text, start, end = tokens[at]
        at += 1
        node = known.get(text) if group in ("word", "sign", "code", "number", "ordinal") else None
        if places is not None and group == "word":  # "dès" is not "des"
            node = known.get(plain[places[start] : places[end - 1] + 1].casefold()) or node
        if node is not None:
            tag, value, used = _longest(node, tokens, at)
            at += used
            end = tokens[at - 1][3]
            if not tag:
                tag, value = classify(group, text)
        else:
            tag, value = classify(group, text)
        if tag == FILLER:
            article = True
            continue
        tags.append(tag)
        words.values.append(value)
        words.starts.append(start if places is None else places[start])
        words.ends.append(end if places is None else places[end - 1] + 1)
        words.article.append(article)
        article = False
    _dotted(tags, words)
    words.tags = "".join(tags)
    words.present = frozenset(tags)
    return words


def lexicon_for(tokens: list[tuple[str | None, str, int, int]], lang: str) -> dict[str, Node]:
    """The language's own words where they suffice, which loads faster; else those of all languages."""
    own, words = lexicon_of(lang)
    if all(text in words for group, text, _, _ in tokens if group == "word"):
        return own
    return lexicon(lang)


def _dotted(tags: list[str], words: Words) -> None:
    """ "2. Quartal", "3. KW": a number with a point before a word is an ordinal."""
    for index in range(len(tags) - 3, -1, -1):
        if tags[index] in _NUMBERS and tags[index + 1] == _DOT and tags[index + 2] in _COUNTED:
            if index and tags[index - 1] in _DECIMAL:
                continue
            tags[index] = CHARS["ordinal"]
            words.ends[index] = words.ends[index + 1]
            del tags[index + 1], words.values[index + 1], words.starts[index + 1]
            del words.ends[index + 1], words.article[index + 1]


def _longest(node: Node, tokens: list[tuple[str | None, str, int, int]], at: int) -> tuple[str, object, int]:
    """The longest phrase that begins here: class, value, and how many further tokens it takes."""
    for rest, (tag, value) in node.longer:
        used = len(rest)
        if at + used <= len(tokens) and all(tokens[at + i][1] == rest[i] for i in range(used)):
            return tag, value, used
    return (*node.alone, 0) if node.alone else ("", None, 0)


def classify(group: str | None, text: str) -> tuple[str, object]:
    """Class and value of a token that is no known word."""
    if group == "number":
        return _number(text)
    if group == "word":
        return NOISE, text
    if group == "sign":
        return PUNCTUATION.get(text, NOISE), text
    if group == "ordinal":
        return CHARS["ordinal"], int("".join(filter(str.isdecimal, text)))
    if group == "short":
        return CHARS["year"], century(int(text[1:]))
    if group == "clock":
        hour, minute, *_ = text.lstrip("t").replace("h", ":").split(":")
        return CHARS["clock"], f"{int(hour):02}:{minute}"
    if group == "rule":
        return CHARS["adverb"], text.upper()
    if group == "zone":
        zone = zone_named(text)
        return (CHARS["zone"], zone) if zone else (NOISE, text)
    if group == "decade":
        return CHARS["decade"], int(text[:4])
    if group == "iso":
        return CHARS["iso"], text
    if group == "quarter":
        return CHARS["Q"], int(text[0])
    if group == "half":
        return CHARS["H"], int(text[0])
    letters = text.rstrip("0123456789")
    return _code(letters, int(text[len(letters) :]))


def _number(text: str) -> tuple[str, object]:
    number = int(text[:9])
    if len(text) == 4 and 1900 <= number < 2200:
        return CHARS["year"], number
    if len(text) > 2:
        return CHARS["number"], number
    return CHARS["small" if 1 <= number <= 12 else "mid" if 13 <= number <= 31 else "big"], number


def _code(letters: str, number: int) -> tuple[str, object]:
    """Q3, T3, H1, S2, M24, W12: what a letter and a number stand for, where they can stand for it."""
    if letters == "s":
        return (CHARS["H"] if number <= 2 else CHARS["W"], number) if number else (NOISE, number)
    name = CODES[letters]
    highest = {"Q": 4, "H": 2, "M": 120, "W": 53}[name]
    return (CHARS[name], number) if 1 <= number <= highest else (NOISE, number)


def zone_named(text: str) -> str:
    """The IANA zone of that name in small letters; empty where there is none."""
    from zoneinfo import ZoneInfo

    name = "_".join(part.title() for part in text.split("_")).replace("/Gmt", "/GMT").replace("/Utc", "/UTC")
    name = name.replace("_Of_", "_of_").replace("_Es_", "_es_").replace("-Of-", "-of-")
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, LookupError):  # no such zone, or no zone at all
        return ""


def century(short: int) -> int:
    """Two digits of a year: 00-69 are 2000-2069, 70-99 are 1970-1999, as POSIX strptime has them."""
    return short + (2000 if short < 70 else 1900)
