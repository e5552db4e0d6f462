"""One record of PubMed, an article or a part of a book, as a Publication."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypedDict
from xml.etree.ElementTree import Element

from ..identifiers import read_doi
from ..model import Journal, Link, Publication, PublicationDate
from . import dates, names
from .markup import text_at, text_of

_BRACKETS = {"[": 1, "]": -1}


def publication(element: Element) -> Publication:
    """The publication in a PubmedArticle, MedlineCitation, PubmedBookArticle or BookDocument element."""
    if element.tag in ("PubmedBookArticle", "BookDocument"):
        return _book(element)
    return _article(element)


def _article(element: Element) -> Publication:
    citation = element if element.tag == "MedlineCitation" else _child(element, "MedlineCitation")
    article, data = _child(citation, "Article"), _child(element, "PubmedData")
    issue, lists = _child(_child(article, "Journal"), "JournalIssue"), article.findall("AuthorList")
    stage, model = text_at(data, "PublicationStatus"), article.get("PubModel", "")
    pmid = text_at(citation, "PMID")
    ids = _ids(pmid, data.findall("ArticleIdList"), article.findall("ELocationID"))
    banks = chain(article.iter("DataBank"), citation.iterfind("DataBankList/DataBank"))
    return Publication(
        pmid=pmid,
        version=_child(citation, "PMID").get("Version", "1"),
        journal=_journal(article, citation),
        model=model,
        dates=dates.unique(_dates(article, issue, data, dates.issue_kind(model, stage))),
        volume=text_at(issue, "Volume"),
        issue=text_at(issue, "Issue"),
        authors=names.authors_in(lists),
        authors_complete=names.is_complete(lists),
        types=_texts(article.findall("PublicationTypeList/PublicationType")),
        registrations=_registrations(banks),
        links=tuple(_links(citation)),
        status=citation.get("Status", ""),
        revised=dates.day_of(citation.find("DateRevised")),
        other_ids=ids.others + _older_ids(citation),
        stage=stage,
        investigators=names.authors_in(citation.findall("InvestigatorList")),
        **_titles(article, text_at(article, "ArticleTitle")),
        **_of_both(article, ids),
    )


def _book(element: Element) -> Publication:
    document = element if element.tag == "BookDocument" else _child(element, "BookDocument")
    book, data = _child(document, "Book"), _child(element, "PubmedBookData")
    whole, pmid = text_at(book, "BookTitle"), text_at(document, "PMID")
    authors, editors = _who(document.findall("AuthorList"), book.findall("AuthorList"))
    lists = dict.fromkeys(chain(*(one.findall("ArticleIdList") for one in (document, data, element))))
    ids = _ids(pmid, lists, book.findall("ELocationID"))
    return Publication(
        pmid=pmid,
        version=_child(document, "PMID").get("Version", "1"),
        book_title=whole,
        dates=dates.unique(_book_dates(document, book, data)),
        volume=text_at(book, "Volume"),
        authors=names.authors_in(authors),
        authors_complete=names.is_complete(authors),
        types=_texts(document.findall("PublicationType")),
        revised=dates.day_of(document.find("DateRevised")),
        kind="book",
        other_ids=ids.others,
        stage=text_at(data, "PublicationStatus"),
        investigators=tuple(dict.fromkeys(names.authors_in(document.iter("InvestigatorList")))),
        editors=names.authors_in(editors),
        publisher=text_at(book.find("Publisher"), "PublisherName"),
        edition=text_at(book, "Edition"),
        series=text_at(book, "CollectionTitle"),
        isbns=_texts(book.findall("Isbn")),
        part="; ".join(_texts(document.findall("LocationLabel"))),
        **_titles(document, text_at(document, "ArticleTitle") or whole),
        **_of_both(document, ids),
    )


class _Titles(TypedDict):
    title: str
    translated: bool
    vernacular: str


def _titles(element: Element, title: str) -> _Titles:
    vernacular = text_at(element, "VernacularTitle")
    return {"title": title, "translated": is_bracketed(title), "vernacular": vernacular}


class _OfBoth(TypedDict):
    doi: str
    other_dois: tuple[str, ...]
    pmcid: str
    pii: str
    pages: str
    first_page: str
    last_page: str
    languages: tuple[str, ...]


def _of_both(element: Element, ids: "_Ids") -> _OfBoth:
    """What an article and a part of a book hold in the same places."""
    pages = element.find("Pagination")
    return {
        "doi": ids.doi,
        "other_dois": ids.other_dois,
        "pmcid": ids.pmcid,
        "pii": ids.pii,
        "pages": text_at(pages, "MedlinePgn"),
        "first_page": text_at(pages, "StartPage"),
        "last_page": text_at(pages, "EndPage"),
        "languages": _texts(element.findall("Language")),
    }


def is_bracketed(title: str) -> bool:
    """Whether a whole title stands in square brackets, as translated titles do; `[18F]FDG in …` does not."""
    inner = title.rstrip(" .?!")
    if not inner.startswith("[") or not inner.endswith("]"):
        return False
    depth = 0
    for at, character in enumerate(inner):
        depth += _BRACKETS.get(character, 0)
        if depth == 0 and at < len(inner) - 1:
            return False
    return True


def _child(element: Element, tag: str) -> Element:
    """The first child with this tag; an empty one where there is none."""
    found = element.find(tag)
    return Element(tag) if found is None else found


def _texts(elements: Iterable[Element]) -> tuple[str, ...]:
    return tuple(text for one in elements if (text := text_of(one)))


@dataclass(frozen=True, slots=True)
class _Ids:
    """A record's own identifiers, each in its place."""

    doi: str
    other_dois: tuple[str, ...]
    pmcid: str
    pii: str
    others: tuple[tuple[str, str], ...]


def _ids(pmid: str, lists: Iterable[Element], locations: Iterable[Element]) -> _Ids:
    """Identifiers of the article itself; what its list gives comes before what its locations give.

    Reference lists hold the ids of other articles in elements of the same name: only the record's own lists
    may come in here. What stands for a DOI and can be none ("51469") is kept among the others.
    """
    listed = [(one.get("IdType", "pubmed"), text_of(one)) for entries in lists for one in entries]
    located = [(one.get("EIdType", ""), text_of(one)) for one in locations if one.get("ValidYN") != "N"]
    ids = [pair for pair in dict.fromkeys(listed + located) if pair[1] and pair != ("pubmed", pmid)]
    broken = [pair for pair in ids if pair[0] == "doi" and read_doi(pair[1]).one is None]
    own = [pair for pair in ids if pair not in broken]
    dois = {text.lower(): text for kind, text in reversed(own) if kind == "doi"}  # the first spelling wins
    chosen = {kind: next((text for one, text in own if one == kind), "") for kind in ("doi", "pmc", "pii")}
    taken = set(chosen.items())
    return _Ids(
        doi=chosen["doi"],
        other_dois=tuple(text for key, text in reversed(dois.items()) if key != chosen["doi"].lower()),
        pmcid=chosen["pmc"],
        pii=chosen["pii"],
        others=tuple(pair for pair in ids if pair in broken or (pair[0] != "doi" and pair not in taken)),
    )


def _older_ids(citation: Element) -> tuple[tuple[str, str], ...]:
    """Identifiers that records keep beside their article id list."""
    return tuple(
        (one.get("Source", ""), text) for one in citation.findall("OtherID") if (text := text_of(one))
    )


def _journal(article: Element, citation: Element) -> Journal:
    journal, info = _child(article, "Journal"), _child(citation, "MedlineJournalInfo")
    return Journal(
        title=text_at(journal, "Title"),
        iso=text_at(journal, "ISOAbbreviation"),
        medline=text_at(info, "MedlineTA"),
        nlm_id=text_at(info, "NlmUniqueID"),
        issns=tuple(dict.fromkeys(_texts([*journal.findall("ISSN"), *info.findall("ISSNLinking")]))),
    )


def _dates(article: Element, issue: Element, data: Element, kind: str) -> Iterator[PublicationDate]:
    yield from dates.dated(kind, issue.find("PubDate"))
    for element in article.findall("ArticleDate"):
        yield from dates.dated("electronic", element)
    yield from dates.history(data.iterfind("History/PubMedPubDate"))


def _book_dates(document: Element, book: Element, data: Element) -> Iterator[PublicationDate]:
    yield from dates.dated("book", book.find("PubDate"))
    yield from dates.span("book", book.find("BeginningDate"), book.find("EndingDate"))
    yield from dates.dated("chapter", document.find("ContributionDate"))
    yield from dates.dated("updated", document.find("DateRevised"))
    yield from dates.history(data.iterfind("History/PubMedPubDate"))


def _who(of_chapter: list[Element], of_book: list[Element]) -> tuple[list[Element], list[Element]]:
    """The lists of authors and those of editors; the authors of a book are its chapter's editors here."""
    authors = [one for one in of_chapter if not names.is_of_editors(one)]
    editors = [one for one in of_chapter + of_book if names.is_of_editors(one)]
    others = [one for one in of_book if not names.is_of_editors(one)]
    return (authors, editors + others) if authors else (others, editors)


def _registrations(banks: Iterable[Element]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for bank in banks:
        name, numbers = text_at(bank, "DataBankName"), _texts(bank.iter("AccessionNumber"))
        found += [(name, number) for number in numbers or ("",)]
    return tuple(dict.fromkeys(found))


def _links(citation: Element) -> Iterator[Link]:
    for element in chain(
        citation.iterfind("CommentsCorrectionsList/CommentsCorrections"),
        citation.iterfind("CommentsCorrections"),
    ):
        kind = element.get("RefType")
        if kind:
            yield _link(kind, element)
        else:  # before 2008 the kind was the name of an element
            yield from (_link(child.tag, child) for child in element)


def _link(kind: str, element: Element) -> Link:
    pmid = text_at(element, "PMID")
    return Link(kind, pmid if pmid.isdigit() else "", text_at(element, "RefSource"), text_at(element, "Note"))
