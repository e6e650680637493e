"""The tests of the JavaScript, tests/js, which Node runs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "tests" / "js").glob("*.test.js"))
OLDEST = 18  # Debian 12's


def node() -> str:
    """Where Node is. Without it a run at home skips, and CI fails."""
    found = shutil.which("node")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout if found else "v0"
    if found and int(version.lstrip("v").partition(".")[0]) >= OLDEST:
        return found
    reason = f"The tests of the JavaScript need Node {OLDEST} or newer; here is {version.strip() if found else 'none'}."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_javascript(file: Path) -> None:
    run = subprocess.run([node(), "--test", str(file)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_there_are_tests_of_the_javascript() -> None:
    assert FILES
