"""Layouts with markup: PubMed's XML and nbib, JATS full text, web pages."""

import gzip
import sys
from pathlib import Path

import pytest

from triallint.extract.printed_tables import in_tables
from triallint.extract.reading import facts_of

from .reading import DOCUMENTS, fields, must_stand_where_it_says, only, parts, read, written


def test_pubmed_xml_keeps_what_raised_signs_mean() -> None:
    (first, second), findings = read(DOCUMENTS / "records.xml")
    must_stand_where_it_says(first)
    texts = {heading: (kind, text) for kind, heading, text in parts(first)}
    assert texts["BACKGROUND"] == ("background", "Snorers carry ZZZ1 often (P = 5×10⁻⁴).")
    assert texts["WHAT WE DID"] == ("methods", "We randomized 90 snorers, 8^a of them twins, at 10 mg/m².")
    assert "30 45" in texts["RESULTS"][1], "two elements that touch are not one number"
    assert fields(first) == {
        "title": "Gene ZZZ1 and H₂O2 in snorers: a randomized trial",
        "authors": "Snore Z",
        "journal": "Imag Genet",
        "published": "2021 Jan",
        "year": "2021",
        "volume": "5",
        "issue": "1",
        "pages": "10-9",
        "doi": "10.5555/invented.2021.0108",
        "pmid": "99000108",
        "pmcid": "PMC99000108",
        "registry_ids": "NCT99900108",
    }
    assert first.notes == ("a further abstract (Publisher spa) was not read",)
    assert [(one.relation, one.position) for one in first.citations] == [
        *(("comment_in", 1), ("reference", 1), ("reference", 2)),
    ]
    assert first.citations[1].fields["pmid"].text == "99000308"
    assert first.citations[0].fields["pmid"].text == "99000208"
    assert (second.id, second.line) == ("99000109.2", 43)
    assert [(one.check, one.place.row) for one in findings] == [("document_has_text", 43)]


@pytest.mark.parametrize("how", ["gzip", "two members", "utf-16", "latin-1", "byte order mark"])
def test_pubmed_xml_however_it_is_packed(how: str, tmp_path: Path) -> None:
    data = (DOCUMENTS / "records.xml").read_bytes()
    text = data.decode("utf-8")
    contents = {
        "gzip": gzip.compress(data),
        "two members": gzip.compress(data[:900]) + gzip.compress(data[900:]),
        "utf-16": text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
        "latin-1": text.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').encode("latin-1"),
        "byte order mark": b"\xef\xbb\xbf" + data,
    }
    found, findings = read(written(tmp_path, "records.xml.gz", contents[how]))
    assert [one.id for one in found] == ["99000108", "99000109.2"]
    assert [one.check for one in findings] == ["document_has_text"]
    assert found[0].text == read(DOCUMENTS / "records.xml")[0][0].text


def test_nbib_records() -> None:
    (first, second), findings = read(DOCUMENTS / "records.nbib")
    must_stand_where_it_says(first)
    assert (first.id, first.line, second.id, second.line) == ("99000106", 1, "99000107", 29)
    said = fields(first)
    assert said["title"].endswith("a randomized trial of invented treatments")
    assert (said["doi"], said["epub"], said["registry_ids"]) == (
        *("10.5555/invented.2021.0106", "2021-02-15", "NCT99900106"),
    )
    assert [kind for kind, _, _ in parts(first)] == [
        *("title", "background", "methods", "results", "conclusions", "other"),
    ]
    assert first.citations[0].fields["pmid"].text == "99000206"
    assert [one.check for one in findings] == ["document_has_text"]


def test_jats_full_text() -> None:
    document = only("article.xml")
    must_stand_where_it_says(document)
    found = [(kind, heading) for kind, heading, _ in parts(document)]
    assert found == [
        ("title", ""),
        ("background", "Background"),
        ("results", "Results"),
        ("registration", "Trial registration"),
        ("funding", ""),
        ("background", "Introduction"),
        ("methods", "What was done"),
        ("results", "Results"),
        ("table", "Table 1"),
        ("conclusions", "Discussion"),
        ("other", ""),
    ]
    said = fields(document)
    assert said["title"] == "Tea or broth after night shifts: a randomised trial", "a footnote is no title"
    assert (said["authors"], said["published"], said["pages"]) == (
        *("Leaf TM, TEABREAK Group", "2021 Mar 7", "e77"),
    )
    assert (said["pmcid"], said["registry_ids"]) == ("PMC99000110", "ISRCTN99900110")
    assert "12345678" not in said.values()
    assert document.notes[:2] == (
        "the graphical abstract was not read",
        "Table 2 is a picture, and was not read",
    )
    mixed, element = (one.fields for one in document.citations)
    assert {name: quote.text for name, quote in mixed.items()} == {
        "authors": "Kettle A",
        "title": "Boiling points",
        "journal": "Imag J Tea",
        "year": "2020",
        "volume": "1",
        "issue": "2",
        "pages": "5–9",
        "doi": "10.5555/tea.2020.5",
    }
    assert (element["authors"].text, element["title"].text, element["pages"].text, element["pmid"].text) == (
        *("Pot B, Cup C", "Steam", "11-19", "99000310"),
    )


def test_merged_cells_stand_in_every_place_that_they_cover() -> None:
    (table,) = only("article.xml").tables
    grid = {(cell.row, cell.column): cell for cell in table.cells}
    assert [grid[0, column].quote.text for column in range(5)] == [
        *("Outcome", "Group", "Group", "Odds ratio (95% CI)", "P value"),
    ]
    assert grid[1, 0].quote == grid[0, 0].quote
    assert (grid[1, 1].quote.text, grid[1, 2].quote.text) == ("Tea (n = 110)", "Broth (n = 110)")
    assert {grid[3, column].quote.text for column in range(5)} == {"Secondary"}
    assert grid[5, 1].quote.text == "3 (2–5)^a"
    assert [cell.is_header for cell in table.cells[:2]] == [True, True]
    assert len(table.cells) == 7 * 5


def test_a_saved_pubmed_page() -> None:
    document = only("pubmed_page.html")
    must_stand_where_it_says(document)
    said = fields(document)
    assert (said["title"], said["pmid"], said["registry_ids"]) == (
        *("Velmorin for Persistent Hiccups after Abdominal Surgery", "99000101", "NCT99900101"),
    )
    assert (said["year"], "published" in said) == ("2021", False), "02/06/2021 has two readings"
    texts = {heading: text for _, heading, text in parts(document)}
    assert texts["Results"].endswith("(P<10⁻³).")
    assert not any(
        word in document.text for word in ("888", "999;", "saved", "842", "100 people", "300 entries")
    )
    similar, reference = document.citations
    assert (similar.fields["title"].text, similar.fields["journal"].text, similar.fields["pmid"].text) == (
        *("Velmorin in singers with hiccups: a pilot study", "J Voice Invent", "99000301"),
    )
    assert (similar.relation, reference.relation) == ("similar", "reference")
    assert document.text[reference.start : reference.end].endswith("2:15-21.")


def test_a_journal_page() -> None:
    document = only("journal_page.html")
    must_stand_where_it_says(document)
    said = fields(document)
    assert (said["authors"], said["published"], said["pages"], said["doi"]) == (
        *("Hiker HB, Boot C", "2021-05-01", "21-30", "10.5555/knee.2021.21"),
    )
    found = [(kind, heading) for kind, heading, _ in parts(document)]
    assert found == [
        *(("title", ""), ("background", "Objective"), ("results", "Results"), ("methods", "Methods")),
        *(("results", "Results"), ("table", "Table 1"), ("other", "")),
    ]
    assert "partners" not in document.text, "what stands before the title is the site's"
    (table,) = document.tables
    assert (table.label, table.caption) == ("Table 1", "Baseline.")
    assert table.cells[1].quote.text == "Peppermint (n=60)"


def test_a_page_in_an_older_encoding(tmp_path: Path) -> None:
    page = "<html><head><meta charset=windows-1252></head><body><h1>Café trial</h1><h2>Abstract</h2><p>We randomised 8 cafés – all in Zürich.</p></body></html>"
    (document,), findings = read(written(tmp_path, "page.htm", page.encode("cp1252")))
    assert "8 cafés – all in Zürich." in document.text
    assert [one.check for one in findings] == ["text_is_utf8"]


def test_headings_may_be_a_class(tmp_path: Path) -> None:
    page = """<!-- saved --><html><body><h1>On a trial</h1><div class="h3 cb">Abstract</div>
    <p><strong>Importance</strong>&nbsp; Spoons bend.</p><p><strong>Results</strong>&nbsp; We randomised 40 spoons.</p>
    <p>Keywords: 7 spoons</p><div class="h3">Introduction</div><p>Long ago.</p></body></html>"""
    (document,), findings = read(written(tmp_path, "page.html", page))
    assert findings == []
    assert [(kind, text) for kind, _, text in parts(document)] == [
        ("title", "On a trial"),
        ("background", "Spoons bend."),
        ("results", "We randomised 40 spoons."),
        ("other", "Keywords: 7 spoons"),
        ("background", "Long ago."),
    ]


def test_web_pages_without_their_library_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml.html", None)
    found, (finding,) = read(DOCUMENTS / "journal_page.html")
    assert (found, finding.check) == ([], "format_is_read")
    assert "triallint[documents]" in str(finding.remedy)


def test_cells_of_tables_are_read_as_such_and_not_as_sentences() -> None:
    document = only("article.xml")
    (table,) = (one for one in document.sections if one.kind == "table")
    inside = [fact for fact in facts_of(document) if table.start <= fact.start < table.end]
    assert inside == sorted(in_tables(document.tables).facts, key=lambda fact: fact.start)
    assert len(inside) == 11


def test_a_set_without_a_record_says_so(tmp_path: Path) -> None:
    found, (finding,) = read(written(tmp_path, "none.xml", "<PubmedArticleSet></PubmedArticleSet>"))
    assert (found, finding.check) == ([], "layout_is_known")
    assert "holds no document" in finding.message


@pytest.mark.parametrize(
    "content",
    [
        "<html><h1>On spoons</h1><h2>Abstract</h2><div><em>No abstract available</em></div></html>",
        "On spoons\n- PMID: 99000112\n- DOI: 10.5555/spoons.7\nOn spoons\nNo abstract available\nSimilar articles\nPublication types\n",
    ],
)
def test_a_page_without_an_abstract_says_so(content: str, tmp_path: Path) -> None:
    (document,), (finding,) = read(written(tmp_path, "page", content))
    assert fields(document)["title"] == "On spoons"
    assert finding.check == "document_has_text"


def test_a_table_may_stand_below_its_label(tmp_path: Path) -> None:
    page = """<html><h1>A trial</h1><h2>Results</h2><p>We randomised 80.</p><section><h3>Table 2.</h3><p>Cures at 4 weeks.</p>
    <div><table><tr><th></th><th>Drug</th><th>Placebo</th></tr><tr><td>Cured, n (%)</td><td>12 (30)</td><td>8 (20)</td></tr></table></div>
    </section><p>All were well.</p><h3>Table 3</h3><p>A picture of 9 cures.</p><aside><h2>Menu</h2><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></aside></html>"""
    (document,), _ = read(written(tmp_path, "page.html", page))
    (table,) = document.tables
    assert (table.label, table.caption) == ("Table 2", "Cures at 4 weeks.")
    assert [(kind, heading) for kind, heading, _ in parts(document)] == [
        *(("title", ""), ("results", "Results"), ("table", "Table 2"), ("results", "Results")),
        ("other", "Table 3"),
    ]
    assert document.notes == ("Table 3 has no figures on this page",)
