"""Sets of records: books beside articles, versions, deletions, records alone."""

import pytest

from triallint.model import Author
from triallint.pubmed.parse import parse, read

from .made import BOOK, article, as_set, read_one


def test_a_chapter_of_a_book() -> None:
    found = read_one(BOOK)
    assert (found.pmid, found.version, found.kind, found.stage) == ("90000050", "7", "book", "ppublish")
    assert (found.title, found.book_title) == ("CAC-Related Examples", "Examples®")
    assert (found.authors, found.editors) == (
        (Author("Baker", initials="C"),),
        (Author("Adler", initials="MP"),),
    )
    assert (found.publisher, found.edition, found.series) == ("Press of Nowhere", "2nd", "Guides")
    assert (found.isbns, found.part, found.other_ids) == (
        ("9780000000002",),
        "Chapter 4",
        (("bookaccession", "NBK0001"),),
    )
    assert [(one.kind, one.text) for one in found.dates] == [
        ("book", "1993"), ("book", "1993-1996"), ("chapter", "1994 Feb 15"), ("updated", "1995 Dec 19"),
    ]  # fmt: skip
    assert found.years == {1993, 1994, 1995, 1996}


def test_a_whole_book() -> None:
    whole = BOOK.replace("<ArticleTitle><i>CAC</i>-Related Examples</ArticleTitle>", "")
    whole = whole.replace('<AuthorList Type="authors">', '<AuthorList Type="editors">')
    found = read_one(whole)
    assert (found.title, found.authors) == ("Examples®", ())
    assert [one.family for one in found.editors] == ["Baker", "Adler"]


def test_a_chapter_of_a_book_with_authors_of_its_own() -> None:
    found = read_one(BOOK.replace('<AuthorList Type="editors">', "<AuthorList>"))
    assert [one.family for one in found.authors] == ["Baker"]
    assert [one.family for one in found.editors] == ["Adler"]


def test_a_set_of_book_documents() -> None:
    document = BOOK[BOOK.index("<BookDocument>") : BOOK.index("<PubmedBookData>")]
    taken_back = "<DeleteDocument><PMID>3</PMID></DeleteDocument>"
    found = read(f"<BookDocumentSet>{document}{taken_back}</BookDocumentSet>".encode())
    assert [one.pmid for one in found.publications] == ["90000050"]
    assert found.deleted == ("3",)


def test_books_versions_and_deletions_in_one_set() -> None:
    taken_back = '<DeleteCitation><PMID Version="1">3</PMID><PMID Version="1">4</PMID></DeleteCitation>'
    body = as_set(article("1"), BOOK, article("2", version="1"), article("2", version="2"), taken_back)
    found = read(body)
    assert [(one.pmid, one.version) for one in found.publications] == [
        ("1", "1"),
        ("90000050", "7"),
        ("2", "1"),
        ("2", "2"),
    ]
    assert found.deleted == ("3", "4")


def test_an_empty_set_is_an_answer() -> None:
    assert parse(as_set()) == ()


@pytest.mark.parametrize("tag", ["PubmedArticle", "MedlineCitation"])
def test_a_record_alone_is_read(tag: str) -> None:
    text = article()
    alone = text[text.index(f"<{tag}") : text.index(f"</{tag}>")] + f"</{tag}>"
    (found,) = parse(alone.encode())
    assert found.title == "A trial of nothing in particular."
