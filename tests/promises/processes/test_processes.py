"""kill -9, SIGSTOP, SIGTERM, and many senders at once: in the smallest convincing size, in full size in the soak."""

import os
from pathlib import Path

import pytest

from tests.promises.processes import cases

FULL = bool(os.environ.get("WP_FULL_SIZE"))
only_in_full = pytest.mark.skipif(not FULL, reason="belongs to the soak")


def test_killing_whoever_sends_leaves_each_message_exactly_once(database_url: str, tmp_path: Path) -> None:
    messages, kills, senders = (200, 12, 1) if FULL else (16, 1, 2)
    cases.killed_while_sending(database_url, tmp_path, messages=messages, kills=kills, senders=senders)


@only_in_full
def test_several_senders_started_at_once_send_each_message_once(database_url: str, tmp_path: Path) -> None:
    cases.many_senders(database_url, tmp_path, messages=200, senders=4)


def test_sigterm_finishes_the_running_call_and_exits_with_0(lite_url: str, tmp_path: Path) -> None:
    cases.ended_while_sending(lite_url, tmp_path, messages=6, after=2)


def test_a_token_that_is_taken_back_ends_the_sender_with_the_reason_and_with_a_new_one_all_goes_out_once(
    lite_url: str, tmp_path: Path
) -> None:
    cases.token_taken_back(lite_url, tmp_path, messages=3)


@only_in_full
def test_a_frozen_sender_that_wakes_after_its_lease_repeats_nothing(database_url: str, tmp_path: Path) -> None:
    cases.frozen_past_its_lease(database_url, tmp_path, messages=6)


@only_in_full
@pytest.mark.parametrize("senders", [2, 4, 8])
def test_the_others_finish_what_the_busiest_has_begun(database_url: str, tmp_path: Path, senders: int) -> None:
    cases.busiest_killed(database_url, tmp_path, messages=60, senders=senders)
