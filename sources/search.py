"""The index of words, in the database's own full text search: FTS5 on SQLite, tsvector on PostgreSQL.

On SQLite it is append-only: what is indexed anew gets another number, and no row knows the old one any more. An index
that keeps no copy of the texts is filled in half the time, but cannot delete; `rebuild` makes it anew without what is
left of old texts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from sources.words import LIGATURES, Term, Wanted, simplified, words_of

KEY: models.UUIDField[Any, Any] = models.UUIDField()
# Documents that are read into memory at once.
BATCH = 500
# PostgreSQL refuses a text whose words take more than a megabyte: what stands beyond this many characters of a
# document is not found there.
LONGEST_ON_POSTGRESQL = 250_000
# A sign may stand for a whole word: of what these characters become, so many bytes are kept.
MOST_BYTES_ON_POSTGRESQL = 800_000

READ = """
SELECT document.id, document.title, document.outlet_id, document.byline, document.dateline, text.body
FROM sources_document document LEFT JOIN sources_text text ON text.document_id = document.id
    AND text.number = (
        SELECT MAX(number) FROM sources_text WHERE document_id = document.id AND language = ''
    )
WHERE document.id IN ({})
"""
NAMES = "SELECT outlet_id, name FROM sources_outletname WHERE outlet_id IN ({})"
FORGET = "DELETE FROM sources_indexed WHERE document_id IN ({})"
NUMBER = "INSERT INTO sources_indexed (document_id) VALUES {} RETURNING id, document_id"
STORE = {
    "sqlite": "INSERT INTO sources_words (rowid, title, about, body) VALUES (%s, %s, %s, %s)",
    "postgresql": """
        INSERT INTO sources_words (rowid, sources_words) VALUES (%s, setweight(to_tsvector('simple', %s), 'A')
        || setweight(to_tsvector('simple', %s), 'B') || setweight(to_tsvector('simple', %s), 'D'))
    """,
}


def index(document_ids: Iterable[UUID]) -> None:
    """Have these documents found by the words that they hold now: of title, outlet, byline, dateline, newest text.

    `Document.save`, `Document.add_text` and `OutletName.save` do it themselves; whoever stores in bulk calls it once
    for all that is stored, in the same transaction. A document that is indexed already is indexed anew.
    """
    ids = list(dict.fromkeys(document_ids))
    for start in range(0, len(ids), BATCH):
        index_batch(keys_of(ids[start : start + BATCH]))


def keys_of(ids: Iterable[UUID]) -> list[Any]:
    """As the database keeps them."""
    if connection.features.has_native_uuid_field:
        return list(ids)
    return [KEY.to_python(pk).hex for pk in ids]


@transaction.atomic
def index_batch(keys: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(READ.format(places(keys)), keys)
        documents = cursor.fetchall()
        found = [row[0] for row in documents]
        if not found:
            return
        cursor.execute(FORGET.format(places(found)), found)
        cursor.execute(NUMBER.format(", ".join(["(%s)"] * len(found))), found)
        numbers = {pk: number for number, pk in cursor.fetchall()}
        if min(numbers.values()) == 1 and connection.vendor == "sqlite":
            # Nothing is older: the table was emptied, and its numbers begin anew.
            cursor.execute("INSERT INTO sources_words (sources_words) VALUES ('delete-all')")
        names = outlet_names(cursor, {row[2] for row in documents})
        ready = simplified_latin if connection.vendor == "sqlite" else spaced
        rows = [
            (numbers[pk], ready(title), ready(" ".join((*names.get(outlet, ()), byline, dateline))), ready(body or ""))
            for pk, title, outlet, byline, dateline, body in documents
        ]
        cursor.executemany(STORE[connection.vendor], rows)


def outlet_names(cursor: Any, outlets: set[Any]) -> dict[Any, list[str]]:
    keys = [key for key in outlets if key is not None]
    names: dict[Any, list[str]] = {}
    if keys:
        cursor.execute(NAMES.format(places(keys)), keys)
        for outlet, name in cursor.fetchall():
            names.setdefault(outlet, []).append(name)
    return names


def places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def rebuild() -> int:
    """Index all documents anew, whatever is indexed now; how many there are."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM sources_indexed")
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO sources_words (sources_words) VALUES ('delete-all')")
        cursor.execute("SELECT id FROM sources_document ORDER BY id")
        keys = [row[0] for row in cursor.fetchall()]
        for start in range(0, len(keys), BATCH):
            index_batch(keys[start : start + BATCH])
    return len(keys)


def spaced(text: str) -> str:
    """Words with one space between them, so that PostgreSQL takes nothing for a file name or an address."""
    words = " ".join(words_of(text[:LONGEST_ON_POSTGRESQL]))
    return words.encode()[:MOST_BYTES_ON_POSTGRESQL].decode(errors="ignore")


def simplified_latin(text: str) -> str:
    """As `simplified`, but a text in Latin letters keeps its accents: FTS5 takes them off in a tenth of the time."""
    if text.isascii():
        return text
    if other_than_latin().search(text):
        return simplified(text)
    for letter, letters in LATIN_LIGATURES:
        text = text.replace(letter, letters)
    return text


# In both cases; "ı" has none.
LATIN_LIGATURES = [
    (either, letters) for letter, letters in LIGATURES.items() for either in {letter, letter.upper()} - {"I"}
]


@cache
def other_than_latin() -> re.Pattern[str]:
    """A character of which more is to be done than to take an accent off."""
    letters = (chr(code) for code in (*range(0xC0, 0x180), *range(0x1E00, 0x1F00)))
    accented = "".join(
        char for char in letters if re.fullmatch("[a-zA-Z][\u0300-\u0331]+", unicodedata.normalize("NFD", char))
    )
    return re.compile(
        f"[^\x00-\x7f{accented}{''.join(either for either, _letters in LATIN_LIGATURES)}\xa0«»·‐‑‒–—‘’“”„‹›•€]"
    )


@models.TextField.register_lookup
class Matches(models.Lookup):
    """`words__matches=wanted(…)`: all the terms are there."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        words, _parameters = self.process_lhs(compiler, connection)
        operator = "MATCH %s" if connection.vendor == "sqlite" else "@@ to_tsquery('simple', %s)"
        return f"{words} {operator}", (QUESTIONS[connection.vendor](self.rhs),)


class Rank(models.Func):
    """How well a document fits, the best lowest: a word in the title counts most."""

    output_field = models.FloatField()

    def __init__(self, words: str, question: Wanted) -> None:
        self.question = question
        super().__init__(models.F(words))

    def as_sqlite(self, compiler: Any, connection: Any, **kwargs: Any) -> tuple[str, tuple[str | int, ...]]:
        words, _parameters = compiler.compile(self.source_expressions[0])
        return f"{words.rpartition('.')[0]}.rank", ()

    def as_postgresql(self, compiler: Any, connection: Any, **kwargs: Any) -> tuple[str, tuple[str | int, ...]]:
        words, _parameters = compiler.compile(self.source_expressions[0])
        return f"-ts_rank({words}, to_tsquery('simple', %s))", (question_on_postgresql(self.question),)


def containing(question: Wanted) -> models.Q:
    """All the terms are in `words`, as `kept_words` keeps them."""
    found = models.Q()
    for term in question.terms:
        found &= models.Q(words__contains=f" {' '.join(term.words)}{'' if term.is_beginning else ' '}")
    return found


def question_on_sqlite(question: Wanted) -> str:
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.is_beginning else ""}' for term in question.terms)


def question_on_postgresql(question: Wanted) -> str:
    return " & ".join(f"({' <-> '.join(term.words)}{':*' if term.is_beginning else ''})" for term in question.terms)


QUESTIONS = {"sqlite": question_on_sqlite, "postgresql": question_on_postgresql}


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What is looked for where one of the terms is enough. None of them is a beginning."""

    terms: tuple[Term, ...]

    @property
    def on_sqlite(self) -> str:
        """Nothing is an empty phrase: without any it would be an error."""
        return " OR ".join(f'"{" ".join(term.words)}"' for term in self.terms) or '""'

    @property
    def on_postgresql(self) -> str:
        return " | ".join(f"({' <-> '.join(term.words)})" for term in self.terms)


HAS_ANY = {"sqlite": "sources_words MATCH %s", "postgresql": "sources_words @@ to_tsquery('simple', %s)"}
GATHERED = {"sqlite": "GROUP_CONCAT(rowid)", "postgresql": "STRING_AGG(rowid::text, ',')"}
# PostgreSQL counts by visiting each row. Its statistics know the commonest words, and how many rows have them; behind
# these, without a word, how many have the least common of them.
COMMON = """
    SELECT word, share * (SELECT reltuples FROM pg_class WHERE oid = 'sources_words'::regclass)
    FROM pg_stats, UNNEST(most_common_elems::text::text[], most_common_elem_freqs) AS common (word, share)
    WHERE schemaname = CURRENT_SCHEMA() AND tablename = 'sources_words' AND attname = 'sources_words'
        AND (word IS NULL OR word = ANY(%s))
"""

# What is not among those stands in so many times fewer documents than the least common of them, more or less.
RARER = 4


def how_many(questions: Sequence[AnyOf], most: int) -> list[int]:
    """In how many documents any of the terms stands, for each question; counted up to `most`. One query.

    On PostgreSQL it is an estimate; for what is not among its thousand commonest words a guess.
    """
    if not questions:
        return []
    if connection.vendor == "postgresql":
        return estimated(questions, most)
    count = f"(SELECT COUNT(*) FROM (SELECT 1 FROM sources_words WHERE {HAS_ANY['sqlite']} LIMIT {most:d}) few)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([count] * len(questions))}", [in_words(each) for each in questions])
        return list(cursor.fetchone())


def estimated(questions: Sequence[AnyOf], most: int) -> list[int]:
    """What follows from the words one by one: several in a row stand where the rarest of them does, and all the rare
    ones together, most of which are spellings that nobody uses, count as one.
    """
    words = {word for question in questions for term in question.terms for word in term.words}
    with connection.cursor() as cursor:
        cursor.execute(COMMON, [list(words)])
        rows = cursor.fetchall()
    common = {word: int(documents) for word, documents in rows if word}
    rare = int(min((documents for word, documents in rows if not word), default=0) / RARER)
    found = ([min(common.get(word, 0) for word in term.words) for term in question.terms] for question in questions)
    return [min(sum(counts) + (0 if all(counts) else rare), most) for counts in found]


def numbers_with(questions: Sequence[tuple[AnyOf, int]]) -> list[list[int]]:
    """The numbers (`Indexed.pk`) of the documents in which any of the terms stands, for each question, and of no more
    than so many. One query, without an order: what the index knows of it would be read for every row.
    """
    if not questions:
        return []
    found = (
        f"(SELECT {GATHERED[connection.vendor]} FROM"  # noqa: S608
        f" (SELECT rowid FROM sources_words WHERE {HAS_ANY[connection.vendor]} LIMIT {most:d}) few)"
        for _question, most in questions
    )
    with transaction.atomic(), connection.cursor() as cursor, by_index(cursor):
        cursor.execute(f"SELECT {', '.join(found)}", [in_words(question) for question, _most in questions])
        return [[int(number) for number in listed.split(",")] if listed else [] for listed in cursor.fetchone()]


@contextmanager
def by_index(cursor: Any) -> Iterator[None]:
    """PostgreSQL takes several spellings for many rows and reads its table through for them; and compiling so many
    small questions takes it longer than answering them.
    """
    if connection.vendor != "postgresql":
        yield
        return
    cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
    yield
    cursor.execute("SET LOCAL enable_seqscan = DEFAULT; SET LOCAL jit = DEFAULT")


def in_words(question: AnyOf) -> str:
    return question.on_sqlite if connection.vendor == "sqlite" else question.on_postgresql
