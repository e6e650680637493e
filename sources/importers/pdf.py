"""PDF (ISO 32000) with a text layer, read by pypdf.

A PDF holds lines at places on pages, no paragraphs: those are put together in `layout`. Everything is bounded, for a
small file can ask for endless work: what a stream may unpack to, how much is parsed, and the time for it all.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader, apply_configuration

from sources.importers.layout import Fragment, lines_of, paragraphs_of
from sources.importers.parsed import Parsed, assemble
from sources.importers.properties import author_of, title_of
from sources.importers.refused import ImportRefused
from sources.importers.source import Source, importer
from sources.reading import MAX_CHARACTERS

# Some programs write a few bytes before the header.
HEADER = b"%PDF-"
HEADER_WITHIN = 1024
MAX_PAGES = 2_000
MAX_SECONDS = 20.0
MAX_STREAM = 16 * 2**20
MAX_PARSED = 1_000_000
OPERATIONS_BETWEEN_LOOKS = 500
# Fewer letters on a page are its number and a stamp: the page itself is a picture.
FEWEST_LETTERS = 15
LEGIBLE = 0.6

# What pypdf says of oddities in a file helps nobody here: it reads them, or raises.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def is_pdf(source: Source) -> bool:
    """Whether it begins like one; or nearly, and has objects like one: a text may speak of the header."""
    return source.data.startswith(HEADER) or (HEADER in source.data[:HEADER_WITHIN] and b"endobj" in source.data)


@importer("PDF", is_pdf)
def read_pdf(source: Source) -> list[Parsed]:
    try:
        with apply_configuration(
            zlib_maximum_output_length=MAX_STREAM,
            lzw_maximum_output_length=MAX_STREAM,
            run_length_maximum_output_length=MAX_STREAM,
            array_based_stream_maximum_output_length=MAX_STREAM,
            stream_decoding_work_maximum_length=4 * MAX_STREAM,
            stream_parsing_work_maximum_count=MAX_PARSED,
        ):
            return [read_pages(source.data)]
    except (ImportRefused, MemoryError):
        raise
    except Exception:
        # The library promises nothing of what it raises at a broken file.
        raise ImportRefused(_("This PDF is broken or cut off. Ask for the file again, or copy its text.")) from None


def read_pages(data: bytes) -> Parsed:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ImportRefused(_("This PDF has a password. Save it without one."))
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise ImportRefused(_("This PDF has more than %(count)s pages. Divide it.") % {"count": MAX_PAGES})
    pages = fragments_of(reader, count)
    text = "".join(fragment.text for page in pages for fragment in page)
    check_legible(text, count)
    parts = paragraphs_of([lines_of(page) for page in pages])
    about: dict[str, Any] = dict(reader.metadata or {})
    parsed = assemble(parts, title=title_of(parts, str(about.get("/Title") or "")))
    return parsed if parsed.byline else replace(parsed, byline=author_of(str(about.get("/Author") or "")))


def fragments_of(reader: PdfReader, count: int) -> list[list[Fragment]]:
    """The pieces of text of each page in the order of the file. Raises ImportRefused after MAX_SECONDS."""
    look = watch(MAX_SECONDS)
    pages: list[list[Fragment]] = []
    length = 0
    for number in range(count):
        page: list[Fragment] = []
        collect = collector(page)
        reader.pages[number].extract_text(visitor_operand_before=look, visitor_text=collect)
        length += sum(len(fragment.text) for fragment in page)
        if length > MAX_CHARACTERS:
            raise ImportRefused(_("This text is longer than two million characters. Divide it."))
        pages.append(page)
        look()
    return pages


def watch(seconds: float) -> Callable[..., None]:
    """A function to be called all the time, which raises ImportRefused when the time is over."""
    end = time.monotonic() + seconds
    calls = 0

    def look(*operation: Any) -> None:
        nonlocal calls
        calls += 1
        if (not operation or calls % OPERATIONS_BETWEEN_LOOKS == 0) and time.monotonic() > end:
            raise ImportRefused(_("This PDF takes too long to read. Divide it, or copy its text."))

    return look


def collector(page: list[Fragment]) -> Callable[[str, list[float], list[float], Any, float], None]:
    """What pypdf calls with a piece of text, the matrices of the page and of the text, the font and its size."""

    def collect(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip("\n"):
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = max(abs(tm[3]), abs(tm[1])) * max(abs(cm[3]), abs(cm[1]))
            page.append(Fragment(text, x, y, abs(size * scale) or 1.0))

    return collect


def check_legible(text: str, pages: int) -> None:
    """Raises ImportRefused where there are no words, or only the numbers of glyphs."""
    letters = sum(map(str.isalnum, text))
    if letters < FEWEST_LETTERS * max(pages, 1) and letters < 1_000:
        raise ImportRefused(
            _("This PDF holds pictures of pages, not their text. Read it with text recognition (OCR) first.")
        )
    if letters < LEGIBLE * len("".join(text.split())):
        raise ImportRefused(_("The letters of this PDF cannot be told. Copy its text, or use text recognition (OCR)."))
