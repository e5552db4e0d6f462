"""Findings as the page needs them: by trial, what needs attention first, rows and answers shared. Pure."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from ..accept import Acceptance
from ..crosscheck import Answers
from ..model import CannotLook, Finding, Fix, Place, Point, Severity, Span
from ..render.characters import shown, visible
from ..render.words import label, place_in_words
from ..tables import Citation, Report, Row
from .answered import answered
from .material import Material
from .placed import Placed, Trial
from .sentences import quoted

#: Characters of one cell, message or text that are shown.
_LONGEST: Final = 600

#: Columns whose figures set how much a result weighs where results are pooled.
_WEIGHING: Final = frozenset(
    """
    events total n sd se q1 q3 min max ci_lower ci_upper ci_level p_value person_time event_count
    events_1 n_1 events_2 n_2 variance randomised analysed
    """.split()  # noqa: SIM905
)
#: Columns whose figures are what is pooled, and set no weight.
_POOLING: Final = frozenset({"value", "mean", "median", "o_minus_e"})
_POOLED: Final = frozenset({"counts", "continuous", "estimates", "arms"})


@dataclass(slots=True)
class Found:
    """Findings, and what several of them share, each once.

    Attributes:
        findings: in the order in which they are shown.
        trials: those with findings, what needs attention first.
        rows: the rows that findings point into; `heads` are their files' headers.
    """

    findings: list[dict[str, Any]] = field(default_factory=list)
    trials: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    heads: list[tuple[str, ...]] = field(default_factory=list)


def found(material: Material, placed: Placed) -> Found:
    """All findings of a run, new and accepted."""
    return _Finder(material, placed).found()


class _Finder:
    """One pass over the findings."""

    def __init__(self, material: Material, placed: Placed) -> None:
        self.material, self.placed = material, placed
        self.result = Found()
        self._rows: dict[tuple[str, str | None, int], int] = {}
        self._heads: dict[tuple[str, ...], int] = {}
        self._asking = {check.name for check in material.catalogue.checks if Answers in check.wants}

    def found(self) -> Found:
        run = self.material.inspection.run
        by_trial: dict[tuple[int, str], list[tuple[Finding, bool]]] = {}
        trials: dict[tuple[int, str], Trial] = {}
        for findings, is_accepted in ((run.findings, False), (run.accepted, True)):
            for one in findings:
                trial = self.placed.trial_of(one)
                trials[trial.key] = trial
                by_trial.setdefault(trial.key, []).append((one, is_accepted))
        for key in sorted(trials, key=lambda key: (*_urgency(by_trial[key]), key)):
            number = len(self.result.trials)
            self.result.trials.append(self._trial(trials[key], by_trial[key]))
            for finding, is_accepted in sorted(by_trial[key], key=_first):
                self.result.findings.append(self._finding(finding, is_accepted, number))
        return self.result

    def _trial(self, trial: Trial, findings: Sequence[tuple[Finding, bool]]) -> dict[str, Any]:
        new = [finding for finding, is_accepted in findings if not is_accepted]
        reports = [
            {"id": visible(one.raw("report_id")), "title": shown(one.raw("title"), 300)}
            for one in trial.reports
        ]
        counts = {one.name: sum(finding.severity is one for finding in new) for one in Severity}
        crossing = sum(finding.changes_conclusion for finding in new)
        first = min(findings, key=_first)[0].message if new else ""
        return {
            "name": visible(trial.name),
            "reports": reports,
            **counts,
            "crossing": crossing,
            "first": shown(first, 200),
        }

    def _finding(self, one: Finding, is_accepted: bool, trial: int) -> dict[str, Any]:
        row = self.placed.row_of(one.place)
        asks = one.check in self._asking and isinstance(row, Report | Citation)
        points = [self._point(point) for point in one.points]
        if asks and points[0]["row"] is not None:
            self._add_answers(points[0]["row"], row)  # type: ignore[arg-type]
        said = {
            "id": one.fingerprint,
            "severity": one.severity.name,
            "check": one.check,
            "message": shown(one.message, _LONGEST),
            "trial": trial,
            "report": visible(one.subject),
            "where": place_in_words(one.place),
            "points": points,
            "certainty": one.certainty,
        }
        optional = {
            "command": self._command(one),
            "accepted": self._acceptance(one) if is_accepted else None,
            "quotes": self._quotes(one),
            "reading": shown(one.reading or "", _LONGEST),
            "remedy": shown(one.remedy or "", _LONGEST),
            "basis": [shown(text, _LONGEST) for text in one.basis],
            "margin": one.margin,
            "crosses": one.changes_conclusion,
            "weighs": _weighs(one, row),
            "fix": self._fix(one.fix) if one.fix else None,
            "answers": asks,
        }
        return said | {name: value for name, value in optional.items() if value}

    def _point(self, point: Point) -> dict[str, Any]:
        words, row = label(point), self._row(point.place)
        said: dict[str, Any] = {"row": row, "column": visible(point.place.name)}
        if row is not None:
            said["col"] = point.place.column
        else:
            said["text"] = shown(point.text, _LONGEST)
            # What is quoted from a document is shown there, with its sentence.
            if not (point.place.span and self._document(point.place)):
                said["place"] = place_in_words(point.place)
        if words:
            said["words"] = words
        if point.part and row is not None:
            said["part"] = shown(point.text[slice(*point.part)], _LONGEST)
        return said

    def _row(self, place: Place) -> int | None:
        """The number of the row that a place lies in; None where it lies in no row of a table."""
        text = self.material.inspection.row_at(place)
        row = self.placed.row_of(place)
        if text is None or row is None or place.row is None:
            return None
        key = place.file, place.sheet, place.row
        if key not in self._rows:
            self._rows[key] = len(self.result.rows)
            names, cells = text
            head = self._heads.setdefault(names, len(self._heads))
            if head == len(self.result.heads):
                self.result.heads.append(tuple(map(visible, names)))
            self.result.rows.append(
                {
                    "where": place_in_words(place._replace(column=None, name="")),
                    "line": place.row,
                    "head": head,
                    "cells": [shown(cell, _LONGEST) for cell in cells],
                    "by": [visible(row.raw("extracted_by")), visible(row.raw("verified_by"))],
                }
            )
        return self._rows[key]

    def _add_answers(self, number: int, row: Report | Citation) -> None:
        shares = self.result.rows[number]
        if "answers" not in shares:
            dataset = self.placed.datasets[self.placed.number_of(row.place("report_id"))]
            shares["answers"] = list(answered(row, dataset.answers))

    def _quotes(self, finding: Finding) -> list[dict[str, Any]]:
        """The sentences of documents that its places were read from, and which of them are not at hand."""
        spans: dict[str, tuple[str, list[Span]]] = {}
        missing = False
        for point in finding.points:
            if point.place.span is None:
                continue
            document = self._document(point.place)
            if document is None:
                missing = True
            else:
                name, text = document
                spans.setdefault(name, (text, []))[1].append(point.place.span)
        said = [
            {"document": visible(_passed_on(name)), **one}
            for name, (text, places) in spans.items()
            for one in quoted(text, places)
        ]
        return said or ([{"missing": True}] if missing else [])

    def _document(self, place: Place) -> tuple[str, str] | None:
        """The name and the text of the document that a place was read from, where it is at hand."""
        text = self.material.inspection.passage_at(place)
        if text is not None:
            return _named(place), text
        row = self.placed.row_of(place)
        dataset = self.placed.datasets[self.placed.number_of(place)] if row else None
        report = dataset.tables.report_of(row) if dataset and row else None
        if dataset is None or report is None or not dataset.sources.wanted:
            return None
        try:
            source = dataset.sources.of(report)
        except CannotLook:
            return None
        return source.file, source.text

    def _command(self, finding: Finding) -> str:
        datasets = self.placed.datasets
        path = datasets[self.placed.number_of(finding.place)].path if datasets else None
        if path is None:  # what was read from documents has no place where an acceptance could be kept
            return ""
        where = f" --in {shlex.quote(str(path))}" if str(path) != "." else ""
        again = "".join(f" {shlex.quote(word)}" for word in self.material.again)
        return f'triallint accept {finding.fingerprint}{where}{again} --reason "…"'

    def _acceptance(self, finding: Finding) -> Mapping[str, str]:
        one = self.material.acceptances.get(finding.fingerprint, Acceptance(finding.fingerprint, ""))
        return {
            "reason": shown(one.reason, _LONGEST),
            "by": visible(one.by),
            "on": one.on.isoformat() if one.on else "",
            "until": one.until.isoformat() if one.until else "",
        }

    def _fix(self, fix: Fix) -> dict[str, Any]:
        edits = [
            [place_in_words(edit.place), shown(edit.old, _LONGEST), shown(edit.new, _LONGEST)]
            for edit in fix.edits
        ]
        return {"title": shown(fix.title, _LONGEST), "safe": fix.safe, "edits": edits}


def _passed_on(name: str) -> str:
    """What a document is called in a page that is passed on: folders of the machine stay at home."""
    return PurePath(name).name if PurePath(name).is_absolute() else name


def _named(place: Place) -> str:
    """The file of a document, and which of the file's documents it is, where its name does not say so."""
    if place.document in (None, place.file, PurePath(place.file).stem):
        return place.file
    return f"{place.file}, {place.document}"


def _urgency(findings: Iterable[tuple[Finding, bool]]) -> tuple[int, ...]:
    """Sort key of trials: the worst that is new first, then what may change a conclusion, then how many.

    A note that may change one is explained already, and does not come before what is not.
    """
    new = [finding for finding, is_accepted in findings if not is_accepted]
    worst = max((finding.severity for finding in new), default=0)
    crossing = sum(one.changes_conclusion and one.severity > Severity.info for one in new)
    by_severity = [
        sum(one.severity is severity for one in new) for severity in sorted(Severity, reverse=True)
    ]
    return (-worst, -crossing, *(-count for count in by_severity))


def _first(entry: tuple[Finding, bool]) -> tuple[bool, int, bool]:
    """Sort key within a trial: new before accepted, the worst first, then what may change a conclusion."""
    finding, is_accepted = entry
    return is_accepted, -finding.severity, not finding.changes_conclusion


def _weighs(finding: Finding, row: Row | None) -> str:
    """What its figures are to a pooled estimate: "weight" where any sets a weight, "effect", or nothing."""
    if row is None or row.table not in _POOLED or finding.severity is Severity.info:
        return ""
    columns = {point.place.name for point in finding.points}
    return "weight" if columns & _WEIGHING else "effect" if columns & _POOLING else ""
