"""A report's figures were read after its last correction.

An erratum may change a figure of the very table that was extracted, and nobody tells whoever read it
before. So the notice's date is held against the day of extraction (`extracted_on`). Read before the
notice, or on a day that is not known, or where the notice has no date: a warning, to read the notice.
Read after it: info, for the report that was read may still be the uncorrected one. A date that only
shows a month or a year counts as after the extraction as soon as it may be.

A notice that bears the article's own date, to the day, has it copied from there, and tells nothing. Many
errata are about authors alone. For citations, from which no figure is read here, a correction is info.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (CommentsCorrections).

Bad:

    reports
    report_id | title     | pmid     | extracted_on
    R1        | Two drugs | 16786252 | 2007-04-29     <- pmid
    R2        | Two drugs | 16786252 |                <- pmid
    R3        | Two drugs | 16786252 | 2007-04-30     <- pmid (info)
    R4        | One drug  | 9505772  | 2026-03-01     <- pmid
    R5        | Two eyes  | 25187433 | 2026-03-01     <- pmid

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | Two drugs | 16786252 <- pmid (info)

    publications
    pmid     | title      | dates            | links
    16786252 | Two drugs. | print 2006 Jul 1 | ErratumIn 1 Rheum. 2007 Apr;26(4):617
    9505772  | One drug.  | print 1997 Mar 1 | ErratumIn
    25187433 | Two eyes.  | print 2014 Nov 1 | ErratumIn 3 J Pharm. 2014 Nov 1;1:2

Good:

    reports
    report_id | title     | pmid     | extracted_on
    R1        | Two drugs | 16786252 | 2007-04-29

    publications
    pmid     | title      | links
    16786252 | Two drugs. | CommentIn 1 Rheum. 2007 Apr;26(4):617
"""

from triallint.kit import (
    Answers,
    Citation,
    Event,
    Problem,
    Problems,
    Report,
    check,
    known,
    read_days,
    says_anything,
    standing,
    work_in_words,
)


@check(severity="warning", applies=says_anything, unless="publication_is_not_retracted")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where a correction was published, with whether the figures were read before it."""
    found = known(row, answers)
    corrections = standing(found.publication).of("corrected")
    if not corrections:
        return None
    listed = ", then ".join(map(str, corrections))
    told = f"{found} says of {work_in_words(row, found.publication)}: {listed}"
    if isinstance(row, Citation):
        yield Problem(found.cell, told, severity="info", reading="no figure was read from it")
        return None
    late = [one for one in corrections if not _was_known(one, row)]
    when = f"read on {row.extracted_on}" if row.extracted_on else "read on a day that is not given"
    yield Problem(
        found.cell,
        f"{told}; the figures were {when}",
        also=[(row.extracted_on, "day of extraction")] if row.extracted_on else (),
        severity=None if late else "info",
        reading=None if late else "the corrected version may have been read",
        remedy="Read the notice, and compare the figures that it names.",
    )
    return None


def _was_known(correction: Event, report: Report) -> bool:
    """Whether a correction was out, as far as its date tells, on the day on which the figures were read."""
    read_on = read_days(report.extracted_on.text)
    return bool(read_on and correction.days and correction.days.last <= read_on.first)
