"""Citations -> questions -> Answers: what a dataset asks of PubMed, and what was answered. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, Protocol, cast, runtime_checkable

from .identifiers import read_doi, read_pmcid, read_pmid
from .meaning.fields import field_of
from .model import Answer, AnswersUsed, IdentifierKind, Notice
from .tables import Citation, Report, Tables


class Question(NamedTuple):
    """One identifier to ask about, in canonical form."""

    kind: IdentifierKind
    asked: str


class AnswerSource(Protocol):
    """Where answers come from: recorded files, PubMed itself, or a local mirror."""

    def answer(self, question: Question) -> Answer:
        """What is known; `state="unverified"` with a reason where nothing can be said."""


@runtime_checkable
class NoticeSource(Protocol):
    """A list of retractions."""

    def notices(self, pmid: str, doi: str) -> tuple[Notice, ...]:
        """What it says of the publication with these canonical identifiers (either may be empty)."""


class Answers:
    """The answers that a run has, each looked up once."""

    def __init__(self, source: AnswerSource | None = None, listed: NoticeSource | None = None) -> None:
        self._source = source
        self._listed = source if listed is None and isinstance(source, NoticeSource) else listed
        self._known: dict[Question, Answer] = {}

    @property
    def given(self) -> tuple[Answer, ...]:
        """Every answer that was looked up so far."""
        return tuple(self._known.values())

    def of(self, kind: IdentifierKind, asked: str) -> Answer:
        """The answer about one identifier in canonical form."""
        question = Question(kind, asked)
        known = self._known.get(question)
        if known is None:
            known = self._known[question] = self._look_up(question)
        return known

    def notices(self, pmid: str, doi: str) -> tuple[Notice, ...] | None:
        """What the project's list of retractions says of a publication; None where there is no list."""
        return None if self._listed is None else self._listed.notices(pmid, doi)

    def _look_up(self, question: Question) -> Answer:
        if self._source is None:
            return Answer(question.kind, question.asked, "unverified", reason="PubMed was not asked")
        answer = self._source.answer(question)
        if answer.state == "absent" and answer.source == "stand-in":
            return Answer(
                question.kind,
                question.asked,
                "unverified",
                reason="the stand-in does not hold it, and only NCBI can say that there is no such record",
                source=answer.source,
                on=answer.on,
                kept_in=answer.kept_in,
            )
        return answer


def questions(tables: Tables) -> Iterator[Question]:
    """What a dataset asks, each once: every identifier of its reports and citations.

    A record of a paper that prints neither PMID nor DOI is asked about by its title.
    """
    seen: set[Question] = set()
    rows: list[Report | Citation] = [*tables.rows(Report), *tables.rows(Citation)]
    for row in rows:
        for question in questions_of(row):
            if question not in seen:
                seen.add(question)
                yield question


def questions_of(row: Report | Citation) -> Iterator[Question]:
    """What one row asks: its identifiers, in cells or in its text, or its title where a report has none."""
    said = False
    for kind, read in (("pmid", read_pmid), ("doi", read_doi), ("pmcid", read_pmcid)):
        field = field_of(row, kind)
        identifier = read(field.text).one if field else None
        if identifier is not None:
            said = True
            yield Question(cast(IdentifierKind, kind), identifier.key)
    if isinstance(row, Report) and not said and row.title:
        yield Question("title", " ".join(row.title.text.split()))


def uses(given: Iterable[Answer]) -> tuple[AnswersUsed, ...]:
    """Which answers were used, by who gave them; questions that nobody answered are none."""
    return merged_uses(
        AnswersUsed(one.source, one.on, one.on, **{one.state: 1}) for one in given if one.source and one.on
    )


def merged_uses(parts: Iterable[AnswersUsed]) -> tuple[AnswersUsed, ...]:
    """Several uses of answers as one for each source."""
    total: dict[str, AnswersUsed] = {}
    for part in parts:
        known = total.get(part.source)
        total[part.source] = (
            part
            if known is None
            else replace(
                part,
                oldest=min(known.oldest, part.oldest),
                newest=max(known.newest, part.newest),
                found=known.found + part.found,
                absent=known.absent + part.absent,
                unverified=known.unverified + part.unverified,
            )
        )
    return tuple(total[source] for source in sorted(total))
