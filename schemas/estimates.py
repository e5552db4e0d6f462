"""The table `estimates`: a row is a figure that was estimated or tested."""

from triallint import vocabulary as v

from . import columns as c
from .common import TO_ARM, TO_COMPARATOR, TO_OUTCOME, TO_REPORT, about
from .measured import MeasuredWithInterval


class _Tested(MeasuredWithInterval):
    """What was tested, and what the report says of it."""

    p_value: str = c.p_value("P value", "The P value as printed, with its sign.", example="<.001", usual=True)
    p_sides: str = c.word(
        v.SIDES, "Sides of the P value", "Whether it is one-sided or two-sided.", example="2",
        usual=True,
    )  # fmt: skip
    p_test: str = c.word(
        v.P_TESTS, "Test", "The test that the P value comes from.", example="log-rank", usual=True
    )
    p_for: str = c.word(
        v.P_FOR, "Tested for", "What the test asks; blank means superiority.",
        example="superiority",
    )  # fmt: skip
    statistic_name: str = c.word(
        v.STATISTIC_NAMES, "Test statistic", "Which statistic `statistic` is.", example="t"
    )
    statistic: str = c.number("Value of the test statistic", "The test statistic as printed.", example="2.31")
    df1: str = c.number("Degrees of freedom", "The first, or the only, for F, chi2 and Q.", example="1")
    df2: str = c.number(
        "Degrees of freedom, second", "The second for F; the only for t and r.", example="57.8"
    )
    paired: str = c.word(v.YES_NO, "Paired", "Whether each participant has both treatments.", example="no")
    cluster_adjusted: str = c.word(
        v.YES_NO, "Adjusted for clusters", "Whether clustering was allowed for.", example="yes"
    )
    claim: str = c.word(v.CLAIMS, "Claim", "What the report says of it in words.", example="not_significant")


class Estimates(_Tested):
    """Effects, survival estimates and tests."""

    measure: str = c.word(v.MEASURES, "Measure", "What the value is.", example="HR", required=True)
    comparator_id: str = c.name(
        "Comparator", "The arm compared with, by its `arm_id`.", example="B", usual=True
    )
    analysis: str = c.word(v.ANALYSES, "Analysis", "Whether it is adjusted.", example="crude", usual=True)
    value: str = c.number(
        "Estimate", "The point estimate as printed.", example="0.70", unit="the row's unit",
        usual=True,
    )  # fmt: skip
    unit: str = c.text("Unit", "The unit of the estimate.", example="percent", usual=True)
    se: str = c.number("Standard error", "The standard error of the estimate.", example="1.2")
    se_scale: str = c.word(
        v.SE_SCALES, "Scale of the standard error", "Of the value, or of its logarithm.",
        example="natural",
    )  # fmt: skip
    events_1: str = c.count(
        "Events, arm", "Participants with an event in the arm.", example="34",
        unit="participants",
    )  # fmt: skip
    n_1: str = c.count("Number, arm", "Size of the arm.", example="105", unit="participants")
    events_2: str = c.count(
        "Events, comparator", "Participants with an event in the comparator.", example="46",
        unit="participants",
    )  # fmt: skip
    n_2: str = c.count("Number, comparator", "Size of the comparator.", example="103", unit="participants")
    margin: str = c.number(
        "Margin", "The margin of non-inferiority or equivalence, on the scale of the measure.",
        example="1.25",
    )  # fmt: skip
    tau: str = c.number(
        "Time limit", "Up to which time a restricted mean is taken, in `time_unit`.", example="3"
    )
    o_minus_e: str = c.number("Observed minus expected", "The log-rank test's O - E.", example="-12.4")
    variance: str = c.number("Variance", "The variance of O - E.", example="19.8")

    class Config:
        """The table's name, what a row is, and what it refers to."""

        name = "estimates"
        metadata = about(
            "estimates",
            "a figure that was estimated or tested",
            TO_REPORT, TO_OUTCOME, TO_ARM, TO_COMPARATOR,
        )  # fmt: skip
