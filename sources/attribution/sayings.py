"""What a source with its cue is, and the small words that verbs of saying come with. Pure."""

import re
from dataclasses import dataclass

from sources.attribution.cues import plain_form, words_of
from sources.attribution.persons import Page

# What ends a clause, whatever follows.
HARD = re.compile('[;:!?؟؛.…"«»“”„()\\[\\]]|\\n|[–—]\\s')
COMMA = re.compile("[,،]")
POSSESSIVE = re.compile("[’']s\\b")
# Whoever does nothing but tell: what they do is most often telling.
TELLING = frozenset({"agency", "newspaper", "broadcaster", "website", "monitor"})
AUXILIARIES = {
    "en": words_of("has have had was were is are"),
    "fr": words_of("a ont avait avaient aurait auraient ai fait est sont etait s se"),
    "ar": words_of("قد كان كانت وقد"),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A cue beside a source: words from `first` to `last` cover both, `cue` is what stands there. `is_of`: the speaker
    belongs to the source, rather than speaking to it.
    """

    first: int
    last: int
    cue: tuple[int, int] | None
    speaker: str = ""
    is_of: bool = False


def auxiliary(page: Page, index: int) -> int:
    """The first word of the verb that ends here: "a-t-il déclaré", "has said", "a ensuite précisé"."""
    start = page.sentence[index][0]
    words = AUXILIARIES.get(page.cues.language, frozenset())
    for first in range(index - 1, max(start, index - 4) - 1, -1):
        if COMMA.search(page.gap(first)) or HARD.search(page.gap(first)):
            return index
        if page.word(first) in words:
            return first
    return index


def is_product(page: Page, first: int, last: int) -> bool:
    """Whether a cue phrase only says whose a report, a toll, a picture is."""
    return page.word(first) in page.cues.products and plain_form(page.word(last)) in ("de", "by", "from")
