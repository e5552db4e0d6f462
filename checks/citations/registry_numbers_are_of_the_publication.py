"""A report's registry numbers are among those that PubMed lists for its publication.

The registry number ties the reports of one trial together, and a wrong one ties a report to another
trial. PubMed lists the numbers that authors and indexers gave.

One number in common is enough: a trial may stand in several registries, and PubMed may list only one. A
secondary or pooled analysis lists several trials. Most papers from before 2005, and many later ones,
list none: then nothing is said. Numbers are told apart by their form; that PubMed files a number under
another registry's name is info, and PubMed's slip.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (DataBankList).

Bad:

    reports
    report_id | title     | pmid     | registry_ids
    R1        | Two drugs | 33000001 | NCT01234567    <- registry_ids
    R2        | One drug  | 25884819 | NTR1912        <- registry_ids (info)

    publications
    pmid     | title      | registrations
    33000001 | Two drugs. | ClinicalTrials.gov NCT07654321
    25884819 | One drug.  | JPRN NTR1912

Good, with one in common, and written in another way:

    reports
    report_id | title     | pmid     | registry_ids
    R1        | Two drugs | 33000001 | NCT 01234567; ISRCTN12345678
    R2        | One drug  | 25884819 | EUCTR2013-002654-75-NL

    publications
    pmid     | title      | registrations
    33000001 | Two drugs. | GENBANK AB123456; ClinicalTrials.gov NCT01234567
    25884819 | One drug.  | EudraCT 2013-002654-75

Skipped, as PubMed lists none:

    reports
    report_id | title     | pmid     | registry_ids
    R1        | Two drugs | 33000001 | NCT01234567

    publications
    pmid     | title      | registrations
    33000001 | Two drugs. | GENBANK AB123456
"""

from triallint.kit import (
    KINDS,
    NOT_APPLICABLE,
    Answers,
    CannotLook,
    Problem,
    Problems,
    Report,
    check,
    holds_registry_numbers,
    known,
    misfiled,
    reading_of,
    registered,
)


@check(severity="warning", applies=holds_registry_numbers, unless="identifier_names_the_cited_work")
def problems(report: Report, answers: Answers) -> Problems:
    """Yield where none of a report's numbers is among those of its publication."""
    numbers = [one for one in reading_of(report.registry_ids).found if one.is_certain]
    if not numbers:
        return NOT_APPLICABLE
    found = known(report, answers)
    listed = registered(found.publication)
    if not listed:
        raise CannotLook("PubMed lists no registry number for it")
    common = [one for one in numbers if one.key in {each.key for _, each in listed}]
    if not common:
        yield Problem(
            report.registry_ids,
            f"{found} lists {', '.join(each.canonical for _, each in listed)} for it, and not "
            f"{' or '.join(one.canonical for one in numbers)}",
            reading="a secondary or pooled analysis may list the numbers of other trials",
            remedy="Compare the numbers with the report and with the registry's entry.",
        )
    for bank, each in listed:
        if each.key in {one.key for one in common} and misfiled(bank, each):
            yield Problem(
                report.registry_ids,
                f"{found} files {each.canonical} under {bank}; by its form it is a {KINDS[each.kind]}",
                severity="info",
                reading="the name of the registry is PubMed's slip",
            )
    return None
