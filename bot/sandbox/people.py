"""The people of the workspace, and one stranger or two from another."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

TEAM = "T0LOCAL001"
OTHER_TEAM = "T0PARTNER1"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `user_id` is given by the workspace when left empty; `tz` is an IANA name."""

    name: str
    real_name: str = ""
    tz: str = "Europe/Paris"
    title: str = ""
    is_admin: bool = False
    is_restricted: bool = False
    """A guest."""
    is_stranger: bool = False
    """From another workspace, here by Slack Connect."""
    deleted: bool = False
    is_bot: bool = False
    user_id: str = ""

    @property
    def team_id(self) -> str:
        return OTHER_TEAM if self.is_stranger else TEAM

    @property
    def shown(self) -> str:
        return self.real_name or self.name

    @property
    def username(self) -> str:
        """What Slack calls `name`: lower case, no blanks."""
        return self.name.lower().replace(" ", ".")

    def in_payload(self) -> dict[str, object]:
        """As interactive payloads name the person who acted."""
        return {
            "id": self.user_id,
            "username": self.username,
            "name": self.username,
            "team_id": self.team_id,
        }

    def as_user(self, now: datetime) -> dict[str, object]:
        """Slack's user object. `tz_offset` (seconds) is that of `now`; a stranger's profile is thinner."""
        zone = ZoneInfo(self.tz)
        local = now.astimezone(zone)
        offset = local.utcoffset()
        user: dict[str, object] = {
            "id": self.user_id,
            "team_id": self.team_id,
            "name": self.username,
            "deleted": self.deleted,
            "color": "4bbe2e",
            "real_name": self.shown,
            "tz": self.tz,
            "tz_label": local.tzname() or self.tz,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": {
                "title": self.title,
                "real_name": self.shown,
                "real_name_normalized": self.shown,
                "display_name": self.name,
                "display_name_normalized": self.name,
                "first_name": self.shown.split()[0],
                "last_name": " ".join(self.shown.split()[1:]),
                "team": self.team_id,
            },
            "is_admin": self.is_admin,
            "is_owner": self.is_admin,
            "is_primary_owner": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": int(now.timestamp()),
        }
        if self.is_stranger:
            user["is_stranger"] = False
            for key in ("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted"):
                del user[key]
        return user


def default_people() -> tuple[Person, ...]:
    """An administrator, two members in different zones, a guest, and a stranger from another workspace."""
    return (
        Person("Ana", "Ana Admin", "Europe/Lisbon", is_admin=True),
        Person("Bea", "Bea Member", "Europe/Berlin"),
        Person("Carl", "Carl Member", "America/New_York"),
        Person("Gil", "Gil Guest", "Europe/Paris", is_restricted=True),
        Person("Sam", "Sam Stranger", "Asia/Tokyo", is_stranger=True),
    )
