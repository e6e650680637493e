"""Who is cited: each passage of a text that names a source, with its cue, its speaker and the words quoted. Pure.

An outlet that is only spoken of ("the offices of AFP burned") is not cited; `clauses` tells the two apart.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

from sources.clauses import HARD, Cited, Page, judge, name_from, name_run
from sources.cues import cues_for, words_of
from sources.naming import Known, Mention, known_outlets, matcher_for, tokens_of
from sources.quotations import Quotation, find_quotations
from sources.references import Candidates
from sources.sentences import sentences_of
from sources.signatures import signed

Span = tuple[int, int]
# How far the words said may stand from who says them.
FAR_BEFORE, FAR_BEHIND = 12, 220


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that names a source, as code points from `start` up to `end`.

    `outlet` is the registry's name of it, None for a source without a name ("a Western news agency"); `cue` the words
    that make it a citation, empty for a signature; `speaker` a person without title or function, empty where none is
    named; `quotation` the quoted words that belong to it, without their marks.
    """

    start: int
    end: int
    outlet: str | None
    cue: str
    speaker: str
    quotation: Span | None


def find_citations(text: str, language: str, outlets: Any) -> list[Citation]:
    """The citations of a canonical text by their start; linear in its length.

    `outlets` are instances of `Outlet` (their names are read once; prefetch them), entries as in outlets.json,
    pairs of a name and its aliases, or a mapping from one to the other.
    """
    known = known_outlets(outlets)
    page = read_page(text, language)
    found = cited_in(page, known)
    quotations = Quoted(text, find_quotations(text, language))
    return [
        citation_of(page, mention, cited, quotations)
        for mention, cited in sorted(found, key=lambda pair: (pair[1].first, pair[0].first))
    ]


def read_page(text: str, language: str) -> Page:
    tokens = tokens_of(text)
    starts = [token.start for token in tokens]
    sentence: list[Span] = []
    for span in sentences_of(text, language):
        first = max(bisect_left(starts, span.start), len(sentence))
        last = bisect_left(starts, span.end) - 1
        sentence.extend((index, index) for index in range(len(sentence), first))
        sentence.extend((first, last) for _ in range(first, last + 1))
    sentence.extend((index, index) for index in range(len(sentence), len(tokens)))
    return Page(text, tokens, sentence, cues_for(language))


def cited_in(page: Page, known: tuple[Known, ...]) -> list[tuple[Mention, Cited]]:
    """Every source with how it is cited, in the order of the text; then the people who spoke for one."""
    mentions = matcher_for(known).find(page.text, page.tokens)
    for mention in mentions:
        page.taken.update(range(mention.first, mention.last + 1))
    candidates = Candidates(page, mentions)
    found: list[tuple[Mention, Cited]] = []
    for group in candidates.groups():
        found.extend(cited_group(page, group, candidates))
    found.extend(spoken_for(page, found))
    named = {page.sentence[mention.first] for mention, _ in found if mention.outlet}
    return [pair for pair in found if not is_between(page, pair[0], named)]


def is_between(page: Page, mention: Mention, named: set[Span]) -> bool:
    """Whether a nameless source only stands behind an outlet: "a security source told Reuters"."""
    return mention.outlet is None and mention.kind == "source" and page.sentence[mention.first] in named


def cited_group(page: Page, group: list[Mention], candidates: Candidates) -> list[tuple[Mention, Cited]]:
    """The members of a list of sources: what makes one of them a citation makes all, by the same cue."""
    judged = [judge_one(page, mention) for mention in group]
    if len(group) > 1 and any(judged):
        judged = [within_list(group, place, judged) for place in range(len(group))]
    pairs = [(mention, cited) for mention, cited in zip(group, judged, strict=True) if cited]
    for mention, _ in pairs:
        candidates.resolve(mention)
    return pairs


def within_list(group: list[Mention], place: int, judged: list[Cited | None]) -> Cited:
    """A member's own part of the list: it ends where another member begins."""
    mention = group[place]
    cited = judged[place] or next(each for each in [*reversed(judged[:place]), *judged[place:]] if each)
    first = cited.first if place == 0 else max(cited.first, group[place - 1].last + 1)
    last = cited.last if place == len(group) - 1 else min(cited.last, group[place + 1].first - 1)
    if judged[place] is None:
        return Cited(mention.first, mention.last, cited.cue)
    is_cut = last < cited.last
    last = mention.last if is_cut else last
    return Cited(min(first, mention.first), max(last, mention.last), cited.cue, cited.speaker, cited.is_of)


def judge_one(page: Page, mention: Mention) -> Cited | None:
    if mention.takes_no_article and mention.first and page.word(mention.first - 1) in page.cues.definite:
        return None
    if mention.is_near and mention.first and page.gap(mention.first - 1) == " " and page.is_name(mention.first - 1):
        return None  # somebody called Reuter
    cited = judge(page, mention)
    if cited and mention.is_weak and not is_close(page, mention, cited):
        cited = None
    if cited is None and mention.outlet and signed(page, mention):
        cited = Cited(mention.first, mention.last, None)
    return cited


def is_close(page: Page, mention: Mention, cited: Cited) -> bool:
    """Whether an ordinary word stands so near its cue that it is a name here, and is no part of a longer one."""
    behind = mention.last + 1
    if behind < len(page.tokens) and page.tokens[behind].is_capital:
        glue = "-‑" if page.text[page.tokens[mention.last].start : page.tokens[mention.last].end].isupper() else " -‑"
        if page.gap(mention.last) in glue and page.word(behind) not in page.cues.aux:
            return False
    if page.cues.language == "ar" and not mention.prefix:
        return (
            cited.cue is not None
            and cited.cue[1] < mention.first
            and all(
                page.word(each) in page.cues.skip | page.cues.people for each in range(cited.cue[1] + 1, mention.first)
            )
            and (mention.first == 0 or page.word(mention.first - 1) not in page.cues.against)
        )
    return cited.first >= mention.first - 8


def spoken_for(page: Page, found: list[tuple[Mention, Cited]]) -> list[tuple[Mention, Cited]]:
    """Later words of people who were named as an outlet's: "Dekker said"."""
    people: dict[str, tuple[int, Mention]] = {}
    for mention, cited in found:
        if cited.is_of and cited.speaker and mention.outlet:
            people.setdefault(tokens_of(cited.speaker)[-1].word, (cited.last, mention))
    if not people:
        return []
    full = {tokens_of(cited.speaker)[-1].word: cited.speaker for _, cited in found if cited.is_of and cited.speaker}
    covered = {index for _, cited in found for index in range(cited.first, cited.last + 1)}
    more = []
    for index, token in enumerate(page.tokens):
        known = people.get(token.word)
        if known is None or index <= known[0] or index in covered or index in page.taken:
            continue
        if spoken := as_person(page, index, known[1], full[token.word]):
            more.append(spoken)
    return more


def as_person(page: Page, index: int, mention: Mention, speaker: str) -> tuple[Mention, Cited] | None:
    own = {token.word for token in tokens_of(speaker)}
    first = index
    while first > page.sentence[index][0] and page.word(first - 1) in own:
        first -= 1
    previous = first - 1
    is_inside = previous >= page.sentence[index][0] and page.gap(previous) == " " and page.is_name(previous)
    if is_inside and page.word(previous) not in page.cues.skip | page.cues.aux | page.cues.links:
        return None  # somebody else of that name
    person = Mention(first, index, mention.outlet, kind="person")
    cited = judge(page, person)
    if cited is None or (cited.speaker and cited.speaker != speaker):
        return None
    return person, Cited(cited.first, cited.last, cited.cue, speaker, is_of=True)


def citation_of(page: Page, mention: Mention, cited: Cited, quotations: "Quoted") -> Citation:
    first, last = min(cited.first, mention.first), max(cited.last, mention.last)
    start, end = page.tokens[first].start, page.tokens[last].end
    cue = page.slice(*cited.cue) if cited.cue else ""
    outlet = mention.outlet.name if mention.outlet else None
    return Citation(start, end, outlet, cue, cited.speaker, quotations.beside(start, end) if cue else None)


class Quoted:
    """The quotations of a text, to look up those beside a passage."""

    def __init__(self, text: str, quotations: list[Quotation]) -> None:
        self.text = text
        self.quotations = [each for each in quotations if each.depth == 0 and not each.is_term]
        self.starts = [each.outer_start for each in self.quotations]
        self.ends = [each.outer_end for each in self.quotations]

    def beside(self, start: int, end: int) -> Span | None:
        """The words said by whom the passage names: right before it, else the first behind it in the sentence."""
        before = bisect_right(self.ends, start) - 1
        if before >= 0 and self.joins(self.ends[before], start):
            return self.quotations[before].start, self.quotations[before].end
        behind = bisect_left(self.starts, end)
        if behind < len(self.starts) and self.follows(end, self.starts[behind]):
            return self.quotations[behind].start, self.quotations[behind].end
        return None

    def joins(self, end: int, start: int) -> bool:
        """Whether only a comma and some small word stand between."""
        between = self.text[end:start]
        return len(between) <= FAR_BEFORE and not re.search(r"[.;:!?\n]", between)

    def follows(self, end: int, start: int) -> bool:
        between = self.text[end:start]
        return len(between) <= FAR_BEHIND and "\n\n" not in between and not re.search(r"[.!?؟;]\s", between)


# People who speak for themselves


@dataclass(frozen=True, slots=True)
class Speech:
    """A person who is said to have said something; `speaker` without title and function, `quotation` as above."""

    start: int
    end: int
    speaker: str
    cue: str
    quotation: Span | None


def find_speakers(text: str, language: str) -> list[Speech]:
    """Named people with a verb of saying, by their start; "a-t-il ajouté" goes to whoever spoke last."""
    page = read_page(text, language)
    quotations = Quoted(text, find_quotations(text, language))
    found: list[Speech] = []
    block, speaker = 0, ""
    for index, token in enumerate(page.tokens):
        if token.word not in page.cues.said or token.is_capital:
            continue
        if (at := text.rfind("\n\n", block, token.start)) > 0:
            block = at + 1
        speech = speech_at(page, index, speaker)
        if speech is None or (found and speech[0] < 0):
            continue
        first, last, cue, speaker = speech
        start, end = page.tokens[first].start, page.tokens[last].end
        if found and start < found[-1].end:
            continue
        found.append(Speech(start, end, speaker, page.slice(*cue), quotations.beside(start, end)))
    return found


def speech_at(page: Page, index: int, last_speaker: str) -> tuple[int, int, Span, str] | None:
    """The words that a speech covers, its cue and its speaker, where the verb at a word has one."""
    cues = page.cues
    first = verb_begins(page, index)
    if name := name_behind(page, index):
        return first, name[1], (first, index), page.slice(*name)
    if name := name_before(page, first):
        return name[0], index, (first, index), page.slice(*name)
    words = {page.word(each) for each in range(max(0, first - 1), min(index + 2, len(page.tokens)))}
    if last_speaker and words & cues.pronouns:
        return first, index, (first, index), last_speaker
    return None


def verb_begins(page: Page, index: int) -> int:
    first = index
    start = page.sentence[index][0]
    while (
        first > start
        and index - first < 4
        and page.word(first - 1) in VERB_PARTS
        and not HARD.search(page.gap(first - 1))
    ):
        first -= 1
    return first


VERB_PARTS = words_of(
    "a ont avait avaient t il elle ils elles s lui est has have had also later egalement ensuite aussi"
)


def name_behind(page: Page, index: int) -> Span | None:
    """The name behind a verb: "said Jane Doe", "a déclaré le ministre russe, Sergueï Lavrov", "a dit M. Lavrov"."""
    last = page.sentence[index][1]
    for place in range(index + 1, min(last, index + 10) + 1):
        gap = page.gap(place - 1)
        if (HARD.search(gap) and page.word(place - 1) not in page.cues.titles) or (place == index + 1 and "," in gap):
            return None
        if page.is_name(place) and page.word(place) not in page.cues.skip:
            return name_from(page, place, last)
        if page.word(place) in page.cues.pronouns or page.word(place) in {"que", "qu", "that"}:
            return None
        if page.cues.language == "en" and page.word(place) not in page.cues.titles | page.cues.people | page.cues.skip:
            return None
    return None


def name_before(page: Page, index: int) -> Span | None:
    """The name before a verb, or before an apposition in commas."""
    start = page.sentence[index][0]
    place = index - 1
    if place < start:
        return None
    if "," in page.gap(place):
        names = [each for each in range(max(start, place - 14), place) if page.is_name(each)]
        if page.is_name(place):
            return name_run(page, place, start)
        ends = [each for each in names if "," in page.gap(each)]
        return name_run(page, ends[-1], start) if ends else None
    return name_run(page, place, start) if page.is_name(place) and not HARD.search(page.gap(place)) else None
