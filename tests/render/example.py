"""A small run made by hand, of everything that a run can hold, and the rows it is about."""

from datetime import date

from triallint.model import (
    AnswersUsed,
    Checked,
    Crash,
    Edit,
    Finding,
    Fix,
    ListUsed,
    Place,
    Point,
    Run,
    Severity,
    Skip,
    Span,
    Tally,
    Unverified,
    fingerprint,
)
from triallint.render import About, Context, RowText

ESTIMATES = "seeds/estimates.csv"
ARMS = "seeds/arms.csv"
BOOK = "seeds/flow.xlsx"
CITATIONS = "seeds/citations.csv"

_ESTIMATE_NAMES = (
    "row_id",
    "report_id",
    "outcome_id",
    "measure",
    "arm_id",
    "value",
    "ci_level",
    "ci_lower",
    "ci_upper",
    "p_value",
    "source",
    "note",
)

ROWS = {
    (ESTIMATES, 12): RowText(
        _ESTIMATE_NAMES,
        ("", "R1", "os", "HR", "", "0.71", "95", "1.03", "0.47", ".03", "abstract", "overall survival"),
    ),
    (ESTIMATES, 13): RowText(
        _ESTIMATE_NAMES,
        ("", "R1", "pfs", "HR", "", "0.70", "", "0.47", "1.03", ".03", "abstract", ""),
    ),
    (ARMS, 2): RowText(("report_id", "arm_id", "label", "n"), ("R2", "A", "β-blocker 200 mg", "120")),
    (ARMS, 3): RowText(("report_id", "arm_id", "label", "n"), ("R2", "B", "プラセボ", "118")),
    (ARMS, 4): RowText(("report_id", "arm_id", "label", "n"), ("R2", "T", "whole trial", "240")),
    (BOOK, 7): RowText(("report_id", "stage", "n"), ("R2", "randomised", "238")),
}


def rows(place: Place) -> RowText | None:
    """The row of the example that a place lies in."""
    return ROWS.get((place.file, place.row)) if place.row is not None else None


CHECKS = {
    "limits_are_in_order": About(
        "The lower limit of an interval is not above its upper limit.",
        None,
        "The lower limit of an interval is not above its upper limit.\n\nSource: definition.",
    ),
    "arm_counts_sum_to_total": About(
        "The arms add up to the whole trial.", "https://example.org/checks/arm_counts_sum_to_total"
    ),
    "p_value_agrees_with_interval": About("A P value agrees with the interval beside it."),
    "at_risk_falls": About("The number at risk never rises."),
}


def place(file: str, row: int | None, column: int | None, name: str, **more: object) -> Place:
    """A place, in the order that people say it."""
    return Place(file, row, column, name, **more)  # type: ignore[arg-type]


def _signed(finding: Finding) -> Finding:
    from dataclasses import replace

    return replace(finding, fingerprint=fingerprint(finding.check, [str(p.place) for p in finding.points]))


READ_AT = {"document": "000.txt", "span": Span(812, 816)}

LIMITS = _signed(
    Finding(
        check="limits_are_in_order",
        severity=Severity.error,
        message="the lower limit 1.03 is above the upper limit 0.47",
        points=(
            Point(place(ESTIMATES, 12, 8, "ci_lower", **READ_AT), "1.03", "ci lower"),
            Point(place(ESTIMATES, 12, 9, "ci_upper"), "0.47", "ci upper"),
        ),
        reading="the two limits may have changed places (0.47 to 1.03), or a minus sign was lost",
        remedy="compare both limits with the report; where the report prints them so, note it",
        fix=Fix(
            "swap the two limits",
            (
                Edit(place(ESTIMATES, 12, 8, "ci_lower"), "1.03", "0.47"),
                Edit(place(ESTIMATES, 12, 9, "ci_upper"), "0.47", "1.03"),
            ),
        ),
        subject="R1",
        margin="55 units in the last place",
        changes_conclusion=True,
    )
)

ONE_SIDED = _signed(
    Finding(
        check="p_value_agrees_with_interval",
        severity=Severity.info,
        message="HR 0.70 (0.47 to 1.03) gives P 0.064 to 0.085, printed .03",
        points=(
            Point(place(ESTIMATES, 13, 10, "p_value"), ".03", "p value"),
            Point(place(ESTIMATES, 13, 6, "value"), "0.70", "value"),
        ),
        certainty="assumed",
        reading="read as one-sided, P is 0.032 to 0.043, which agrees",
        basis=("the interval is taken as a 95 % interval",),
        subject="R1",
    )
)

SUM = _signed(
    Finding(
        check="arm_counts_sum_to_total",
        severity=Severity.warning,
        message="120 + 118 = 238, printed 240",
        points=(
            Point(place(ARMS, 4, 4, "n"), "240", "the whole trial"),
            Point(place(ARMS, 2, 4, "n"), "120", "this arm"),
            Point(place(ARMS, 3, 4, "n"), "118", "and this one"),
            Point(place(BOOK, 7, 3, "n", sheet="flow"), "238", "the flow diagram agrees with the sum"),
        ),
        certainty="inferred",
        basis=("9 of 9 other totals of this report are sums of its arms",),
        remedy="look for an arm that is not in the table",
        subject="R2",
    )
)

UNREADABLE = _signed(
    Finding(
        check="file_is_a_known_table",
        severity=Severity.error,
        message="the file is none of the tables: its header is empty",
        points=(Point(place("seeds/notes.csv", None, None, ""), "", "the file"),),
        remedy="name the file after a table, or move it out of the folder",
    )
)

ACCEPTED = _signed(
    Finding(
        check="limits_are_in_order",
        severity=Severity.error,
        message="the lower limit 9.1 is above the upper limit 6.9",
        points=(Point(place(ESTIMATES, 20, 8, "ci_lower"), "9.1", "ci lower"),),
        subject="R3",
    )
)

RUN = Run(
    findings=(UNREADABLE, LIMITS, ONE_SIDED, SUM),
    skips=(
        Skip("p_value_agrees_with_interval", "ci upper is not reported", 3),
        Skip("p_value_agrees_with_interval", "p value is blank", 41),
        Skip("arm_counts_sum_to_total", "n is blank"),
    ),
    crashes=(
        Crash(
            "percent_agrees_with_count",
            place(ESTIMATES, 12, 1, "row_id"),
            "ZeroDivisionError: division by zero",
        ),
    ),
    accepted=(ACCEPTED,),
    checked=Checked(
        files=(ARMS, ESTIMATES, BOOK, "seeds/notes.csv"),
        rows={"reports": 3, "arms": 3, "flow": 1, "estimates": 60, "curves": 0},
        tallies={
            "limits_are_in_order": Tally(applicable=58, passed=56, passed_by_rounding=1, failed=2),
            "arm_counts_sum_to_total": Tally(applicable=2, failed=1, skipped=1),
            "p_value_agrees_with_interval": Tally(applicable=58, passed=13, explained=1, skipped=44),
            "percent_agrees_with_count": Tally(applicable=1, crashed=1),
            "at_risk_falls": Tally(),
        },
        untouched={"reports": 2, "arms": 0, "flow": 0, "estimates": 2, "curves": 0},
        answers=(
            AnswersUsed("NCBI", date(2026, 11, 20), date(2026, 11, 21), found=1204, absent=1),
            AnswersUsed("stand-in", date(2026, 11, 21), date(2026, 11, 21), found=2, unverified=3),
        ),
        untouched_rows=(
            Place("seeds/reports.csv", 2),
            Place("seeds/reports.csv", 3),
            Place(ESTIMATES, 7),
            Place(ESTIMATES, 9),
        ),
        unverified=(
            Unverified(place(CITATIONS, 22, 4, "doi"), "R1", "DOI 10.1000/xyz", "no recorded answer"),
            Unverified(place(CITATIONS, 23, None, ""), "R1", "", "it prints no identifier"),
        ),
        lists=(ListUsed("retractions.csv", 45_000, date(2026, 3, 1), 1),),
    ),
)

CONTEXT = Context("0.1.0", checks=CHECKS, rows=rows)
