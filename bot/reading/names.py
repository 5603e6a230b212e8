"""Names compared as people mean them: without case, accents and punctuation."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """ "Sorbonne Université" and "sorbonne universite" fold to the same; "" where nothing is left to compare."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())
