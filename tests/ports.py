"""Ports for servers whose port has to be named before they start."""

import os
import socket
from itertools import count

LOWEST, MANY = 20_000, 12_000
"""Below the ports that systems hand out by themselves: none of those connections takes one in between."""
_steps = count(os.getpid() * 131)


def free_port() -> int:
    """A port of this machine on which nobody listens, another one each time."""
    while True:
        port = LOWEST + next(_steps) % MANY
        with socket.socket() as one, socket.socket() as everywhere:
            try:
                one.bind(("127.0.0.1", port))
                one.close()
                everywhere.bind(("0.0.0.0", port))
            except OSError:
                continue
        return port
