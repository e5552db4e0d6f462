"""A report's title is that of a study, and not of a notice about one.

An erratum, a retraction notice or an expression of concern carries the title of the study behind a word of
its own, and stands beside it in every search. Entered in place of the study, or merged with it, it takes the
study's figures under a wrong citation. This is seen without asking anybody; where PubMed was asked and says
so, that finding stands alone.

Looked at are reports from which figures were extracted, and included studies. "Retraction rates in clinical trials" is a study's title: only
a heading of a notice before it counts, or nothing but such words.

Benign: a correction that reports the whole analysis anew may rightly be a record.

Source: National Library of Medicine, fact sheet on errata, retractions and linked citations.

Bad:

    reports
    report_id | title
    R1        | Two drugs for one disease
    R2        | Erratum: Two drugs for one disease <- title
    R3        | Expression of concern <- title

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 718
    R2        | A      | one   | 718
    R3        | A      | one   | 12

Good:

    reports
    report_id | title
    R1        | Two drugs for one disease
    R2        | Retraction rates of trials of two drugs
    R3        | RETRACTED: Two drugs for one disease
    R4        | Erratum: One drug for two diseases

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 718
    R2        | A      | one   | 12
    R3        | A      | one   | 718

    citations
    report_id | relation  | position | title
    R1        | reference | 1        | Erratum: One drug for two diseases
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Citation,
    Problem,
    Problems,
    Report,
    Tables,
    check,
    has_figures,
    is_own_work,
    notices_article,
    read_title,
    said,
)


@check(severity="warning", unless="cited_item_is_no_notice")
def problems(row: Report | Citation, tables: Tables) -> Problems:
    """Yield where the title is headed as a notice."""
    title = said(row, "title")
    if title is None or not is_own_work(row) or row.raw("relation") == "reference":
        return NOT_APPLICABLE
    if isinstance(row, Report) and not has_figures(row, tables):
        return NOT_APPLICABLE
    if not read_title(title.text).is_notice:
        return None
    article = notices_article(row, tables)
    about = f", which is record {article.report_id}" if article else ""
    yield Problem(
        title.cell,
        f"“{title}” is headed as a notice about another publication{about}",
        also=[(article.title, "the publication")] if article else (),
        reading="a correction may report the whole analysis anew",
        remedy="Name the study itself, and keep the notice in its note.",
    )
    return None
