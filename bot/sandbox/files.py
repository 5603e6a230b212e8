"""Files: bytes that people and the bot put into the workspace."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePosixPath

LARGEST_INPUT = 10 * 1024 * 1024
"""What one file of a file_input may weigh, in bytes."""


@dataclass(slots=True)
class File:
    """`data` is None between files.getUploadURLExternal and the upload itself."""

    id: str
    name: str
    size: int
    user: str
    created: int
    data: bytes | None = None
    title: str = ""
    shared_in: set[str] = field(default_factory=set)
    """Channel ids where it was posted."""
    for_app: bool = False
    """Given to the app by a form, or made by it."""
    secret: str = ""
    """Last part of the upload url."""

    @property
    def filetype(self) -> str:
        return PurePosixPath(self.name).suffix.lstrip(".").lower()

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def as_payload(self, base: str) -> dict[str, object]:
        """Slack's file object; `base` is the server's address. Its urls need the bot's token."""
        url = f"{base}/files-pri/{self.id}/{self.name}"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": self.filetype or "binary",
            "pretty_type": (self.filetype or "binary").upper(),
            "user": self.user,
            "mode": "hosted",
            "editable": False,
            "size": self.size,
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
            "channels": sorted(self.shared_in),
            "file_access": "visible",
        }
