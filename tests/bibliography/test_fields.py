"""The fields of a row: from its cells, else from its text, each with the place where it stands."""

from triallint.meaning.fields import CitedFields, fields_of
from triallint.tables import Citation, Grid, Report

TEXT = (
    "Moreau A, et al. Two drugs. BMJ. 2021 Mar 2;325(9):843-54. doi: 10.1136/b.1. Epub 2020 Dec 8. PMID: 33."
)


def fields(**cells: str) -> CitedFields:
    grid = Grid("c.csv", {name: at for at, name in enumerate(cells)}, [list(cells.values())], [2])
    return fields_of(Citation(grid, 0))


def test_a_row_with_a_text_alone() -> None:
    found = fields(text=TEXT)
    assert {name: str(field) for name, field in found} == {
        "authors": "Moreau A, et al",
        "title": "Two drugs",
        "journal": "BMJ",
        "year": "2021",
        "volume": "325",
        "issue": "9",
        "pages": "843-54",
        "doi": "10.1136/b.1",
        "pmid": "33",
    }
    assert (str(found.date), str(found.epub), found.flags) == ("2021 Mar 2", "2020 Dec 8", {"et_al"})
    for _, field in found:
        assert field.origin == "text"
        assert field.cell.column == "text"
        assert field.printed == field.text


def test_a_cell_prevails_over_the_text() -> None:
    found = fields(text=TEXT, title="Two drugs for one disease", journal="not_reported", doi="", year="2020")
    assert found.title is not None
    assert found.year is not None
    assert (found.title.text, found.title.origin, found.title.cell.column) == (
        "Two drugs for one disease",
        "cell",
        "title",
    )
    assert found.year.text == "2020"
    assert (str(found.journal), str(found.doi)) == ("BMJ", "10.1136/b.1")


def test_a_row_without_a_text() -> None:
    found = fields(title="Two drugs", journal="not_reported")
    assert [name for name, _ in found] == ["title"]
    assert (found.parsed, found.flags, found.notes) == (None, frozenset(), ())


def test_a_report_has_its_own_dates() -> None:
    grid = Grid(
        "r.csv", {"title": 0, "published": 1, "epub": 2}, [["Two drugs", "2021 Mar 2", "2020-12-08"]], [2]
    )
    found = fields_of(Report(grid, 0))
    assert (str(found.title), str(found.date), str(found.epub)) == ("Two drugs", "2021 Mar 2", "2020-12-08")


def test_where_a_field_stands_in_the_document() -> None:
    found = fields(text=TEXT, title="Two drugs", at=f"text=1000:{1000 + len(TEXT)} title=17:26")
    assert found.title is not None
    assert found.journal is not None
    assert found.title.source == (17, 26)
    at = TEXT.index("BMJ")
    assert found.journal.source == (1000 + at, 1003 + at)
    tidied = fields(text=TEXT, at=f"text=1000:{1003 + len(TEXT)}")  # the document has more blanks
    assert tidied.journal is not None
    assert tidied.journal.source == (1000, 1003 + len(TEXT))
    assert fields(text=TEXT).journal.source is None  # type: ignore[union-attr]
