"""The document at hand is the one that the report's figures were read from.

Spans count characters: one line more on a page saved a second time moves them all. The SHA-256 in
`document_sha256` tells whether the file is still the same, byte for byte.

Benign: the page was saved again and says the same. Read the figures against it once more, and write the new
checksum.

Source: FIPS 180-4, for SHA-256.

Bad:

    documents
    report_id | text                | sha256
    R1        | We enrolled 40 men. | 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef

    reports
    report_id | title | document_sha256
    R1        | A     | 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 <- document_sha256

Good, in letters of either case:

    documents
    report_id | text                | sha256
    R1        | We enrolled 40 men. | 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef

    reports
    report_id | title | document_sha256
    R1        | A     | 5F70BF18A086007016E948B04AED3B82103A36BEA41755B6CDDFAF10ACE3C6EF

Skipped, where the document is not at hand:

    documents
    report_id | text
    R2        | We enrolled 40 men.

    reports
    report_id | title | document_sha256
    R1        | A     | 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
"""

from triallint.kit import NOT_APPLICABLE, Problem, Problems, Report, Sources, check


@check(severity="warning", applies=lambda report: bool(report.document_sha256))
def problems(report: Report, sources: Sources) -> Problems:
    """Yield where the checksums differ."""
    if not sources.wanted:
        return NOT_APPLICABLE
    source = sources.of(report)
    if source.sha256.lower() != report.document_sha256.text.lower():
        yield Problem(
            report.document_sha256,
            f"the document at hand has the SHA-256 {source.sha256[:12]}…, "
            f"the one that was read {report.document_sha256.text[:12]}…",
            remedy="Find the document that was read; or read the figures against this one and write its checksum.",
        )
    return None
