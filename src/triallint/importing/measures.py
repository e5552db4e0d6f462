"""One measure of a registry record: its numbers in each group, and the analyses that compare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from .document import Value
from .made import Made

if TYPE_CHECKING:
    from .registry import Study

#: How a measure of effect begins, in small letters -> our name. Any other is left.
_MEASURES: Final = {
    "hazard ratio": "HR", "odds ratio": "OR", "risk ratio": "RR", "relative risk": "RR",
    "risk difference": "RD", "mean difference": "MD", "ls mean difference": "MD",
    "least squares mean difference": "MD", "difference in least squares mean": "MD",
    "median difference": "median_difference",
    "geometric mean ratio": "GMR", "incidence rate ratio": "IRR",
}  # fmt: skip
_COUNTS: Final = ("COUNT_OF_PARTICIPANTS", "NUMBER")
_SIDES: Final = {"TWO_SIDED": "2", "ONE_SIDED": "1"}


class Groups(NamedTuple):
    """What groups stand for: group id -> arm_id, and an arm in small letters -> its role."""

    arms: Mapping[str, str]
    roles: Mapping[str, str]


class _Measure(NamedTuple):
    """What all numbers of one measure have in common."""

    study: Study
    value: Value
    kind: str
    dispersion: str
    unit: str
    groups: Groups
    statistic: str

    @property
    def table(self) -> str:
        """The table that its numbers belong to; empty where there is none."""
        participants = "participant" in self.unit or "subject" in self.unit or "patient" in self.unit
        if self.kind in _COUNTS:
            return "counts" if self.kind == _COUNTS[0] or participants else ""
        return "continuous" if self.kind in ("MEAN", "MEDIAN") else ""


def measure_rows(
    study: Study, value: Value, name: str, groups: Groups, denoms: Value, statistic: str
) -> Iterator[Made]:
    """The rows of one baseline characteristic or outcome measure."""
    kind, unit = value["paramType"].node, value["unitOfMeasure"].node
    measure = _Measure(
        study,
        value,
        str(kind or ""),
        str(value["dispersionType"].node or ""),
        str(unit or "").casefold(),
        groups,
        statistic,
    )
    main = ""
    for class_number, one in enumerate(value["classes"], 1):
        inner = one["denoms"] if one["denoms"] else value["denoms"] if value["denoms"] else denoms
        for number, category in enumerate(one["categories"], 1):
            if not measure.table:
                continue
            titles = [text for text in (one["title"].text, category["title"].text) if text]
            tail = f"-{class_number}.{number}" if class_number + number > 2 else ""
            more = "".join(f" - {text}" for text in titles)
            shown = "" if measure.table == "counts" else value["unitOfMeasure"].text
            outcome_type = {"counts": "binary", "continuous": "continuous"}[measure.table]
            outcome_type = "characteristic" if statistic == "baseline" else outcome_type
            outcome = study.outcome(name + tail, value["title"], outcome_type, shown, more)
            main = main or outcome
            yield from _numbers(measure, category, inner, outcome)
    analyses = list(value["analyses"])
    if analyses and not main:
        main = study.outcome(name, value["title"], "")
    for number, analysis in enumerate(analyses, 1):
        row = _analysis(measure, analysis, f"{name}-analysis-{number}", main)
        if row is not None:
            yield row


def _numbers(measure: _Measure, category: Value, denoms: Value, outcome: str) -> Iterator[Made]:
    totals = _totals(denoms)
    for number in category["measurements"]:
        group = number["groupId"].text
        arm = measure.groups.arms.get(group, "")
        name = outcome.removeprefix(f"{measure.study.id}-")
        row = measure.study.made(measure.table, f"{name}-{arm}", number)
        row.put("outcome_id", outcome).put("arm_id", arm).put(
            "note", number["comment"].text, number["comment"].place
        )
        total = totals.get(group)
        if measure.table == "counts":
            percent = "percent" in measure.unit or "%" in measure.unit
            value = number["value"]
            row.put("percent" if percent else "events", value.text, value.place)
        else:
            row.put("statistic", measure.statistic)
            _summary(measure, number, row)
        # A percentage may be a Kaplan-Meier estimate, which is no share of the participants.
        if total is not None and "percent" not in row.cells:
            row.put("total" if measure.table == "counts" else "n", total.text, total.place)
        for taken in ("paramType", "dispersionType", "unitOfMeasure"):
            measure.value[taken].take_all()
        yield row


def _totals(denoms: Value) -> dict[str, Value]:
    """Group id -> how many participants were looked at."""
    for one in denoms:
        if str(one["units"].node).casefold() == "participants":
            one["units"].take_all()
            return {count["groupId"].text: count["value"] for count in one["counts"]}
    return {}


def _summary(measure: _Measure, number: Value, row: Made) -> None:
    value = number["value"]
    row.put("mean" if measure.kind == "MEAN" else "median", value.text, value.place)
    how = measure.dispersion.casefold().replace("-", "_").replace(" ", "_")
    spread, low, high = number["spread"], number["lowerLimit"], number["upperLimit"]
    if how == "standard_deviation" or how == "standard_error":
        row.put("sd" if how.endswith("deviation") else "se", spread.text, spread.place)
        return
    level = how.partition("%")[0] if "%" in how and "confidence" in how else ""
    if level and measure.kind == "MEAN":
        columns = ("ci_lower", "ci_upper")
        row.put("ci_level", level)
    elif how in ("inter_quartile_range", "interquartile_range") and low:
        columns = ("q1", "q3")
    elif how == "full_range":
        columns = ("min", "max")
    else:
        return  # stays among what was left
    row.put(columns[0], low.text, low.place).put(columns[1], high.text, high.place)


def _analysis(measure: _Measure, analysis: Value, name: str, outcome: str) -> Made | None:
    """The row of an analysis; None where it has neither an effect that is known nor a P value."""
    effect = str(analysis["paramType"].node or "").casefold()
    known = next((ours for begins, ours in _MEASURES.items() if effect.startswith(begins)), "")
    if known == "HR" and "log" in effect:
        known = "log_HR"
    if not known and not analysis["pValue"]:
        return None
    row = (
        measure.study.made("estimates", name, analysis)
        .put("outcome_id", outcome)
        .put("measure", known or "test")
    )
    fields = {"p_value": "pValue"}
    if known:
        fields |= {
            "value": "paramValue",
            "ci_level": "ciPctValue",
            "ci_lower": "ciLowerLimit",
            "ci_upper": "ciUpperLimit",
        }
        row.put("ci_sides", _SIDES.get(analysis["ciNumSides"].text, ""))
        analysis["paramType"].take_all()
    for column, key in fields.items():
        row.put(column, analysis[key].text, analysis[key].place)
    if known and analysis["dispersionType"].node == "STANDARD_ERROR_OF_MEAN":
        row.put("se", analysis["dispersionValue"].text, analysis["dispersionValue"].place)
        analysis["dispersionType"].take_all()
    _arms(measure.groups, analysis["groupIds"], row)
    return row


def _arms(groups: Groups, given: Value, row: Made) -> None:
    """Which arm is compared with which, where their roles say so: the order of the ids does not."""
    arms = [groups.arms.get(one.text, "") for one in given]
    by_role = {groups.roles.get(arm.casefold(), ""): arm for arm in arms}
    if len(arms) == 2 and by_role.keys() == {"experimental", "control"}:
        row.put("arm_id", by_role["experimental"]).put("comparator_id", by_role["control"])
