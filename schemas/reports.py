"""The table `reports`: a row is a publication as one source describes it."""

from . import columns as c
from . import kinds
from .common import TO_TRIAL, Bibliographic, about


class Reports(Bibliographic):
    """Records of publications: the only table that a dataset must have."""

    report_id: str = c.name(
        "Report",
        "Your own short name for the record; every other table refers to it.",
        example="R1",
        required=True,
    )
    title: str = c.text(
        "Title",
        "The title of the publication as printed.",
        example="Two drugs for one disease",
        required=True,
    )
    trial_id: str = c.name("Trial", "The trial that it reports, by its `trial_id`.", example="T1", usual=True)
    document: str = c.text("Document", "The file that the figures were read from.", example="reports/R1.txt")
    document_sha256: str = c.column(
        kinds.SHA256,
        "Checksum of the document",
        "The SHA-256 of that file, which shows later whether it is still the same.",
        example="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    )
    published: str = c.publication_date(
        "Published", "When the issue came out, as printed, the year first.", example="2021 Mar 2"
    )
    epub: str = c.publication_date(
        "Published online", "When it came out online, the year first.", example="2021 Feb 18"
    )
    registry_ids: str = c.column(
        kinds.REGISTRY,
        "Registry numbers",
        "The trial registry numbers that it prints.",
        example="NCT01234567; ISRCTN12345678",
        usual=True,
    )
    extracted_on: str = c.date(
        "Extracted on", "The day on which the figures were read.", example="2026-03-31"
    )

    class Config:
        """The table's name, what a row is, and what it refers to."""

        name = "reports"
        metadata = about("reports", "a publication as one source describes it", TO_TRIAL)
