"""Where real citations and records are, if they are: strings that PubMed printed, and records as XML."""

import gzip
import json
import lzma
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from triallint.model import Publication
from triallint.pubmed.parse import parse

SHARED = os.environ.get("TRIALLINT_SHARED")
needed = pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the corpora")

#: Every how manieth string is looked at where not all are.
STEP = 55


class Printed(NamedTuple):
    """A citation as PubMed printed it on one day."""

    pmid: str
    seen: str
    text: str


def strings(step: int = 1) -> Iterator[Printed]:
    """Every `step`th citation of the development corpus."""
    path = Path(str(SHARED)) / "corpora/pubmed/citations.dev.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % step == 0:
                one = json.loads(line)
                yield Printed(one["pmid"], one["seen"], one["citation"])


@cache
def records() -> tuple[Publication, ...]:
    """The records of the development corpus."""
    return parse(gzip.decompress((Path(str(SHARED)) / "corpora/pubmed/records.dev.xml.gz").read_bytes()))


def document(report_id: str) -> str:
    """The text of a seed document, its line ends as they are."""
    (path,) = (Path(str(SHARED)) / "seeds").glob(f"{report_id}_*.txt")
    with open(path, encoding="utf-8", newline="") as stream:
        return stream.read()
