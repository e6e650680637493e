"""What the READMEs promise: every page, setting and command stands in them, and no picture is missing."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern

from annotate.urls import urlpatterns as annotate_pages
from sources.urls import urlpatterns as sources_pages

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
VARIABLE = re.compile(r'environment\.(?:text|flag|number|words)\(\s*"([A-Z_]+)"|\btext\("([A-Z_]+)"\)|env="([A-Z_]+)"')


@pytest.mark.parametrize(("app", "pages"), [("sources", sources_pages), ("annotate", annotate_pages)])
def test_an_app_s_readme_names_each_of_its_pages(app: str, pages: list[URLPattern]) -> None:
    words = (ROOT / app / "README.md").read_text("utf-8")
    assert [page.name for page in pages if f"`{page.name}`" not in words] == []


def test_the_readme_names_each_variable_of_the_environment() -> None:
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "config").rglob("*.py"))
    variables = {name for match in VARIABLE.findall(code) for name in match if name}
    assert {"DATABASE_URL", "SECRET_KEY", "PORT"} <= variables
    assert {name for name in variables if f"`{name}`" not in README} == set()


def test_the_readme_names_each_command() -> None:
    commands = {file.stem for file in ROOT.glob("*/management/commands/[a-z]*.py")}
    assert {name for name in commands if f"manage.py {name}" not in README} == set()


def test_the_readme_s_pictures_and_folders_are_there() -> None:
    named = re.findall(r'(?:\]\(|src=")([^)"#]+)', README)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_readme_names_no_make_target_that_is_not_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets
