"""What can be the name of a place, and what can follow it."""

import re

from sources.text import fold

SMALL_WORDS = frozenset(
    word
    for word in re.findall(
        r"\w+",
        "de du des la le les l sur en et of the and am an der im bei und di del della dei da do dos das el al los y e "
        "van den het i na nad w",
    )
)
NOT_PLACES = frozenset(
    re.findall(
        r"\w+",
        "update analysis breaking urgent correction corrected exclusive factbox timeline live opinion focus "
        "video photo watch alert advisory note interview profile feature explainer special "
        "insight actualite eclairage encadre",
    )
)


def is_cased(text: str) -> bool:
    """Whether it is in a script that has capitals."""
    return text.lower() != text.upper()


def begins_sentence(rest: str) -> bool:
    rest = rest.lstrip(" «»“”„\"'‘’¿¡(–—-\u00a0")
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit() or not is_cased(rest[0]))


def is_capital(place: str) -> bool:
    """Whether the first of the places is in capitals: NEW YORK, McALLEN, Texas."""
    first = re.split(r"[,/(]", place)[0]
    letters = [char for char in first if char.isalpha()]
    return len(letters) > 1 and sum(char.isupper() for char in letters) >= 0.7 * len(letters)


def is_place(written: str) -> bool:
    """Whether words can be the names of places: few, each with a capital where its script has them."""
    pieces = [piece.strip() for piece in re.split(r"[/,،()]|\s[-–]\s", written)]
    return len(pieces) <= 5 and all(is_one_place(piece) for piece in pieces if piece)


def is_one_place(piece: str) -> bool:
    words = re.split(r"[\s’'-]+", piece)
    if len(words) > 6 or fold(piece) in NOT_PLACES or any(char in ':;!?"«»“”' for char in piece):
        return False
    names = [word for word in words if word and word.lower() not in SMALL_WORDS]
    return bool(names) and all(not is_cased(word[0]) or word[0].isupper() or word[0] == "a" for word in names)
