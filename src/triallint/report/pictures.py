"""What the pictures of a trial show: its estimates, and the flow of its participants. Pure."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from ..meaning.quantities import is_difference, is_ratio
from ..model import CannotLook, Reported
from ..pipeline import Dataset
from ..render.characters import shown, visible
from ..tables import Arm, Estimate, Flow, Report, Tables
from ..vocabulary import DIFFERENCES, ONE_ARM, RATIOS, STAGES
from .placed import Placed, Trial
from .recomputed import recomputed

_NAMES = RATIOS | DIFFERENCES | ONE_ARM
_SHORT = 90


def pictures(placed: Placed) -> list[dict[str, Any]]:
    """For each trial its estimates, scale by scale, and the flow of each of its reports."""
    found = []
    for key, trial in sorted(placed.trials.items()):
        dataset = placed.datasets[key[0]]
        forests = list(_forests(trial, dataset))
        flows = [one for report in trial.reports if (one := _flow(report, dataset.tables))]
        if forests or flows:
            found.append({"name": visible(trial.name), "forests": forests, "flows": flows})
    return found


def _forests(trial: Trial, dataset: Dataset) -> Iterator[dict[str, Any]]:
    scales: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for report in trial.reports:
        for row in dataset.tables.where(Estimate, report_id=report.raw("report_id")):
            drawn = _drawn(row, dataset.tables)
            if drawn and len(trial.reports) > 1:
                drawn["label"] = f"{drawn['report']}: {drawn['label']}"
            if drawn:
                scales.setdefault(_scale(row), []).append(drawn)
    for (kind, name), rows in scales.items():
        yield {"kind": kind, "name": name, "rows": rows}


def _scale(row: Estimate) -> tuple[str, str]:
    """What may be drawn on one axis: all ratios; differences, and figures of arms, by measure and unit."""
    if is_ratio(row):
        return "ratio", "Ratios"
    measure = row.raw("measure")
    name = _NAMES.get(measure, measure.replace("_", " ")).partition(" (")[0]
    unit = f", {row.raw('unit')}" if row.raw("unit") else ""
    return "difference" if is_difference(row) else "figure", shown(f"{name}{unit}".capitalize(), _SHORT)


def _drawn(row: Estimate, tables: Tables) -> dict[str, Any] | None:
    """One line of the plot; None where the row has no value, or neither an interval nor one computed anew."""
    value, lower, upper = (_number(cell) for cell in (row.value, row.ci_lower, row.ci_upper))
    anew = recomputed(row, tables)
    if value is None or (lower is None and upper is None and anew is None):
        return None
    if is_ratio(row) and any(one is not None and one <= 0 for one in (value, lower, upper)):
        return None
    said = {
        "label": _label(row, tables),
        "report": visible(row.raw("report_id")),
        "where": f"{visible(row.grid.file)}:{row.line}",
        "printed": _printed(row),
        "value": value,
        "lower": lower,
        "upper": upper,
    }
    if anew:
        said["anew"] = [_rounded(anew.value), _rounded(anew.lower), _rounded(anew.upper), anew.source]
    return said


def _label(row: Estimate, tables: Tables) -> str:
    outcome = tables.outcome_of(row)
    name = outcome.raw("label") if outcome and outcome.raw("label") else row.raw("outcome_id")
    parts = [name, row.raw("subgroup"), _arms(row, tables), row.raw("source")]
    if row.raw("time_value"):
        parts.insert(1, f"{row.raw('time_value')} {row.raw('time_unit')}".strip())
    if is_ratio(row):
        parts.insert(1, row.raw("measure"))
    return shown(", ".join(part for part in parts if part), _SHORT)


def _arms(row: Estimate, tables: Tables) -> str:
    arms = [tables.arm_of(row, column) for column in ("arm_id", "comparator_id")]
    names = [arm.raw("label") or arm.raw("arm_id") for arm in arms if arm]
    return " v ".join(names)


def _printed(row: Estimate) -> str:
    """ "0.62 (95 % 0.39 to 0.98)", as printed."""
    text = row.raw("value")
    if row.raw("ci_lower") or row.raw("ci_upper"):
        level = f"{row.raw('ci_level') or '95'} % "
        text += f" ({level}{row.raw('ci_lower') or '…'} to {row.raw('ci_upper') or '…'})"
    return shown(text, _SHORT)


def _number(cell: Reported) -> float | None:
    try:
        number = float(cell.value)
    except (CannotLook, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _rounded(number: float) -> float:
    return float(f"{number:.5g}")


def _flow(report: Report, tables: Tables) -> dict[str, Any] | None:
    """The boxes of a report: those of the whole trial, then a column for each arm."""
    boxes = tables.where(Flow, report_id=report.raw("report_id"))
    arms = [arm for arm in tables.randomised_arms_of(report) if arm.raw("arm_id")]
    if not boxes and not any(arm.raw("randomised") for arm in arms):
        return None
    whole = _boxes(box for box in boxes if not box.raw("arm_id"))
    columns = [
        {
            "name": shown(arm.raw("label") or arm.raw("arm_id"), _SHORT),
            "boxes": _of_arm(arm, [box for box in boxes if box.raw("arm_id") == arm.raw("arm_id")]),
        }
        for arm in arms
    ]
    title = shown(report.raw("title"), 200)
    return {"report": visible(report.raw("report_id")), "title": title, "whole": whole, "arms": columns}


def _of_arm(arm: Arm, boxes: list[Flow]) -> list[dict[str, str]]:
    """The boxes of an arm; what the table of arms says stands in for a box that the flow does not have."""
    there = {box.raw("stage") for box in boxes}
    stages = (("randomised", "randomised"), ("treated", "treated"), ("analysed", "analysed"))
    said = [
        {
            "stage": stage,
            "name": STAGES[stage].partition(",")[0],
            "n": shown(arm.raw(column), 20),
            "reason": "",
        }
        for stage, column in stages
        if stage not in there and arm.raw(column)
    ]
    found = said + _boxes(boxes)
    return sorted(found, key=lambda box: _rank(box["stage"]))


def _box(box: Flow) -> dict[str, str]:
    stage = box.raw("stage")
    when = f" at {box.raw('time_value')} {box.raw('time_unit')}" if box.raw("time_value") else ""
    name = STAGES.get(stage, stage).partition(",")[0] + when
    return {
        "stage": stage,
        "name": shown(name, _SHORT),
        "n": shown(box.raw("n"), 20),
        "reason": shown(box.raw("reason"), _SHORT),
    }


def _boxes(boxes: Iterable[Flow]) -> list[dict[str, str]]:
    """In the order of the diagram; a number that is printed twice alike is one box."""
    said = [_box(box) for box in sorted(boxes, key=lambda box: _rank(box.raw("stage")))]
    return [box for at, box in enumerate(said) if box not in said[:at]]


def _rank(stage: str) -> int:
    return list(STAGES).index(stage) if stage in STAGES else len(STAGES)
