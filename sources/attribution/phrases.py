"""The cue phrases of cues.json as they stand in a text: "according to", "de l'aveu même de". Pure."""

from sources.attribution.cues import JOINED, plain_form, words_of
from sources.attribution.persons import Page

# What may stand within a phrase: "de l'aveu même de", "in the very words of".
FILLERS = words_of("meme memes propre propres own very donc bien encore surtout aussi")


def phrase_at(page: Page, index: int) -> int:
    """The first word of a phrase that ends at a word, plus one; 0 where none does."""
    word = page.word(index)
    found = phrase_ending(page, index, plain_form(word))
    if found < 0 and page.cues.language == "ar" and word[:1] in JOINED:
        found = phrase_ending(page, index, word[1:])
    return found + 1


def phrase_ending(page: Page, index: int, word: str) -> int:
    lengths = page.cues.lengths.get(word)
    if not lengths:
        return -1
    places = [*range(max(page.sentence[index][0], index - lengths[0] - 1), index)]
    found = phrase_among(page, places, index, word)
    if found < 0:
        places = [each for each in places if page.word(each) not in FILLERS]
        found = phrase_among(page, places, index, word)
    return found


def phrase_among(page: Page, places: list[int], index: int, word: str) -> int:
    """The first word of the longest phrase that ends with the last of the words at some places and this one."""
    for length in page.cues.lengths[word]:
        if length > len(places) + 1:
            continue
        own = places[len(places) - length + 1 :]
        if (*(plain_form(page.word(each)) for each in own), word) in page.cues.phrases:
            return own[0] if own else index
    return -1
