"""The table `continuous`: a row is how a variable is spread in a group."""

from triallint import vocabulary as v

from . import columns as c
from .common import TO_ARM, TO_OUTCOME, TO_REPORT, about
from .measured import MeasuredWithInterval

_UNIT = "the row's unit"


class Continuous(MeasuredWithInterval):
    """Means, medians and their spread."""

    statistic: str = c.word(
        v.STATISTICS, "When", "Whether it is a value or a change.", example="baseline", usual=True
    )
    n: str = c.count(
        "Number", "How many participants it summarises.", example="105", unit="participants",
        usual=True,
    )  # fmt: skip
    mean: str = c.number("Mean", "The mean.", example="23.40", unit=_UNIT, usual=True)
    sd: str = c.number("Standard deviation", "The standard deviation.", example="4.1", unit=_UNIT, usual=True)
    se: str = c.number("Standard error", "The standard error of the mean.", example="0.40", unit=_UNIT)
    median: str = c.number("Median", "The median.", example="26.3", unit=_UNIT, usual=True)
    q1: str = c.number("Lower quartile", "The 25th percentile.", example="18", unit=_UNIT, usual=True)
    q3: str = c.number("Upper quartile", "The 75th percentile.", example="31", unit=_UNIT, usual=True)
    min: str = c.number(
        "Minimum", "The smallest value observed; never a limit of eligibility.", example="3.9",
        unit=_UNIT, usual=True,
    )  # fmt: skip
    max: str = c.number(
        "Maximum", "The largest value observed; never a limit of eligibility.", example="48.2",
        unit=_UNIT, usual=True,
    )  # fmt: skip
    iqr_width: str = c.number(
        "Interquartile range", "Its width, where the report prints no quartiles.", example="13",
        unit=_UNIT,
    )  # fmt: skip
    unit: str = c.text("Unit", "The unit of these figures.", example="months", usual=True)

    class Config:
        """The table's name, what a row is, and what it refers to."""

        name = "continuous"
        metadata = about(
            "continuous",
            "how a variable is spread in a group",
            TO_REPORT, TO_OUTCOME, TO_ARM,
        )  # fmt: skip
