"""The table `outcomes`: a row is a variable or end point."""

from triallint import vocabulary as v

from . import columns as c
from .common import Reference, Row, about


class Outcomes(Row):
    """What the trials measured, and on which scale."""

    outcome_id: str = c.name("Outcome", "Your own short name for the outcome.", example="os", required=True)
    label: str = c.text("Label", "The outcome in words.", example="overall survival", usual=True)
    type: str = c.word(
        v.OUTCOME_TYPES, "Type", "What kind of thing it is.", example="time_to_event", usual=True
    )
    unit: str = c.text("Unit", "The unit it is measured in.", example="mg/dl", usual=True)
    higher_is_better: str = c.word(v.YES_NO, "Higher is better", "Whether more of it is good.", example="no")
    scale_min: str = c.number("Lowest value", "The lowest value the scale allows.", example="0", usual=True)
    scale_max: str = c.number(
        "Highest value", "The highest value the scale allows.", example="100", usual=True
    )
    items: str = c.count("Items", "How many whole-number items a score averages.", example="9", unit="items")
    definition: str = c.text("Definition", "How the report defines it.", example="death from any cause")
    part_of: str = c.names(
        "Part of",
        "The composite outcomes of which it is a component, by their `outcome_id`.",
        example="os; efs",
    )
    exclusive: str = c.word(
        v.YES_NO,
        "Exclusive",
        "Whether a participant counts in no other component of the same composite.",
        example="yes",
    )
    time_origin: str = c.text("Time origin", "What time is counted from.", example="randomisation")

    class Config:
        """The table's name, what a row is, and what it refers to."""

        name = "outcomes"
        metadata = about(
            "outcomes",
            "a variable or end point of the trials",
            Reference(("part_of",), "outcomes", ("outcome_id",), many=True),
        )
