"""robots.txt by RFC 9309. (Python's own parser knows no wildcards, and not that the longest rule counts.)"""

import re
from urllib.parse import quote

Rule = tuple[bool, str]
"""Whether what the path pattern fits is allowed."""

ESCAPED = re.compile("%([0-9a-fA-F]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")
TOKEN = re.compile(r"[A-Za-z_-]+|\*")
# No more is read of it, as the standard permits.
MAX_BYTES = 500 * 1024


def rules_for(agent: str, data: bytes) -> list[Rule]:
    """The rules of a robots.txt for an agent: of all its groups together, else of those for everybody."""
    groups: dict[str, list[Rule]] = {}
    agents: list[str] = []
    naming = False
    for line in data[:MAX_BYTES].decode("utf-8-sig", "replace").splitlines():
        key, _colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if key.lower() == "user-agent":
            token = TOKEN.match(value)
            agents = [*(agents if naming else []), token[0].lower() if token else ""]
            groups.setdefault(agents[-1], [])
            naming = True
        elif key.lower() in {"allow", "disallow"}:
            naming = False
            for name in agents if value else []:
                groups[name].append((key.lower() == "allow", value))
    return groups.get(agent.lower(), groups.get("*", []))


def is_allowed(rules: list[Rule], path: str) -> bool:
    """Whether a path with its query may be fetched: the longest rule that fits says so, of two alike the kinder."""
    path = normal(path)
    fitting = [(len(pattern), allow) for allow, pattern in rules if fits(normal(pattern), path)]
    return max(fitting)[1] if fitting else True


def normal(path: str) -> str:
    """A path or a pattern with its escapes written in one way."""

    def plain(escape: re.Match[str]) -> str:
        sign = chr(int(escape[1], 16))
        return sign if UNRESERVED.fullmatch(sign) else escape[0].upper()

    return ESCAPED.sub(plain, quote(path, safe="/%?&=+,;:@!$'()*[]~#\"<>\\^`{|}"))


def fits(pattern: str, path: str) -> bool:
    """Whether the path begins as the pattern says: `*` is anything, `$` at its end the end of the path."""
    to_the_end = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = others.pop() if others and to_the_end else None
    for part in others:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not to_the_end or at == len(path)
