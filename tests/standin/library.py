"""The records that the stand-in knows, and what it can find them by."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

from .records import Facts, article_set


@dataclass(frozen=True)
class Entry:
    """One record, and what is looked for in it. Read here anew, for it has to judge the parser."""

    pmid: str
    element: Element = field(repr=False)

    @property
    def xml(self) -> str:
        return tostring(self.element, encoding="unicode")

    def text(self, path: str) -> str:
        found = self.element.find(path)
        return "" if found is None else " ".join("".join(found.itertext()).split())

    def texts(self, path: str) -> list[str]:
        return [" ".join("".join(one.itertext()).split()) for one in self.element.iterfind(path)]

    @property
    def ids(self) -> list[tuple[str, str]]:
        """Its own identifiers, never those of its references."""
        return [
            (one.get("IdType", "pubmed"), one.text or "")
            for one in self.element.iterfind("PubmedData/ArticleIdList/ArticleId")
        ]

    def id(self, kind: str) -> str:
        return next((text for one, text in self.ids if one == kind), "")

    @property
    def title(self) -> str:
        return self.text("MedlineCitation/Article/ArticleTitle")

    @property
    def year(self) -> str:
        date = "MedlineCitation/Article/Journal/JournalIssue/PubDate"
        return self.text(f"{date}/Year") or self.text(f"{date}/MedlineDate")[:4]


def tokens(text: str) -> tuple[str, ...]:
    """A text as the index keeps it."""
    return tuple(re.findall(r"[^\W_]+", text.lower()))


class Library:
    """Records by PMID, with the indexes that esearch looks in.

    Attributes:
        unreleased: PMCIDs that PubMed prints already, while the ID Converter does not know them.
    """

    def __init__(self, body: bytes) -> None:
        """Take the articles of an efetch answer."""
        self.unreleased: set[str] = set()
        self.entries: dict[str, Entry] = {}
        self.by_first_tokens: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        self.by_word: dict[str, set[str]] = {}
        self.by_pmcid: dict[str, str] = {}
        self.by_accession: dict[str, list[str]] = {}
        for element in fromstring(body).iterfind("PubmedArticle"):
            pmid = element.findtext("MedlineCitation/PMID") or ""
            self._take(Entry(pmid, element))

    @classmethod
    def of(cls, records: Iterable[Facts]) -> "Library":
        """A library of articles given as plain facts."""
        return cls(article_set(records))

    @classmethod
    def read(cls, path: Path) -> "Library":
        """A library from a file: a JSON list of facts, or a set of articles in XML."""
        body = path.read_bytes()
        return cls.of(json.loads(body)) if path.suffix == ".json" else cls(body)

    def _take(self, entry: Entry) -> None:
        self.entries[entry.pmid] = entry
        for kind, text in entry.ids:
            if kind in ("doi", "pii"):
                words = tokens(text)
                self.by_first_tokens.setdefault(words[:2], []).append((words, entry.pmid))
                self.by_first_tokens.setdefault(words[:1], []).append((words, entry.pmid))
        for word in tokens(entry.title):
            self.by_word.setdefault(word, set()).add(entry.pmid)
        if entry.id("pmc"):
            self.by_pmcid[entry.id("pmc").upper()] = entry.pmid
        for number in entry.texts(
            "MedlineCitation/Article/DataBankList/DataBank/AccessionNumberList/AccessionNumber"
        ):
            self.by_accession.setdefault(number.upper(), []).append(entry.pmid)

    def beginning_with(self, words: tuple[str, ...]) -> Iterator[str]:
        """Records with an identifier that begins with these tokens: phrases match longer ones as well."""
        seen: set[str] = set()
        for known, pmid in self.by_first_tokens.get(words[:2], ()):
            if known[: len(words)] == words and pmid not in seen:
                seen.add(pmid)
                yield pmid

    def with_phrase(self, words: tuple[str, ...]) -> Iterator[str]:
        """Records whose titles hold these words one after the other."""
        having = [self.by_word.get(word, set()) for word in words]
        for pmid in set.intersection(*having) if having else set():
            title = tokens(self.entries[pmid].title) if len(words) > 1 else words
            if any(title[at : at + len(words)] == words for at in range(len(title))):
                yield pmid
