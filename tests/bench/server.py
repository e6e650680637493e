"""The server as `make run` starts it, on a database of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psutil


@contextmanager
def running() -> Iterator[tuple[int, int]]:
    """Its port and the id of its first process."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
    server = subprocess.Popen(command, env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: int = 30) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/accounts/login/")
            connection.getresponse()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()


def memory(pid: int) -> float:
    """MiB of the process and its children; what they share is counted once (PSS)."""
    process = psutil.Process(pid)
    return sum(pss(each.pid) for each in (process, *process.children(recursive=True))) / 1024


def pss(pid: int) -> int:
    """KiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
