"""What a call was refused with."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


def error_of(call: Callable[..., Any], **arguments: Any) -> str:
    return str(refusal(call, **arguments)["error"])


def refusal(call: Callable[..., Any], **arguments: Any) -> Any:
    with pytest.raises(SlackApiError) as refused:
        call(**arguments)
    return refused.value.response
