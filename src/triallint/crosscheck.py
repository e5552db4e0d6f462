"""Citations -> questions -> Answers: what a dataset asks of PubMed, and what was answered. Pure."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final, NamedTuple, Protocol, runtime_checkable

from .meaning.stated import stated
from .model import Answer, AnswersUsed, IdentifierKind, ListUsed, Notice
from .tables import Citation, Report, Tables

#: Why nothing is known where nobody was to be asked.
NOT_ASKED: Final = "PubMed was not asked"


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

    @property
    def about(self) -> ListUsed:
        """Which list it is."""

    def notices(self, pmids: AbstractSet[str], dois: AbstractSet[str]) -> tuple[Notice, ...]:
        """What it says of the publication with these canonical identifiers; there may be none of a kind."""


class Answers:
    """The answers that a run has, each looked up once.

    Attributes:
        source: who answers; None where nobody is asked.
        listed: the project's list of retractions, if it keeps one.
    """

    def __init__(self, source: AnswerSource | None = None, listed: NoticeSource | None = None) -> None:
        self.source = source
        self.listed = source if listed is None and isinstance(source, NoticeSource) else listed
        self._known: dict[Question, Answer] = {}
        self._noticed: dict[tuple[frozenset[str], frozenset[str]], tuple[Notice, ...]] = {}

    @property
    def lists(self) -> tuple[ListUsed, ...]:
        """The lists of retractions that publications were compared with so far."""
        if self.listed is None or not self._noticed:
            return ()
        return (self.listed.about._replace(matched=sum(map(bool, self._noticed.values()))),)

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

    def notices(self, pmids: AbstractSet[str], dois: AbstractSet[str]) -> tuple[Notice, ...]:
        """What the project's list of retractions says of a publication; nothing where there is no list."""
        if self.listed is None:
            return ()
        named = frozenset(pmids), frozenset(dois)
        found = self._noticed.get(named)
        if found is None:
            found = self._noticed[named] = self.listed.notices(*named)
        return found

    def _look_up(self, question: Question) -> Answer:
        if self.source is None:
            return Answer(question.kind, question.asked, "unverified", reason=NOT_ASKED)
        return weighed(self.source.answer(question))


def weighed(answer: Answer) -> Answer:
    """What an answer proves: that the stand-in does not hold a record proves nothing."""
    if answer.state != "absent" or answer.source != "stand-in":
        return answer
    reason = "the stand-in does not hold it, and only NCBI can say that there is no such record"
    return replace(answer, state="unverified", reason=reason)


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
    named = [Question(one.kind, one.key) for one in stated(row)]
    yield from named
    if isinstance(row, Report) and not named and row.title:
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
