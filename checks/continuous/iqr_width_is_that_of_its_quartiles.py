"""An interquartile range is the distance between its quartiles.

Reports print the quartiles, or their distance, and extraction sheets mix the two up: a width typed as
the upper quartile, or the other way round.

iqr_width in [q3_lo - q1_hi, q3_hi - q1_lo].

Source: definition of the interquartile range.

Bad:

    continuous
    report_id | q1   | q3   | iqr_width
    R1        | 18.0 | 31.0 | 12.8      <- iqr_width
    R2        | 18   | 31   | 31        <- iqr_width

Good, on the edge of rounding:

    continuous
    report_id | q1   | q3   | iqr_width
    R1        | 18.0 | 31.0 | 12.9
    R2        | 18   | 31   | 14.0

Skipped, where a quartile is not a number:

    continuous
    report_id | q1           | q3 | iqr_width
    R1        | not_reported | 31 | 13
"""

from triallint.kit import (
    Continuous,
    Problem,
    Problems,
    check,
    require_figures,
    span_of,
)


def _has_width(row: Continuous) -> bool:
    return bool(row.iqr_width) and bool(row.q1 or row.q3) and row.is_printed


@check(severity="warning", applies=_has_width, unless="quantiles_are_in_order")
def problems(row: Continuous) -> Problems:
    """Yield where the width is not that between the quartiles."""
    require_figures(row.q1, row.q3, row.iqr_width)
    width = row.q3.interval - row.q1.interval
    if width.meets(row.iqr_width.interval):
        return None
    same = [cell.label for cell in (row.q3, row.q1) if cell.value == row.iqr_width.value]
    yield Problem(
        row.iqr_width,
        f"{row.q3} less {row.q1} is {span_of(width)}, printed {row.iqr_width}",
        also=[row.q1, row.q3],
        reading=f"the same figure stands under {same[0]}" if same else None,
    )
    return None
