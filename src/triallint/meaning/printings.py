"""Rows that print the same quantity in several parts of a report, and whether their figures agree. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ..identifiers import read_doi, read_pmid
from ..model import Reported, Rounding
from ..tables import Arm, Continuous, Count, Estimate, Flow, Report, Row, Tables

__all__ = [
    "figures_agree",
    "figures_apart",
    "has_figures",
    "printed_in_both",
    "printed_twice",
    "records_of_one_publication",
    "shared_figures",
]

_COUNTS = (
    "events", "total", "event_count", "n", "n_1", "n_2", "events_1", "events_2",
    "randomised", "analysed", "treated", "clusters", "df1",
)  # fmt: skip

#: The columns that are compared, and those beside them in which the two rows must not differ.
_BESIDE: dict[str, tuple[str, ...]] = dict.fromkeys(_COUNTS, ()) | {
    "value": ("unit",),
    "se": ("unit", "se_scale"),
    "ci_lower": ("unit", "ci_level", "ci_sides", "ci_method"),
    "ci_upper": ("unit", "ci_level", "ci_sides", "ci_method"),
    "p_value": ("p_sides", "p_test"),
    "statistic": ("statistic_name",),
    "df2": ("statistic_name",),
    "margin": ("unit",),
    "tau": ("time_unit",),
    "o_minus_e": (),
    "variance": (),
    "percent": ("percent_kind",),
    "person_time": ("person_time_unit",),
    "rate": ("rate_per", "person_time_unit"),
    "icc": (),
    **dict.fromkeys(("mean", "sd", "median", "q1", "q3", "min", "max", "iqr_width"), ("unit",)),
}

#: The tables whose rows hold the figures of a report.
MEASURED: tuple[type[Row], ...] = (Arm, Flow, Count, Continuous, Estimate)

#: The columns of extracted tables that hold figures.
FIGURES: tuple[str, ...] = tuple(_BESIDE)


def printed_twice(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows of one table that are about the same and differ in `source`: each later with the first.

    Figures that were computed, read off a plot or had from the authors are no printings.
    """
    sources = {row.raw("source") for row in rows}
    if len(sources) < 2:
        return
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row.is_printed:
            key = tuple(row.raw(name) for name in row.natural_key if name != "source")
            found[(*key, row.raw("time_unit"))].append(row)
    for same in found.values():
        for later in same[1:]:
            if later.raw("source") != same[0].raw("source"):
                yield same[0], later


def printed_in_both(first: Sequence[Row], second: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows of one table, from two records of one publication, that are about the same.

    A quantity that a record prints several times, at different precision, is paired at its first place.
    """
    found: dict[tuple[str, ...], Row] = {}
    for row in first:
        if row.is_printed:
            found.setdefault(_apart_from_report(row), row)
    for row in second:
        if row.is_printed and (other := found.get(_apart_from_report(row))):
            yield other, row


def _apart_from_report(row: Row) -> tuple[str, ...]:
    key = tuple(row.raw(name) for name in row.natural_key if name not in ("source", "report_id"))
    return (*key, row.raw("time_unit"))


def records_of_one_publication(report: Report, tables: Tables) -> list[Report]:
    """The records that stand before `report` in its table and have its DOI or its PMID.

    A person may have decided otherwise of two records, and prevails.
    """
    before: list[Report] = []
    for key in (_doi, _pmid):
        same = tables.grouped(Report, key).get(key(report), [])
        before += [one for one in takewhile(lambda one: one is not report, same) if one not in before]
    if not tables.decisions:
        return before
    name = report.raw("report_id")
    said = {one.b if one.a == name else one.a: one.same for one in tables.decisions if name in (one.a, one.b)}
    every = takewhile(lambda one: one is not report, tables.rows(Report))
    return [one for one in every if said.get(one.raw("report_id"), one in before)]


def has_figures(report: Report, tables: Tables) -> bool:
    """Whether a row of another table gives a figure of a report."""
    return any(tables.like(report, kind, "report_id") for kind in MEASURED)


def figures_apart(first: Row, second: Row, tables: Tables) -> Iterator[tuple[Reported, Reported]]:
    """The figures that two reports print of the same quantities, where they differ beyond rounding."""
    for kind in MEASURED:
        rows = tables.like(first, kind, "report_id"), tables.like(second, kind, "report_id")
        for one, other in printed_in_both(*rows):
            yield from (pair for pair in shared_figures(one, other) if not figures_agree(*pair))


def _doi(report: Report) -> str:
    one = read_doi(report.raw("doi")).one
    return one.key if one and one.is_certain else ""


def _pmid(report: Report) -> str:
    one = read_pmid(report.raw("pmid")).one
    return one.key if one and one.is_certain else ""


def shared_figures(first: Row, second: Row) -> Iterator[tuple[Reported, Reported]]:
    """The cells of two printings that hold numbers of the same kind: same unit, level, scale, test.

    A blank beside one of them does not make a difference.
    """
    for column, beside in _BESIDE.items():
        a, b = first.cell(column), second.cell(column)
        if not (a.text and b.text and a.maybe and b.maybe):
            continue
        if all(len({first.raw(name), second.raw(name)} - {""}) < 2 for name in beside):
            yield a, b


def figures_agree(a: Reported, b: Reported, rounding: Rounding = Rounding.NEAREST) -> bool:
    """Whether two printed figures may be of one value; whole numbers of people or events must be equal."""
    x, y = a.printed, b.printed
    if a.column in _COUNTS and x.operator == y.operator == "=":
        return x.value == y.value
    return x.interval(rounding).meets(y.interval(rounding))
