"""Records in PubMed's form from plain facts, in the order that NLM's DTD prescribes.

The facts of one article are a mapping; only `pmid` and `title` are required::

    {"pmid": "90000001", "version": "1", "title": "A trial.", "vernacular": "Ein Versuch.",
     "doi": "10.1000/a", "pmcid": "PMC1", "pii": "x", "ids": {"mid": "NIHMS1"},
     "journal": {"title": "…", "iso": "…", "medline": "…", "nlm_id": "…", "issn": "…", "eissn": "…"},
     "year": 2019, "month": "Oct", "day": 3, "season": "Fall", "medline_date": "2019 Oct-Nov",
     "epub": "2019-09-30", "volume": "12", "issue": "3", "pages": "637-41",
     "authors": ["Baker CD", {"family": "Adler", "given": "Mary P", "initials": "MP", "suffix": "Jr"},
                 {"collective": "The Group"}], "authors_complete": True,
     "languages": ["eng"], "types": ["Randomized Controlled Trial"],
     "registrations": [["ClinicalTrials.gov", "NCT00000001"]],
     "links": [{"kind": "RetractionIn", "text": "J Ex. 2020;1:1", "pmid": "90000002", "note": "…"}],
     "references": [{"text": "…", "pmid": "…", "doi": "…"}],
     "status": "MEDLINE", "model": "Print", "stage": "ppublish", "revised": "2024-02-29"}
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

Facts = Mapping[str, Any]

DOCTYPE = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC '
    '"-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)

_KNOWN = frozenset(
    """
    authors authors_complete day doi epub ids issue journal languages links medline_date model month pages pii
    pmcid pmid references registrations revised season stage status title types vernacular version volume year
    """.split()  # noqa: SIM905
)

_TYPES = {
    "Case Reports": "D002363",
    "Clinical Trial": "D016430",
    "Comment": "D016420",
    "Editorial": "D016421",
    "Expression of Concern": "D000072660",
    "Journal Article": "D016428",
    "Letter": "D016422",
    "Meta-Analysis": "D017418",
    "Multicenter Study": "D016448",
    "Preprint": "D000076942",
    "Published Erratum": "D016425",
    "Randomized Controlled Trial": "D016449",
    "Retracted Publication": "D016441",
    "Retraction Notice": "D016440",
    "Review": "D016454",
    "Systematic Review": "D000078182",
}


def article_set(records: Iterable[Facts]) -> bytes:
    """An efetch answer with these articles."""
    return f"{DOCTYPE}<PubmedArticleSet>{''.join(map(article, records))}</PubmedArticleSet>\n".encode()


def article(facts: Facts) -> str:
    """One PubmedArticle element."""
    unknown = set(facts) - _KNOWN
    if unknown or not {"pmid", "title"} <= set(facts):
        raise ValueError(f"facts of an article: {sorted(unknown) or 'no pmid or title'}")
    record = Element("PubmedArticle")
    citation = _add(record, "MedlineCitation", Status=facts.get("status", "MEDLINE"), Owner="NLM")
    _add(citation, "PMID", facts["pmid"], Version=str(facts.get("version", "1")))
    if facts.get("revised"):
        _day(_add(citation, "DateRevised"), facts["revised"])
    _article(citation, facts)
    journal = facts.get("journal") or {}
    info = _add(citation, "MedlineJournalInfo")
    _add(info, "MedlineTA", journal.get("medline", ""))
    _maybe(info, "NlmUniqueID", journal.get("nlm_id"))
    _maybe(info, "ISSNLinking", journal.get("issn") or journal.get("eissn"))
    links = facts.get("links") or ()
    if links:
        _links(_add(citation, "CommentsCorrectionsList"), links)
    _data(_add(record, "PubmedData"), facts)
    return tostring(record, encoding="unicode")


def _article(citation: Element, facts: Facts) -> None:
    model = "Print-Electronic" if facts.get("epub") else "Print"
    element = _add(citation, "Article", PubModel=facts.get("model", model))
    _journal(element, facts)
    _add(element, "ArticleTitle", facts["title"])
    if facts.get("pages") or not facts.get("doi"):
        _pagination(_add(element, "Pagination"), facts.get("pages", ""))
    if facts.get("doi"):
        _add(element, "ELocationID", facts["doi"], EIdType="doi", ValidYN="Y")
    if facts.get("authors"):
        _authors(element, facts)
    for language in facts.get("languages") or ("eng",):
        _add(element, "Language", language)
    if facts.get("registrations"):
        _registrations(_add(element, "DataBankList", CompleteYN="Y"), facts["registrations"])
    types = _add(element, "PublicationTypeList")
    for name in facts.get("types") or ("Journal Article",):
        _add(types, "PublicationType", name, UI=_TYPES.get(name, ""))
    _maybe(element, "VernacularTitle", facts.get("vernacular"))
    if facts.get("epub"):
        _day(_add(element, "ArticleDate", DateType="Electronic"), facts["epub"])


def _registrations(banks: Element, numbers: Iterable[tuple[str, str]]) -> None:
    for name in dict.fromkeys(bank for bank, _ in numbers):
        bank = _add(banks, "DataBank")
        _add(bank, "DataBankName", name)
        accessions = _add(bank, "AccessionNumberList")
        for number in (number for other, number in numbers if other == name):
            _add(accessions, "AccessionNumber", number)


def _journal(element: Element, facts: Facts) -> None:
    journal, names = _add(element, "Journal"), facts.get("journal") or {}
    if names.get("issn"):
        _add(journal, "ISSN", names["issn"], IssnType="Print")
    elif names.get("eissn"):
        _add(journal, "ISSN", names["eissn"], IssnType="Electronic")
    issue = _add(journal, "JournalIssue", CitedMedium="Print" if names.get("issn") else "Internet")
    _maybe(issue, "Volume", facts.get("volume"))
    _maybe(issue, "Issue", facts.get("issue"))
    date = _add(issue, "PubDate")
    if facts.get("medline_date"):
        _add(date, "MedlineDate", facts["medline_date"])
    else:
        for tag in ("Year", "Month", "Season", "Day"):
            _maybe(date, tag, facts.get(tag.lower()))
    _maybe(journal, "Title", names.get("title"))
    _maybe(journal, "ISOAbbreviation", names.get("iso"))


def _pagination(element: Element, pages: str) -> None:
    """The pages as printed, and as PubMed gives them besides since 2022: both ends in full."""
    ends = re.fullmatch(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)", pages)
    if ends:
        _add(element, "StartPage", ends[1] + ends[2])
        _add(element, "EndPage", ends[1] + ends[2][: max(0, len(ends[2]) - len(ends[4]))] + ends[4])
    elif pages and re.fullmatch(r"\w+", pages):
        _add(element, "StartPage", pages)
    _add(element, "MedlinePgn", pages)


def _authors(element: Element, facts: Facts) -> None:
    complete = "Y" if facts.get("authors_complete", True) else "N"
    authors = _add(element, "AuthorList", CompleteYN=complete)
    for one in facts["authors"]:
        _author(_add(authors, "Author", ValidYN="Y"), one)


def _author(element: Element, facts: Any) -> None:
    if isinstance(facts, str):
        family, _, initials = facts.rpartition(" ")
        facts = {"family": family, "initials": initials}
    if facts.get("collective"):
        _add(element, "CollectiveName", facts["collective"])
        return
    for tag, key in (
        ("LastName", "family"),
        ("ForeName", "given"),
        ("Initials", "initials"),
        ("Suffix", "suffix"),
    ):
        _maybe(element, tag, facts.get(key))


def _links(element: Element, links: Iterable[Facts]) -> None:
    for facts in links:
        link = _add(element, "CommentsCorrections", RefType=facts["kind"])
        _add(link, "RefSource", facts.get("text", ""))
        if facts.get("pmid"):
            _add(link, "PMID", facts["pmid"], Version="1")
        _maybe(link, "Note", facts.get("note"))


def _data(element: Element, facts: Facts) -> None:
    _add(element, "PublicationStatus", facts.get("stage", "ppublish"))
    _ids(_add(element, "ArticleIdList"), facts)
    if facts.get("references"):
        references = _add(element, "ReferenceList")
        for one in facts["references"]:
            reference = _add(references, "Reference")
            _add(reference, "Citation", one.get("text", ""))
            if one.get("pmid") or one.get("doi"):
                _ids(_add(reference, "ArticleIdList"), one)


def _ids(element: Element, facts: Facts) -> None:
    kinds = {"pubmed": facts.get("pmid"), "pmc": facts.get("pmcid"), **(facts.get("ids") or {})}
    for kind, value in (*kinds.items(), ("doi", facts.get("doi")), ("pii", facts.get("pii"))):
        if value:
            _add(element, "ArticleId", value, IdType=kind)


def _day(element: Element, day: str) -> None:
    for tag, text in zip(("Year", "Month", "Day"), day.split("-"), strict=True):
        _add(element, tag, text)


def _add(parent: Element, tag: str, text: object = "", **attributes: str) -> Element:
    element = SubElement(parent, tag, attributes)
    element.text = str(text)
    return element


def _maybe(parent: Element, tag: str, text: object) -> None:
    if text not in (None, ""):
        _add(parent, tag, text)
