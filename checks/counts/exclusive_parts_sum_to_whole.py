"""The mutually exclusive parts of an outcome sum to the whole.

Sexes, stages, grades of response, events of different kinds: where nobody is counted in two parts, the
parts add up, and a slip in any of them, or in the whole, shows. That parts are exclusive is said in the
table of outcomes (`part_of`, `exclusive`); percents that happen to sum to 100 prove nothing, and items
that a participant may tick together are never summed.

sum of the parts = the whole, in `events` and in `event_count`, whole numbers, exact. A sum beyond the whole
is an error, and not only a warning as for parts that merely look exclusive: `exclusive` is the report's word
that nobody is in two parts, and the rows are of the same population, so no part left out can explain it. A
smaller sum is a warning, because participants without data may be in no part; it is an error where one of the
parts holds those without data. An outcome without a row of its own is compared with the participants.

Source: E. von Elm et al., Lancet 2007;370:1453 (STROBE, items 14 and 15); D. Moher et al.,
BMJ 2010;340:c869 (CONSORT 2010, item 15).

Bad:

    outcomes
    outcome_id | part_of  | exclusive | label
    response   |          |           | response
    negative   | response | yes       | negative
    low        | response | yes       | low
    sae        |          |           | serious adverse events
    fever      | sae      | yes       | fever
    infection  | sae      | yes       | infection
    female     | sex      | yes       | female
    male       | sex      | yes       | male
    nosex      | sex      | yes       | sex not recorded
    young      | age      | yes       | young
    old        | age      | yes       | old

    counts
    report_id | outcome_id | arm_id | events | total | event_count
    R1        | response   |        | 28     | 30    |              <- events
    R1        | negative   |        | 17     | 30    |
    R1        | low        |        | 12     | 30    |
    R2        | response   |        | 28     | 30    |              <- events (warning)
    R2        | negative   |        | 15     | 30    |
    R2        | low        |        | 12     | 30    |
    R1        | sae        |        |        |       | 10           <- event_count
    R1        | fever      |        |        |       | 6
    R1        | infection  |        |        |       | 5
    R1        | female     |        | 97     | 208   |              <- total
    R1        | male       |        | 100    | 208   |
    R1        | nosex      |        | 10     | 208   |
    R1        | young      |        | 97     | 208   |              <- total (warning)
    R1        | old        |        | 110    | 208   |
    R2        | young      |        | 97     | 208   |              <- total
    R2        | old        |        | 112    | 208   |

Good:

    outcomes
    outcome_id | part_of       | exclusive
    response   |               |
    negative   | response; any | yes
    low        | response      | yes
    sae        |               |
    fever      | sae           | yes
    infection  | sae           | yes
    mild       | grade         | yes
    moderate   | grade         | yes
    severe     | grade         | yes
    grade      |               |
    headache   | pain          |
    backache   | pain          | no
    female     | sex           | yes
    male       | sex           | yes

    counts
    report_id | outcome_id | arm_id | source | events | total | event_count
    R1        | response   |        | text   | 28     | 30    |
    R1        | negative   |        | text   | 16     | 30    |
    R1        | negative   |        | table  | 15     | 30    |
    R1        | low        |        | text   | 12     | 30    |
    R1        | sae        |        |        |        |       | 10
    R1        | fever      |        |        |        |       | 6
    R1        | infection  |        |        |        |       | 4
    R1        | grade      |        |        | 20     | 30    |
    R1        | mild       |        |        | 9      | 30    |
    R1        | moderate   |        |        | 9      | 30    |
    R2        | grade      | B      |        | 20     | 30    |
    R2        | mild       | B      |        | 9      | 30    |
    R2        | moderate   | B      |        | 9      | 30    |
    R2        | severe     | B      |        |        | 30    | 2
    R1        | headache   |        |        | 20     | 30    |
    R1        | backache   |        |        | 20     | 30    |
    R1        | female     |        |        | 14     | 30    |
    R1        | male       |        |        | 16     | 30    |
    R2        | response   |        |        | 28     | 30    |
    R2        | negative   | A      |        | 28     | 30    |
    R2        | low        | A      |        | 2      | 30    |

Skipped, with one part only:

    outcomes
    outcome_id | part_of  | exclusive
    female     | sex      | yes
    male       | sex      | yes

    counts
    report_id | outcome_id | events | total
    R1        | female     | 97     | 208
"""

from collections.abc import Iterator, Sequence

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Count,
    Parts,
    Problem,
    Problems,
    Reported,
    Tables,
    Verdict,
    check,
    counts_of,
    exclusive_parts,
    joined,
    matching_sum,
)


@check(severity="error", applies=lambda row: bool(row.events or row.event_count))
def problems(row: Count, tables: Tables) -> Problems:
    """Yield where the parts exceed the whole, or are all there and fall short of it."""
    partitions = list(exclusive_parts(row, tables))
    if not partitions:
        return NOT_APPLICABLE
    looked = False
    for parts in partitions:
        for column in ("events", "event_count"):
            groups = [cells for rows in parts.rows if (cells := counts_of(rows, column))]
            complete = parts.complete and len(groups) == len(parts.rows)
            for own in _wholes(parts, column) if len(groups) > 1 else ():
                looked = True
                found, summed = matching_sum(groups, own.count)
                if found > own.count or (found < own.count and complete):
                    yield _problem(own, summed, found, parts)
    if not looked:
        raise CannotLook("neither the whole nor the participants are counted")
    looked_at = [rows for parts in partitions for rows in (parts.wholes, *parts.rows)]
    return Verdict(also=[other for rows in looked_at for other in rows])


def _wholes(parts: Parts, column: str) -> Iterator[Reported]:
    own = counts_of(parts.wholes, column)
    totals = counts_of((row for rows in parts.rows for row in rows), "total")
    if parts.wholes or column == "event_count" or len(totals) != 1:
        yield from own
    else:
        yield from totals


def _problem(own: Reported, cells: Sequence[Reported], found: int, parts: Parts) -> Problem:
    short = found < own.count and not parts.has_missing
    return Problem(
        own,
        f"the exclusive parts {joined(cells)} sum to {found:,}, and the whole is {own}",
        also=[(cell, "a part") for cell in cells],
        severity=None if not short else "warning",
        reading="a part, or those without data, may not be in the table" if short else None,
    )
