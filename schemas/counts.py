"""The table `counts`: a row is how many of a group had an event."""

from triallint import vocabulary as v

from . import columns as c
from .common import TO_ARM, TO_OUTCOME, TO_REPORT, about
from .measured import MeasuredWithInterval


class Counts(MeasuredWithInterval):
    """Participants with an event, as number, denominator and percentage."""

    events: str = c.count(
        "Participants with an event", "How many participants had it.", example="28",
        unit="participants", usual=True,
    )  # fmt: skip
    total: str = c.count("Denominator", "Out of how many.", example="30", unit="participants", usual=True)
    percent: str = c.percent(
        "Percentage", "The percentage as printed.", example="93", unit="percent", usual=True
    )
    percent_kind: str = c.word(
        v.PERCENT_KINDS,
        "Kind of percentage",
        "How the percentage was computed; blank means that the report does not say.",
        example="crude",
        usual=True,
    )
    event_count: str = c.count(
        "Events", "How many events there were, where one participant may have several.",
        example="10", unit="events", usual=True,
    )  # fmt: skip
    person_time: str = c.number(
        "Person-time", "Time at risk of all participants together.", example="1,234.5"
    )
    person_time_unit: str = c.word(
        v.TIME_UNITS, "Unit of person-time", "Years for person-years.", example="years"
    )
    rate: str = c.number("Rate", "Events per person-time, as printed.", example="2.43")
    rate_per: str = c.number(
        "Rate per", "The person-time that the rate refers to, in `person_time_unit`.",
        example="100",
    )  # fmt: skip
    grade: str = c.ranges("Grade", "The grade of an adverse event, as printed.", example="3 or higher")
    serious: str = c.word(
        v.YES_NO, "Serious", "Whether it counts serious adverse events only.", example="yes"
    )

    class Config:
        """The table's name, what a row is, and what it refers to."""

        name = "counts"
        metadata = about(
            "counts",
            "how many of a group had an event",
            TO_REPORT, TO_OUTCOME, TO_ARM,
        )  # fmt: skip
