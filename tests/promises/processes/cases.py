"""The cases, in any size: small ones are tests, large ones belong to the soak."""

import os
import signal
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic, sleep

from bot.clock import system_now
from bot.health import health
from bot.sandbox.faults import Fault, Gate
from tests.promises.processes.field import LONG, Field, a_field, bad_days
from tests.promises.processes.hurried import PACE


def killed_while_sending(url: str, folder: Path, *, messages: int, kills: int, senders: int = 1, seed: int = 1) -> None:
    """kill -9 of whoever sends, before Slack has taken the message or before it has answered; each stands there once.

    Meanwhile Slack answers slowly, asks to wait, answers 503, and loses replies.
    """
    rng = Random(seed)
    with a_field(url, folder) as ground:
        ground.plan(messages)
        faults = bad_days(rng, messages * 2)
        gates: list[Gate] = []
        for place in sorted(rng.sample(range(messages), kills)):
            gates.append(Gate())
            faults[place] = Fault(gate=gates[-1], before=rng.random() < 0.5)
        ground.faults(*faults)
        ground.start(senders)
        for gate in gates:
            assert gate.reached(LONG), ground.said()
            ground.kill(ground.holder())
            gate.release()
            ground.start()
        assert ground.ended(LONG + messages / 2) == {"sent": messages}, ground.said()
        ground.each_once(messages)
        assert set(ground.end()) == {0}, ground.said()


def many_senders(url: str, folder: Path, *, messages: int, senders: int) -> None:
    """Started at once on one database: every message once, and never two in a channel within the pace."""
    with a_field(url, folder) as ground:
        ground.start(senders)
        ground.slack.connected(senders, LONG)
        ground.plan(messages)
        assert ground.ended() == {"sent": messages}, ground.said()
        ground.each_once(messages)
        assert set(ground.end()) == {0}, ground.said()


def busiest_killed(url: str, folder: Path, *, messages: int, senders: int) -> None:
    """The others finish what the one that was killed has begun, once its lease is over."""
    with a_field(url, folder) as ground:
        gate = Gate()
        ground.faults(*[Fault()] * (messages // 3), Fault(gate=gate))
        ground.plan(messages)
        ground.start(senders)
        assert gate.reached(LONG), ground.said()
        ground.kill(ground.holder())
        gate.release()
        assert ground.ended() == {"sent": messages}, ground.said()
        ground.each_once(messages)
        assert set(ground.end()) == {0}, ground.said()


def ended_while_sending(url: str, folder: Path, *, messages: int, after: int) -> None:
    """SIGTERM lets the call that runs come to its end, begins no other, and exits with 0; the rest goes out later."""
    with a_field(url, folder) as ground:
        gate = Gate()
        ground.faults(*[Fault()] * after, Fault(gate=gate))
        ground.plan(messages)
        [sender] = ground.start()
        assert gate.reached(LONG), ground.said()
        sender.terminate()
        _until_stopping(ground)
        gate.release()
        assert ground.code(sender) == 0, ground.said()
        states = ground.states()
        assert states == {"sent": after + 1, "planned": messages - after - 1}, states
        ground.start()
        assert ground.ended() == {"sent": messages}, ground.said()
        ground.each_once(messages)
        assert ground.end() == [0], ground.said()


def _until_stopping(ground: Field) -> None:
    until = monotonic() + LONG
    while "Stopping" not in ground.said():
        assert monotonic() < until, ground.said()
        sleep(0.05)


def frozen_past_its_lease(url: str, folder: Path, *, messages: int) -> None:
    """SIGSTOP while Slack answers, for longer than the lease: another takes over, and nothing stands there twice."""
    with a_field(url, folder) as ground:
        gate = Gate()
        ground.faults(Fault(gate=gate))
        ground.plan(messages)
        [frozen] = ground.start()
        assert gate.reached(LONG), ground.said()
        os.kill(frozen.pid, signal.SIGSTOP)
        gate.release()
        ground.start()
        assert ground.ended() == {"sent": messages}, ground.said()
        ground.each_once(messages)
        os.kill(frozen.pid, signal.SIGCONT)
        assert ground.end() == [0, 0], ground.said()
        ground.each_once(messages)


def token_taken_back(url: str, folder: Path, *, messages: int) -> None:
    """Nobody tells the bot: the sender finds it at its next call and ends with 1; stderr and health have the reason.

    With a new token the rest goes out and says that it is late, and what was answered last is not sent again.
    """
    with a_field(url, folder) as ground:
        gate = Gate()
        ground.faults(Fault(gate=gate, lose_reply=True))
        ground.plan(messages, late=timedelta(minutes=20))
        [sender] = ground.start()
        assert gate.reached(LONG), ground.said()
        ground.slack.revoke_token("account_inactive")
        gate.release()
        assert ground.code(sender) == 1, ground.said()
        assert "removed from the workspace" in ground.said().splitlines()[-1]
        well, why = health(url, system_now(), PACE)
        assert not well and "gave up" in why and "removed from the workspace" in why, why
        assert ground.states() == {"planned": messages}
        ground.slack.call(ground.new_token)
        ground.start()
        assert ground.ended() == {"sent": messages}, ground.said()
        ground.each_once(messages)
        assert all("sent late" in text for text in ground.times()), ground.times()
        assert ground.end() == [0], ground.said()
