"""Report sentences rewritten as a partisan journalist would, each in a relation that is known.

`rewrite` makes one of the ten relations from a sentence by the rules in sentences/changes.*.txt, or None where the
sentence offers no occasion: no figure, no figure changed. `cases` sets what was rewritten into articles of a dozen
sentences, its sources into reports of a dozen, so that they have to be found as well. The same seed gives the same.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from tests.bench import news

Relation = Literal[
    "verbatim",
    "faithful",
    "altered",
    "truncated quote",
    "figure changed",
    "attribution dropped",
    "hedge dropped",
    "overstated",
    "contradicted",
    "not in source",
]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

ARTICLE, REWRITTEN, REPORT = 12, 8, 12  # sentences, how many of the article's come from the report
QUOTED = {"en": r'"([^"]+)"', "fr": r"« ([^»]+) »", "ar": r'"([^"]+)"'}
OTHER_MARKS = {"en": ("“", "”"), "fr": ("“", "”"), "ar": ("«", "»")}
CUT_BEFORE = {
    "en": r",? (?:and|but|because|although|while|if|with|before)\b",
    "fr": r",? (?:et|mais|parce que|même si|tant que|si|à l'exception|avant)\b",
    "ar": r"،? (?:لكننا|لأن|إذا|باستثناء|ما دامت|والخزانات|واضطررنا|لكنهم|لكن)\b",
}
# A year and the day of a date are no figures to be changed.
FIGURE = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d\b)\d[\d.,]*(?<=\d)")
NAMED = {
    "en": r"(?<=\w )(?!\w+day\b|[A-Z]\w+ber\b|May\b)[A-Z][\w-]+(?: [A-Z][\w-]+)*",
    "fr": r"(?<=\w )[A-Z][\w-]+(?: [A-Z][\w-]+)*",
}
TOPIC_AR = r"(?<= )ال\w{4,}"


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A passage of the article, in its relation to a passage of the report; none where it is not in the source."""

    relation: Relation
    start: int
    end: int
    source: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Case:
    language: str
    article: str
    report: str
    rewritten: list[Rewritten]


@cache
def rules(language: str) -> dict[str, list[Rule]]:
    """The rules of a language by what they do; those with ^ are of whole sentences."""
    found: dict[str, list[Rule]] = {}
    for line in news.lines(f"changes.{language}.txt"):
        if line.startswith("["):
            kind = found.setdefault(line.strip("[]"), [])
            continue
        old, _arrow, new = line.partition(" => ")
        kind.append(Rule(re.compile(old) if old.startswith("^") else whole_words(old), old, new))
    return found


def whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE)


@cache
def names(language: str) -> frozenset[str]:
    """Words that have a capital inside of sentences."""
    inside = (word for said in news.reports(language) for word in re.findall(r"(?<=[\w,] )[A-Z]\w+", said))
    return frozenset(inside) - {"The", "La", "Le", "Les"}


def begun(text: str, language: str) -> str:
    """What rules mark with < begins small, unless it is a name; what they mark with > begins with a capital."""

    def small(match: re.Match[str]) -> str:
        word = match[1]
        return word if word in names(language) else word[:1].lower() + word[1:]

    text = re.sub(r"<(\w*)", small, text)
    text = re.sub(r">(\W*\w)", lambda match: match[1].upper(), text)
    return text[:1].upper() + text[1:]


def applied(pattern: re.Pattern[str], new: str, sentence: str, language: str) -> str:
    def change(match: re.Match[str]) -> str:
        put = match.expand(new)
        return put[:1].upper() + put[1:] if match[0][:1].isupper() else put

    return begun(pattern.sub(change, sentence, count=1), language)


def changed(sentence: str, kind: str, language: str, chance: random.Random) -> str | None:
    """The sentence with one change of that kind, if there is one to make."""
    fitting = [rule for rule in rules(language)[kind] if rule.pattern.search(sentence)]
    if not fitting:
        return None
    rule = chance.choice(fitting)
    return applied(rule.pattern, rule.new, sentence, language)


def reworded(sentence: str, language: str, chance: random.Random, most: int = 3) -> str | None:
    """Other words for the same, outside of quotations; None where there are none."""
    pieces = re.split(f"({QUOTED[language].replace('(', '(?:', 1)})", sentence)
    for _again in range(chance.randint(1, most)):
        place = chance.randrange(0, len(pieces), 2)
        kind = chance.choice(["faithful", "faithful", "numbers"])
        pieces[place] = changed(pieces[place], kind, language, chance) or pieces[place] if pieces[place] else ""
    said = "".join(pieces)
    return said if said != sentence else None


def verbatim(sentence: str, language: str, chance: random.Random) -> str:
    """The same words; the newspaper has its own quotation marks."""
    opening, closing = OTHER_MARKS[language]
    return re.sub(QUOTED[language], rf"{opening}\1{closing}", sentence) if chance.random() < 0.5 else sentence


def faithful(sentence: str, language: str, chance: random.Random) -> str | None:
    said = reworded(sentence, language, chance, 4) or sentence
    if chance.random() < 0.6:
        said = changed(said, "order", language, chance) or said
    if said == sentence:
        said = changed(sentence, "faithful", language, chance) or sentence
    return said if said != sentence else None


def truncated(sentence: str, language: str, chance: random.Random) -> str | None:
    """The quotation ends before its end, where a clause does if it has one."""
    quotation = re.search(QUOTED[language], sentence)
    if not quotation or len(quotation[1].split()) < 8:
        return None
    quoted = quotation[1]
    ends = [cut.start() for cut in re.finditer(CUT_BEFORE[language], quoted)]
    ends = [end for end in ends if len(quoted[:end].split()) >= 3 and len(quoted[end:].split()) >= 3]
    words = quoted.split(" ")
    kept = quoted[: chance.choice(ends)] if ends else " ".join(words[: len(words) * 3 // 5])
    last = "," if quoted.endswith(",") else ""
    return sentence[: quotation.start(1)] + kept + last + sentence[quotation.end(1) :]


def other_figure(sentence: str, language: str, chance: random.Random) -> str | None:
    """Another number: its first digit is another, or its word."""
    if found := FIGURE.search(sentence):
        digit = chance.choice([digit for digit in "123456789" if digit != found[0][0]])
        return sentence[: found.start()] + digit + sentence[found.start() + 1 :]
    words = [rule for rule in rules(language)["numbers"] if rule.old.isalpha() and rule.new.isdecimal()]
    for rule in words:
        if rule.pattern.search(sentence):
            other = chance.choice([another.old for another in words if another is not rule])
            return applied(rule.pattern, other, sentence, language)
    return None


def invented(sentence: str, language: str, chance: random.Random) -> str | None:
    """A sentence on what the source is about that the source does not say."""
    found = re.findall(NAMED.get(language, TOPIC_AR), sentence)
    template = chance.choice(rules(language)["invented"]).old
    return template.replace("{name}", chance.choice(found)) if found else None


def by_rule(kind: str) -> Callable[[str, str, random.Random], str | None]:
    def make(sentence: str, language: str, chance: random.Random) -> str | None:
        return changed(sentence, kind, language, chance)

    return make


MAKERS: dict[Relation, Callable[[str, str, random.Random], str | None]] = {
    "verbatim": verbatim,
    "faithful": faithful,
    "altered": by_rule("altered"),
    "truncated quote": truncated,
    "figure changed": other_figure,
    "attribution dropped": by_rule("attribution"),
    "hedge dropped": by_rule("hedge"),
    "overstated": by_rule("overstated"),
    "contradicted": by_rule("contradicted"),
    "not in source": invented,
}


def rewrite(sentence: str, relation: Relation, language: str, chance: random.Random) -> str | None:
    """The sentence in that relation to itself; None where it offers no occasion. Half of them are reworded too."""
    said = MAKERS[relation](sentence, language, chance)
    if said is None or said == sentence:
        return said if relation == "verbatim" else None
    if relation in {"verbatim", "faithful", "not in source"} or chance.random() < 0.5:
        return said
    return reworded(said, language, chance, 2) or said


def possible(language: str, seed: int = 0) -> list[tuple[int, Relation, str]]:
    """Every sentence of the reports in every relation that it can be in: its number, the relation, the rewriting."""
    chance = random.Random(seed)  # noqa: S311
    made = [
        (number, relation, rewrite(sentence, relation, language, chance))
        for number, sentence in enumerate(news.reports(language))
        for relation in RELATIONS
    ]
    return [(number, relation, said) for number, relation, said in made if said]


def cases(language: str, seed: int = 0) -> Iterator[Case]:
    """Articles and reports in which each of the possible rewritings stands once."""
    chance = random.Random(seed)  # noqa: S311
    left = possible(language, seed)
    chance.shuffle(left)
    while left:
        taken: dict[int, tuple[Relation, str]] = {}
        later = []
        for number, relation, said in left:
            if number in taken or len(taken) == REWRITTEN:
                later.append((number, relation, said))
            else:
                taken[number] = relation, said
        left = later
        yield composed(language, taken, chance)


def composed(language: str, taken: dict[int, tuple[Relation, str]], chance: random.Random) -> Case:
    """An article of these rewritings and of sentences from elsewhere, beside the report of their sources."""
    sentences = news.reports(language)
    others = [number for number in range(len(sentences)) if number not in taken]
    chance.shuffle(others)
    told = [*taken, *others[: REPORT - len(taken)]]
    chance.shuffle(told)
    report, places = set_in_paragraphs([sentences[number] for number in told])
    place_of = dict(zip(told, places, strict=True))

    elsewhere = others[REPORT - len(taken) :][: ARTICLE - len(taken)]
    order: list[int] = [*[number for number in told if number in taken], *elsewhere]
    if chance.random() < 0.5:
        chance.shuffle(order)
    article, spans = set_in_paragraphs([taken[number][1] if number in taken else sentences[number] for number in order])
    rewritten = []
    for number, (start, end) in zip(order, spans, strict=True):
        if number in taken:
            relation = taken[number][0]
            source = None if relation == "not in source" else place_of[number]
            rewritten.append(Rewritten(relation, start, end, source))
    return Case(language, article, report, rewritten)


def set_in_paragraphs(sentences: list[str], each: int = 3) -> tuple[str, list[tuple[int, int]]]:
    """The sentences as a text with paragraphs, and where each of them stands."""
    text = ""
    places = []
    for number, sentence in enumerate(sentences):
        text += "" if not number else "\n\n" if number % each == 0 else " "
        places.append((len(text), len(text) + len(sentence)))
        text += sentence
    return text, places
