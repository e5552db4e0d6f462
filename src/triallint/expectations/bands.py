"""The bands of the corpus suites as a team sets them: `[bands]` in `triallint.toml`. Pure."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Final, NamedTuple

from ..config import UsageError, did_you_mean
from .corpus import Json


class Band(NamedTuple):
    """Where a suite holds a band: the column and the argument of its expectation, and the most it may be."""

    suite: str
    column: str
    argument: str
    most: float


#: By the name in the configuration. Shares lie between 0 and 1; an age is in days.
BANDS: Final[Mapping[str, Band]] = {
    "reports-with-an-error": Band("errors", "reports_with_an_error", "max_value", 1),
    "rows-unchecked": Band("errors", "rows_untouched", "max_value", 1),
    "oldest-answer": Band("freshness", "age_in_days", "max_value", 36_500),
    "fresh-answers": Band("freshness", "age_in_days", "mostly", 1),
    "reports-with-an-identifier": Band("table_reports", "identifier", "mostly", 1),
}


def fitting(bands: Mapping[str, float]) -> None:
    """Say which band is none, or cannot be.

    Raises:
        UsageError: a name is not known, or a number is out of its range.
    """
    for name, value in bands.items():
        if name not in BANDS:
            raise UsageError(
                f"bands: {name!r} is no band{did_you_mean(name, BANDS)}; known: {', '.join(BANDS)}"
            )
        if not 0 <= value <= BANDS[name].most:
            raise UsageError(f"bands: {name} is {value}; it may be from 0 to {BANDS[name].most:g}")


def banded(suites: Mapping[str, Json], bands: Mapping[str, float]) -> dict[str, Json]:
    """The suites with these bands in place of the stored ones.

    Raises:
        UsageError: as `fitting`.
    """
    fitting(bands)
    found = deepcopy(dict(suites))
    for name, value in bands.items():
        band = BANDS[name]
        for one in found[band.suite]["expectations"]:
            if one["kwargs"].get("column") == band.column and band.argument in one["kwargs"]:
                one["kwargs"][band.argument] = value
    return found
