"""The reader of dates against dateparser, both in this one run: phrases a second, and the first answer."""

import subprocess
import sys
from datetime import date, datetime
from statistics import median
from time import perf_counter

from bot.reading.when import Context, read_when
from tests.reading.when.phrases import PHRASES, SPRING

ROUNDS = 5
FIRST = (
    "import datetime, bot.reading.when as when;"
    "when.read_when('15 March 2022', when.Context(datetime.date(2022, 1, 10)))"
)


def phrase_against_dateparser() -> tuple[float, float]:
    """Time for one phrase that our grammar reads, over dateparser.parse's for it with the language given; phrases/s."""
    import dateparser

    today, first, last = (date.fromisoformat(day) for day in SPRING)
    context = Context(today, (first, last), "en")
    said = [phrase for phrase in PHRASES if read_when(phrase, context).window.dated]
    settings = {"PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY", "RELATIVE_BASE": datetime(2022, 1, 10)}

    def ours() -> None:
        for phrase in said:
            read_when(phrase, context)

    def theirs() -> None:
        for phrase in said:
            dateparser.parse(phrase, languages=["en"], settings=settings)

    ours(), theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(ROUNDS)]
    return median(own / other for own, other in pairs), len(said) / median(own for own, _ in pairs)


def first_answer_against_import() -> tuple[float, float]:
    """Time to a first answer in a new process, imports included, over importing dateparser; seconds to the answer."""
    _fresh(FIRST), _fresh("import dateparser")
    pairs = [(_fresh(FIRST), _fresh("import dateparser")) for _ in range(2 * ROUNDS + 1)]
    return median(own / other for own, other in pairs), median(own for own, _ in pairs)


def _seconds(work: object) -> float:
    begun = perf_counter()
    work()  # type: ignore[operator]
    return perf_counter() - begun


def _fresh(code: str) -> float:
    """Seconds that the code takes in a process of its own, the interpreter's start not counted."""
    timed = f"import time; begun = time.perf_counter(); {code}; print(time.perf_counter() - begun)"
    return float(subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True).stdout)
