"""Title and author as the properties of a file tell them: of the text, or of what somebody wrote it over."""

import re

from sources.reading import FIRST_LINES, LONGEST_TITLE, one_line
from sources.text import BlockKind, fold

# What programs write where nobody wrote anything.
NO_AUTHORS = frozenset(
    {
        "python docx", "microsoft office user", "microsoft", "microsoft word", "user", "utilisateur", "windows user",
        "utilisateur windows", "admin", "administrator", "administrateur", "unknown", "author", "auteur", "owner", "pc",
        "hp", "dell", "lenovo", "asus", "acer", "un named", "unnamed", "google docs", "libreoffice", "anonymous",
        "root", "office", "none", "null",
    }
)  # fmt: skip
NO_TITLES = frozenset({"untitled", "sans titre", "word document", "document", "powerpoint presentation", "title"})
PROGRAM = re.compile(r"^(?:Microsoft Word|Microsoft PowerPoint|Print) - ", re.IGNORECASE)
FILE_NAME = re.compile(r"\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|txt|html?|tex|pages)$", re.IGNORECASE)


def title_of(parts: list[tuple[BlockKind, str]], written: str) -> str:
    """The written title, if it stands above the text too or nothing there reads as one; else nothing."""
    title = one_line(PROGRAM.sub("", written))
    first = [(kind, text) for kind, text in parts if text.strip()][:FIRST_LINES]
    if any(fold(text) == fold(title) for _kind, text in first):
        return title
    has_another = any(kind == "heading" for kind, _text in first) or (first and len(first[0][1]) <= LONGEST_TITLE)
    is_none = fold(title) in NO_TITLES or FILE_NAME.search(title)
    return "" if has_another or is_none else title


def author_of(written: str) -> str:
    """The name, if it is one: no program's and no account's."""
    author = one_line(written)
    return "" if fold(author) in NO_AUTHORS or "@" in author else author
