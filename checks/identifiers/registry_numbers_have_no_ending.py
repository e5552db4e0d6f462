"""A trial registry number is the trial's, not that of one entry about it.

EudraCT has one entry per country, and WHO's platform one record for each; `2013-002654-75-NL` and
`EUCTR2013-002654-75-NL` are one trial, yet two texts, and the platform answers "not found" to the wrong
country. Trials are compared by the number without the letters before it and the country behind it. JPRN
before a Japanese number is the network's name, not part of the number.

A `p` behind an ANZCTR number is a warning: the registration was provisional when it was written down. The
last two digits of a CTIS number count its submissions; without them the number names the trial as well.

The letters before a number go without loss. What stands behind it says something: taking that off is
offered.

Source: EU Clinical Trials Register (protocol per country); WHO ICTRP; CTIS, structure of the EU CT
number.

Bad:

    trials
    trial_id | registry_ids
    T1       | EUCTR2013-003828-36                 <- registry_ids (info)
    T2       | JPRN-UMIN000000562                  <- registry_ids (info)
    T3       | 2020-001934-37-ES; NCT01208194      <- registry_ids (info)
    T4       | EUCTR2015-005843-15-3rd             <- registry_ids (info)
    T5       | ACTRN12605000123456p                <- registry_ids
    T6       | 2022-500001-12                      <- registry_ids (info)

Fixed:

    trials
    trial_id | registry_ids
    T1       | 2013-003828-36
    T2       | UMIN000000562
    T3       | 2020-001934-37; NCT01208194
    T4       | 2015-005843-15
    T5       | ACTRN12605000123456
    T6       | 2022-500001-12

Good:

    trials
    trial_id | registry_ids
    T1       | 2013-003828-36; 2022-500001-12-00; ACTRN12605000123456
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Problem,
    Problems,
    Report,
    Trial,
    check,
    holds_registry_numbers,
    reading_of,
    rewritten,
    words_of,
)

_ABOUT = ("prefix", "family", "country", "provisional", "unversioned")


@check(severity="warning", applies=holds_registry_numbers)
def problems(row: Report | Trial) -> Problems:
    """Yield for each number with letters before it or an ending behind it."""
    cell, reading = row.registry_ids, reading_of(row.registry_ids)
    if reading.verdict not in ("one", "several"):
        return NOT_APPLICABLE
    for one in reading.found:
        said = {note.what for note in one.notes} & set(_ABOUT)
        if not said:
            continue
        new = cell.text[: one.span.start] + one.canonical + cell.text[one.span.end :]
        provisional = "provisional" in said
        yield Problem(
            cell,
            f"`{one.text}` is the trial `{one.canonical}`: {words_of(one.notes)}",
            severity=None if provisional else "info",
            reading="the registration may have been completed since" if provisional else None,
            remedy="Write the trial's own number, as the registry gives it.",
            fix=rewritten(cell, new, safe=said <= {"prefix", "family"}) if new != cell.text else None,
        )
    return None
