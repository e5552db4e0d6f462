"""Where the data to test against is, if it is: PubMed's own records and recorded answers."""

import gzip
import os
from functools import cache
from pathlib import Path

import pytest

SHARED = os.environ.get("TRIALLINT_SHARED")
needed = pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the records")


@cache
def records() -> bytes:
    """The records of the development corpus, as one set."""
    return gzip.decompress((Path(str(SHARED)) / "corpora/pubmed/records.dev.xml.gz").read_bytes())


def recorded(kind: str) -> dict[str, bytes]:
    """The recorded answers of one kind by file name, decompressed."""
    found: dict[str, bytes] = {}
    for path in sorted((Path(str(SHARED)) / "recorded" / kind).iterdir()):
        body = path.read_bytes()
        found[path.name] = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    return found
