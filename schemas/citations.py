"""The table `citations`: a row is a work that a report refers to, or that refers to it."""

from triallint import vocabulary as v

from . import columns as c
from .common import TO_REPORT, Bibliographic, about


class Citations(Bibliographic):
    """Citations as printed, in structured fields."""

    report_id: str = c.name(
        "Report", "The report it was found with, by its `report_id`.", example="R1", required=True
    )
    position: str = c.name(
        "Position", "Its number in its list, as printed or counted from 1.", example="12",
        required=True,
    )  # fmt: skip
    relation: str = c.word(
        v.RELATIONS, "Relation", "Which list it stands in.", example="reference", required=True
    )
    text: str = c.text(
        "Text", "The whole citation as printed.", usual=True,
        example="Moreau A, Lindqvist P. Two drugs for one disease. BMJ 2021;325:843-54.",
    )  # fmt: skip

    class Config:
        """The table's name, what a row is, and what it refers to."""

        name = "citations"
        metadata = about("citations", "a work that a report refers to, or that refers to it", TO_REPORT)
