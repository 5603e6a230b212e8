"""What the chairs have set for everybody."""

from sqlmodel import Field, SQLModel

from storage.models.columns import NEVER_AGAIN


class Setting(SQLModel, table=True):
    """One thing that the chairs have set while the bot runs; what is not here is as the environment says."""

    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    value: str
