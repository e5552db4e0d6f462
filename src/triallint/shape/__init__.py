"""Sheets and schemas -> Tables, and a finding for everything that does not fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triallint.described import tables as described_tables
from triallint.model import Crash, Finding, Place
from triallint.read.sheet import Sheet
from triallint.tables import Tables

from .conditions import CONDITIONS, REPORTS_ARE_THERE
from .headers import problems, read_headers
from .judge import Failure, judge
from .recognise import is_set_aside, recognise, unrecognised
from .screen import suspicious
from .spoken import unsaid
from .table import Part, Table
from .wording import findings

__all__ = ["CONDITIONS", "Shaped", "shape"]


@dataclass(frozen=True, slots=True)
class Shaped:
    """What shaping yields.

    Attributes:
        tables: the rows as checks read them, those that do not fit included.
        findings: what does not fit, each with its place.
        crashes: schema checks that broke: they say nothing about the data.
    """

    tables: Tables
    findings: tuple[Finding, ...]
    crashes: tuple[Crash, ...]


def shape(
    sheets: Sequence[Sheet],
    *,
    said: Sequence[Finding] = (),
    screen: bool = True,
    whole: bool = True,
) -> Shaped:
    """Find the ten tables among the sheets and hold each to its schema.

    Args:
        sheets: what was read.
        said: what reading found: the same fact is not said again.
        screen: whether a table that is clean at first sight is spared pandera. The findings are the
            same; without it every table is judged by pandera, which takes longer to load.
        whole: whether the sheets are a whole dataset, which must have reports. Tables that are absent
            are not referred to in any case.
    """
    found, unfit = _recognised(sheets)
    if whole and sheets and "reports" not in found:
        unfit.append(_no_reports(sheets))
    crashes: list[Crash] = []
    for table in found.values():
        if screen and not suspicious(table, found):
            continue
        failures: list[Failure] = []
        for verdict in judge(table, found):
            (crashes if isinstance(verdict, Crash) else failures).append(verdict)  # type: ignore[arg-type]
        unfit += findings(table, failures, found)
    grids = {name: found[name].grids for name in described_tables() if name in found}
    return Shaped(Tables(grids), tuple(unsaid(unfit, said)), tuple(crashes))


def _recognised(sheets: Sequence[Sheet]) -> tuple[dict[str, Table], list[Finding]]:
    """The tables by name, and what is wrong with their names and headers."""
    sheets = [sheet for sheet in sheets if not is_set_aside(sheet)]
    names = [recognise(sheet) for sheet in sheets]
    files = {sheet.file for sheet, name in zip(sheets, names, strict=True) if name is not None}
    found: dict[str, Table] = {}
    said: list[Finding] = []
    for sheet, name in zip(sheets, names, strict=True):
        if name is None:
            beside = sheet.file in files
            said.append(unrecognised(sheet, alone=len(sheets) == 1, beside_others=beside))
            continue
        described = described_tables()[name]
        headers = read_headers(sheet.header, described)
        part = Part.of(sheet, headers.columns, headers.misspelt)
        found.setdefault(name, Table(described, [])).parts.append(part)
        said += problems(part, headers, described)
    return found, said


def _no_reports(sheets: Iterable[Sheet]) -> Finding:
    seen = ", ".join(dict.fromkeys(_name(sheet) for sheet in sheets))
    first = next(iter(sheets))
    return REPORTS_ARE_THERE.broken(
        Place(first.file),
        "",
        f"there is no table `reports`; seen are {seen[:200]}",
        remedy="Add `reports` with at least `report_id` and `title`, one row per publication.",
        words="the dataset",
    )


def _name(sheet: Sheet) -> str:
    return sheet.table or sheet.name
