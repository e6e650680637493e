"""An archive of invented reports, and articles that cite some of them, in three languages.

Each event has people, a place and figures of its own; what is told around it are the sentences that all reports share.
"""

import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.importers import Parsed
from sources.importers.parsed import assemble
from tests.bench import news

FIRST_DAY = datetime.date(2024, 1, 1)
DAYS = 730
OUTLETS = (
    "Tern Wire",
    "Agence Courlis",
    "Coast Monitor",
    "Ibis News",
    "Le Phare",
    "The Oster Bell",
    "Nawras",
    "Delta Post",
)
# As English, French and Arabic newspapers write them.
SYLLABLES = [
    ("sha", "cha", "شا"),
    ("ri", "ri", "ري"),
    ("kou", "kou", "كو"),
    ("mar", "mar", "مار"),
    ("du", "dou", "دو"),
    ("len", "len", "لين"),
    ("bak", "bak", "باك"),
    ("sto", "sto", "ستو"),
    ("fi", "fi", "في"),
    ("ran", "ran", "ران"),
    ("zel", "zel", "زيل"),
    ("mo", "mo", "مو"),
    ("tar", "tar", "تار"),
    ("nov", "nov", "نوف"),
    ("ek", "ek", "يك"),
    ("khal", "khal", "خال"),
    ("wer", "ver", "فير"),
    ("go", "go", "غو"),
    ("lim", "lim", "ليم"),
    ("ber", "ber", "بير"),
    ("jan", "djan", "جان"),
    ("sul", "sul", "سول"),
    ("pe", "pe", "بي"),
    ("dra", "dra", "درا"),
]
FACTS = {
    "en": [
        "{person} said in {place} that {count} people had been killed and {hurt} wounded.",
        "Some {share} percent of the houses in {place} were destroyed, according to {person}.",
        "“We counted {count} bodies and {hurt} injured in {place}”, {person} told reporters.",
        "{person}, who leads the rescue workers in {place}, spoke of {count} dead.",
    ],
    "fr": [
        "{person} a déclaré à {place} que {count} personnes avaient été tuées et {hurt} blessées.",
        "Quelque {share} % des maisons de {place} ont été détruites, selon {person}.",
        "« Nous avons compté {count} corps et {hurt} blessés à {place} », a affirmé {person} à la presse.",
        "{person}, qui dirige les secours à {place}, a parlé de {count} morts.",
    ],
    "ar": [
        "قال {person} في {place} إن {count} شخصا قتلوا وأصيب {hurt} آخرون.",
        "دمر نحو {share} في المئة من منازل {place}، بحسب {person}.",
        'أكد {person} للصحفيين: "أحصينا {count} جثة و{hurt} جريحا في {place}".',
        "تحدث {person} الذي يقود فرق الإنقاذ في {place} عن {count} قتيلا.",
    ],
}
TITLES = {
    "en": "{count} dead in {place}, says {person}",
    "fr": "{count} morts à {place}, selon {person}",
    "ar": "{count} قتيلا في {place}",
}
LANGUAGES = tuple(FACTS)
FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Event:
    """What a report tells that the others do not."""

    person: tuple[str, ...]
    place: tuple[str, ...]
    count: int
    hurt: int
    share: int
    day: datetime.date

    def told(self, line: str, language: str) -> str:
        number = LANGUAGES.index(language)
        names = {"person": self.person[number], "place": self.place[number]}
        return line.format(count=self.count, hurt=self.hurt, share=self.share, **names)


class Archive:
    """Draws the same reports and articles from the same seed."""

    def __init__(self, seed: int = 5) -> None:
        self.chance = random.Random(seed)  # noqa: S311  the same texts each time
        self.people = [self.name(2, 2) for _person in range(4_000)]
        self.places = [self.name(1, 3) for _place in range(1_500)]

    def name(self, words: int, longest: int) -> tuple[str, ...]:
        """A name as three languages write it."""
        drawn = [self.chance.choices(SYLLABLES, k=self.chance.randint(2, longest)) for _word in range(words)]
        return tuple(
            " ".join("".join(part[number] for part in word).capitalize() for word in drawn)
            for number in range(len(LANGUAGES))
        )

    def event(self) -> Event:
        chance = self.chance
        day = FIRST_DAY + datetime.timedelta(chance.randrange(DAYS))
        figures = chance.randint(13, 400), chance.randint(13, 900), chance.randint(13, 99)
        return Event(chance.choice(self.people), chance.choice(self.places), *figures, day)

    def language(self) -> str:
        return self.chance.choices(LANGUAGES, (6, 3, 1))[0]

    def common(self, language: str, count: int) -> list[str]:
        """Sentences that many reports have, with other figures in each."""
        lines = self.chance.sample(news.reports(language), count)
        return [FIGURE.sub(lambda _found: str(self.chance.randint(13, 900)), line) for line in lines]

    def facts(self, event: Event, language: str, count: int) -> list[str]:
        return [event.told(line, language) for line in self.chance.sample(FACTS[language], count)]

    def reports(self, count: int) -> Iterator[tuple[Event, Parsed]]:
        for number in range(count):
            event, language = self.event(), self.language()
            lines = [*self.facts(event, language, 2), *self.common(language, self.chance.randint(3, 6))]
            self.chance.shuffle(lines)
            yield (
                event,
                assemble(
                    [("paragraph", line) for line in lines],
                    kind="report",
                    title=event.told(TITLES[language], language),
                    published=event.day,
                    language=language,
                    outlet=self.chance.choice(OUTLETS),
                    external_id=f"archive-{number}",
                ),
            )

    def article(self, event: Event, language: str, published: datetime.date) -> tuple[Parsed, str]:
        """An article that tells of the event in one sentence of its eighteen, and that sentence."""
        fact = self.facts(event, language, 1)[0]
        lines = [*self.common(language, 15), fact, *self.facts(self.event(), language, 2)]
        self.chance.shuffle(lines)
        paragraphs = [" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3)]
        title = f"{event.place[LANGUAGES.index(language)]} {published}"
        return assemble(
            [("paragraph", words) for words in paragraphs],
            kind="article",
            title=title,
            published=published,
            language=language,
        ), fact
