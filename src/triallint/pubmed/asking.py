"""The conversation with PubMed: questions in batches, replies as answers by identifier, never by position."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final, TypeVar

from ..identifiers import fold
from ..model import Answer, Publication, Source
from . import judging
from .answers import Search, search_of, summaries_of
from .conversions import Conversion, conversions_of
from .door import Door, Service, Unavailable
from .judging import Verdict, unheard
from .parse import parse
from .questions import Question, batches, doi_term, misfit, pmcid_term, title_term, unique
from .trouble import BadAnswer, Trouble

T = TypeVar("T")

#: How many records, PMCIDs and DOIs go into one request.
RECORDS: Final = 200
PMCIDS: Final = 100
DOIS: Final = 50

#: More hits than these are not looked at: of an identifier they prove a false search, of a title too little.
MOST_HITS: Final = 20

#: How often records are asked for that PubMed knows and yet leaves out.
_ROUNDS: Final = 4


class Asking:
    """One conversation. Records are fetched once in it, however many questions lead to them."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._found: dict[str, Publication] = {}
        self._gone: set[str] = set()
        self._unknown: dict[str, str] = {}
        self._source: Source | None = None
        self._on: date | None = None

    def answers(self, questions: Iterable[Question]) -> Iterator[Answer]:
        """An answer to each different question, as soon as there is one."""
        ways = {"pmid": self._pmids, "pmcid": self._pmcids, "doi": self._dois, "title": self._titles}
        for kind, asked in unique(questions).items():
            misfits = {one.asked: reason for one in asked if (reason := misfit(one))}
            for identifier, reason in misfits.items():
                yield Answer(kind, identifier, "unverified", reason=reason)
            for identifier, verdict in ways[kind]([one.asked for one in asked if one.asked not in misfits]):
                yield self._answer(Question(kind, identifier), verdict)

    def _answer(self, question: Question, verdict: Verdict) -> Answer:
        source, on = (self._source, self._on) if verdict.heard else (None, None)
        return Answer(*question, verdict.state, verdict.publications, verdict.reason, source, on)

    def _call(self, service: Service, read: Callable[[bytes], T], **parameters: str) -> T:
        reply = self._door.call(service, parameters, read)
        self._source, self._on = reply.source, reply.on
        return reply.value

    def _pmids(self, pmids: list[str]) -> Iterator[tuple[str, Verdict]]:
        for batch in batches(pmids, RECORDS):
            self._fetch(batch)
            for pmid in batch:
                yield pmid, self._of_pmid(pmid)

    def _of_pmid(self, pmid: str) -> Verdict:
        if pmid in self._found:
            return Verdict("found", (self._found[pmid],))
        return judging.ABSENT if pmid in self._gone else unheard(self._unknown[pmid])

    def _pmcids(self, pmcids: list[str]) -> Iterator[tuple[str, Verdict]]:
        for batch in batches(pmcids, PMCIDS):
            converted = self._converted(batch)
            self._fetch([one.pmid for one in converted.values() if one.pmid])
            for pmcid in batch:
                known = converted.get(fold(pmcid))
                record = self._found.get(known.pmid) if known else None
                if record and fold(record.pmcid) == fold(pmcid):
                    yield pmcid, Verdict("found", (record,))
                else:
                    yield pmcid, self._of_pmcid(pmcid, unknown_to_pmc=known is not None and bool(known.error))

    def _converted(self, pmcids: Sequence[str]) -> dict[str, Conversion]:
        """What the ID Converter says of some PMCIDs; nothing where it does not answer."""
        try:
            found = self._call("idconv", conversions_of, ids=",".join(pmcids), format="json")
        except Unavailable:
            return {}
        return {fold(one.asked or one.pmcid): one for one in found}

    def _of_pmcid(self, pmcid: str, *, unknown_to_pmc: bool) -> Verdict:
        try:
            search = self._search(pmcid_term(pmcid), MOST_HITS)
        except Unavailable as why:
            return unheard(why.reason)
        return judging.of_pmcid(pmcid, search, self._records(search.ids), unknown_to_pmc=unknown_to_pmc)

    def _dois(self, dois: list[str]) -> Iterator[tuple[str, Verdict]]:
        for batch in batches(dois, DOIS):
            hits = self._records(self._hits(batch)) if len(batch) > 1 else ()
            for doi in batch:
                # A record that gives the DOI as its own needs no further proof; anything else does.
                own = tuple(one for one in hits if judging.has_doi(one, doi))
                yield doi, Verdict("found", own) if len(own) == 1 else self._of_doi(doi)

    def _hits(self, dois: Sequence[str]) -> tuple[str, ...]:
        """PMIDs found for some DOIs together; the half that brings in hits by the thousand gives none."""
        most = 2 * len(dois)
        try:
            search = self._search(doi_term(dois), most)
            if search.count <= most:
                return search.ids
        except Unavailable as why:
            if not why.smaller:
                return ()
        middle = len(dois) // 2
        halves = (dois[:middle], dois[middle:])
        return tuple(pmid for half in halves if len(half) > 1 for pmid in self._hits(half))

    def _of_doi(self, doi: str) -> Verdict:
        try:
            search = self._search(doi_term([doi]), MOST_HITS)
        except Unavailable as why:
            return unheard(why.reason)
        few = search.ids if judging.ran_as(doi, search) and search.count <= MOST_HITS else ()
        hits = self._records(few)
        return judging.of_doi(doi, search, hits, complete=self._is_complete(search))

    def _titles(self, titles: list[str]) -> Iterator[tuple[str, Verdict]]:
        for title in titles:
            try:
                search = self._search(title_term(title), MOST_HITS)
            except Unavailable as why:
                yield title, unheard(why.reason)
                continue
            hits = self._records(search.ids if search.count <= MOST_HITS else ())
            complete = self._is_complete(search)
            yield title, judging.of_title(search, hits, complete=complete, most=MOST_HITS)

    def _is_complete(self, search: Search) -> bool:
        """Whether every hit of a search was fetched, or is known to be gone."""
        known = all(pmid in self._found or pmid in self._gone for pmid in search.ids)
        return known and search.count == len(search.ids)

    def _search(self, term: str, most: int) -> Search:
        """One page of a search. A page that is shorter than its own count says is asked for again."""
        read = partial(_whole_page, most=most)
        return self._call("esearch", read, db="pubmed", term=term, retmode="json", retmax=str(most))

    def _records(self, pmids: Sequence[str]) -> tuple[Publication, ...]:
        """Those of some records that could be had."""
        if any(pmid not in self._found for pmid in pmids):
            self._fetch(pmids)
        return tuple(self._found[pmid] for pmid in pmids if pmid in self._found)

    def _fetch(self, pmids: Sequence[str]) -> None:
        """Learn of each PMID what there is: its record, that there is none, or why that is not known."""
        for batch in batches(list(dict.fromkeys(pmids)), RECORDS):
            self._fetch_some(batch)

    def _fetch_some(self, pmids: Sequence[str]) -> None:
        pmids = [one for one in pmids if one not in self._found and one not in self._gone]
        try:
            missing = self._ask_for(pmids)
            why = "PubMed knows this PMID, but did not give its record"
        except Unavailable as no:
            if no.smaller and len(pmids) > 1:
                middle = len(pmids) // 2
                self._fetch_some(pmids[:middle])
                self._fetch_some(pmids[middle:])
                return
            missing = [one for one in pmids if one not in self._found and one not in self._gone]
            why = no.reason
        self._unknown.update(dict.fromkeys(missing, why))

    def _ask_for(self, pmids: Sequence[str]) -> list[str]:
        """Fetch records. Those that are left out are gone only if the summaries say so in words."""
        missing, rounds = list(pmids), 0
        while missing and rounds < _ROUNDS:
            found = self._call("efetch", parse, db="pubmed", id=",".join(missing), retmode="xml")
            self._found.update(_latest(found, missing))
            missing = [one for one in missing if one not in self._found]
            if missing:
                known = self._call(
                    "esummary", summaries_of, db="pubmed", id=",".join(missing), retmode="json", version="2.0"
                )
                self._gone.update({one.uid for one in known if one.is_absent} & set(missing))
                missing = [one for one in missing if one not in self._gone]
            rounds += 1
        return missing


def _latest(publications: tuple[Publication, ...], wanted: Iterable[str]) -> dict[str, Publication]:
    """The newest version of each record that was asked for; what was not asked for is left out."""
    found: dict[str, Publication] = {}
    for one in sorted(publications, key=lambda one: int(one.version) if one.version.isdigit() else 0):
        found[one.pmid] = one
    return {pmid: found[pmid] for pmid in wanted if pmid in found}


def _whole_page(body: bytes, *, most: int) -> Search:
    """A search whose page holds as many ids as its count promises.

    Raises:
        BadAnswer: it cannot be read, or ids are missing from it.
    """
    search = search_of(body)
    if len(search.ids) != min(search.count, most):
        raise BadAnswer(Trouble.CUT, "ids are missing")
    return search
