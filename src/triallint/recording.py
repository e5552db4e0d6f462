"""What a dataset still has to ask PubMed, and the asking, batch by batch."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .answering import folder_for_recording, folders_of
from .config import Config, UsageError
from .crosscheck import questions_of, weighed
from .model import Answer, Place
from .pubmed.questions import Question, misfit
from .pubmed.recorded import Recorded, canonical
from .tables import Citation, Report, Tables

if TYPE_CHECKING:
    from .pubmed.cassettes import Recorder

#: Questions in one cassette: few enough that one file stays small, and that little is lost with it.
BATCH: Final = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What one dataset asks.

    Attributes:
        dataset: its folder or file.
        folder: where its answers are to be kept.
        missing: what was never answered.
        stale: what is to be asked again.
        recorded: how many answers are there already, and stay.
        impossible: what cannot be asked, and why.
        where: the first row that asks each question.
        silent: the rows that print nothing to ask about.
    """

    dataset: Path
    folder: Path
    missing: tuple[Question, ...] = ()
    stale: tuple[Question, ...] = ()
    recorded: int = 0
    impossible: tuple[tuple[Question, str], ...] = ()
    where: Mapping[Question, Place] = field(default_factory=dict)
    silent: tuple[Place, ...] = ()

    @property
    def asked(self) -> tuple[Question, ...]:
        """All that is to be asked."""
        return self.missing + self.stale


@dataclass(frozen=True, slots=True)
class Again:
    """What is asked again though it was answered.

    Attributes:
        everything: all of it.
        unverified: answers that proved nothing.
        older_than: answers of longer ago than this.
    """

    everything: bool = False
    unverified: bool = False
    older_than: timedelta | None = None

    def wants(self, answer: Answer) -> bool:
        """Whether this answer's question is asked again."""
        old = self.older_than and answer.on and answer.on < date.today() - self.older_than
        return self.everything or bool(old) or (self.unverified and answer.state == "unverified")


def plan(dataset: Path, settings: Config, again: Again) -> Plan:
    """What a dataset still has to ask.

    Args:
        dataset: its folder, or one file.
        settings: where answers are kept.
        again: what is asked again.

    Raises:
        UsageError: nothing could be read.
    """
    from .read import read
    from .shape import shape

    reading = read([dataset])
    if not reading.files:
        raise UsageError(f"{dataset}: there is no table that could be read")
    where, silent = _asking(shape(reading.sheets, said=reading.findings).tables)
    recorded = Recorded(folders_of(dataset, settings))
    missing, stale, impossible, kept = [], [], [], 0
    for question in where:
        if reason := misfit(question):
            impossible.append((question, reason))
            continue
        answer = weighed(recorded.answer(question))
        if answer.source is None:  # never answered, or what was kept of it cannot be read
            missing.append(question)
        elif again.wants(answer):
            stale.append(question)
        else:
            kept += 1
    folder = folder_for_recording(dataset, settings)
    return Plan(dataset, folder, tuple(missing), tuple(stale), kept, tuple(impossible), where, silent)


def _asking(tables: Tables) -> tuple[dict[Question, Place], tuple[Place, ...]]:
    """What a dataset asks, with the first row that asks it; and the rows that ask nothing."""
    where: dict[Question, Place] = {}
    silent: list[Place] = []
    rows: list[Report | Citation] = [*tables.rows(Report), *tables.rows(Citation)]
    for row in rows:
        asked = [canonical(*one) for one in questions_of(row)]
        for question in asked:
            where.setdefault(question, row.place(""))
        if not asked:
            silent.append(row.place(""))
    return where, tuple(silent)


@dataclass(slots=True)
class Outcome:
    """What came of asking.

    Attributes:
        states: how many answers of which state.
        sources: from whom.
        absent: what the source has no record of.
        unverified: what nothing was proved of, by the reason.
        unanswered: how many questions were not answered, by the reason.
    """

    states: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    absent: list[Question] = field(default_factory=list)
    unverified: dict[str, list[Question]] = field(default_factory=dict)
    unanswered: Counter[str] = field(default_factory=Counter)
    interrupted: bool = False

    def take(self, answer: Answer) -> None:
        """Count one answer, for what it proves."""
        answer, question = weighed(answer), Question(answer.kind, answer.asked)
        if answer.source is None:
            self.unanswered[answer.reason] += 1
            return
        self.states[answer.state] += 1
        if answer.state == "unverified":
            self.unverified.setdefault(answer.reason, []).append(question)
        elif answer.state == "absent":
            self.absent.append(question)
        self.sources[answer.source] += 1


def record(
    asked: Sequence[Question],
    recorder: "Recorder",
    *,
    within: Callable[[], float],
    progress: Callable[[int], None],
) -> Outcome:
    """Ask questions batch by batch; each batch is kept as soon as it is answered, or broken off.

    Args:
        asked: the questions.
        recorder: asks and keeps.
        within: tells how many seconds are left.
        progress: is told how many questions have been answered.

    Raises:
        StoreError: an answer could not be written.
    """
    outcome, done = Outcome(), 0
    try:
        for batch in _batches(asked):
            with closing(recorder.record(batch, within=within())) as answers:
                for answer in answers:
                    outcome.take(answer)
                    done += 1
                    progress(done)
    except KeyboardInterrupt:
        outcome.interrupted = True
    return outcome


def _batches(asked: Sequence[Question]) -> Iterator[Sequence[Question]]:
    for start in range(0, len(asked), BATCH):
        yield asked[start : start + BATCH]
