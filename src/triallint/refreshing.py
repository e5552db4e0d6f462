"""The first step of a night: recorded answers that are not of today are asked for again."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from .config import Config, UsageError
from .recording import Again, Plan, plan
from .recording import record as ask

if TYPE_CHECKING:
    from .pubmed.caller import Caller

#: Answers are dated by the day: whatever was not answered today is older than this.
NOT_OF_TODAY: Final = timedelta(hours=1)

#: Is told what is being done.
Say = Callable[[str], None]


@dataclass(slots=True)
class Refreshed:
    """What came of asking.

    Attributes:
        asked: how many questions were asked; `answered` how many were answered.
        unanswered: the others, by the reason.
        kept: how many answers were fresh enough.
        whom: who was asked, in words.
        interrupted: whether somebody stopped it.
    """

    asked: int = 0
    answered: int = 0
    unanswered: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    whom: str = "nobody was asked"
    interrupted: bool = False

    @property
    def whole(self) -> bool:
        """Whether everything that was asked was answered."""
        return not self.unanswered and not self.interrupted


def refresh(
    datasets: Sequence[Path], settings: Config, again: Again, within: timedelta, say: Say
) -> Refreshed:
    """Ask what has no fresh answer. What was answered is kept batch by batch, so that a next run resumes.

    Args:
        datasets: folders or files.
        settings: where answers are kept, and whom NCBI may write to.
        again: what is asked again though it was answered.
        within: how long it may take; what is left then is not answered.
        say: is told how far it is.

    Raises:
        UsageError: a package is missing, or the caller's names are not allowed.
    """
    _mend_indexes(datasets, settings)
    plans = [plan(one, settings, again) for one in datasets]
    result = Refreshed(kept=sum(one.recorded for one in plans))
    if not any(one.asked for one in plans):
        return result
    caller = _caller(settings)
    where = "the stand-in on this machine, not NCBI" if caller.base else "NCBI"
    result.whom = f"{where}, {caller.rate} requests a second at most"
    end = monotonic() + within.total_seconds()
    known: set[tuple[Path, object]] = set()
    for one in plans:
        _ask_for(one, caller, end, known, result, say)
        if result.interrupted:
            break
    return result


def _ask_for(
    one: Plan, caller: "Caller", end: float, known: set[tuple[Path, object]], result: Refreshed, say: Say
) -> None:
    """Ask for one dataset what no other one that shares its folder has asked."""
    asked = [question for question in one.asked if (one.folder, question) not in known]
    known.update((one.folder, question) for question in asked)
    if not asked:
        return
    say(f"asking {len(asked):,} questions of {one.dataset}")
    from .pubmed.cassettes import Recorder
    from .pubmed.client import MissingPackage

    try:
        recorder = Recorder(one.folder, caller)
    except MissingPackage as error:
        raise UsageError(str(error)) from None
    outcome = ask(asked, recorder, within=lambda: end - monotonic(), progress=lambda _: None)
    result.asked += len(asked)
    result.answered += sum(outcome.states.values())
    result.unanswered += outcome.unanswered
    result.interrupted = outcome.interrupted


def _caller(settings: Config) -> "Caller":
    from .pubmed.caller import Caller, CallerError

    try:
        return Caller.from_environment(settings.email)
    except CallerError as error:
        raise UsageError(str(error)) from None


def _mend_indexes(datasets: Sequence[Path], settings: Config) -> None:
    """Make indexes anew that do not name all answers, as after a merge or where two runs wrote at once."""
    from .answering import folders_of
    from .pubmed.cassettes import is_whole, reindex

    for folder in dict.fromkeys(one for dataset in datasets for one in folders_of(dataset, settings)):
        if not is_whole(folder):
            reindex(folder)
