"""robots.txt, as RFC 9309 reads it."""

import time

import pytest

from sources.fetch.robots import is_allowed, rules_for


def allowed(text: str, path: str) -> bool:
    return is_allowed(rules_for("Lateral", text.encode()), path)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("user-AGENT : * # all\r\nDISALLOW :/a", "/ab", False),
        ("\ufeffUser-agent: *\rDisallow: /a", "/a", False),
        ("Disallow: /", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: LATERAL/2.0\nDisallow: /", "/a", False),
        ("User-agent: Laterally\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: lateral\nDisallow: /b", "/a", True),
        ("User-agent: x\nUser-agent: lateral\nCrawl-delay: 3\nDisallow: /a", "/a", False),
        (
            "User-agent: lateral\nDisallow: /a\nUser-agent: y\nDisallow: /\nUser-agent: lateral\nDisallow: /b",
            "/b",
            False,
        ),
        ("User-agent: lateral\nSitemap: /s\nUser-agent: y\nDisallow: /a", "/a", False),
        ("<html><body>Not found</body></html>", "/a", True),
    ],
)
def test_groups_and_their_agents(text: str, path: str, expected: bool) -> None:
    assert allowed(text, path) is expected


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("Disallow: /fish", "/fish.html?id=1", False),
        ("Disallow: /fish", "/Fish", True),
        ("Disallow: /fish/", "/fish", True),
        ("Disallow: /*.php", "/a/b.php?x", False),
        ("Disallow: /*.php$", "/a/b.php", False),
        ("Disallow: /*.php$", "/a/b.php?x", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: *print*", "/x?print=1", False),
        ("Disallow: /a*b*c", "/axbxc", False),
        ("Disallow: /a*b*c", "/axcxb", True),
        ("Disallow: /*b$", "/b", False),
        ("Disallow: /ab*b$", "/ab", True),
        ("Allow: /p\nDisallow: /", "/page", True),
        ("Disallow: /\nAllow: /p", "/page", True),
        ("Allow: /folder\nDisallow: /folder", "/folder/a", True),
        ("Allow: /page\nDisallow: /*.htm", "/page.htm", False),
        ("Allow: /$\nDisallow: /", "/", True),
        ("Allow: /$\nDisallow: /", "/page.htm", False),
        ("Disallow: /%7ejoe", "/~joe/a", False),
        ("Disallow: /~joe", "/%7Ejoe/a", False),
        ("Disallow: /été", "/%C3%A9t%c3%a9", False),
        ("Disallow: /a%2fb", "/a/b", True),
        ("Disallow: /a%2fb", "/a%2Fb", False),
    ],
)
def test_the_longest_rule_that_fits_counts(rules: str, path: str, expected: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}", path) is expected


def test_rules_made_to_hold_up_do_not() -> None:
    text = "User-agent: *\n" + f"Disallow: /{'*a' * 2000}b\n" * 100
    start = time.monotonic()
    assert allowed(text, "/" + "a" * 2000)
    assert time.monotonic() - start < 2


def test_only_the_beginning_of_a_long_file_is_read() -> None:
    assert allowed("User-agent: *\n" + "#" * 600_000 + "\nDisallow: /", "/a")
