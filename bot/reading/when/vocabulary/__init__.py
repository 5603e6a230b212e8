"""The words of each language, as tables: (word class, value, "word|word|two words"), or a series numbered from 1.

A word that begins with "=" belongs to its own language only: elsewhere it means something else too often.
Accents may be written; they are not looked at, unless the word begins with "!".
Hyphens in a phrase may be spaces in the text.
"""

Entry = tuple[str, object, str]
