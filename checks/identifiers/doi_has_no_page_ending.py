"""No end of a web page's address hangs on to a DOI.

`/full`, `/abstract`, `.pdf`, `?query=` and `#fragment` belong to the page that a DOI was copied from, and
make of it a DOI that does not exist. A retraction table that holds `10.1080/…545518#.Us5z4LSsxK0` misses
the retraction.

Which endings are part of a DOI is a matter of its registrant. bioRxiv, medRxiv and arXiv register one DOI
for all versions, so that `v1` is an ending; Research Square registers each, so that `/v3` is not. Health
Affairs registers `/full`, and article codes may end in `v1103` by chance.

The bare DOI is offered, never applied by itself: until it is looked up it may be the wrong one.

Source: registrants' own practice (bioRxiv, arXiv, Research Square, Health Affairs), as seen in PubMed.

Bad:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1080/09645292.2010.545518#.Us5z4LSsxK0      <- doi
    R1        | reference | 2        | https://journal.example/articles/10.3389/fonc.2020.00001/full <- doi
    R1        | reference | 3        | 10.1136/bmj.a1754.full.pdf                     <- doi
    R1        | reference | 4        | 10.1101/2020.03.24.20042937v1                  <- doi
    R1        | reference | 5        | 10.48550/arXiv.2010.11929v2                    <- doi
    R1        | reference | 6        | 10.1056/NEJMoa2411680?query=featured_home      <- doi

Fixed:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1080/09645292.2010.545518
    R1        | reference | 2        | 10.3389/fonc.2020.00001
    R1        | reference | 3        | 10.1136/bmj.a1754
    R1        | reference | 4        | 10.1101/2020.03.24.20042937
    R1        | reference | 5        | 10.48550/arXiv.2010.11929
    R1        | reference | 6        | 10.1056/NEJMoa2411680

Good, as registered:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.21203/rs.3.rs-100956/v3
    R1        | reference | 2        | 10.1093/nar/gkv1103
    R1        | reference | 3        | 10.1377/hblog20200508.769108/full
    R1        | reference | 4        | 10.1002/(SICI)1097-0274(199601)29:1<23::AID-AJIM4>3.0.CO;2-#
    R1        | reference | 5        | 10.6084/m9.figshare.22678177.v2
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    holds_doi,
    reading_of,
    rewritten,
)


@check(severity="warning", applies=holds_doi)
def problems(row: Report | Citation) -> Problems:
    """Yield where something was left off that no DOI of this registrant ends in."""
    one = reading_of(row.doi).one
    if one is None or not one.is_certain:
        return NOT_APPLICABLE
    if one.canonical == one.tidied:
        return None
    ending = one.tidied[len(one.canonical) :]
    yield Problem(
        row.doi,
        f"`{ending}` at the end of `{one.tidied}` belongs to a web page or to one version of it",
        reading=f"the DOI is then `{one.canonical}`",
        remedy="Look up the shorter DOI, and write that if it is the article's.",
        fix=rewritten(row.doi, one.canonical),
    )
    return None
