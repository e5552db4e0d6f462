"""The percents of a report are rounded in one way: to nearest.

Some reports cut percents off instead of rounding them, throughout. Where a report's percents prove that
it does, that is said once and none of them is held against it. Where some are cut off and as many others
rounded, two hands or two programs made the table, and either may be wrong.

A percent can tell where cutting off and rounding to nearest differ: 40 of 450 is 8.889, cut off 8.8 and
rounded 8.9. At least three percents of one source (or of the report) must tell the same and none
otherwise. 8 of 1,266 tables in full texts of trials cut off throughout.

Benign reading: a habit of the report's, proven by the percents themselves, is a note.

Source: measured by the project on full texts of trials; the report PMC1794469 cuts off in 10 of 10 percents
that can tell.

Bad, cut off throughout, and in one of two sources:

    reports
    report_id | title
    R1        | one
    R2        | two

    counts
    report_id | source   | outcome_id | events | total | percent
    R1        | table 1  | a          | 40     | 450   | 8.8     <- percent (info)
    R1        | table 1  | b          | 3      | 450   | 0.6
    R1        | table 2  | c          | 25     | 450   | 5.5
    R1        | table 1  | d          | 45     | 450   | 10.0
    R2        | table 1  | a          | 40     | 450   | 8.8     <- percent (info)
    R2        | table 1  | b          | 3      | 450   | 0.6
    R2        | table 1  | c          | 25     | 450   | 5.5
    R2        | table 2  | a          | 40     | 450   | 8.9

Bad, where half of the percents are cut off and half are rounded:

    reports
    report_id | title
    R1        | one

    counts
    report_id | outcome_id | events | total | percent
    R1        | a          | 40     | 450   | 8.8     <- percent (warning)
    R1        | b          | 3      | 450   | 0.6
    R1        | c          | 25     | 450   | 5.5
    R1        | d          | 31     | 450   | 6.9
    R1        | e          | 35     | 450   | 7.8
    R1        | f          | 49     | 450   | 10.9

Good, where the percents that can tell are rounded, or too few are not:

    reports
    report_id | title
    R1        | one

    counts
    report_id | outcome_id | events | total | percent
    R1        | a          | 40     | 450   | 8.9
    R1        | b          | 3      | 450   | 0.6
    R1        | c          | 25     | 450   | 5.5

Skipped, where none can tell:

    reports
    report_id | title
    R1        | one

    counts
    report_id | outcome_id | events | total | percent
    R1        | a          | 45     | 450   | 10.0
"""

from collections.abc import Sequence

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Conventions,
    Count,
    Problem,
    Problems,
    Report,
    Reported,
    Tables,
    check,
)


@check(severity="warning")
def problems(report: Report, conventions: Conventions, tables: Tables) -> Problems:
    """Yield one note for a report or source that cuts off, one warning for one that does both."""
    if not any(count.raw("percent") for count in tables.like(report, Count, "report_id")):
        return NOT_APPLICABLE
    found = conventions.of(report)
    if not found.rounding_evidence:
        raise CannotLook("no percent can tell how it was rounded")
    if found.rounding:
        yield _habit(found.rounding.cells, found.rounding.evidence)
        return None
    for source, side in found.rounding_evidence.items():
        cut, rounded = side.truncated, side.nearest
        where = source or "the report"
        if side.proves_truncation:
            yield _habit(cut, f"{len(cut)} of {len(cut)} percents of {where} that can tell are cut off")
        elif min(len(cut), len(rounded)) >= 3:
            yield Problem(
                cut[0],
                f"{len(cut)} percents of {where} are cut off and {len(rounded)} are rounded",
                also=[(cell, "cut off") for cell in cut[1:]],
                reading="two hands or two programs may have made the table",
            )
    return None


def _habit(cells: Sequence[Reported], evidence: str) -> Problem:
    return Problem(
        cells[0],
        evidence,
        also=[(cell, "cut off") for cell in cells[1:]],
        severity="info",
        reading="the percents are truncated throughout, and agree with their counts when read so",
        inferred=[evidence],
    )
