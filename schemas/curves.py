"""The table `curves`: a row is a survival curve of a group at one time."""

from triallint import vocabulary as v

from . import columns as c
from .common import TO_ARM, TO_OUTCOME, TO_REPORT, about
from .measured import Measured


class Curves(Measured):
    """Numbers at risk and survival over time."""

    arm_id: str = c.name("Arm", "The arm, by its `arm_id`.", example="A", required=True)
    time_value: str = c.number(
        "Time", "The time on the axis, in the unit of `time_unit`.", example="12", required=True
    )
    time_unit: str = c.word(
        v.TIME_UNITS, "Unit of time", "The unit of `time_value`.", example="months", required=True
    )
    at_risk: str = c.count(
        "At risk", "How many were still at risk.", example="87", unit="participants", usual=True
    )
    survival: str = c.percent(
        "Survival", "The survival estimate.", example="71.3", unit="percent", usual=True
    )
    cum_events: str = c.count(
        "Events so far", "How many had the event by then.", example="21", unit="participants",
        usual=True,
    )  # fmt: skip
    censored: str = c.count(
        "Censored so far", "How many were censored by then.", example="4", unit="participants"
    )

    class Config:
        """The table's name, what a row is, and what it refers to."""

        name = "curves"
        metadata = about(
            "curves",
            "a survival curve of a group at one time",
            TO_REPORT, TO_OUTCOME, TO_ARM,
        )  # fmt: skip
