"""The settings of gunicorn, the server of `make run` and of production: gunicorn --config config/gunicorn.py"""

import errno
import gc
import os
import socket
import sys
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connections
from django.urls import get_resolver

from config import environment

ADDRESS, PORT = environment.text("BIND", "127.0.0.1"), environment.text("PORT", "8000")

wsgi_app = "config.wsgi"
bind = f"{ADDRESS}:{PORT}"
# Two processes use two cores. A thread waits for the disk while another one works.
workers = environment.number("WEB_CONCURRENCY", 2)
threads = environment.number("WEB_THREADS", 4)
worker_class = "gthread"
# Load the app once and fork: what the workers do not write to they share.
preload_app = True
# Longer than a reader pauses between two saves, so that a save needs no new connection.
keepalive = 75
timeout = 60
graceful_timeout = 20
loglevel = "warning"
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Bring the database up to date here, where Django is loaded: a command for it would load Django once more."""
    if os.environ.get("GUNICORN_FD"):
        return  # a new master takes over the sockets of the old one
    check_port()
    call_command("migrate", skip_checks=True, verbosity=0)
    if environment.flag("DEMO"):
        try:
            call_command("load_demo", skip_checks=True)
        except CommandError as error:
            stop(str(error))


def check_port() -> None:
    """Say in a sentence that the port is taken; gunicorn itself would try five times and end in a log of errors."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in ADDRESS else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((ADDRESS.strip("[]"), int(PORT)))
    except OverflowError:
        stop(f"PORT must be a number from 1 to 65535, not {PORT!r}.")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            stop(f"Port {PORT} is in use. Choose another: make run PORT={int(PORT) + 1}")
        stop(f"Lateral cannot listen on {bind}: {error.strerror}.")


def stop(reason: str) -> None:
    sys.stderr.write(f"{reason}\n")
    sys.exit(2)


def when_ready(server: Any) -> None:
    """Load what the first request would load, while there is one process yet."""
    get_resolver().url_patterns  # noqa: B018  reading it imports every page
    sys.stdout.write(f"\nLateral is at http://{bind}/  (Ctrl-C stops it)\n\n")
    sys.stdout.flush()


def pre_fork(server: Any, worker: Any) -> None:
    """No process inherits a connection, and the garbage collector leaves the shared memory alone."""
    connections.close_all()
    gc.freeze()
    # A page with a thousand annotations makes tens of thousands of objects: seven hundred are no reason to collect.
    gc.set_threshold(20_000, 20, 20)
