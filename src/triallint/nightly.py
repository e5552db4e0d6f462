"""The steps of a night: answers refreshed, everything checked, compared with last night, and said shortly."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from . import __version__
from .answering import source_for
from .catalogue import Catalogue, catalogue
from .config import Config, UsageError
from .exits import Exit, exit_code
from .history import NAME, History, locked
from .nights import Changes, Night, after, compare, night
from .pipeline import Inspection, check_paths, datasets
from .recording import Again
from .refreshing import NOT_OF_TODAY, Refreshed, Say, refresh

if TYPE_CHECKING:
    from .expectations.checkpoint import Held
    from .extract.at_hand import DocumentsAtHand
    from .reconciling import Outcome

SUMMARY: Final = "summary.md"


@dataclass(frozen=True, slots=True)
class Options:
    """What a night is to do.

    Attributes:
        paths: what is checked.
        output: the folder for the history and everything that is written.
        settings: the configuration.
        again: which answers are asked for again; by default all that are not of today.
        within: how long asking may take.
        offline: whether nobody is asked.
        expectations: whether the corpus suites are asked.
        fail_on: the lowest severity that makes the exit code 1; "never" for none.
        strict: whether a skip makes it 3.
    """

    paths: Sequence[Path]
    output: Path
    settings: Config
    again: Again = field(default_factory=lambda: Again(older_than=NOT_OF_TODAY))
    within: timedelta = timedelta(hours=2)
    offline: bool = False
    expectations: bool = True
    fail_on: str = "error"
    strict: bool = False


@dataclass(slots=True)
class Told:
    """What a night has to tell.

    Attributes:
        on: its day.
        inspection: what the checks saw.
        catalogue: the checks that were asked.
        refreshed: what came of asking; None where nobody was to be asked.
        changes: since last night; None on the first.
        before: last night's day.
        outcomes: what came of reconciling, dataset by dataset.
        held: what became of the expectations.
        pages: Data Docs, by path.
        unlooked: what could not be looked at, in words.
        code: the exit code; `because` why it is that, in words, where the code alone does not tell.
    """

    on: date
    inspection: Inspection
    catalogue: Catalogue
    refreshed: Refreshed | None = None
    changes: Changes | None = None
    before: date | None = None
    outcomes: "Sequence[Outcome]" = ()
    held: "Sequence[Held]" = ()
    pages: dict[str, str] = field(default_factory=dict)
    unlooked: list[str] = field(default_factory=list)
    code: Exit = Exit.clean
    because: str = ""


def run_night(options: Options, say: Say, today: date | None = None) -> Told | None:
    """Do the whole night, and keep it in the history.

    Args:
        options: what to do.
        say: is told what is being done.
        today: the day; by default that of the machine's clock.

    Returns:
        What there is to tell; None where somebody stopped it: nothing is written then but answers.

    Raises:
        UsageError: a path or option does not fit, or another run is under way in the same folder.
        StoreError: something could not be written.
    """
    from .expectations.bands import fitting

    found = datasets(options.paths)
    if not found:
        raise UsageError(f"{options.paths[0]}: there is no table that could be read")
    fitting(options.settings.bands)
    with locked(options.output):
        history = History(options.output / NAME)  # a damaged one must not be found after hours of asking
        last = history.last(_name(found, options.output))
        refreshed = None
        if not options.offline and options.settings.pubmed == "recorded":
            refreshed = refresh(found, options.settings, options.again, options.within, say)
            if refreshed.interrupted:
                return None
        told = _told(options, found, refreshed, say, today or date.today(), last)
        _write(told, options, history, last, _name(found, options.output))
    return told


def _name(found: Sequence[Path], output: Path) -> str:
    """What was checked, in one name that does not depend on where the project stands."""
    return "; ".join(sorted(Path(os.path.relpath(one, output)).as_posix() for one in found))


def _told(
    options: Options,
    found: Sequence[Path],
    refreshed: Refreshed | None,
    say: Say,
    today: date,
    last: Night | None,
) -> Told:
    """Check, reconcile and ask the expectations; what cannot be done is told, and the rest goes on."""
    say("checking")
    checks = catalogue(options.settings)
    inspection = check_paths(
        options.paths,
        checks,
        source_for=partial(source_for, settings=options.settings),
        at_hand=_documents(options),
    )
    told = Told(today, inspection, checks, refreshed)
    if refreshed:
        for reason, count in refreshed.unanswered.most_common():
            told.unlooked.append(f"{count:,} of {refreshed.asked:,} questions were not answered: {reason}")
    say("reconciling")
    told.outcomes = _reconciled(found, options.settings, told.unlooked)
    if last is not None:
        told.before, told.changes = last.on, compare(last, _night(told))
    if options.expectations:
        say("asking the expectations")
        _ask_expectations(told, last, options.settings)
    told.code = _code(told, options)
    return told


def _night(told: Told) -> Night:
    """What is remembered of tonight."""
    answers = [one for dataset in told.inspection.datasets for one in dataset.answers.given]
    whole = told.refreshed is None or told.refreshed.whole
    return night(told.inspection.run, answers, told.on, whole=whole)


def _documents(options: Options) -> "DocumentsAtHand | None":
    if not options.settings.documents:
        return None
    from .extract.at_hand import DocumentsAtHand

    return DocumentsAtHand(options.settings.root / options.settings.documents)


def _reconciled(found: Sequence[Path], settings: Config, unlooked: list[str]) -> "list[Outcome]":
    from .reconciling import collections, reconcile

    outcomes = []
    for one in collections(found):
        try:
            outcomes.append(reconcile(one, settings))
        except (ImportError, UsageError) as error:
            unlooked.append(f"duplicates of {one.name} were not looked for: {error}")
    return outcomes


def _ask_expectations(told: Told, last: Night | None, settings: Config) -> None:
    """Ask the stored suites; a library that is missing, or a suite that did not all run, is told."""
    try:
        from .expectations.bands import banded
        from .expectations.checkpoint import Incomplete, run_suites
        from .expectations.corpus import stored
        from .expectations.frames import frames

        suites = banded(stored(), settings.bands)
        asked = frames(told.inspection, last.rows if last else None, told.on)
    except ImportError as error:
        told.unlooked.append(f"the expectations need {error.name}: pip install 'triallint[nightly]'")
        return
    try:
        told.held, told.pages = run_suites(suites, asked)
    except ImportError as error:
        told.unlooked.append(f"the expectations need {error.name}: pip install 'triallint[nightly]'")
    except Incomplete as error:
        told.unlooked.append(f"not all expectations ran: {error}")
    except Exception as error:  # the library's fault or ours: the night's other findings must not be lost
        told.unlooked.append(f"the expectations could not be asked: {type(error).__name__}: {error}")
    for one in told.held:
        if one.trouble:
            told.unlooked.append(f"expectation {one.suite} {one.kind} {one.column}: {one.trouble}")


def _code(told: Told, options: Options) -> Exit:
    """What the night means for the process: findings are told apart from what could not be looked at."""
    code = exit_code(told.inspection.run, fail_on=options.fail_on, strict=options.strict)
    if code in (Exit.usage, Exit.findings) or told.inspection.run.crashes:
        return code
    failed = any(not one.holds and not one.trouble for one in told.held)
    if failed and options.fail_on != "never":
        told.because = "an expectation about the corpus does not hold"
        return Exit.findings
    return Exit.unlooked if told.unlooked else code


def _write(told: Told, options: Options, history: History, last: Night | None, dataset: str) -> None:
    """Everything that people and machines read, and last of all the history."""
    from .night_outputs import write_outputs
    from .night_summary import summary
    from .store import write_text

    written = write_outputs(told, options, history.past(dataset))
    write_text(options.output / SUMMARY, summary(told, written), overwrite=True)
    history.add(after(last, _night(told), told.changes), dataset, __version__, int(told.code))
