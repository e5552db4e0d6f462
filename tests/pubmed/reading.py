"""A second, slower reading of PubMed's XML, by XPath alone: what the parser is compared with."""

import re
from datetime import date
from functools import cache
from typing import Any

from lxml import etree

from triallint.model import Author, Journal, Link, PublicationDate

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
Node = Any  # an element of lxml


@cache
def compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def at(node: Node, path: str) -> Any:
    return compiled(path)(node)


def string(node: Node, path: str) -> str:
    return " ".join(at(node, f"string({path})").split())


def strings(node: Node, path: str) -> tuple[str, ...]:
    return tuple(text for one in at(node, path) if (text := string(one, ".")))


def expected(node: Node) -> dict[str, Any]:
    """Every field of the publication in a PubmedArticle or PubmedBookArticle."""
    return of_article(node) if node.tag == "PubmedArticle" else of_book(node)


def of_article(node: Node) -> dict[str, Any]:
    article = "MedlineCitation/Article"
    title = string(node, f"{article}/ArticleTitle")
    pmid = string(node, "MedlineCitation/PMID")
    fields = {
        "pmid": pmid,
        "version": string(node, "MedlineCitation/PMID/@Version") or "1",
        "title": title,
        "translated": title.startswith("[") and title.rstrip(".?! ").endswith("]"),
        "vernacular": string(node, f"{article}/VernacularTitle"),
        "book_title": "",
        "journal": Journal(
            title=string(node, f"{article}/Journal/Title"),
            iso=string(node, f"{article}/Journal/ISOAbbreviation"),
            medline=string(node, "MedlineCitation/MedlineJournalInfo/MedlineTA"),
            nlm_id=string(node, "MedlineCitation/MedlineJournalInfo/NlmUniqueID"),
            issns=tuple(dict.fromkeys(strings(node, f"{article}/Journal/ISSN | .//ISSNLinking"))),
        ),
        "model": string(node, f"{article}/@PubModel"),
        "dates": article_dates(node),
        "volume": string(node, f"{article}/Journal/JournalIssue/Volume"),
        "issue": string(node, f"{article}/Journal/JournalIssue/Issue"),
        "authors": people(at(node, f"{article}/AuthorList/Author")),
        "authors_complete": not at(node, f"{article}/AuthorList[@CompleteYN='N']"),
        "languages": strings(node, f"{article}/Language"),
        "types": strings(node, f"{article}/PublicationTypeList/PublicationType"),
        "registrations": tuple(
            (string(one, "ancestor::DataBank/DataBankName"), string(one, "."))
            for one in at(node, ".//AccessionNumber")
        ),
        "links": links(node),
        "status": string(node, "MedlineCitation/@Status"),
        "stage": string(node, "PubmedData/PublicationStatus"),
        "revised": full_date(node, "MedlineCitation/DateRevised"),
        "kind": "article",
        "investigators": people(at(node, "MedlineCitation/InvestigatorList/Investigator")),
        **dict.fromkeys(("editors", "isbns"), ()),
        **dict.fromkeys(("publisher", "edition", "series", "part"), ""),
        **pages(node, f"{article}/Pagination"),
        **identifiers(node, pmid, "PubmedData/ArticleIdList/ArticleId", f"{article}/ELocationID"),
    }
    older = tuple((string(one, "@Source"), string(one, ".")) for one in at(node, "MedlineCitation/OtherID"))
    return fields | {"other_ids": fields["other_ids"] + older}


def of_book(node: Node) -> dict[str, Any]:
    document, book = "BookDocument", "BookDocument/Book"
    pmid, chapter = string(node, f"{document}/PMID"), string(node, f"{document}/ArticleTitle")
    of_chapter = at(node, f"{document}/AuthorList[not(@Type='editors')]")
    of_whole = at(node, f"{book}/AuthorList[not(@Type='editors')]")
    editing = at(node, f"{book}/AuthorList[@Type='editors']")
    return {
        "pmid": pmid,
        "version": string(node, f"{document}/PMID/@Version"),
        "title": chapter or string(node, f"{book}/BookTitle"),
        "translated": False,
        "vernacular": string(node, f"{document}/VernacularTitle"),
        "book_title": string(node, f"{book}/BookTitle"),
        "journal": Journal(),
        "model": "",
        "dates": book_dates(node),
        "volume": string(node, f"{book}/Volume"),
        "issue": "",
        "authors": people([one for group in of_chapter or of_whole for one in at(group, "Author")]),
        "authors_complete": True,
        "languages": strings(node, f"{document}/Language"),
        "types": strings(node, f"{document}/PublicationType"),
        "registrations": (),
        "links": (),
        "status": "",
        "stage": string(node, "PubmedBookData/PublicationStatus"),
        "revised": full_date(node, f"{document}/DateRevised"),
        "kind": "book",
        "investigators": tuple(dict.fromkeys(people(at(node, "BookDocument//Investigator")))),
        "editors": people(
            [one for group in editing + (of_whole if of_chapter else []) for one in at(group, "Author")]
        ),
        "publisher": string(node, f"{book}/Publisher/PublisherName"),
        "edition": string(node, f"{book}/Edition"),
        "series": string(node, f"{book}/CollectionTitle"),
        "isbns": strings(node, f"{book}/Isbn"),
        "part": "; ".join(strings(node, f"{document}/LocationLabel")),
        **pages(node, f"{document}/Pagination"),
        **identifiers(
            node, pmid, "*[self::BookDocument or self::PubmedBookData]/ArticleIdList/ArticleId"
            " | ArticleIdList/ArticleId", f"{book}/ELocationID"
        ),
    }  # fmt: skip


def identifiers(node: Node, pmid: str, listed: str, located: str) -> dict[str, Any]:
    pairs = [(string(one, "@IdType"), string(one, ".")) for one in at(node, listed)]
    pairs += [
        (string(one, "@EIdType"), string(one, ".")) for one in at(node, f"({located})[not(@ValidYN='N')]")
    ]
    real = [pair for pair in pairs if pair[0] != "doi" or "10." in pair[1]]
    first = {kind: [text for one, text in real if one == kind] for kind in ("doi", "pmc", "pii")}
    doi = (first["doi"] or [""])[0]
    other_dois: list[str] = []
    for text in first["doi"]:
        if text.lower() not in [one.lower() for one in [doi, *other_dois]]:
            other_dois.append(text)
    others: list[tuple[str, str]] = []
    for kind, text in pairs:
        is_doi = kind == "doi" and (kind, text) in real
        used = is_doi or (kind in first and text in first[kind][:1]) or (kind, text) == ("pubmed", pmid)
        if not used and (kind, text) not in others:
            others.append((kind, text))
    return {
        "doi": doi,
        "other_dois": tuple(other_dois),
        "pmcid": (first["pmc"] or [""])[0],
        "pii": (first["pii"] or [""])[0],
        "other_ids": tuple(others),
    }


def pages(node: Node, path: str) -> dict[str, str]:
    names = {"pages": "MedlinePgn", "first_page": "StartPage", "last_page": "EndPage"}
    return {name: string(node, f"{path}/{tag}") for name, tag in names.items()}


def people(nodes: list[Node]) -> tuple[Author, ...]:
    return tuple(
        Author(
            family=string(one, "LastName"),
            given=string(one, "ForeName"),
            initials=string(one, "Initials").replace(".", ""),
            suffix=string(one, "Suffix"),
            collective=string(one, "CollectiveName"),
            valid=at(one, "not(@ValidYN='N')"),
        )
        for one in nodes
    )


def links(node: Node) -> tuple[Link, ...]:
    path = "MedlineCitation/CommentsCorrectionsList/CommentsCorrections"
    named = [(string(one, "@RefType"), one) for one in at(node, path)]
    older = [(one.tag, one) for one in at(node, "MedlineCitation/CommentsCorrections/*")]
    return tuple(
        Link(kind, string(one, "PMID"), string(one, "RefSource"), string(one, "Note"))
        for kind, one in named + older
    )


def full_date(node: Node, path: str) -> date | None:
    parts = [string(node, f"{path}/{part}") for part in ("Year", "Month", "Day")]
    return date(*map(int, parts)) if all(parts) else None


def article_dates(node: Node) -> tuple[PublicationDate, ...]:
    model = string(node, "MedlineCitation/Article/@PubModel")
    ahead = string(node, "PubmedData/PublicationStatus") == "aheadofprint"
    kind = {"Electronic": "electronic", "Electronic-eCollection": "collection"}.get(
        model, "electronic" if ahead else "print"
    )
    found = [one_date(kind, one) for one in at(node, "MedlineCitation/Article/Journal/JournalIssue/PubDate")]
    found += [one_date("electronic", one) for one in at(node, "MedlineCitation/Article/ArticleDate")]
    return tuple(dict.fromkeys(found + steps(node, "PubmedData")))


def steps(node: Node, data: str) -> list[PublicationDate]:
    kinds = {
        "ppublish": "print",
        "epublish": "electronic",
        "aheadofprint": "electronic",
        "ecollection": "collection",
        "pmc-release": "pmc",
    }
    of_record = at(node, f"{data}/History/PubMedPubDate")
    return [one_date(kinds[one.get("PubStatus")], one) for one in of_record if one.get("PubStatus") in kinds]


def book_dates(node: Node) -> tuple[PublicationDate, ...]:
    found = [one_date("book", one) for one in at(node, "BookDocument/Book/PubDate")]
    ends = [
        one_date("book", one)
        for one in at(node, "BookDocument/Book/*[self::BeginningDate or self::EndingDate]")
    ]
    if ends:
        first, last = ends[0], ends[-1]
        text = first.text if first.text == last.text else f"{first.text}-{last.text}"
        found.append(PublicationDate("book", text, tuple(range(first.years[0], last.years[0] + 1))))
    found += [one_date("chapter", one) for one in at(node, "BookDocument/ContributionDate")]
    found += [one_date("updated", one) for one in at(node, "BookDocument/DateRevised")]
    return tuple(dict.fromkeys(found + steps(node, "PubmedBookData")))


def one_date(kind: str, node: Node) -> PublicationDate:
    words = string(node, "MedlineDate")
    if not words:
        month = string(node, "Month")
        month = MONTHS[int(month) - 1] if month.isdigit() else month
        day = string(node, "Day").lstrip("0")
        words = " ".join(part for part in (string(node, "Year"), month, string(node, "Season"), day) if part)
    years = sorted({int(one) for one in re.findall("[0-9]{4}", words)})
    months = [MONTHS.index(one) + 1 for one in re.findall("[A-Z][a-z]{2}", words) if one in MONTHS]
    day_number = int(string(node, "Day") or 0) or None
    return PublicationDate(kind, words, tuple(years), months[0] if len(months) == 1 else None, day_number)
