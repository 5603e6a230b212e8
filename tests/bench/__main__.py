"""`make bench`: every figure is a ratio measured in this one run, beside what it is held to."""

import gc

from tests.bench.answering import one_after_the_other, ratios, ten_at_once
from tests.bench.reading import made_programmes, reading_against_markdown_alone
from tests.bench.sending import claims_against_raw, commands_beside_a_beat, idle_beats, planning_against_raw
from tests.bench.starting import start_and_memory
from tests.bench.when import first_answer_against_import, phrase_against_dateparser
from tests.bench.writing import made_exports
from tests.conftest import SHARED


def line(what: str, figure: float, aim: float, more: str = "") -> None:
    print(f"{'ok  ' if figure <= aim else 'OVER'} {figure:6.2f}  (aim: at most {aim})  {what}{more}", flush=True)


def main() -> None:
    gc.freeze()  # as `wp run` does when it has imported everything
    fixed, many, seconds = ratios(one_after_the_other)
    line("/wp mine with 1,000 actions / a fixed text", fixed, 2, f"  [{seconds * 1000:.1f} ms]")
    line("/wp mine with 100,000 actions / with 1,000", many, 1.2)
    fixed, many, seconds = ratios(ten_at_once)
    line("ten members at once, 1,000 actions / a fixed text", fixed, 2, f"  [{1 / seconds:.0f} commands a second]")
    line("ten members at once, 100,000 actions / 1,000", many, 1.2)
    start, memory, seconds = start_and_memory()
    line("wp run to ready / its imports alone", start, 1.5, f"  [{seconds:.2f} s]")
    line("memory after start / its imports alone", memory, 1.5)
    line("a planner's phrase / dateparser.parse on the same", phrase_against_dateparser()[0], 0.33)
    line("first answer of wp when / importing dateparser", first_answer_against_import()[0], 0.5)
    planning, seconds = planning_against_raw()
    line("planning 10,000 actions / executemany of the same rows", planning, 5, f"  [{seconds:.2f} s]")
    idle, seconds = idle_beats()
    line("an idle beat, 1,000,000 announcements / 1,000", idle, 1.2, f"  [{seconds / 20 * 1000:.1f} ms]")
    claim, rate = claims_against_raw()
    line("claiming a row to send / the bare statement", claim, 2, f"  [{rate:.0f} claims a second]")
    beside, longest = commands_beside_a_beat()
    line("a change while a beat sends / alone", beside, 1.5, f"  [95 % within {longest * 1000:.0f} ms]")
    made = made_programmes()
    for ending, library, aim in (("docx", "mammoth", 2), ("xlsx", "openpyxl", 2), ("md", "markdown-it-py", 3)):
        ratio, seconds = made[ending]
        line(f"reading 500 rows from .{ending} / {library} alone", ratio, aim, f"  [{seconds * 1000:.0f} ms]")
    for ending, library in (("html", "lxml.html"), ("csv", "csv")):
        ratio, seconds = made[ending]
        more = f"  [{seconds * 1000:.0f} ms; {ratio:.0f} times {library} alone, which is C and makes no sense of them]"
        line(f"reading 500 rows from .{ending} / from .docx", seconds / made["docx"][1], 0.2, more)
    written = made_exports()
    for ending, library, aim in (("docx", "python-docx", 1), ("xlsx", "openpyxl", 2.5)):
        ratio, seconds = written[ending]
        line(f"writing 500 rows as .{ending} / {library} alone", ratio, aim, f"  [{seconds * 1000:.0f} ms]")
    if SHARED.is_dir():
        line("reading the longest seed / markdown-it-py alone", reading_against_markdown_alone(SHARED / "seeds"), 5)
    else:
        print("The real documents are not beside this checkout: reading them is not measured.")


if __name__ == "__main__":
    main()
