"""What one night found, and what changed since the night before: Night x Night -> Changes. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from .crosscheck import weighed
from .meaning.standing import standing
from .model import Answer, Finding, Publication, Run


class Seen(NamedTuple):
    """One finding as a night saw it.

    Attributes:
        fingerprint: breaks when a value changes.
        check: what found it; `severity` how bad it is.
        subject: the report that it is about.
        file: where it points, in the 1-based `row`, for people.
        cells: the columns of all its cells, in order; `values` their texts.
        message: what was said.
        accepted: whether a curator has accepted it.
    """

    fingerprint: str
    check: str
    severity: str
    subject: str
    file: str
    row: int
    cells: tuple[str, ...]
    values: tuple[str, ...]
    message: str
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Night:
    """What one run saw.

    Attributes:
        on: its day.
        findings: all of them, accepted ones included.
        publications: what was answered of each PMID, field by field.
        answers: what came of each question ("pmid 123"): found, absent or unverified.
        rows: how many each table had.
        files: those in which something could be read.
        checks: those that were asked and did not crash.
        whole: whether every answer that was to be refreshed was.
        left: check -> the reports in which it could not look this time; not kept in the history.
        waiting: findings of earlier nights that nobody could look for since.
    """

    on: date
    findings: tuple[Seen, ...] = ()
    publications: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    whole: bool = True
    left: Mapping[str, frozenset[str]] = field(default_factory=dict)
    waiting: tuple[Seen, ...] = ()


class Revised(NamedTuple):
    """A field of a publication's record that the source has changed."""

    pmid: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a night has that the one before had not, and the other way round.

    Attributes:
        new: findings that were not there.
        fixed: findings that are gone, where tonight looked again.
        changed: findings about the same cells with other values, before and after.
        unlooked: findings that are gone only because nobody could look tonight.
        retracted: publications that were not retracted the night before: PMID -> title.
        revised: what else has changed in the records.
        states: questions that are answered otherwise: question -> (before, after).
    """

    new: tuple[Seen, ...] = ()
    fixed: tuple[Seen, ...] = ()
    changed: tuple[tuple[Seen, Seen], ...] = ()
    unlooked: tuple[Seen, ...] = ()
    retracted: Mapping[str, str] = field(default_factory=dict)
    revised: tuple[Revised, ...] = ()
    states: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(
            (self.new, self.fixed, self.changed, self.unlooked, self.retracted, self.revised, self.states)
        )


def night(run: Run, answers: Iterable[Answer], on: date, *, whole: bool) -> Night:
    """What is remembered of a run and the answers that it used."""
    given = [weighed(one) for one in answers]
    crashed = {one.check for one in run.crashes}
    return Night(
        on=on,
        findings=(*_seen(run.findings, accepted=False), *_seen(run.accepted, accepted=True)),
        publications={
            publication.pmid: _facts(publication)
            for one in given
            for publication in one.publications
            if one.state == "found" and publication.pmid
        },
        answers={f"{one.kind} {one.asked}": one.state for one in given},
        rows=dict(run.checked.rows),
        files=tuple(_plain(file) for file in run.checked.files),
        checks=tuple(name for name in run.checked.tallies if name not in crashed),
        whole=whole,
        left=run.checked.left,
    )


def after(before: Night | None, now: Night, changes: Changes | None) -> Night:
    """A night as the next one is to be compared with it: what could not be looked at is as it was.

    Otherwise a finding would be new again after a night without answers, and a retraction in the meantime
    would be no news.
    """
    if before is None or changes is None:
        return now
    return replace(now, waiting=changes.unlooked, publications={**before.publications, **now.publications})


def _seen(findings: Iterable[Finding], *, accepted: bool) -> Iterator[Seen]:
    for one in findings:
        yield Seen(
            one.fingerprint,
            one.check,
            one.severity.name,
            one.subject,
            _plain(one.place.file),
            one.place.row or 0,
            tuple(point.place.name for point in one.points),
            tuple(point.text for point in one.points),
            one.message,
            accepted,
        )


def _plain(file: str) -> str:
    return file.replace("\\", "/")


def _facts(publication: Publication) -> dict[str, str]:
    """The fields of a record that a citation or a figure may rest on."""
    what = standing(publication)
    facts = {
        "title": publication.title,
        "journal": publication.journal.medline or publication.journal.title,
        "dates": "; ".join(sorted(f"{one.kind} {one.text}" for one in publication.dates)),
        "volume": publication.volume,
        "issue": publication.issue,
        "pages": publication.pages,
        "doi": publication.doi,
        "authors": "; ".join(map(str, publication.authors)),
        "standing": str(what),
        "retraction": what.retraction,
    }
    return {name: text for name, text in facts.items() if text}


def compare(before: Night, now: Night) -> Changes:
    """What changed between two nights."""
    old = {one.fingerprint: one for one in (*before.waiting, *before.findings)}
    new = {one.fingerprint: one for one in now.findings}
    gone = [one for name, one in old.items() if name not in new]
    looked = [one for one in gone if one.file in now.files and _is_looked_for(one, before, now)]
    come = [one for name, one in new.items() if name not in old]
    pairs = _pairs(looked, come)
    paired = {one.fingerprint for pair in pairs for one in pair}
    retracted = dict(_retracted(before, now))
    return Changes(
        new=tuple(one for one in come if one.fingerprint not in paired),
        fixed=tuple(one for one in looked if one.fingerprint not in paired),
        changed=tuple(pairs),
        unlooked=tuple(one for one in gone if one not in looked),
        retracted=retracted,
        revised=tuple(_revised(before, now, retracted)),
        states={
            question: (state, now.answers[question])
            for question, state in before.answers.items()
            if question in now.answers and now.answers[question] != state
        },
    )


def _is_looked_for(one: Seen, before: Night, now: Night) -> bool:
    """Whether tonight looked for what a check, or a condition of files and tables, had found."""
    if one.subject in now.left.get(one.check, ()):
        return False
    return one.check in now.checks or one.check not in before.checks


def _pairs(gone: Sequence[Seen], come: Sequence[Seen]) -> list[tuple[Seen, Seen]]:
    """Findings of one check about the same cells of a report, in the order of their rows."""
    waiting: dict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for one in sorted(gone, key=lambda seen: seen.row):
        waiting[_about(one)].append(one)
    pairs = []
    for one in sorted(come, key=lambda seen: seen.row):
        if there := waiting[_about(one)]:
            at = next((n for n, old in enumerate(there) if old.row == one.row), 0)
            pairs.append((there.pop(at), one))
    return pairs


def _about(one: Seen) -> tuple[object, ...]:
    return one.check, one.subject, one.file, one.cells


def _retracted(before: Night, now: Night) -> Iterator[tuple[str, str]]:
    for pmid, facts in now.publications.items():
        known = before.publications.get(pmid)
        if known is not None and facts.get("retraction") == "retracted" != known.get("retraction"):
            yield pmid, facts.get("title", "")


def _revised(before: Night, now: Night, retracted: Mapping[str, str]) -> Iterator[Revised]:
    for pmid, facts in now.publications.items():
        known = before.publications.get(pmid)
        if known is None:
            continue
        for name in (*known, *(name for name in facts if name not in known)):
            said = name == "retraction" or (name == "standing" and pmid in retracted)
            if not said and known.get(name, "") != facts.get(name, ""):
                yield Revised(pmid, name, known.get(name, ""), facts.get(name, ""))
