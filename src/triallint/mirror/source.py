"""Answers out of the mirror, judged as those of PubMed are; what it cannot prove is unverified."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, TypeVar
from weakref import finalize

from ..identifiers import fold
from ..model import Answer, IdentifierKind, Publication, Source
from ..pubmed import judging
from ..pubmed.answers import Search
from ..pubmed.asking import MOST_HITS
from ..pubmed.judging import Verdict, unheard
from ..pubmed.parse import parse
from ..pubmed.questions import Question, misfit, title_term, words_of
from ..pubmed.recorded import canonical
from ..pubmed.trouble import BadAnswer, Trouble
from .layout import About, BadMirror, about, connect, path_in, said, value_of
from .packing import DOI, PMCID, doi_key, unpacker

T = TypeVar("T")

#: Records that are kept unpacked: a citation asks for one by its PMID, its DOI and its PMCID.
_KEPT: Final = 4_096

_UNREADABLE: Final = "the mirror's record of it cannot be read: build the mirror anew"


class Mirror:
    """A mirror of PubMed as a source of answers. Implements `crosscheck.AnswerSource`.

    It is opened with the first question. Where it cannot be relied on, every answer is unverified and says
    why.

    Args:
        folder: where the mirror is.
        shown: the folder as reports name it.
    """

    def __init__(self, folder: Path, shown: str = "") -> None:
        self._folder = folder
        self._shown = shown or str(folder)

    def answer(self, question: tuple[IdentifierKind, str]) -> Answer:
        """What the mirror knows of one identifier."""
        return replace(self._given(canonical(*question)), asked=question[1])

    def _given(self, asked: Question) -> Answer:
        if reason := misfit(asked):
            return Answer(*asked, "unverified", reason=reason)
        try:
            verdict = self._open.verdict(asked)
            return self._answer(asked, self._open.weighed(asked, verdict), self._open.about)
        except BadMirror as bad:
            return Answer(*asked, "unverified", reason=str(bad))

    def answers(self, questions: Iterable[tuple[IdentifierKind, str]]) -> Iterator[Answer]:
        """An answer to each question, in their order, without a request."""
        return map(self.answer, questions)

    def _answer(self, asked: Question, verdict: Verdict, known: About) -> Answer:
        source: Source = "stand-in" if known.invented else "mirror"
        heard = verdict.heard and bool(known.last)
        return Answer(
            *asked,
            verdict.state,
            verdict.publications,
            verdict.reason,
            source if heard else None,
            known.newest if heard else None,
            f"{self._shown}, up to {known.last}" if heard else "",
        )

    @cached_property
    def _open(self) -> "_Open":
        return _Open(self._folder)


class _Open:
    """A mirror that could be opened.

    Raises:
        BadMirror: it could not; a mirror that is damaged further in shows when it is asked.
    """

    def __init__(self, folder: Path) -> None:
        self._path = path_in(folder)
        self._connection = connect(folder)
        finalize(self, self._connection.close)
        self._unpack: Callable[[bytes], bytes] = unpacker(
            self._safely(lambda: value_of(self._connection, "common", b""))
        )
        self.about = self._safely(lambda: about(folder, self._connection))
        self._record = lru_cache(_KEPT)(self._read)
        if not self.about.ready:
            raise BadMirror(self.about.doubt)

    def verdict(self, asked: Question) -> Verdict:
        """What the mirror has of one identifier, as if it were whole."""
        ways = {"pmid": self._of_pmid, "doi": self._of_doi, "pmcid": self._of_pmcid, "title": self._of_title}
        try:
            return self._safely(lambda: ways[asked.kind](asked.asked))
        except BadAnswer:
            return unheard(_UNREADABLE)

    def weighed(self, asked: Question, verdict: Verdict) -> Verdict:
        """What that proves: there is no such record only where the mirror is whole, and was new enough."""
        rests_on_all = verdict.state == "absent" or asked.kind == "title"
        if rests_on_all and verdict.state != "unverified" and (doubt := self.about.doubt):
            return unheard(doubt)
        if verdict.state == "absent" and asked.kind == "pmid" and int(asked.asked) > self.about.most:
            return judging.unverified(
                f"this PMID is higher than any in the mirror, which ends with {self.about.last}"
                f" ({self.about.newest}): the record may be newer; `triallint mirror update` tells"
            )
        return verdict

    def _of_pmid(self, pmid: str) -> Verdict:
        found = self._record(int(pmid))
        return Verdict("found", (found,)) if found else judging.ABSENT

    def _of_doi(self, doi: str) -> Verdict:
        """A record that gives the DOI as its own proves itself; else its phrase is searched for."""
        key = doi_key(doi)
        same = self._records(self._pmids("key = ?", DOI, key))
        own = tuple(one for one in same if judging.has_doi(one, doi))
        if len(own) == 1:
            return Verdict("found", own)
        # A phrase also finds longer DOIs that begin with it: behind a blank come letters, never "!".
        pmids = self._pmids("key >= ? AND key < ?", DOI, key, f"{key}!")
        search = Search(len(pmids), tuple(map(str, pmids)), translation=f'"{key}"[Publisher ID]')
        if len(pmids) > MOST_HITS:
            return judging.of_doi(doi, search, (), complete=False)
        return judging.of_doi(doi, search, self._records(pmids), complete=True)

    def _of_pmcid(self, pmcid: str) -> Verdict:
        """PMC also holds articles that PubMed does not: that a PMCID is not here proves nothing."""
        pmids = self._pmids("key = ?", PMCID, fold(pmcid))
        search = Search(len(pmids), tuple(map(str, pmids)), translation=pmcid)
        return judging.of_pmcid(pmcid, search, self._records(pmids), unknown_to_pmc=False)

    def _of_title(self, title: str) -> Verdict:
        count, pmids = self._titled(words_of(title))
        search = Search(count, tuple(map(str, pmids)), translation=title_term(title))
        hits = self._records(pmids) if count <= MOST_HITS else ()
        return judging.of_title(search, hits, complete=count <= MOST_HITS, most=MOST_HITS)

    def _titled(self, words: Iterable[str]) -> tuple[int, list[int]]:
        """How many titles have all these words, and the newest; a word that no title has is left out."""
        query = " AND ".join(f'"{word}"' for word in words)
        one = self._connection.execute
        pmids = self._first(
            "SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT ?", query
        )
        if not pmids:
            seen = [w for w in words if one("SELECT 1 FROM vocabulary WHERE term = ?", (w,)).fetchone()]
            return self._titled(seen) if seen and len(seen) < len(tuple(words)) else (0, [])
        if len(pmids) <= MOST_HITS:
            return len(pmids), pmids
        return one("SELECT count(*) FROM titles WHERE titles MATCH ?", (query,)).fetchone()[0], pmids[
            :MOST_HITS
        ]

    def _pmids(self, which: str, kind: str, *keys: str) -> list[int]:
        """PMIDs by a key, the highest first; one more than are looked at, where there are so many."""
        sql = f"SELECT DISTINCT pmid FROM keys WHERE kind = ? AND {which} LIMIT ?"
        return sorted(self._first(sql, kind, *keys), reverse=True)

    def _first(self, sql: str, *given: str) -> list[int]:
        return [pmid for (pmid,) in self._connection.execute(sql, (*given, MOST_HITS + 1))]

    def _records(self, pmids: Iterable[int]) -> tuple[Publication, ...]:
        return tuple(one for pmid in pmids if (one := self._record(pmid)))

    def _read(self, pmid: int) -> Publication | None:
        """One record.

        Raises:
            BadAnswer: it is damaged.
        """
        row = self._connection.execute("SELECT content FROM records WHERE pmid = ?", (pmid,)).fetchone()
        if row is None:
            return None
        try:
            (found,) = parse(self._unpack(row[0]))
        except (ValueError, _damaged()) as error:
            raise BadAnswer(Trouble.BROKEN, str(error)) from None
        if found.pmid != str(pmid):
            raise BadAnswer(Trouble.BROKEN, f"another record stands in the place of PMID {pmid}")
        return found

    def _safely(self, look: Callable[[], T]) -> T:
        """What a look into the file gives.

        Raises:
            BadMirror: the file is damaged.
        """
        try:
            return look()
        except sqlite3.Error as error:
            raise BadMirror(said(self._path, error)) from None


def _damaged() -> type[Exception]:
    from zstandard import ZstdError

    return ZstdError
