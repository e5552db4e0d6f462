"""GitHub workflow commands: annotations on the lines of a pull request.

Only commands are printed, one a line. What comes from data is made visible first, so that no line
break can begin a command of its own, and then escaped as the runner unescapes it.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..model import Crash, Finding, Place, Run, Severity, Skip, Unverified
from .answers import in_words, list_in_words
from .characters import shown
from .context import Context
from .paint import Paint
from .summary import verdict
from .words import counted, place_in_words, relative

_COMMANDS = {Severity.error: "error", Severity.warning: "warning", Severity.info: "notice"}
_LONGEST = 2000  # columns of one part of a message
_MOST_SKIPS = 20


def render(run: Run, *, context: Context) -> str:
    """The run as workflow commands, ending in a notice of what was and was not looked at.

    GitHub shows ten annotations of each level and drops the rest, so crashes come first and then the
    worst findings. `col` is left out: it counts characters of a line, and a place knows its cell only.
    """
    findings = sorted(run.findings, key=lambda finding: -finding.severity)
    lines = [_crash(crash, context) for crash in run.crashes]
    lines += [_finding(finding, context) for finding in findings]
    lines.append(_command("notice", {"title": "triallint"}, _closing(run)))
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, context: Context) -> str:
    parts = [f"{place_in_words(finding.place)}: {finding.message}"]
    if finding.basis:
        parts.append(f"{finding.certainty}: {'; '.join(finding.basis)}")
    parts += [part for part in (finding.reading, finding.remedy) if part]
    if finding.changes_conclusion:
        parts.append("A conclusion may change.")
    properties = {**_where(finding.place, context), "title": finding.check}
    return _command(_COMMANDS[finding.severity], properties, parts)


def _crash(crash: Crash, context: Context) -> str:
    where = _where(crash.place, context) if crash.place else {}
    return _command("error", {**where, "title": f"{crash.check} crashed"}, [crash.error])


def _closing(run: Run) -> Iterator[str]:
    yield from verdict(run, Paint(on=False))
    if run.accepted:
        yield f"Accepted earlier: {counted(len(run.accepted), 'finding')}"
    yield from (f"Answers about citations: {in_words(used)}" for used in run.checked.answers)
    yield from map(_unverified, run.checked.unverified[:_MOST_SKIPS])
    if (more := len(run.checked.unverified) - _MOST_SKIPS) > 0:
        yield f"and {more:,} more unverified"
    yield from (f"List of retractions: {list_in_words(one)}" for one in run.checked.lists)
    skips = sorted((skip for skip in run.skips if not skip.is_moot), key=lambda skip: -skip.count)
    yield from map(_skip, skips[:_MOST_SKIPS])
    if len(skips) > _MOST_SKIPS:
        yield f"and {len(skips) - _MOST_SKIPS:,} more reasons to skip"


def _unverified(one: Unverified) -> str:
    what = f"{one.what}: " if one.what else ""
    return f"Unverified: {place_in_words(one.place)}: {what}{one.reason}"


def _skip(skip: Skip) -> str:
    return f"Skipped {counted(skip.count, 'time')}: {skip.check}: {skip.reason}"


def _where(place: Place, context: Context) -> dict[str, str]:
    """File and line; a workbook has no lines, so its cell stands in the message alone."""
    where = {"file": relative(place.file, context.root)}
    if place.row is not None and place.sheet is None:
        where["line"] = str(place.row)
    return where


def _command(name: str, properties: Mapping[str, str], parts: Iterable[str]) -> str:
    said = ",".join(f"{key}={_escaped_property(value)}" for key, value in properties.items())
    return f"::{name} {said}::" + "%0A".join(_escaped(part) for part in parts)


def _escaped(text: str) -> str:
    return shown(text, _LONGEST).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
