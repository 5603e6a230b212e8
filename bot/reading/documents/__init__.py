"""Reads a work programme out of the documents people write."""

from bot.reading.documents.draft import DraftDocument

__all__ = ["DraftDocument", "read_document"]


def read_document(data: bytes, name: str, *, anything: bool = False) -> DraftDocument:
    """Read the programmes in a file's bytes; `name` is its file name, whose ending says what kind of file it is.

    Unreadable, with a sentence that says what was looked for, when the file is no document of that kind, is too large,
    or holds no programme. Raises nothing else, on any bytes. With `anything`, a document that holds no programme is
    given back as text that could not be placed.
    """
    from bot.reading.documents.interpreter import interpret
    from bot.reading.documents.opening import open_document

    opened = open_document(data, name)
    return opened if isinstance(opened, DraftDocument) else interpret(opened, anything=anything)
