"""The table `trials`: a row is a trial, whatever the number of its reports."""

from triallint import vocabulary as v

from . import columns as c
from . import kinds
from .common import Row, about


class Trials(Row):
    """Trials and how they were designed."""

    trial_id: str = c.name("Trial", "Your own short name for the trial.", example="T1", required=True)
    registry_ids: str = c.column(
        kinds.REGISTRY,
        "Registry numbers",
        "All numbers under which it is registered.",
        example="NCT01234567; ISRCTN12345678",
        usual=True,
    )
    design: str = c.text(
        "Design",
        "The design in the report's words: parallel, crossover, cluster, factorial, single arm.",
        example="parallel",
        usual=True,
    )
    allocation_ratio: str = c.column(
        kinds.RATIO,
        "Allocation ratio",
        "The planned ratio between the arms, in the order of the table of arms.",
        example="2:1",
    )
    block_size: str = c.column(
        kinds.COUNTS,
        "Block size",
        "The size of the blocks of the randomisation.",
        example="4; 6",
        unit="participants",
    )
    strata: str = c.text(
        "Strata",
        "How many strata the randomisation had, or the factors that made them.",
        example="6",
    )
    sites: str = c.count("Sites", "How many sites took part.", example="155", unit="sites", usual=True)
    planned_n: str = c.count(
        "Planned participants", "The planned sample size.", example="220", unit="participants"
    )
    planned_events: str = c.count(
        "Planned events", "The planned number of events.", example="131", unit="events"
    )
    alpha: str = c.number("Alpha", "The significance level of the primary analysis.", example=".025")
    alpha_sides: str = c.word(
        v.SIDES, "Sides of alpha", "Whether that level is for one side or two.", example="1"
    )
    enrolment_start: str = c.date("Start of enrolment", "When enrolment began.", example="2014-12")
    enrolment_end: str = c.date("End of enrolment", "When enrolment ended.", example="2019-09")
    data_cut: str = c.text(
        "Data cut",
        "The day on which the data of the main analysis were frozen, or the analysis's name.",
        example="2020-09-30",
    )
    stopped_early: str = c.word(
        v.YES_NO, "Stopped early", "Whether it ended before its planned size.", example="yes"
    )

    class Config:
        """The table's name and what a row is."""

        name = "trials"
        metadata = about("trials", "one trial")
