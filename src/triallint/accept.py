"""Findings that a curator has accepted, each with a reason: Run -> Run. Pure.

A published paper may hold an error that nobody but its authors can correct. An acceptance names one finding
by its fingerprint, which breaks when a value changes, so that nothing else is ever accepted with it.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from .conditions import Condition
from .config import UsageError, did_you_mean
from .model import Finding, Place, Run, Severity

#: The file's name, beside the data.
NAME: Final = "accepted.toml"

_OPENING: Final = """\
# Findings that somebody has accepted, and why. `triallint accept` writes it, `triallint check` reads it.
# A finding comes back when one of its values changes, or after the day in `until`.
"""
_TEXTS: Final = ("fingerprint", "check", "report", "message", "reason", "by")
_DAYS: Final = ("on", "until")
_KEYS: Final = (*_TEXTS, "values", *_DAYS)

ACCEPTANCE_IS_IN_FORCE = Condition(
    "acceptance_is_in_force",
    Severity.warning,
    "An accepted finding is within the time that it was accepted for.",
    """Who accepts a finding for a time means to look at it again: an erratum was promised, an author was
written to. After that day the finding counts as it did before.

What to do: look whether it still holds; accept it again with `triallint accept`, or take the entry out with
`triallint accept --remove`.""",
)
ACCEPTANCE_IS_NEEDED = Condition(
    "acceptance_is_needed",
    Severity.info,
    "An accepted finding is still there.",
    """A value was corrected, a row removed, or a check has learnt better: the finding that was accepted is
gone. The entry does nothing any more, but it would hide the same finding if it came back.

What to do: take the entry out with `triallint accept --prune`.""",
)
CONDITIONS = (ACCEPTANCE_IS_IN_FORCE, ACCEPTANCE_IS_NEEDED)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One finding that was accepted.

    Attributes:
        fingerprint: the finding's.
        reason: why it was accepted.
        by: who accepted it.
        on: the day.
        until: the last day that it holds; None for good.
        check: the check that had found it.
        report: the report that it was about.
        message: what was said then.
        values: the cells and their texts at the time, in words.
        line: the 1-based line of its entry in the file; 0 where it is not in one yet.
    """

    fingerprint: str
    reason: str
    by: str = ""
    on: date | None = None
    until: date | None = None
    check: str = ""
    report: str = ""
    message: str = ""
    values: tuple[str, ...] = ()
    line: int = 0

    def holds(self, today: date) -> bool:
        """Whether it is in force."""
        return self.until is None or today <= self.until


def acceptance_of(
    finding: Finding, reason: str, *, by: str, on: date, until: date | None = None
) -> Acceptance:
    """An acceptance of a finding, with its values as they are."""
    values = tuple(f"{_cell(point.place)} is {point.text or '(blank)'}" for point in finding.points)
    return Acceptance(
        finding.fingerprint, reason, by, on, until, finding.check, finding.subject, finding.message, values
    )


def _cell(place: Place) -> str:
    where = _bare(place.file)
    return f"{where}:{place.row} {place.name}".strip() if place.row else where


def accept(
    run: Run, acceptances: Sequence[Acceptance], file: str, today: date, left_out: Container[str] = ()
) -> Run:
    """Set aside what was accepted, and say which acceptances are over or no longer needed.

    Args:
        run: the run of one dataset.
        acceptances: those of the dataset.
        file: the path that they were read from, as the user named it.
        today: the day of the run.
        left_out: the names of what was not asked for.
    """
    held = {one.fingerprint for one in acceptances if one.holds(today)}
    there = {finding.fingerprint for finding in run.findings}
    said = [*_over(acceptances, there, file, today), *_unneeded(gone(acceptances, run, left_out), file)]
    return replace(
        run,
        findings=(
            *(one for one in run.findings if one.fingerprint not in held),
            *(one for one in said if one.check not in left_out),
        ),
        accepted=(*run.accepted, *(one for one in run.findings if one.fingerprint in held)),
    )


def _over(acceptances: Iterable[Acceptance], there: set[str], file: str, today: date) -> Iterator[Finding]:
    for one in acceptances:
        if one.fingerprint in there and not one.holds(today):
            yield _said(
                ACCEPTANCE_IS_IN_FORCE,
                one,
                file,
                f"{one.check} was accepted until {one.until}: the finding counts again",
                "look whether it still holds; accept it again, or take the entry out",
            )


def gone(acceptances: Iterable[Acceptance], run: Run, left_out: Container[str] = ()) -> list[Acceptance]:
    """Those whose findings are no longer there, where this run looked for them.

    A check that was left out, that crashed, or that had no answer or document to look at this time, and a
    file that could not be read, say nothing about what they found before.
    """
    there = {finding.fingerprint for finding in (*run.findings, *run.accepted)}
    missing = [one for one in acceptances if one.fingerprint not in there and one.check not in left_out]
    return [one for one in missing if _is_looked_for(one, run)]


def _is_looked_for(one: Acceptance, run: Run) -> bool:
    crashed = any(crash.check == one.check for crash in run.crashes)
    if crashed or one.report in run.checked.left.get(one.check, ()):
        return False
    read = {_bare(file) for file in run.checked.files}
    unread = {_bare(finding.place.file) for finding in run.findings} - read
    return not any(value.startswith(f"{file}:") for file in unread for value in one.values)


def _bare(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]


def _unneeded(gone: Iterable[Acceptance], file: str) -> Iterator[Finding]:
    for one in gone:
        yield _said(
            ACCEPTANCE_IS_NEEDED,
            one,
            file,
            f"{one.check or 'a finding'} was accepted, and is no longer found",
            "take the entry out: triallint accept --prune",
        )


def _said(condition: Condition, one: Acceptance, file: str, message: str, remedy: str) -> Finding:
    return condition.broken(
        Place(file, one.line or None, name="fingerprint"),
        one.fingerprint,
        message,
        remedy=remedy,
        subject=one.report,
        reading=f"{one.by or 'somebody'} wrote: {one.reason}",
        words="the acceptance",
    )


def parse_acceptances(text: str, where: str = NAME) -> tuple[Acceptance, ...]:
    """The acceptances of a file, in its order.

    Args:
        text: the file.
        where: what it is called in messages.

    Raises:
        UsageError: it is not of the form; the message names the entry and what is amiss.
    """
    import tomllib  # few datasets have the file

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{where}: not valid TOML: {error}") from None
    entries = document.pop("accepted", [])
    if document or not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise UsageError(f"{where}: write [[accepted]], once for each finding")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[accepted]]")]
    lines += [0] * (len(entries) - len(lines))
    return tuple(_acceptance(where, entry, line) for entry, line in zip(entries, lines, strict=False))


def _acceptance(where: str, entry: Mapping[str, Any], line: int) -> Acceptance:
    unknown = sorted(set(entry) - set(_KEYS))
    if unknown:
        raise UsageError(f"{where}:{line}: no key {unknown[0]!r} is known{did_you_mean(unknown[0], _KEYS)}")
    for name in ("fingerprint", "reason"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise UsageError(f"{where}:{line}: an acceptance needs a {name}")
    for name in _DAYS:
        if name in entry and type(entry[name]) is not date:
            raise UsageError(f"{where}:{line}: {name} is a day without quotes, such as 2027-03-31")
    given: dict[str, Any] = {name: str(entry[name]) for name in _TEXTS if name in entry}
    given |= {name: entry[name] for name in _DAYS if name in entry}
    return Acceptance(**given, values=tuple(map(str, entry.get("values", []))), line=line)


def written(acceptances: Iterable[Acceptance]) -> str:
    """The file that holds these acceptances."""
    return _OPENING + "".join(map(_entry, acceptances))


def _entry(one: Acceptance) -> str:
    lines = ["", "[[accepted]]"]
    for name in _KEYS:
        value = getattr(one, name)
        if value:
            lines.append(f"{name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    escaped = "".join(_ESCAPES.get(char) or _escaped(char) for char in str(value))
    return f'"{escaped}"'


_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escaped(char: str) -> str:
    return char if char.isprintable() else f"\\U{ord(char):08X}"
