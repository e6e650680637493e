"""Whether a passage says who says it."""

from functools import cache, lru_cache

from sources.attribution.cues import Cues, cues_for, plain_form
from sources.attribution.naming import tokens_of

# A sentence is asked about with each that it may stand beside.
REMEMBERED = 10_000


@lru_cache(maxsize=REMEMBERED)
def is_attributed(passage: str, language: str) -> bool:
    """Whether a passage has a verb of saying ("said", "a déclaré", "قال") or a phrase like "according to" in it."""
    cues = cues_for(language)
    words = [token.word for token in tokens_of(passage)]
    verbs = saying(cues.language)
    return any(word in verbs or ends_phrase(cues, words, place) for place, word in enumerate(words))


@cache
def saying(language: str) -> frozenset[str]:
    """The verbs of saying that say nothing else."""
    cues = cues_for(language)
    return cues.inverted | cues.told


def ends_phrase(cues: Cues, words: list[str], place: int) -> bool:
    last = plain_form(words[place])
    return any(
        phrase == tuple(plain_form(word) for word in words[place + 1 - len(phrase) : place + 1])
        for phrase in cues.before.get(last, ())
    )
