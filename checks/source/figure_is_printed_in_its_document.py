"""A figure stands somewhere in the document that its row was read from.

Where a row does not say which characters its figures were read from, they are looked for. A figure that stands
nowhere was computed, rounded, read elsewhere (a figure, a supplement, the registry), or mistyped; a figure that
stands somewhere is named with the places that it may be of.

Looked at are rows with the `origin` reported or blank that a document at hand belongs to. Numbers up to 99 are
looked for in words as well.

Benign: the row is of another document of the same report than the one at hand. Say so in `source`, or write
`calculated` or `registry` in `origin`.

Source: Xu et al., BMJ 2022;377:e069155; Cochrane Handbook 5.4.3, on recording where data were found.

Bad:

    documents
    report_id | text
    R1        | Of 40 men, thirty had relief. Of 40 women, 21 had.

    reports
    report_id | title
    R1        | A

    counts
    report_id | outcome_id | events | total
    R1        | relief     | 30     | 46    <- total, events (info)

    flow
    report_id | stage    | n
    R1        | enrolled | 40 <- n (info)

Good:

    documents
    report_id | text
    R1        | Of 40 men, thirty had relief.

    reports
    report_id | title
    R1        | A

    counts
    report_id | outcome_id | events | total | at
    R1        | relief     | 30     | 40    | events=11:17 total=3:5

Skipped, where the document is not at hand:

    documents
    report_id | text
    R2        | We enrolled 40 men.

    reports
    report_id | title
    R1        | A

    flow
    report_id | stage    | n
    R1        | enrolled | 40
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Arm,
    Continuous,
    Count,
    Curve,
    Estimate,
    Flow,
    Problem,
    Problems,
    Sources,
    Tables,
    check,
    document_as_read,
    printed_figures,
    printings_of,
)

AnyRow = Arm | Flow | Count | Continuous | Estimate | Curve


@check(severity="warning", applies=lambda row: row.is_printed)
def problems(row: AnyRow, tables: Tables, sources: Sources) -> Problems:
    """Yield one note per row for figures with candidate places, and one for each figure without any."""
    figures = printed_figures(row) if sources.wanted else []
    if not figures:
        return NOT_APPLICABLE
    source = document_as_read(row, tables, sources)
    figures = [cell for cell in figures if cell.source is None]
    places = {cell.column: list(printings_of(cell.text, source.text)) for cell in figures}
    for cell in figures:
        if not places[cell.column]:
            yield Problem(
                cell,
                f"{cell.label} {cell} stands nowhere in the document",
                remedy="Read it in the document again; or say in `source` or `origin` where it is from.",
            )
    found = [cell for cell in figures if places[cell.column]]
    if found:
        at = " ".join(f"{cell.column}={s.start}:{s.end}" for cell in found for s in places[cell.column][:1])
        yield Problem(
            found[0],
            f"it does not say where its figures stand; they may be: {at}",
            also=[source.quoted(span, cell.label) for cell in found for span in places[cell.column][:3]],
            severity="info",
            reading="the figures are printed in the document",
            remedy="Where these are the right places, put them into `at`.",
        )
    return None
