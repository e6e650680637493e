"""Large parts of a page, put into it as bytes once its template is rendered.

A template copies what it is given at every block that it passes through, and one emoji in it makes each character take
four bytes: a page of a megabyte would be written dozens of megabytes long.
"""

import re
from collections.abc import Iterator, Mapping

SLOT = re.compile(r"<!--slot:(\w+)-->")


def fill(page: str, parts: Mapping[str, bytes]) -> Iterator[bytes]:
    """The page, with a part in place of each comment <!--slot:name-->.

    Only the template can write one: what people typed is escaped, and has no "<" left.
    """
    for at, piece in enumerate(SLOT.split(page)):
        yield parts[piece] if at % 2 else piece.encode()
