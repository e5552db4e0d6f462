"""Text for people: findings by report, each with its row drawn, then what was and was not looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Crash, Finding, Fix, Run, Severity
from .characters import shown, visible, width, wrapped
from .context import Context, Verbosity
from .drawing import drawn
from .paint import Paint
from .passage import passages
from .summary import summary, verdict
from .words import counted, label, place_in_words, point_in_words, severities, span_in_words

#: Longest message, reading or remedy, in columns; the JSON has the whole of it.
LONGEST = 1200

_RULE = 80  # columns of the line that a report begins with
_SHORT = 8  # characters of a fingerprint: what `triallint accept` needs to tell it from others
_LABEL = 8  # columns of the words before a note
_FEWEST = 40  # columns: below this a row cannot be drawn, and lines are longer than the screen
_MOST_NAMED = 8  # points, crashes of one check


def render(run: Run, *, context: Context) -> str:
    """The run as text for a person at a terminal, or reading a log."""
    if context.verbosity == Verbosity.quiet:
        lines = list(_quiet(run, context))
    else:
        lines = [*_findings(run, context), *_accepted(run, context), *_crashes(run.crashes, context)]
        lines += summary(run, context)
    return "\n".join(lines) + "\n"


def _quiet(run: Run, context: Context) -> Iterator[str]:
    """One line for each error, warning and crash, and the verdict."""
    paint = Paint(context.colour)
    for finding in run.findings:
        if finding.severity > Severity.info:
            yield (
                f"{place_in_words(finding.place)}: {paint(finding.severity.name, finding.severity.name)}: "
                f"{shown(finding.message, LONGEST)} [{visible(finding.check)}]"
            )
    for crash in run.crashes:
        error = f"{paint('crash', 'crash')}: {shown(crash.error, LONGEST)}"
        yield f"{_at(crash)}{error} [{visible(crash.check)}]"
    yield from verdict(run, paint)


def _findings(run: Run, context: Context) -> Iterator[str]:
    paint = Paint(context.colour)
    for subject, findings in _by_subject(run.findings).items():
        name = shown(f"Report {subject}" if subject else "The dataset", 40)
        count = severities(findings)
        rule = "-" * max(3, min(context.width, _RULE) - width(name) - len(count) - 2)
        yield f"{paint('head', name)} {paint('quiet', rule)} {count}"
        yield ""
        for finding in findings:
            yield from _finding(finding, context)
            yield ""


def _by_subject(findings: Iterable[Finding]) -> Mapping[str, Sequence[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.subject, []).append(finding)
    return groups


def _finding(finding: Finding, context: Context) -> Iterator[str]:
    paint = Paint(context.colour)
    room = max(context.width, _FEWEST)
    verbose = context.verbosity >= Verbosity.verbose
    word = finding.severity.name
    first, *rest = wrapped(f"{word}: {shown(finding.message, LONGEST)}", room - 2)
    yield paint(word, word) + first.removeprefix(word)
    yield from (f"  {line}" for line in rest)
    where, name = place_in_words(finding.place), f"{visible(finding.check)}  {finding.fingerprint[:_SHORT]}"
    if len(where) + len(name) + 4 <= room:
        yield f"  {where}  {paint('quiet', name)}"
    else:
        yield from (f"  {where}", f"  {paint('quiet', name)}")
    # An info is explained already; its row would only draw the eye away from what is not.
    if verbose or finding.severity > Severity.info:
        told, left = passages(finding, context, room)
        if left:
            lines, left = drawn(replace(finding, points=tuple(left)), context, room)
            yield from lines
        yield from told
    else:
        here = finding.place._replace(column=None, name="", span=None)
        left = [
            p for p in finding.points if label(p) or p.place._replace(column=None, name="", span=None) != here
        ]
    left = [point for point in left if point is not finding.points[0]]
    for word, text in _notes(finding, context):
        yield from _note(word, text, paint, room)
    named = left if verbose else left[:_MOST_NAMED]
    for point in named:
        yield from _note("also", point_in_words(point), paint, room)
    if len(left) > len(named):
        yield from _note("also", counted(len(left) - len(named), "more place"), paint, room)


def _notes(finding: Finding, context: Context) -> Iterator[tuple[str, str]]:
    """What is said of a finding besides its message, as (label, text)."""
    if finding.changes_conclusion:
        yield "", "It crosses the significance level, the null or a margin: a conclusion may change."
    if finding.reading:
        yield "reading", finding.reading
    if finding.basis:
        yield finding.certainty if finding.certainty != "stated" else "basis", "; ".join(finding.basis)
    elif finding.certainty != "stated":
        yield "basis", f"something {finding.certainty}, which the report does not state"
    if finding.margin:
        yield "margin", finding.margin
    if finding.remedy:
        yield "remedy", finding.remedy
    if finding.fix:
        yield "fix", _fix(finding.fix, context)
    if context.verbosity >= Verbosity.verbose:
        if span := span_in_words(finding.place):
            yield "source", span
        yield "id", finding.fingerprint


def _fix(fix: Fix, context: Context) -> str:
    edits = "; ".join(f"“{shown(edit.old, 40)}” becomes “{shown(edit.new, 40)}”" for edit in fix.edits)
    by_hand = not all(context.written(edit.place.file) for edit in fix.edits)
    care = "to be judged by a person" if not fix.safe else "by hand" if by_hand else "safe"
    return f"{fix.title} ({care}): {edits}" if edits else f"{fix.title} ({care})"


def _note(word: str, text: str, paint: Paint, room: int) -> Iterator[str]:
    margin = _LABEL + 3 if word else 2
    first, *rest = wrapped(shown(text, LONGEST), room - margin)
    yield (f"  {paint('quiet', word.ljust(_LABEL))} " if word else "  ") + first
    yield from (" " * margin + line for line in rest)


def _accepted(run: Run, context: Context) -> Iterator[str]:
    if not run.accepted or context.verbosity < Verbosity.verbose:
        return
    yield Paint(context.colour)("head", "Accepted earlier")
    for finding in run.accepted:
        said = f"{place_in_words(finding.place)}: {shown(finding.message, LONGEST)}"
        yield f"  {said} [{visible(finding.check)}]"
    yield ""


def _crashes(crashes: Sequence[Crash], context: Context) -> Iterator[str]:
    """Crashes by check, said loudly: what a check that raised would have found is not known."""
    paint = Paint(context.colour)
    by_check: dict[str, list[Crash]] = {}
    for crash in crashes:
        by_check.setdefault(crash.check, []).append(crash)
    most = len(crashes) if context.verbosity >= Verbosity.verbose else _MOST_NAMED
    for check, same in by_check.items():
        yield f"{paint('crash', 'CRASHED')} {paint('head', visible(check))}, {counted(len(same), 'time')}"
        said = [_at(crash) + shown(crash.error, LONGEST) for crash in same[:most]]
        if len(same) > most:
            said.append(f"and {len(same) - most:,} more")
        said.append("This is a fault in triallint or in the check, not in the tables. Please report it.")
        for text in said:
            first, *rest = wrapped(text, max(context.width, _FEWEST) - 4)
            yield from (f"  {first}", *(f"    {line}" for line in rest))
        yield ""


def _at(crash: Crash) -> str:
    return f"{place_in_words(crash.place)}: " if crash.place else ""
