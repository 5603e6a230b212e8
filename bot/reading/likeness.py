"""Whether two texts, or two addresses, say nearly the same. A suggestion for people to look at, never a judgement."""

import re
import unicodedata
from functools import lru_cache

LIKE = 82.0
"""Per cent from which two texts are shown as alike: found on pairs that people called the same, and on ones that
share their topic only."""
_FILLERS = frozenset(
    {
        "a",
        "about",
        "an",
        "and",
        "at",
        "could",
        "event",
        "for",
        "in",
        "of",
        "on",
        "or",
        "our",
        "should",
        "the",
        "to",
        "we",
        "with",
        "your",
    }
)
_NOT_WORDS = re.compile(r"[^\w]+")


def alike(said: str, other: str) -> bool:
    """The two texts say nearly the same: their telling words, in any order, are nearly equal."""
    from rapidfuzz import fuzz

    mine, theirs = telling(said), telling(other)
    if not mine or not theirs:
        return False
    mine_counted, theirs_counted = _numbers(mine), _numbers(theirs)
    if mine_counted and theirs_counted and mine_counted != theirs_counted:
        return False
    if fuzz.token_sort_ratio(mine, theirs, score_cutoff=LIKE):
        return True
    # A longer text that holds all of a shorter one; two words can be shared by anything.
    short = min(mine, theirs, key=len)
    return len(short.split()) >= 3 and bool(fuzz.token_set_ratio(mine, theirs, score_cutoff=95))


def _numbers(said: str) -> set[str]:
    """ "Day 2022" and "Day 2023" are two things, however alike they read."""
    return {word for word in said.split() if word.isdecimal()}


@lru_cache(maxsize=2048)
def telling(said: str) -> str:
    """The words that tell one text from another: without case, accents, punctuation and fillers, in their order."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", said.casefold()) if not unicodedata.combining(one))
    return " ".join(word for word in _NOT_WORDS.split(plain) if word and word not in _FILLERS)


def same_address(link: str, other: str) -> bool:
    """Both lead to the same page, whatever the scheme, "www.", a trailing slash or what is only for counting visits."""
    mine, theirs = _page(link), _page(other)
    return bool(mine) and mine == theirs


def _page(link: str) -> str:
    page = re.sub(r"^[a-z]+://", "", link.strip().casefold()).removeprefix("www.")
    page = re.sub(r"[?&#](?:utm_\w+=[^&#]*|fbclid=[^&#]*|gclid=[^&#]*)", "", page)
    # A bare name without a path may be anybody's front page: it says nothing about what is meant.
    page = page.rstrip("/")
    return page if "/" in page or "?" in page else ""
