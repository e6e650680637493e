"""The vectors of tests/offsets.json, which tests/js/offsets.test.js reads too: Python's slices are the measure."""

import json
from pathlib import Path
from typing import Any

import pytest

from sources.text import blocks_of, canonical

VECTORS = json.loads((Path(__file__).resolve().parent.parent / "offsets.json").read_text("utf-8"))


def units(text: str) -> int:
    """How many UTF-16 units the text takes in a browser."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_offsets_are_code_points(vector: dict[str, Any]) -> None:
    text = vector["text"]
    assert canonical(text) == text
    blocks = [{"start": block.start, "text": text[block.start : block.end]} for block in blocks_of(text)]
    assert blocks == vector["blocks"]
    for passage in vector["passages"]:
        start, end = passage["start"], passage["end"]
        assert text[start:end] == passage["exact"]
        assert [units(text[:start]), units(text[:end])] == passage["units"]
