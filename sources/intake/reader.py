"""Files and folders read for an import, in several processes where there is much to read. Knows no database."""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_all_start_methods, get_context, parent_process
from pathlib import Path

from django.utils.translation import gettext as _

from sources.importers import MAX_BYTES
from sources.intake.items import Contents, Refusal, Said, read_items
from sources.intake.lists import is_list, parts_of_list
from sources.intake.tables import SMALL, is_long_table, parts_of
from sources.language import guess_language
from sources.reading import one_line

# What a process is given at once: files, and bytes of them.
PORTION, PORTION_BYTES = 32, 2**18
# Portions that are read ahead, for each process: enough to go on with while a batch is stored.
AHEAD = 8
# Most files are no longer.
FIRST_BYTES = 2**16
# Fewer files are read sooner than processes are started.
FEW = 40
# Objects more than there were, until the garbage collector looks through them.
SELDOM = 20_000


@dataclass(frozen=True)
class File:
    """A file to be read, or a part of one that was read already."""

    path: Path
    part: bytes | None = None
    first: int = 0
    """Of a part of a list, the number of its first entry."""
    told: int | None = None
    """Its size, where the folder that it is in has told that already."""

    @property
    def name(self) -> str:
        """What it is called; a path of the disk may hold bytes that are no characters."""
        return one_line(self.path.as_posix())

    def holding(self, name: str) -> str:
        """The path of what was read from it: of a file in an archive, the archive's path and then its own."""
        return one_line((self.path.parent / name).as_posix()) if name.startswith(self.path.name) else self.name

    @property
    def size(self) -> int:
        if self.part is not None:
            return len(self.part)
        return size_of(self.path) if self.told is None else self.told


def size_of(path: "Path | os.DirEntry[str]") -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def files_in(paths: Iterable[Path]) -> Iterator[File]:
    """The files, and those in the folders and below, in their order; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            yield from files_below(path)
        else:
            yield File(path)


def files_below(folder: Path) -> Iterator[File]:
    """Asks the disk no more of a file than its size: it says with the name what a folder is."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            yield File(folder / entry.name, told=size_of(entry))
        elif not entry.is_symlink():
            yield from files_below(folder / entry.name)


def read(file: File, said: Said) -> Contents:
    """What a file on the disk holds."""
    if file.part is not None:
        return read_part(file, file.part, said)
    try:
        data = bytes_of(file.path)
    except FileNotFoundError:
        return Contents(refusals=[Refusal(file.name, _("There is no such file."))])
    except OSError:
        return Contents(refusals=[Refusal(file.name, _("This file cannot be read. Check who may read it."))])
    return read_items(data, file.path.name, said)


def bytes_of(path: Path) -> bytes:
    """The file, up to a byte more than may be read. Each time for more: Python makes room for all that is asked for."""
    with path.open("rb", buffering=0) as opened:
        data = opened.read(FIRST_BYTES)
        while (more := MAX_BYTES + 1 - len(data)) > 0 and (rest := opened.read(min(more, 2 * len(data)))):
            data += rest
    return data


def read_part(file: File, part: bytes, said: Said) -> Contents:
    if part:
        return read_items(part, file.path.name, said, first=file.first)
    sentence = _("Entry %(number)s: here the list breaks off, or is not JSON. What is before it was read.")
    return Contents(refusals=[Refusal(file.name, sentence % {"number": file.first})])


def read_portion(files: list[File], said: Said) -> list[Contents]:
    return [read(file, said) for file in files]


def portions(files: Iterable[File]) -> Iterator[list[File]]:
    """The files in portions of about the same work."""
    portion: list[File] = []
    size = 0
    for file in in_parts(files):
        portion.append(file)
        size += file.size
        if len(portion) >= PORTION or size >= PORTION_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def in_parts(files: Iterable[File]) -> Iterator[File]:
    """The files, long tables in parts."""
    for file in files:
        if not is_table(file):
            yield file
        elif begins_list(file.path):
            yield from (File(file.path, part, first) for first, part in parts_of_list(file.path))
        else:
            yield from (File(file.path, part) for part in parts_of(file.path))


def is_table(file: File) -> bool:
    return file.size > SMALL and is_long_table(file.path)


def begins_list(path: Path) -> bool:
    with path.open("rb") as opened:
        return is_list(opened.read(FIRST_BYTES))


class Reader:
    """Reads files in that many processes; in this one, where it is one process or there are few files."""

    def __init__(self, workers: int, files: list[File]) -> None:
        self.pool: ProcessPoolExecutor | None = None
        if workers > 1 and is_much(files) and "fork" in get_all_start_methods():
            # What it takes to read is loaded once, for all that are forked from here; and the garbage collector leaves
            # alone what they share.
            guess_language("The model is loaded at the first guess.")
            if first := next((file for file in files if file.size <= SMALL), None):
                read(first, Said())
            gc.freeze()
            self.pool = ProcessPoolExecutor(workers, get_context("fork"), begin_work)
            self.pool.submit(int).result()
        self.workers = workers

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_error: object) -> None:
        if self.pool:
            self.pool.shutdown(wait=True, cancel_futures=True)
            gc.unfreeze()

    def read(self, files: Iterable[File], said: Said) -> Iterator[tuple[File, Contents]]:
        """Each file with what it holds, in their order."""
        work = partial(read_portion, said=said)
        for portion, contents in self.each(work, portions(files)):
            yield from zip(portion, contents, strict=True)

    def each(
        self, work: Callable[[list[File]], list[Contents]], every: Iterator[list[File]]
    ) -> Iterator[tuple[list[File], list[Contents]]]:
        if not self.pool:
            for portion in every:
                yield portion, work(portion)
            return
        running: deque[tuple[list[File], Future[list[Contents]]]] = deque()
        for portion in every:
            running.append((portion, self.pool.submit(work, portion)))
            if len(running) >= self.workers * AHEAD:
                done, future = running.popleft()
                yield done, future.result()
        for done, future in running:
            yield done, future.result()


def is_much(files: list[File]) -> bool:
    return len(files) > FEW or any(map(is_table, files))


def begin_work() -> None:
    """Ctrl-C reaches all processes of the terminal, and the one that stores answers it; who works for it ends with it,
    even where it is killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is read hangs together in no circles: to look for some takes a tenth of the time.
    gc.set_threshold(SELDOM)
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
