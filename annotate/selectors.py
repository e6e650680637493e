"""Where a quote stands now, in a text that may have changed since: by its words and by what stood around them.

Word for word first; where its words were changed, near the places that its pieces or its surroundings point at.
Offsets are code points. The score is 1 where the quote and its surroundings read as they did, and falls with every
edit to one of them.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from annotate.likeness import (
    closest,
    find_all,
    likeness,
    likeness_after,
    likeness_before,
    splits,
    whole_characters,
    word_around,
)

Status = Literal["exact", "moved", "ambiguous", "lost"]

# Two places are equally good where their scores differ by less; by less than this, where neither is good.
MARGIN = 0.02
WIDE_MARGIN = 0.08
# From this score on a place is good: where it is reached word for word, nothing else is looked for.
GOOD = 0.8
# Below this one the surroundings say that it is another passage with the same words; of many such passages the best
# agrees by chance up to that one.
AGREES = 0.5
AGREES_WELL = 0.62
# A quote of this length is no coincidence, even in other surroundings, if it stands there once;
TELLING = 8
# and of this length, it is worth asking which of several places is meant.
WORTH_ASKING = 16
# A quote with changed words is recognised from this score on, one with many changes from that one on.
RECOGNISED = 0.65
RECOGNISED_AT_ALL = 0.72
# A shorter quote with a changed letter is another word.
SHORTEST = 4
# What a quote weighs at least beside its surroundings, in code points.
LEAST_WEIGHT = 24
# Of a longer quote, its beginning and its end are looked for where its words were changed.
LONG = 400
END_OF_LONG = 160
# As much of prefix and suffix leads to a place; a passage right beside it is worth so much more than one near it.
LEAD = 12
BESIDE = 0.03
# What is looked at, at most: places of the same words, and those of them closely; places of a piece; regions.
MOST_PLACES = 3000
MOST_FITTED = 12
MOST_HITS = 40
MOST_REGIONS = 8
# A region with a smaller share of the pieces' votes than one in so many is not looked at.
FEW_VOTES = 20


class Place(NamedTuple):
    """Code points from start up to end, and how well the quote fits there: 0 to 1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands now.

    `exact`: word for word at its old place; where none is known, at the one place that it can be. `moved`: word for
    word elsewhere, or with words changed. `ambiguous`: several places are equally good; start and end are the
    first's, and `candidates` are all of them (at most MOST_FITTED). `lost`: nowhere; start and end are None.
    """

    start: int | None
    end: int | None
    status: Status
    score: float
    candidates: tuple[Place, ...] = ()


LOST = Anchor(None, None, "lost", 0.0)


@dataclass(frozen=True, slots=True)
class Quote:
    """What is looked for: words, what stood before and after them, and where they stood."""

    exact: str
    prefix: str
    suffix: str
    start: int | None

    def is_at(self, text: str, place: Place) -> bool:
        """Whether it stands there word for word."""
        return text[place.start : place.end] == self.exact

    def distance(self, place: Place) -> int:
        """How far a place is from the old one, where that is known."""
        return 0 if self.start is None else abs(place.start - self.start)

    def fit(self, text: str, start: int, end: int) -> Place:
        """The place with its score: the likeness of quote, prefix and suffix, each weighed by its length."""
        weight = max(2 * len(self.exact), LEAST_WEIGHT)
        score = weight * likeness(self.exact, text[start:end])
        if self.prefix:
            score += len(self.prefix) * likeness_before(self.prefix, text, start)
        if self.suffix:
            score += len(self.suffix) * likeness_after(self.suffix, text, end)
        return Place(start, end, score / (weight + len(self.prefix) + len(self.suffix)))

    def neighbours(self, text: str, place: Place) -> int:
        """On how many sides the quote's own surroundings begin right there."""
        before = self.prefix and text.endswith(self.prefix[-LEAD:], 0, place.start)
        after = self.suffix and text.startswith(self.suffix[:LEAD], place.end)
        return bool(before) + bool(after)

    def rough_distance(self, text: str, start: int) -> int:
        """How many edits there are in the surroundings, at most: to choose the places that are worth fitting."""
        end = start + len(self.exact)
        before, after = text[max(0, start - len(self.prefix)) : start], text[end : end + len(self.suffix)]
        return Levenshtein.distance(self.prefix, before) + Levenshtein.distance(self.suffix, after)


def anchor(text: str, exact: str, prefix: str | None = "", suffix: str | None = "", start: int | None = None) -> Anchor:
    """Where the quote stands in the text.

    `start` is where it stood: the nearest of equally good places wins. Where none is known, or two are equally near,
    they are ambiguous. An empty quote is lost.
    """
    if not exact:
        return LOST
    if exact not in text and unicodedata.is_normalized("NFC", text):
        exact, prefix, suffix = composed(exact), composed(prefix), composed(suffix)
    quote = Quote(exact, prefix or "", suffix or "", start)
    return decide(text, quote, all_places(text, quote))


def composed(words: str | None) -> str:
    """In the form of canonical text."""
    return unicodedata.normalize("NFC", words or "")


def all_places(text: str, quote: Quote) -> list[Place]:
    """Where the quote may stand, the best place first."""
    same = same_words(text, quote)
    if same and same[0].score >= GOOD:
        return same
    return sorted([*same, *changed_words(text, quote)], key=by_score)


def by_score(place: Place) -> tuple[float, int]:
    """Better places first, and the first of equally good ones."""
    return -place.score, place.start


def decide(text: str, quote: Quote, places: list[Place]) -> Anchor:
    """Which of the places it is; they come with the best first."""
    if not places:
        return LOST
    best = places[0].score
    margin = 0.0 if best == 1 else MARGIN if best >= GOOD else WIDE_MARGIN
    equal = apart(text, quote, (place for place in places if place.score >= best - margin))
    least = min(quote.distance(place) for place in equal)
    nearest = [place for place in equal if quote.distance(place) == least]
    chosen = nearest[0]
    if len(nearest) > 1:
        first = min(nearest)
        return Anchor(first.start, first.end, "ambiguous", first.score, tuple(sorted(nearest)[:MOST_FITTED]))
    return Anchor(chosen.start, chosen.end, status_of(text, quote, chosen), chosen.score)


def apart(text: str, quote: Quote, places: Iterable[Place]) -> list[Place]:
    """Without those that are a better place over again, a few letters longer or shorter."""
    kept: list[Place] = []
    for place in places:
        overlaps = [other for other in kept if place.start < other.end and other.start < place.end]
        if not overlaps or (quote.is_at(text, place) and place not in overlaps):
            kept.append(place)
    return kept


def status_of(text: str, quote: Quote, place: Place) -> Status:
    is_same = quote.is_at(text, place) and place.score >= AGREES
    return "exact" if is_same and quote.start in {None, place.start} else "moved"


# The same words


def same_words(text: str, quote: Quote) -> list[Place]:
    """Where the quote stands word for word, the best place first; without the places where it is a coincidence."""
    whole = f"{quote.prefix}{quote.exact}{quote.suffix}"
    places = (start + len(quote.prefix) for start in find_all(text, whole, quote.start))
    # With a hint they come in the order of their distance: the nearest, and one that may be equally near.
    few = list(islice(places, MOST_FITTED if quote.start is None else 2))
    if few:
        kept = few if quote.prefix or quote.suffix else uncut(text, quote, few)
        return sorted((Place(start, start + len(quote.exact), 1.0) for start in kept), key=by_score)
    if not quote.prefix and not quote.suffix:
        return []
    starts = uncut(text, quote, likely_places(text, quote))
    fitted = starts
    if len(starts) > MOST_FITTED:
        fitted = sorted(starts, key=lambda start: quote.rough_distance(text, start))[:MOST_FITTED]
    fits = sorted((quote.fit(text, start, start + len(quote.exact)) for start in fitted), key=by_score)
    return [place for place in fits if is_believable(quote, place, len(starts))]


def likely_places(text: str, quote: Quote) -> list[int]:
    """Where the words stand; of very many, those with a part of the surroundings beside them."""
    starts = list(islice(find_all(text, quote.exact, quote.start), MOST_PLACES))
    if len(starts) < MOST_PLACES:
        return starts
    before, after = quote.prefix[-LEAD:], quote.suffix[:LEAD]
    beside = {start + len(before) for start in find_all(text, before + quote.exact)} if before else set()
    beside |= set(find_all(text, quote.exact + after)) if after else set()
    return sorted(beside)[:MOST_PLACES] or starts


def uncut(text: str, quote: Quote, starts: list[int]) -> list[int]:
    """Those that cut no character apart, unless all of them do."""
    length = len(quote.exact)
    whole = [start for start in starts if not splits(text, start) and not splits(text, start + length)]
    return whole or starts


def is_believable(quote: Quote, place: Place, count: int) -> bool:
    """Whether the same words are the same passage, of which there may be `count`."""
    length = len(quote.exact)
    is_telling = length >= TELLING if count == 1 else length >= WORTH_ASKING
    return is_telling or place.start == quote.start or place.score >= (AGREES if count == 1 else AGREES_WELL)


# Changed words


def changed_words(text: str, quote: Quote) -> list[Place]:
    """Where the quote stands with some of its words changed."""
    if len(quote.exact) < SHORTEST:
        return []
    found = joined_places(text, quote) if len(quote.exact) > LONG else nearby_places(text, quote)
    return [place for place in found if is_recognised(text, quote, place)]


def is_recognised(text: str, quote: Quote, place: Place) -> bool:
    like = likeness(quote.exact, text[place.start : place.end])
    if len(quote.exact) < TELLING:
        return like >= 0.75 and place.score >= RECOGNISED_AT_ALL
    return place.score >= (RECOGNISED if like >= RECOGNISED else RECOGNISED_AT_ALL) and like >= 0.5


def joined_places(text: str, quote: Quote) -> Iterator[Place]:
    """From where a long quote begins to where it ends, each looked for by itself."""
    length = len(quote.exact)
    head = replace(quote, exact=quote.exact[:END_OF_LONG], suffix="")
    tail = replace(quote, exact=quote.exact[-END_OF_LONG:], prefix="")
    if quote.start is not None:
        tail = replace(tail, start=quote.start + length - END_OF_LONG)
    for begin, finish in product(all_places(text, head)[:3], all_places(text, tail)[:3]):
        if length / 2 <= finish.end - begin.start <= length * 2:
            yield quote.fit(text, begin.start, finish.end)


def nearby_places(text: str, quote: Quote) -> list[Place]:
    """The best passage of each region that the quote's surroundings lead to; or else, that its pieces do."""
    found = places_in(text, quote, regions_beside_context(text, quote))
    if any(place.score >= GOOD and quote.neighbours(text, place) == 2 for place in found):
        return found
    return [*found, *places_in(text, quote, regions_of_pieces(text, quote))]


def places_in(text: str, quote: Quote, regions: Iterable[tuple[int, int]]) -> list[Place]:
    seen: list[tuple[int, int]] = []
    for start, end in islice(regions, MOST_REGIONS):
        if not any(low <= start and end <= high for low, high in seen):
            seen.append((start, end))
    return [best for start, end in seen if (best := best_in(text, quote, start, end))]


def best_in(text: str, quote: Quote, start: int, end: int) -> Place | None:
    """The passage of a region that is most like the quote, in whole words where the quote is; or all of the region."""
    length = len(quote.exact)
    low, high = closest(quote.exact, text[start:end])
    starts, ends = edges(text, quote, start + low, start + high)
    spans = [(one, other) for one, other in product(starts, ends) if one < other]
    if length / 2 <= end - start <= length * 2:
        spans.append((start, end))
    places = [quote.fit(text, *whole_characters(text, *span)) for span in spans]
    return max(
        places, key=lambda place: (place.score + BESIDE * quote.neighbours(text, place), -place.start), default=None
    )


def edges(text: str, quote: Quote, start: int, end: int) -> tuple[set[int], set[int]]:
    """Where the passage may start and end instead, so that it cuts no word that the quote does not cut."""
    starts, ends = {start}, {end}
    if not (quote.prefix[-1:].isalnum() and quote.exact[0].isalnum()):
        starts |= set(word_around(text, start) or ())
    if not (quote.suffix[:1].isalnum() and quote.exact[-1].isalnum()):
        ends |= set(word_around(text, end) or ())
    return starts, ends


def regions_beside_context(text: str, quote: Quote) -> Iterator[tuple[int, int]]:
    """From the end of the prefix to the start of the suffix, or as far as the quote may reach."""
    before, after = quote.prefix[-LEAD:], quote.suffix[:LEAD]
    reach = len(quote.exact) * 3 // 2 + 16
    is_led = len(before) >= LEAD // 2, len(after) >= LEAD // 2
    if is_led[0]:
        for place in islice(find_all(text, before, quote.start), MOST_REGIONS // 2):
            start = place + len(before)
            end = text.find(after, start, start + reach + len(after)) if is_led[1] else -1
            yield start, end if end > start else min(len(text), start + reach)
    if is_led[1]:
        for end in islice(find_all(text, after, quote.start), MOST_REGIONS // 2):
            yield max(0, end - reach), end


def regions_of_pieces(text: str, quote: Quote) -> Iterator[tuple[int, int]]:
    """Where most pieces of the quote stand together, rare ones counting more."""
    length = len(quote.exact)
    size = max(2, min(10, length // 6))
    bucket = max(16, length // 2)
    votes: Counter[int] = Counter()
    for offset in range(0, length - size + 1, max(size, length // 16)):
        hits = list(islice(find_all(text, quote.exact[offset : offset + size], quote.start), MOST_HITS))
        for hit in hits:
            votes[(hit - offset) // bucket] += 1000 // len(hits)
    taken: set[int] = set()
    for place, count in votes.most_common():
        if count * FEW_VOTES < votes.total():
            return
        # A region reaches a bucket further on both sides.
        if taken.isdisjoint({place - 1, place, place + 1}):
            taken.add(place)
            yield max(0, (place - 1) * bucket), min(len(text), (place + 2) * bucket + length)
