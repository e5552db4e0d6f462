"""The end of the text for people: what was looked at, what was not, and the verdict in one line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from ..model import Checked, Run, Severity, Skip, Tally
from .answers import in_words, list_in_words
from .characters import shown, visible, wrapped
from .context import Context, Verbosity
from .paint import Paint
from .words import QUOTED, counted, place_in_words, severities

_LABEL = 10  # columns of the words before a line of the summary


def summary(run: Run, context: Context) -> list[str]:
    """The lines of the summary, the verdict last."""
    paint = Paint(context.colour)
    verbose = context.verbosity >= Verbosity.verbose
    lines = [*_skips(run.skips, paint), *_unverified(run.checked, paint)] if verbose else []
    lines.append(paint("head", "Looked at"))
    for label, text in _facts(run, verbose):
        first, *rest = wrapped(text, max(context.width, 40) - _LABEL - 3)
        lines.append(f"  {paint('quiet', label.ljust(_LABEL))} {first}")
        lines += [" " * (_LABEL + 3) + line for line in rest]
    if not verbose and (hints := _hints(run)):
        lines += ["", *(paint("quiet", line) for line in wrapped(hints, max(context.width, 40)))]
    return [*lines, "", *verdict(run, paint)]


def _hints(run: Run) -> str:
    """How to see what is only counted here."""
    silent = any(not _looked(tally) for tally in run.checked.tallies.values())
    hidden = [
        *(["what is unverified"] if run.checked.unverified else []),
        *(["every skip"] if any(not skip.is_moot for skip in run.skips) else []),
        *(["the checks that looked at nothing"] if silent else []),
        *(["what was accepted"] if run.accepted else []),
    ]
    shows = [f"To see {', '.join(hidden)}: --verbose."] if hidden else []
    explains = ["What a check means: triallint explain NAME."] if run.findings else []
    if any(one.severity > Severity.info and not one.place.in_text for one in run.findings):
        explains.append("What stands as printed: triallint accept FINGERPRINT --reason TEXT.")
    return " ".join(shows + explains)


def _skips(skips: Iterable[Skip], paint: Paint) -> Iterator[str]:
    """Every reason, by check, the most frequent first."""
    by_check: dict[str, list[Skip]] = {}
    for skip in (skip for skip in skips if not skip.is_moot):
        by_check.setdefault(skip.check, []).append(skip)
    if by_check:
        yield paint("head", "Skipped, which is not passed")
    for check, same in by_check.items():
        yield f"  {visible(check)}"
        for skip in sorted(same, key=attrgetter("count"), reverse=True):
            yield f"  {skip.count:>8,}  {shown(skip.reason, 200)}"
    if by_check:
        yield ""


def _unverified(checked: Checked, paint: Paint) -> Iterator[str]:
    """Every publication that nothing is known of, with its place and the reason."""
    if checked.unverified:
        yield paint("head", "Unverified, which is neither right nor wrong")
    for one in checked.unverified:
        what = f"{shown(one.what, QUOTED)}: " if one.what else ""
        yield f"  {place_in_words(one.place)}: {what}{shown(one.reason, 200)}"
    if checked.unverified:
        yield ""


def _lines_of(checked: Checked) -> str:
    """Where the rows are that no check looked at: "citations.csv: lines 5, 9 to 12"."""
    files: dict[str, list[int]] = {}
    for place in checked.untouched_rows:
        where = place_in_words(place._replace(row=None, column=None, name=""))
        files.setdefault(where, []).append(place.row or 0)
    said = [
        f"{where}: {'line' if len(rows) == 1 else 'lines'} {_ranges(rows)}" for where, rows in files.items()
    ]
    if sum(checked.untouched.values()) > len(checked.untouched_rows):
        said.append("…")
    return "; ".join(said)


def _ranges(numbers: Iterable[int]) -> str:
    """ "5, 9 to 12"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _facts(run: Run, verbose: bool) -> Iterator[tuple[str, str]]:
    """What the summary says, as (label, text)."""
    checked = run.checked
    named = f" ({', '.join(map(visible, checked.files))})" if verbose and checked.files else ""
    yield "files", f"{len(checked.files):,}{named}"
    yield "rows", f"{sum(checked.rows.values()):,}{_by_table(checked.rows)}"
    if untouched := sum(checked.untouched.values()):
        said = f"{counted(untouched, 'row')} that no check looked at{_by_table(checked.untouched)}"
        yield "unchecked", said
        if verbose:
            yield "", _lines_of(checked)
    yield from _checks(checked.tallies, verbose)
    for used in checked.answers:
        yield "answers", in_words(used)
    if checked.unverified:
        rows = len({(one.place.file, one.place.sheet, one.place.row) for one in checked.unverified})
        yield (
            "unverified",
            f"{counted(rows, 'row')} with an identifier that was not answered for, or with none",
        )
    for one in checked.lists:
        yield "list", list_in_words(one)
    if any(not skip.is_moot for skip in run.skips):
        yield "skipped", _most_often(run.skips, verbose)
    if verbose and (moot := sum(skip.count for skip in run.skips if skip.is_moot)):
        yield "moot", f"{counted(moot, 'time')} a check was not asked, as another's finding says it already"
    if run.accepted:
        yield "accepted", counted(len(run.accepted), "finding")


def _by_table(counts: Mapping[str, int]) -> str:
    named = ", ".join(f"{visible(table)} {count:,}" for table, count in counts.items() if count)
    return f" ({named})" if named else ""


def _checks(tallies: Mapping[str, Tally], verbose: bool) -> Iterator[tuple[str, str]]:
    idle = [name for name, tally in tallies.items() if not tally.applicable and not tally.crashed]
    blind = [name for name, tally in tallies.items() if name not in idle and not _looked(tally)]
    looked = len(tallies) - len(idle) - len(blind)
    said = [f"{looked:,} looked at something"] if tallies else []
    if blind:
        said.append(f"{len(blind):,} could not look anywhere")
    if idle:
        said.append(f"{len(idle):,} found no row to look at")
    yield "checks", f"{len(tallies):,}" + (f" ({', '.join(said)})" if said else "")
    if verbose and blind:
        yield "", f"could not look anywhere: {', '.join(map(visible, blind))}"
    if verbose and idle:
        yield "", f"found no row to look at: {', '.join(map(visible, idle))}"


def _looked(tally: Tally) -> int:
    """How many rows a check looked at and came to a conclusion on."""
    return tally.passed + tally.explained + tally.failed


def _most_often(skips: Iterable[Skip], verbose: bool) -> str:
    reasons: Counter[str] = Counter()
    checks = set()
    for skip in (skip for skip in skips if not skip.is_moot):
        reasons[skip.reason] += skip.count
        checks.add(skip.check)
    said = f"{counted(reasons.total(), 'time')} by {counted(len(checks), 'check')}"
    if verbose:
        return said
    reason, count = reasons.most_common(1)[0]
    often = f", most often ({count:,}) because" if len(reasons) > 1 else " because"
    return f"{said}{often} {shown(reason, 100)}"


def verdict(run: Run, paint: Paint) -> list[str]:
    """The last lines: what was found, and never more assurance than what was looked at gives."""
    rows = sum(run.checked.rows.values())
    looked = rows - sum(run.checked.untouched.values())
    if not any(map(_looked, run.checked.tallies.values())):
        looked = 0
    worst = run.worst()
    if worst is not None:
        nothing = "" if looked else "; nothing was checked"
        more = f"; {len(run.accepted):,} accepted" if run.accepted else ""
        found = paint(worst.name, severities(run.findings) + more + nothing)
    elif not looked:
        found = paint("warning", "Nothing was checked")
    else:
        beyond = f" beyond the {len(run.accepted):,} accepted" if run.accepted else ""
        found = paint("head" if run.crashes else "good", f"No findings{beyond}")
    lines = [f"{found}; {looked:,} of {counted(rows, 'row')} looked at"]
    if run.crashes:
        crashed = counted(len({crash.check for crash in run.crashes}), "check")
        lines.append(paint("crash", f"{crashed} crashed: the run is not complete"))
    return lines
