"""The reasons in a box of the flow diagram sum to the number in the box.

"Excluded (n = 461): not eligible 400, declined 51, other 10." Reasons that sum to more than their box, or
to less, have a slip in one of them, or a reason is missing from the table.

sum of n over the reasons = n of the box, for one stage and arm; whole numbers, exact.

Benign readings: several reasons for one participant (a larger sum), a reason not printed or not extracted (a
smaller one); neither is proven by the table, so both are warnings.

Source: CONSORT 2010, item 13b.

Bad:

    flow
    report_id | stage        | n   | arm_id | reason
    R1        | excluded     | 461 |        |                <- n (warning)
    R1        | excluded     | 400 |        | not eligible
    R1        | excluded     | 51  |        | declined
    R1        | discontinued | 12  | A      |                <- n (warning)
    R1        | discontinued | 9   | A      | toxicity
    R1        | discontinued | 4   | A      | withdrew

Bad, in one of two sources, and where the box and its reasons are in different ones:

    flow
    report_id | stage    | n   | reason       | source
    R1        | excluded | 461 |              | text     <- n (warning)
    R1        | excluded | 460 | not eligible | text
    R1        | excluded | 461 | not eligible | figure
    R2        | excluded | 461 |              | text     <- n (warning)
    R2        | excluded | 460 | not eligible | figure

Good:

    flow
    report_id | stage        | n   | arm_id | reason       | source
    R1        | excluded     | 461 |        |              | text
    R1        | excluded     | 461 |        |              | figure
    R1        | excluded     | 410 |        | not eligible | figure
    R1        | excluded     | 51  |        | declined     | figure
    R1        | discontinued | 13  | A      |              |
    R1        | discontinued | 9   | A      | toxicity     |
    R1        | discontinued | 4   | A      | withdrew     |
    R2        | excluded     | 461 |        |              | text
    R2        | excluded     | 400 |        | not eligible | figure
    R2        | excluded     | 461 |        | all reasons  | table 1

Skipped, where a reason has no number:

    flow
    report_id | stage    | n            | reason
    R1        | excluded | 461          |
    R1        | excluded | not_reported | declined
"""

from triallint.kit import NOT_APPLICABLE, Flow, Problem, Problems, Tables, Verdict, check, joined


@check(severity="warning", applies=lambda box: not box.reason and bool(box.n))
def problems(box: Flow, tables: Tables) -> Problems:
    """Yield where the reasons of the same box do not sum to it."""
    alike = tables.like(box, Flow, "report_id", "stage", "arm_id", "time_value", "time_unit", "data_cut")
    reasons = [other for other in alike if other.reason]
    own = [other for other in reasons if other.raw("source") == box.raw("source")]
    # A total printed in the text has its reasons in the figure, once.
    cells = [other.n for other in own or reasons]
    if not cells or (not own and len({other.raw("source") for other in reasons}) > 1):
        return NOT_APPLICABLE
    found = sum(cell.count for cell in cells)
    total = box.n.count
    if found != total:
        yield Problem(
            box.n,
            f"{joined(cells)} by reason is {found:,}, and the box has {box.n}",
            also=[(cell, "for one reason") for cell in cells],
            reading="a participant may have several reasons"
            if found > total
            else "a reason may not be in the table",
        )
    return Verdict(also=reasons)
