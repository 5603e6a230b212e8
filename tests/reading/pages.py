"""A PDF drawn by hand: words at their places and rules between them."""

from collections.abc import Sequence

Row = Sequence[str]
LEFT, WIDTH, HEIGHT = 50, 160, 40


def words(x: float, y: float, text: str, size: int = 10, bold: bool = False) -> str:
    """A text that begins at a place, counted from the lower left corner."""
    plain = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{2 if bold else 1} {size} Tf {x} {y} Td ({plain}) Tj ET"


def table(y: float, rows: Sequence[Row], *, open_below: bool = False) -> str:
    """A ruled table whose first row begins at `y`; a cell's lines are parted by a line break."""
    drawn = []
    width = len(rows[0])
    bottom = y - HEIGHT * len(rows)
    for number in range(len(rows) + (not open_below)):
        drawn.append(f"{LEFT} {y - HEIGHT * number} m {LEFT + WIDTH * width} {y - HEIGHT * number} l S")
    for number in range(width + 1):
        drawn.append(f"{LEFT + WIDTH * number} {y} m {LEFT + WIDTH * number} {bottom} l S")
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            for line, part in enumerate(text.split("\n")):
                drawn.append(words(LEFT + WIDTH * across + 4, y - HEIGHT * down - 14 - 12 * line, part))
    return "\n".join(drawn)


def pdf(*pages: str, more: bytes = b"") -> bytes:
    """The bytes of a PDF with these pages; `more` goes into its trailer."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/%s>>"
    fonts = b"/Font <</F1 %s /F2 %s>>" % (font % b"Helvetica", font % b"Helvetica-Bold")
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()]
    for number, page in enumerate(pages):
        content = page.encode("latin-1")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%s>>/Contents %d 0 R>>"
            % (fonts, 4 + 2 * number)
        )
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content))
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, more, start)
