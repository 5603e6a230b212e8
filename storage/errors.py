"""What storage cannot do, said so that the composition root can tell the person."""


class NewerDatabase(Exception):
    """The database was made by a newer version of this program; nothing was changed."""


class BrokenMigration(Exception):
    """A migration left rows pointing nowhere; it was rolled back."""
