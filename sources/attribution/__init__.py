"""Who is cited: each passage of a text that names a source, with its cue, its speaker and the words quoted. Pure.

An outlet that is only spoken of ("the offices of AFP burned") is not cited; `clauses` tells the two apart by what
stands `before` a source and `after` it. What an agency, a newspaper, a broadcaster does is taken for telling, in
whatever words, unless it is in the list of what tells nothing (`idle` in cues.json); where one is named without any
cue, `mentioned` asks whether something is said of the outlet itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sources.attribution.clauses import judge
from sources.attribution.cues import words_of
from sources.attribution.mentioned import is_longer, is_only_mentioned
from sources.attribution.naming import Known, Mention, known_outlets, matcher_for, tokens_of
from sources.attribution.persons import Page, read_page
from sources.attribution.references import Candidates
from sources.attribution.sayings import Cited
from sources.attribution.signatures import signed
from sources.attribution.speakers import Speech, find_speakers
from sources.attribution.subjects import opens_clause
from sources.quotations import Quoted, find_quotations

__all__ = ["Citation", "Speech", "find_citations", "find_speakers"]

ARTICLES = words_of("a an the un une le la l les des")

Span = tuple[int, int]
# How near to an Arabic name that is a word as well the verb behind it stands.
BESIDE = 4
# A list of sources behind a text is no longer than this.
FOOT = 160
ALONE = words_of("وحدها ووحدها أما لكن ولكن وأما")


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that names a source, as code points from `start` up to `end`.

    `outlet` is the registry's name of it, None for a source without a name ("a Western news agency"); `cue` the words
    that make it a citation, empty for a signature and where no cue is known; `speaker` a person without
    title or function, empty where none is named; `quotation` the quoted words that belong to it, without their marks.
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


def cited_in(page: Page, known: tuple[Known, ...]) -> list[tuple[Mention, Cited]]:
    """Every source with how it is cited, in the order of the text; then the people who spoke for one."""
    mentions = matcher_for(known).find(page.text, page.tokens)
    for mention in mentions:
        page.taken.update(range(mention.first, mention.last + 1))
    candidates = Candidates(page, mentions)
    found: list[tuple[Mention, Cited]] = []
    named: list[Mention] = []
    for group in candidates.groups():
        named.extend(group)
        found.extend(cited_group(page, group, candidates))
        for mention in group:
            if not is_only_mentioned(page, mention):
                candidates.resolve(mention)
    found.extend(spoken_for(page, found))
    found.extend(told_otherwise(page, named, found))
    found = [pair for pair in once(found) if not is_repeated(page, pair[0], found)]
    sentences = {page.sentence[mention.first] for mention, _ in found if mention.outlet}
    return [pair for pair in found if not is_between(page, pair[0], sentences)]


def told_otherwise(
    page: Page, mentions: list[Mention], found: list[tuple[Mention, Cited]]
) -> Iterator[tuple[Mention, Cited]]:
    """Outlets of which nothing says that they are only spoken of, in sentences that do not cite them yet."""
    done = {(mention.outlet, page.sentence[mention.first]) for mention, _ in found}
    for mention in mentions:
        place = (mention.outlet, page.sentence[mention.first])
        if place not in done and not is_only_mentioned(page, mention):
            done.add(place)
            yield mention, Cited(mention.first, mention.last, None)


def once(found: list[tuple[Mention, Cited]]) -> list[tuple[Mention, Cited]]:
    """Without what names an outlet again beside one cue: "L'AFP, l'agence de Paris, dit"."""
    first: dict[tuple[Known | None, Span], Mention] = {}
    for mention, cited in found:
        if cited.cue and mention.outlet:
            first.setdefault((mention.outlet, cited.cue), mention)
    return [
        (mention, cited)
        for mention, cited in found
        if not (cited.cue and mention.outlet) or first[mention.outlet, cited.cue] is mention
    ]


def is_repeated(page: Page, mention: Mention, found: list[tuple[Mention, Cited]]) -> bool:
    """Whether a list of sources behind a text ("Sources: Reuters, AFP") only names again whom it has cited."""
    start = page.tokens[mention.first].start
    begin, end = page.text.rfind("\n\n", 0, start) + 2, page.text.find("\n\n", start)
    is_foot = begin > 1 and (len(page.text) if end < 0 else end) - begin <= FOOT
    if not is_foot or page.cues.nouns.get(first_word(page, begin)) != "source":
        return False
    return any(other.outlet == mention.outlet and page.tokens[other.first].start < begin for other, _ in found)


def first_word(page: Page, begin: int) -> str:
    """The first word of a line, without "our"."""
    line = page.text[begin : begin + FOOT].partition(":")[0]
    return next((token.word for token in tokens_of(line) if token.word not in page.cues.skip), "")


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
    return [pair for pair in pairs if pair[0].outlet or pair[0].kind != "work"]


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
    if page.cues.language == "fr" and behind < len(page.tokens) and is_longer(page, mention, behind):
        return False
    if behind < len(page.tokens) and page.tokens[behind].is_capital:
        glue = "-‑" if page.text[page.tokens[mention.last].start : page.tokens[mention.last].end].isupper() else " -‑"
        if page.gap(mention.last) in glue and page.word(behind) not in page.cues.aux:
            return False
    if page.cues.language == "ar" and not mention.prefix:
        return is_close_in_arabic(page, mention, cited.cue)
    return cited.first >= mention.first - 10


def is_close_in_arabic(page: Page, mention: Mention, cue: Span | None) -> bool:
    """Whether the cue stands right before the name, or before somebody of it."""
    if cue is None:
        return False
    if cue[1] >= mention.first:  # "الجزيرة من جهتها بثت": an island shows nothing
        opens = opens_clause(page, mention.first) or page.word(mention.first - 1) in ALONE
        return opens and cue[0] - mention.last <= BESIDE and page.word(cue[1]) in page.cues.said
    between = [page.word(each) for each in range(cue[1] + 1, mention.first)]
    if between and between[-1].removeprefix("ل") in page.cues.people:
        return True  # "لمراسل الجزيرة"
    is_place = bool(between) and between[-1] in page.cues.against
    return not is_place and all(word in page.cues.skip or word in page.cues.people for word in between)


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


def citation_of(page: Page, mention: Mention, cited: Cited, quotations: Quoted) -> Citation:
    first, last = min(cited.first, mention.first), max(cited.last, mention.last)
    if first > page.sentence[first][0] and page.word(first - 1) in ARTICLES and page.gap(first - 1) in (" ", "’", "'"):
        first -= 1
    start, end = page.tokens[first].start, page.tokens[last].end
    cue = page.slice(*cited.cue) if cited.cue else ""
    outlet = mention.outlet.name if mention.outlet else None
    return Citation(start, end, outlet, cue, cited.speaker, quotations.beside(start, end) if cue else None)
