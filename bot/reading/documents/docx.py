"""Word documents to blocks, by way of mammoth's HTML. Pictures are left out and nothing outside the file is opened."""

from io import BytesIO

from bot.reading.documents.archive import MACROS, WORD, macros_left_out, not_taken_apart, xml_parts
from bot.reading.documents.blocks import Block
from bot.reading.documents.html import read_html

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
br[type='page'] => hr
"""


def read_docx(data: bytes, name: str) -> list[Block]:
    """Blocks of a Word document; Unreadable where the bytes are none, or unpack to more than a programme can be."""
    for _ in xml_parts(data, name, WORD):
        """Each part is checked as it goes by."""
    blocks = read_html(_to_html(data, name), name)
    return [macros_left_out(name), *blocks] if MACROS in data else blocks


def _to_html(data: bytes, name: str) -> str:
    import mammoth

    try:
        result = mammoth.convert_to_html(  # type: ignore[no-untyped-call]  # mammoth has no types
            BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=lambda image: [],
        )
    except Exception as error:  # mammoth has no errors of its own: whatever a broken part raises comes through
        raise not_taken_apart(name, WORD) from error
    return str(result.value)
