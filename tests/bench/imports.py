"""manage.py import and the page that takes files: documents a second until they are listed and found, and the memory
that it takes.
"""

import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import cycle, islice
from pathlib import Path
from typing import Protocol

from django.core.management import call_command
from django.db import connections, transaction
from django.db.models import QuerySet

from sources.intake.items import NOTHING_SAID
from sources.intake.reader import files_in, read
from sources.intake.store import Intake, Similar
from sources.language import guess_language
from sources.models import Document
from tests.bench.client import Login
from tests.bench.table import row
from tests.cast import PASSWORD, make_reviewer

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS, LENGTH = 2_000, 3_000
MEASURED = 200
PAGES = 200
ITEMS = 500
SHORT, FEWER = 100_000, 10_000
chance = random.Random(11)  # noqa: S311  the same texts each time

ENGLISH = (  # noqa: SIM905  words read better in a row
    "the water of the river rose again on Tuesday and nobody in Oster had been told officials denied every one of "
    "these reports while neighbours carried sandbags until midnight two engineers who asked not to be named said that"
).split()
FRENCH = (  # noqa: SIM905
    "l’eau de la rivière est encore montée mardi et personne à Oster n’avait été prévenu le ministère a démenti chacun "
    "de ces rapports tandis que les voisins portaient des sacs de sable jusqu’à minuit deux ingénieurs ont déclaré que"
).split()

PAGE = """<!doctype html><html lang="en"><head><title>{title} | The Oster Bell</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Oster Bell">
<meta property="article:published_time" content="2026-03-04T09:30:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>{title}</h1>{paragraphs}</article><aside><p>Share this</p></aside><footer><p>About us</p></footer>
</body></html>"""
NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:tern.example:{number}" version="1"
  standard="NewsML-G2" standardversion="2.30" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="tern"><name>Tern Wire</name></provider>
<versionCreated>2026-03-04T09:30:00Z</versionCreated></itemMeta>
<contentMeta><headline>{title}</headline><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>{title}</title></head><body>{paragraphs}</body></html></inlineXML></contentSet></newsItem>"""


# The command, and then the most memory that it took.
COMMAND = """
import sys, re
from django.core.management import execute_from_command_line
sys.argv = sys.argv[1:]
execute_from_command_line(sys.argv)
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    megabytes: float
    """Of the process that stores, at most."""


class Server(Protocol):
    port: int


def imports(bench: Server) -> None:
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
        folder = Path(name)
        speed("Plain texts of 3,000 characters imported", folder / "texts", texts, "≥ 3,000/s")
        by_page(bench.port, folder / "texts")
        speed("Saved pages imported", folder / "pages", pages, "")
        speed("NewsML-G2 imported", folder / "newsml", newsml, "")
        memory(folder)


def speed(what: str, folder: Path, write: Callable[[Path], int], wanted: str) -> None:
    folder.mkdir()
    count = write(folder)
    again = run(folder)
    remark = f"{count:,} files in {again.seconds:.1f} s with the start of the command, on {os.cpu_count()} cores"
    row(what, f"{count / again.seconds:,.0f}/s", wanted, remark)
    twice = run(folder, stored=False)
    row("", f"{count / twice.seconds:,.0f}/s", "", "the same again: all is there already")
    row("", f"{count / run_here(folder, count):,.0f}/s", wanted, "in a process that runs already, as doccano's does")
    work(folder)


def work(folder: Path) -> None:
    """The processor's time for a file, which other work on the machine changes less than the clock's."""
    files = list(islice(files_in([folder]), MEASURED))
    read(files[0], NOTHING_SAID)
    begun = time.process_time()
    contents = [read(file, NOTHING_SAID) for file in files]
    reading = time.process_time() - begun
    with transaction.atomic():
        imported().delete()
        begun = time.process_time()
        Intake(None, similar=Similar.APART).store([item for found in contents for item in found.items])
        storing = time.process_time() - begun
        transaction.set_rollback(True)
    row("", f"{reading / len(files) * 1000:.2f} ms", "", "of the processor to read one, divided among the cores")
    row("", f"{storing / len(files) * 1000:.2f} ms", "", "to store and index one, on one core")


def by_page(port: int, folder: Path) -> None:
    """The same texts in one file, sent to the server that runs, until it has answered what became of each."""
    logins = [Login(port, make_reviewer().username, PASSWORD) for _window in range(2)]
    files = sorted(folder.iterdir())
    lines = "".join(json.dumps({"body": file.read_text("utf-8")}) + "\n" for file in files).encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    half = lines.index(b"\n", len(lines) // 2) + 1
    ways = {
        "a .jsonl file": [lines],
        "a .zip file": [packed.getvalue()],
        "two files of half of them each, at once as it sends them": [lines[:half], lines[half:]],
    }
    for what, parts in ways.items():
        imported().delete()
        begun = time.monotonic()
        with ThreadPoolExecutor(len(parts)) as senders:
            stored = sum(senders.map(post, logins, cycle([what]), parts))
        seconds = time.monotonic() - begun
        if stored != len(files) or imported().count() != stored or not Document.objects.searched("river").exists():
            sys.exit(f"The page has stored {stored} documents of {what}.")
        row("", f"{stored / seconds:,.0f}/s", "≥ 3,000/s", f"by the import page, as {what}")


def post(login: Login, name: str, data: bytes) -> int:
    """How many documents of the file the import page has stored. What format it has it finds by itself."""
    end = "----where-a-part-ends"
    head = f'--{end}\r\nContent-Disposition: form-data; name="{{}}"'
    body = "\r\n".join(
        (f"{head.format('similar')}\r\n", "apart", f'{head.format("uploads")}; filename="{name}"\r\n\r\n')
    )
    login.get("/documents/import/")
    login.connection.request(
        "POST",
        "/documents/import/",
        body.encode() + data + f"\r\n--{end}--\r\n".encode(),
        {
            "Accept": "application/json",
            "Content-Type": f"multipart/form-data; boundary={end}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in login.cookies.items()),
            "X-CSRFToken": login.cookies["csrftoken"],
        },
    )
    results = json.loads(login.connection.getresponse().read())["results"]
    return sum(result["outcome"] == "stored" for result in results)


def memory(folder: Path) -> None:
    """The memory for many short documents beside that for a tenth of them."""
    few, many = (run(short(folder / f"{count}.csv", count)) for count in (FEWER, SHORT))
    remark = f"{SHORT:,} short documents of one CSV file, {SHORT / many.seconds:,.0f}/s"
    row("Memory of an import", f"{many.megabytes:.0f} MiB", f"≤ {few.megabytes * 1.2:.0f} MiB", remark)
    row("", f"{few.megabytes:.0f} MiB", "", f"with {FEWER:,} of them")


def run(path: Path, *, stored: bool = True) -> Run:
    """An import into the database of the measurements; what it should store is found there."""
    before, begun = Document.objects.count(), time.monotonic()
    words = ["manage.py", "import", str(path), "--apart", "--skip-checks"]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    seconds = time.monotonic() - begun
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}")
    counted = sum(int(number) for number in re.findall(r"stored: (\d+)", done.stdout))
    if (Document.objects.count() - before != counted) or bool(counted) != stored:
        sys.exit(f"The import of {path} says what is not so: {done.stdout}")
    return Run(seconds, int(done.stdout.split()[-1]) / 1024)


def run_here(path: Path, count: int) -> float:
    """The seconds that an import takes where Django and the model of the languages are loaded."""
    imported().delete()
    guess_language("The model is loaded at the first guess.")
    # No process that reads inherits the connection.
    connections.close_all()
    begun = time.monotonic()
    call_command("import", path, apart=True, skip_checks=True, stdout=StringIO())
    seconds = time.monotonic() - begun
    if imported().count() != count or not Document.objects.searched("river").exists():
        sys.exit(f"The import of {path} has not stored {count} documents.")
    return seconds


def imported() -> QuerySet[Document]:
    """All but the documents of dossiers, which other measurements have left."""
    return Document.objects.filter(texts__placements=None)


def texts(folder: Path) -> int:
    """Half of them English, half French."""
    for number in range(TEXTS):
        words = ENGLISH if number % 2 else FRENCH
        text = f"Report number {number}\n\n" + "\n\n".join(paragraphs(words, LENGTH))
        (folder / f"{number:05}.txt").write_text(text[:LENGTH], "utf-8")
    return TEXTS


def pages(folder: Path) -> int:
    for number in range(PAGES):
        body = "".join(f"<p>{words}</p>" for words in paragraphs(ENGLISH, LENGTH))
        html = PAGE.format(title=f"The river rises for the {number}th time", paragraphs=body)
        (folder / f"{number:05}.html").write_text(html, "utf-8")
    return PAGES


def newsml(folder: Path) -> int:
    for number in range(ITEMS):
        body = "".join(f"<p>{words}</p>" for words in paragraphs(ENGLISH, LENGTH))
        xml = NEWSML.format(number=number, title=f"River rises for the {number}th time", paragraphs=body)
        (folder / f"{number:05}.xml").write_text(xml, "utf-8")
    return ITEMS


def short(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "title", "language", "body"])
        for number in range(count):
            words = " ".join(chance.choices(ENGLISH, k=40))
            table.writerow([f"{path.stem}-{number}", f"Report number {number}", "en", f"{words} {path.stem} {number}."])
    return path


def paragraphs(words: list[str], length: int) -> Iterator[str]:
    """Invented paragraphs of three sentences, until there are that many characters."""
    while length > 0:
        sentences = (" ".join(chance.choices(words, k=chance.randint(12, 30))) for _sentence in range(3))
        paragraph = ". ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences) + "."
        length -= len(paragraph)
        yield paragraph
