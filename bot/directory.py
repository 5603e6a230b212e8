"""Who Slack says people are: asked once, kept in the database, asked again when a day has passed or Slack says so."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import seconds
from bot.errors import WorkError
from bot.turn import Profile

FRESH_SECONDS = 24 * 3600


class Directory:
    """Fetches profiles; remembers in this process whom it asked about, and when."""

    def __init__(self, client: AsyncWebClient, team_id: str) -> None:
        self.client = client
        self.team_id = team_id
        self.asked: dict[str, float] = {}

    async def profile(self, user_id: str) -> Profile:
        """What Slack says about an account. Raises WorkError where Slack cannot be asked."""
        try:
            response = await self.client.users_info(user=user_id)
        except SlackApiError as error:
            reason = error.response.get("error")
            if reason in ("user_not_found", "user_not_visible"):
                raise WorkError("I cannot see that account in this Slack, so I kept nothing of it.") from error
            raise WorkError(
                f"I could not ask Slack who that is ({reason}). Nothing was changed; please try again in a minute."
            ) from error
        self.asked[user_id] = seconds()
        user = response.get("user")
        return profile_of(user if isinstance(user, dict) else {}, self.team_id)

    def stale(self, user_id: str) -> bool:
        """Whether a day has passed since this process asked about the account."""
        last = self.asked.get(user_id)
        return last is None or seconds() - last > FRESH_SECONDS


def profile_of(user: dict[str, Any], home_team: str) -> Profile:
    """A user object, complete or not, to a profile."""
    shown = user.get("profile") or {}
    team_id = str(user.get("team_id") or shown.get("team") or home_team)
    name = shown.get("display_name") or shown.get("real_name") or user.get("real_name") or user.get("name") or ""
    return Profile(
        team_id=team_id,
        user_id=str(user.get("id", "")),
        name=str(name),
        zone=str(user.get("tz") or ""),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_stranger=bool(user.get("is_stranger")) or team_id != home_team,
        is_gone=bool(user.get("deleted")),
    )
