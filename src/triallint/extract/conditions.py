"""What must hold of a document before its numbers can be read: the pages of every finding of its layout."""

from ..conditions import Condition
from ..model import Severity

LAYOUT_IS_KNOWN = Condition(
    "layout_is_known",
    Severity.error,
    "A document is laid out in a way that is read here.",
    """Documents are recognised by what is in them, whatever they are called. Where none of the known
layouts fits, the numbers in the file are not read at all, because without knowing what is an abstract and
what is a list of references, numbers of other trials would end up in the tables.

What to do: save the report as plain text (title, blank line, abstract), as PubMed's nbib or XML, or as a
web page. The finding lists what was tried.""",
    family="documents",
)

DOCUMENT_IS_WHOLE = Condition(
    "document_is_whole",
    Severity.error,
    "A document can be unpacked and parsed to its end.",
    """A download that broke off, markup that was cut and an archive that was damaged all look whole from
outside. Records that stand complete before the damage are read; the rest is not. Markup that declares
entities, or nests far deeper than any report, is refused: a few lines of it can fill a whole memory.

What to do: fetch the file again from where it came from.""",
    family="documents",
)

DOCUMENT_HAS_TEXT = Condition(
    "document_has_text",
    Severity.warning,
    "A document holds more than a title.",
    """Records without an abstract and pages that show their text to subscribers only are read as far as
they go: what they cite and how they are cited. They hold no numbers of a trial.

What to do: nothing, where the report has no abstract; else save the page again while signed in.""",
    family="documents",
)

DOCUMENT_REPORTS_A_TRIAL = Condition(
    "document_reports_a_trial",
    Severity.info,
    "A document speaks of a trial.",
    """No word of allocation, comparison or trial design, and no registry number, stands in the document.
Reviews, editorials and laboratory studies look like that. Its numbers are read all the same, but there is
little to check in them.

What to do: leave the file out of the dataset if it is not a trial's report.""",
    family="documents",
)

RECORDS_HAVE_ID_AND_TEXT = Condition(
    "records_have_id_and_text",
    Severity.error,
    "Every line of a JSON Lines file of documents has an id and a text.",
    """A line is an object with `text` and with `id` or `pmid`, both of them texts (an id may be a number).
Findings name the id, so without one nobody could tell which record is meant. The other lines are read.

What to do: mend the line that the finding names.""",
    family="documents",
)

DOCUMENTS_HAVE_IDS_OF_THEIR_OWN = Condition(
    "documents_have_ids_of_their_own",
    Severity.warning,
    "No two documents are known by the same id.",
    """The id of a document becomes the `report_id` of every row that is read from it, and two reports with
one id would look like one report that contradicts itself. The second is read under a longer id.

What to do: rename one of the files, or give its record an id of its own.""",
    family="documents",
)

#: Every condition of this room.
CONDITIONS = (
    LAYOUT_IS_KNOWN,
    DOCUMENT_IS_WHOLE,
    DOCUMENT_HAS_TEXT,
    DOCUMENT_REPORTS_A_TRIAL,
    RECORDS_HAVE_ID_AND_TEXT,
    DOCUMENTS_HAVE_IDS_OF_THEIR_OWN,
)
