"""Summaries and links in the forms of esummary and elink."""

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from .library import Entry, tokens

_NUMBERS = {"pubmed": 1, "doi": 3, "pii": 4, "pmc": 8}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ABSENT = "cannot get document summary"
_ARTICLE = "MedlineCitation/Article"


def in_json(entries: Mapping[str, Entry | None]) -> dict[str, Any]:
    """The result of esummary in JSON: the list of numbers, and an entry for each."""
    result: dict[str, Any] = {"uids": list(entries)}
    for uid, entry in entries.items():
        result[uid] = {"uid": uid, "error": _ABSENT} if entry is None else _summary(uid, entry)
    return result


def _summary(uid: str, entry: Entry) -> dict[str, Any]:
    issue = f"{_ARTICLE}/Journal/JournalIssue"
    located = entry.text(f"{_ARTICLE}/ELocationID[@EIdType='doi']")
    authors = [_author(one) for one in entry.element.iterfind(f"{_ARTICLE}/AuthorList/Author")]
    return {
        "uid": uid,
        "pubdate": _date(entry, f"{issue}/PubDate"),
        "epubdate": _date(entry, f"{_ARTICLE}/ArticleDate"),
        "source": entry.text("MedlineCitation/MedlineJournalInfo/MedlineTA"),
        "authors": authors,
        "lastauthor": authors[-1]["name"] if authors else "",
        "title": entry.title,
        "sorttitle": " ".join(tokens(entry.title)),
        "volume": entry.text(f"{issue}/Volume"),
        "issue": entry.text(f"{issue}/Issue"),
        "pages": entry.text(f"{_ARTICLE}/Pagination/MedlinePgn"),
        "lang": entry.texts(f"{_ARTICLE}/Language"),
        "nlmuniqueid": entry.text("MedlineCitation/MedlineJournalInfo/NlmUniqueID"),
        "issn": entry.text(f"{_ARTICLE}/Journal/ISSN[@IssnType='Print']"),
        "essn": entry.text(f"{_ARTICLE}/Journal/ISSN[@IssnType='Electronic']"),
        "pubtype": entry.texts(f"{_ARTICLE}/PublicationTypeList/PublicationType"),
        "recordstatus": "PubMed - indexed for MEDLINE",
        "pubstatus": "4",
        "articleids": [
            {"idtype": kind, "idtypen": _NUMBERS.get(kind, 0), "value": text} for kind, text in entry.ids
        ],
        "history": [],
        "references": [_reference(one) for one in entry.element.iterfind(".//CommentsCorrections")],
        "attributes": [],
        "pmcrefcount": "",
        "fulljournalname": entry.text(f"{_ARTICLE}/Journal/Title"),
        "elocationid": f"doi: {located}" if located else "",
        "doctype": "citation",
        "srccontriblist": [],
        "booktitle": "",
        "medium": "",
        "edition": "",
        "publisherlocation": "",
        "publishername": "",
        "srcdate": "",
        "reportnumber": "",
        "availablefromurl": "",
        "locationlabel": "",
        "doccontriblist": [],
        "docdate": "",
        "bookname": "",
        "chapter": "",
        "sortpubdate": f"{entry.year}/01/01 00:00",
        "sortfirstauthor": authors[0]["name"] if authors else "",
        "vernaculartitle": entry.text(f"{_ARTICLE}/VernacularTitle"),
    }


def _author(element: Any) -> dict[str, str]:
    collective = element.findtext("CollectiveName")
    name = " ".join(filter(None, (element.findtext(tag) for tag in ("LastName", "Initials", "Suffix"))))
    kind = "CollectiveName" if collective else "Author"
    return {"name": collective or name, "authtype": kind, "clusterid": ""}


def _reference(element: Any) -> dict[str, Any]:
    """A link, its kind in words, its PMID a number."""
    kind = element.get("RefType")
    words = "".join(f" {one.lower()}" if one.isupper() and at else one for at, one in enumerate(kind))
    pmid = element.findtext("PMID")
    return {
        "refsource": element.findtext("RefSource") or "",
        "reftype": words,
        "pmid": int(pmid) if pmid else "",
        "note": element.findtext("Note") or "",
    }


def _date(entry: Entry, path: str) -> str:
    year, month, day = (entry.text(f"{path}/{tag}") for tag in ("Year", "Month", "Day"))
    month = _MONTHS[int(month) - 1] if month.isdigit() else month
    return " ".join(part for part in (year, month, day.lstrip("0")) if part) or entry.text(
        f"{path}/MedlineDate"
    )


def in_xml(entries: Mapping[str, Entry | None]) -> str:
    """The answer of esummary, version 2.0, in XML."""
    summaries = "".join(
        f'<DocumentSummary uid="{uid}">'
        + (f"<error>{_ABSENT}</error>" if entry is None else _fields(_summary(uid, entry)))
        + "</DocumentSummary>"
        for uid, entry in entries.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<eSummaryResult><DocumentSummarySet status="OK">'
        f"{summaries}</DocumentSummarySet></eSummaryResult>\n"
    )


def _fields(summary: dict[str, Any]) -> str:
    names = {"pubdate": "PubDate", "epubdate": "EPubDate", "source": "Source", "title": "Title"}
    plain = "".join(f"<{tag}>{escape(str(summary[name]))}</{tag}>" for name, tag in names.items())
    types = "".join(f"<flag>{escape(one)}</flag>" for one in summary["pubtype"])
    ids = "".join(
        f"<ArticleId><IdType>{one['idtype']}</IdType><IdTypeN>{one['idtypen']}</IdTypeN>"
        f"<Value>{escape(one['value'])}</Value></ArticleId>"
        for one in summary["articleids"]
    )
    return f"{plain}<PubType>{types}</PubType><ArticleIds>{ids}</ArticleIds>"


def links_in_xml(sets: list[dict[str, Any]]) -> str:
    """The answer of elink in XML."""
    entries = ""
    for one in sets:
        ids = "".join(f"<Id>{uid}</Id>" for uid in one["ids"])
        linked = ""
        for links in one.get("linksetdbs", ()):
            targets = "".join(f"<Link><Id>{uid}</Id></Link>" for uid in links["links"])
            linked += (
                f"<LinkSetDb><DbTo>{links['dbto']}</DbTo><LinkName>{links['linkname']}</LinkName>"
                f"{targets}</LinkSetDb>"
            )
        entries += f"<LinkSet><DbFrom>{one['dbfrom']}</DbFrom><IdList>{ids}</IdList>{linked}</LinkSet>"
    return f'<?xml version="1.0" encoding="UTF-8" ?>\n<eLinkResult>{entries}</eLinkResult>\n'
