"""The columns that say what a number is about, shared by counts, continuous, estimates and curves."""

from . import columns as c
from .common import Interval, Subset, Timed


class Measured(Subset, Timed):
    """A quantity of an outcome in a report."""

    report_id: str = c.name("Report", "The report, by its `report_id`.", example="R1", required=True)
    outcome_id: str = c.name("Outcome", "The outcome, by its `outcome_id`.", example="os", required=True)
    arm_id: str = c.name(
        "Arm", "The arm, by its `arm_id`; blank means the whole trial.", example="A", usual=True
    )


class MeasuredWithInterval(Measured, Interval):
    """A quantity that may have a confidence interval."""
