"""Abstracts of other people's trials, where they are at hand, and what checking them finds."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from triallint.catalogue import catalogue
from triallint.config import Config
from triallint.model import Finding
from triallint.pipeline import check_paths

SHARED = os.environ.get("TRIALLINT_SHARED")
needed = pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the abstracts")


class Flag(NamedTuple):
    """A finding about the figures of an abstract.

    Attributes:
        pmid: the abstract.
        check: the check.
        severity: "error", "warning" or "info".
        spans: the characters that it points at.
        message: what it says.
    """

    pmid: str
    check: str
    severity: str
    spans: tuple[tuple[int, int], ...]
    message: str

    def touches(self, start: int, end: int) -> bool:
        """Whether it points at some of these characters."""
        return any(first < end and start < last for first, last in self.spans)


def pico(name: str) -> list[dict[str, str]]:
    """The lines of a file of the corpus of annotated abstracts."""
    path = Path(str(SHARED)) / "corpora" / "pico" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def flags(texts: Mapping[str, str], folder: Path) -> list[Flag]:
    """What `triallint check` finds in abstracts: id -> text."""
    path = folder / "abstracts.jsonl"
    lines = (json.dumps({"pmid": pmid, "text": text}) for pmid, text in texts.items())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    inspection = check_paths([path], catalogue(Config()))
    assert inspection.run.crashes == ()
    return list(_flags(inspection.run.findings))


def _flags(findings: Iterable[Finding]) -> Iterable[Flag]:
    for finding in findings:
        places = [point.place for point in finding.points]
        spans = tuple((place.span.start, place.span.end) for place in places if place.span)
        pmid = next((place.document for place in places if place.document), "") or ""
        yield Flag(pmid, finding.check, finding.severity.name, spans, finding.message)
