"""What several tables share: the columns of every row, and the rule that no two rows are the same."""

from functools import reduce
from typing import Any, NamedTuple

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from triallint import vocabulary as v
from triallint.tables import ROWS

from . import columns as c
from . import kinds

#: Tables that others refer to: there a `row_id` does not excuse a repeated key.
REFERRED_TO = ("reports", "trials", "outcomes", "arms")

#: The name of the rule that holds tables together, which is that of the condition findings carry.
REFERENCES = "references_resolve"


class Reference(NamedTuple):
    """Cells that name a row of another table (or their own).

    Attributes:
        columns: the columns that name it, together.
        table: the table it is in.
        key: that table's columns, in the same order.
        many: whether the last column holds a list of names, separated by ";".
    """

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]
    many: bool = False


TO_REPORT = Reference(("report_id",), "reports", ("report_id",))
TO_TRIAL = Reference(("trial_id",), "trials", ("trial_id",))
TO_OUTCOME = Reference(("outcome_id",), "outcomes", ("outcome_id",))
TO_ARM = Reference(("report_id", "arm_id"), "arms", ("report_id", "arm_id"))
TO_COMPARATOR = Reference(("report_id", "comparator_id"), "arms", ("report_id", "arm_id"))


def about(table: str, row: str, *references: Reference) -> dict[str, Any]:
    """What a model says of its table: its name, what one row is, and which rows it refers to."""
    return {"table": table, "row": row, "references": references}


def details(model: type[pa.DataFrameModel]) -> dict[str, Any]:
    """What `about` said of a model's table; a subclass of a user's own inherits it."""
    found: dict[str, Any] = (model.__config__ and model.__config__.metadata) or {}
    return found


class Row(pa.DataFrameModel):
    """The columns that every table may have, whatever its rows are about."""

    row_id: str = c.name(
        "Row",
        "The row's own name. Needed only where two rows would otherwise have the same key.",
        example="R1-os-abstract",
    )
    source: str = c.text(
        "Where it is printed",
        "The part of the report that prints these figures. One quantity printed in two parts is two rows.",
        example="table 2",
        usual=True,
    )
    origin: str = c.word(
        v.ORIGINS,
        "How the figures came about",
        "Blank means reported. Printed precision is checked for reported and registry only.",
        example="reported",
    )
    at: str = c.column(
        kinds.SPANS,
        "Span in the document",
        "Where in the document's text each cell was read: column=start:end, counted in characters "
        "from 0, the end not included. Several entries have blanks between them.",
        example="events=1204:1206 total=1210:1213",
    )
    calculation: str = c.text(
        "Calculation",
        "How a calculated figure was computed from printed ones.",
        example="28 / 30 * 100",
    )
    note: str = c.text(
        "Note",
        "Anything the next reader should know.",
        example="read from the legend of the figure",
        usual=True,
    )
    extracted_by: str = c.text("Extracted by", "Who read the figures.", example="AB")
    verified_by: str = c.text("Verified by", "Who compared them with the report.", example="CD")

    class Config:
        """Nothing is coerced, and a user's further columns are left alone."""

        coerce = False
        strict = False

    # The method's name is the check's: pandera forgets a `name=` given here once a second table
    # inherits the check.
    @pa.dataframe_check(error="no two rows have the same key", ignore_na=False)
    @classmethod
    def keys_are_unique(cls, data: PolarsData) -> pl.LazyFrame:
        """Null policy: a null cell of a key is a blank, and one blank equals another."""
        columns = cls.to_schema().columns
        required = {name for name, column in columns.items() if column.required}
        key = _own_key(details(cls)["table"], required, data.lazyframe)
        return data.lazyframe.select(key.alias("unique"))


def _own_key(table: str, required: set[str], frame: pl.LazyFrame) -> pl.Expr:
    """Whether each row's key is its own.

    A row is named by its `row_id` where it has one, else by the natural key of its table; in tables
    that others refer to, the natural key must be unique as well. A key that lacks a required cell
    is no key: that cell has a finding of its own.
    """
    present = set(frame.collect_schema().names())
    has_name = pl.col("row_id").is_not_null() if "row_id" in present else pl.lit(False)
    unique = pl.lit(True)
    if "row_id" in present:
        unique &= ~has_name | (pl.len().over("row_id") == 1)
    key = ROWS[table].natural_key
    needed = [part for part in key if part in required]
    if present.issuperset(needed):
        counted = reduce(pl.Expr.and_, (pl.col(part).is_not_null() for part in needed))
        if table not in REFERRED_TO:
            counted &= ~has_name
        parts = [pl.col(part) for part in key if part in present]
        unique &= ~counted | (pl.len().over(counted, *parts) == 1)
    return unique


class Timed(Row):
    """When it was measured."""

    time_value: str = c.number(
        "Time",
        "How long after the time origin it was measured, in the unit of `time_unit`.",
        example="3",
        usual=True,
    )
    time_unit: str = c.word(
        v.TIME_UNITS, "Unit of time", "The unit of `time_value`.", example="years", usual=True
    )
    data_cut: str = c.text(
        "Data cut",
        "The day on which the data were frozen, or the report's name for that analysis.",
        example="2020-09-30",
    )


class Subset(Row):
    """Whom it is about."""

    subgroup: str = c.ranges(
        "Subgroup",
        "The part of the participants it is about; blank means all of them.",
        example="age 65 or more",
        usual=True,
    )
    population: str = c.word(
        v.POPULATIONS, "Analysis population", "Which participants were analysed.", example="itt"
    )


class Interval(Row):
    """A confidence interval."""

    ci_level: str = c.number(
        "Level of the interval",
        "The confidence level that the report states; blank where it states none.",
        example="95",
        unit="percent",
        usual=True,
    )
    ci_sides: str = c.word(v.SIDES, "Sides of the interval", "Whether it has one limit or two.", example="2")
    ci_lower: str = c.number("Lower limit", "The lower limit of the interval.", example="0.47", usual=True)
    ci_upper: str = c.number("Upper limit", "The upper limit of the interval.", example="1.03", usual=True)
    ci_method: str = c.word(v.CI_METHODS, "Method of the interval", "How it was computed.", example="log-log")


class Bibliographic(Row):
    """What identifies a publication."""

    authors: str = c.names(
        "Authors", "The authors as printed, in order.", example="Moreau A; Lindqvist P", usual=True
    )
    title: str = c.text("Title", "The title as printed.", example="Two drugs for one disease", usual=True)
    journal: str = c.text("Journal", "The journal, short or in full.", example="BMJ", usual=True)
    year: str = c.year("Year", "The year of publication.", example="2021", usual=True)
    volume: str = c.ranges("Volume", "The volume as printed.", example="325", usual=True)
    issue: str = c.ranges("Issue", "The issue as printed.", example="9", usual=True)
    pages: str = c.ranges(
        "Pages", "The pages or the article number as printed.", example="843-854", usual=True
    )
    doi: str = c.column(kinds.DOI, "DOI", "The DOI as printed.", example="10.1000/xyz123", usual=True)
    pmid: str = c.column(
        kinds.PMID, "PMID", "The number in PubMed as printed.", example="12345678", usual=True
    )
    pmcid: str = c.column(
        kinds.PMCID, "PMCID", "The number in PubMed Central as printed.", example="PMC1234567"
    )
