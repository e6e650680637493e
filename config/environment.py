"""What the environment says to the settings.

Each reader names the variable that it was given an odd value in, so that a wrong
deployment stops with one sentence and not with a traceback of somebody else's.
"""

import ipaddress
import os
from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "yes" if default else "no").strip().lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def choice(name: str, choices: set[str], default: str) -> str:
    value = text(name, default).strip().lower()
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(choices))}, not {value!r}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated words of a variable."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: str = "") -> str:
    """A folder that is there; the default need not be."""
    value = text(name)
    if value and not Path(value).is_dir():
        raise ImproperlyConfigured(f"{name} must be a folder, and {value!r} is none.")
    return value or default


def model(name: str) -> str:
    """A folder with a sentence-transformers model, for which that package has to be installed; none by default."""
    value = folder(name)
    if value and find_spec("sentence_transformers") is None:
        raise ImproperlyConfigured(
            f"{name} names a language model, which the package sentence-transformers reads: "
            "install it with pip install sentence-transformers."
        )
    return value


def networks(name: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """The comma-separated networks of a variable, such as 10.1.0.0/16."""
    try:
        return [ipaddress.ip_network(word) for word in words(name)]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be networks such as 10.1.0.0/16: {error}.") from error


def secret_key(folder: Path) -> str:
    """SECRET_KEY, or else a key made at the first start and kept in a file that only its owner reads."""
    if key := text("SECRET_KEY"):
        return key
    file = folder / "secret.key"
    try:
        # "x" so that of two processes that start at once only one writes.
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(get_random_secret_key())
    except FileExistsError:
        pass
    except OSError as error:
        raise ImproperlyConfigured(f"Set SECRET_KEY, or let Lateral write {file}: {error.strerror}.") from error
    return file.read_text().strip()
