"""The rows of the ten tables: one class per table, one attribute per column.

The classes name the columns for readers, editors and mypy; their types, patterns and descriptions are the
pandera models in `schemas/`, and a test holds the two together.
"""

from .grid import Row
from .model import Reported

__all__ = [
    "ROWS",
    "Arm",
    "Citation",
    "Continuous",
    "Count",
    "Curve",
    "Estimate",
    "Flow",
    "Outcome",
    "Report",
    "Trial",
]


class Report(Row):
    """A publication, as one database or file describes it."""

    table = "reports"
    natural_key = ("report_id",)

    report_id: Reported
    trial_id: Reported
    document: Reported
    document_sha256: Reported
    title: Reported
    authors: Reported
    journal: Reported
    year: Reported
    volume: Reported
    issue: Reported
    pages: Reported
    published: Reported
    epub: Reported
    doi: Reported
    pmid: Reported
    pmcid: Reported
    registry_ids: Reported
    extracted_on: Reported


class Trial(Row):
    """A trial's plan and conduct, whatever the number of its reports."""

    table = "trials"
    natural_key = ("trial_id",)

    trial_id: Reported
    registry_ids: Reported
    design: Reported
    allocation_ratio: Reported
    block_size: Reported
    strata: Reported
    sites: Reported
    planned_n: Reported
    planned_events: Reported
    alpha: Reported
    alpha_sides: Reported
    enrolment_start: Reported
    enrolment_end: Reported
    data_cut: Reported
    stopped_early: Reported


class Outcome(Row):
    """A variable or end point that a trial reports on."""

    table = "outcomes"
    natural_key = ("outcome_id",)

    outcome_id: Reported
    label: Reported
    type: Reported
    unit: Reported
    higher_is_better: Reported
    scale_min: Reported
    scale_max: Reported
    items: Reported
    definition: Reported
    part_of: Reported
    exclusive: Reported
    time_origin: Reported


class Arm(Row):
    """A group of participants as a report names it: an arm, arms pooled, everybody, or an outside control."""

    table = "arms"
    natural_key = ("report_id", "arm_id")

    report_id: Reported
    arm_id: Reported
    label: Reported
    role: Reported
    randomised: Reported
    analysed: Reported
    treated: Reported
    clusters: Reported
    icc: Reported


class Flow(Row):
    """How many participants reached a stage, or left there for a reason."""

    table = "flow"
    natural_key = (
        "report_id", "stage", "arm_id", "reason", "time_value", "time_unit", "data_cut", "source"
    )  # fmt: skip

    report_id: Reported
    stage: Reported
    n: Reported
    arm_id: Reported
    reason: Reported
    time_value: Reported
    time_unit: Reported
    data_cut: Reported


class _Measured(Row):
    """The columns that say what a number is about, shared by counts, continuous and estimates."""

    table = ""

    report_id: Reported
    outcome_id: Reported
    arm_id: Reported
    subgroup: Reported
    population: Reported
    time_value: Reported
    time_unit: Reported
    data_cut: Reported
    ci_level: Reported
    ci_sides: Reported
    ci_lower: Reported
    ci_upper: Reported
    ci_method: Reported


_WHEN = ("time_value", "time_unit", "data_cut")
_ABOUT = ("report_id", "outcome_id", "arm_id", "subgroup", "population", *_WHEN)


class Count(_Measured):
    """How many had an event, out of how many, in one group of participants."""

    table = "counts"
    natural_key = (*_ABOUT, "percent_kind", "grade", "serious", "source")

    events: Reported
    total: Reported
    percent: Reported
    percent_kind: Reported
    event_count: Reported
    person_time: Reported
    person_time_unit: Reported
    rate: Reported
    rate_per: Reported
    grade: Reported
    serious: Reported


class Continuous(_Measured):
    """Means, medians and spreads of a variable in one group of participants."""

    table = "continuous"
    natural_key = (*_ABOUT, "statistic", "unit", "source")

    statistic: Reported
    n: Reported
    mean: Reported
    sd: Reported
    se: Reported
    median: Reported
    q1: Reported
    q3: Reported
    min: Reported
    max: Reported
    iqr_width: Reported
    unit: Reported


class Estimate(_Measured):
    """A figure that was estimated or tested: of a comparison, a curve at a time, an association."""

    table = "estimates"
    natural_key = (
        *_ABOUT, "measure", "comparator_id", "analysis", "p_test", "p_for", "source"
    )  # fmt: skip

    measure: Reported
    comparator_id: Reported
    analysis: Reported
    value: Reported
    unit: Reported
    se: Reported
    se_scale: Reported
    p_value: Reported
    p_sides: Reported
    p_test: Reported
    p_for: Reported
    statistic_name: Reported
    statistic: Reported
    df1: Reported
    df2: Reported
    events_1: Reported
    n_1: Reported
    events_2: Reported
    n_2: Reported
    margin: Reported
    tau: Reported
    o_minus_e: Reported
    variance: Reported
    paired: Reported
    cluster_adjusted: Reported
    claim: Reported


class Curve(Row):
    """What a survival curve and the numbers below it show for a group at one time."""

    table = "curves"
    natural_key = (*_ABOUT, "source")

    report_id: Reported
    arm_id: Reported
    outcome_id: Reported
    time_value: Reported
    time_unit: Reported
    data_cut: Reported
    subgroup: Reported
    population: Reported
    at_risk: Reported
    survival: Reported
    cum_events: Reported
    censored: Reported


class Citation(Row):
    """A work that a report refers to, or that refers to it."""

    table = "citations"
    natural_key = ("report_id", "relation", "position")

    report_id: Reported
    position: Reported
    relation: Reported
    text: Reported
    authors: Reported
    title: Reported
    journal: Reported
    year: Reported
    volume: Reported
    issue: Reported
    pages: Reported
    doi: Reported
    pmid: Reported
    pmcid: Reported


#: Every table by its name, in the order people fill them in.
ROWS: dict[str, type[Row]] = {
    row.table: row
    for row in (Report, Trial, Outcome, Arm, Flow, Count, Continuous, Estimate, Curve, Citation)
}
