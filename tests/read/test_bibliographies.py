"""RIS, nbib, BibTeX and CSL-JSON files: each entry a row of citations, each cell on its line."""

import sys

import pytest

from triallint.comparing.listed import listed
from triallint.read import read
from triallint.read.entries import ENDINGS
from triallint.shape import shape

from .conftest import found, the

RIS = """TY  - JOUR
ID  - moreau2021
AU  - Moreau, Anne
AU  - Lindqvist, P.
TI  - Two drugs for one
 disease
T2  - Br Med J
JO  - BMJ
PY  - 2021///
DA  - 2021/03/02/
VL  - 325
IS  - 9
SP  - 843
EP  - 854
DO  - 10.1000/xyz123
AN  - 12345678
DB  - PubMed
C2  - PMC1234567
UR  - https://example.org/1
XX  - a tag that nobody knows
ER  - \n"""

NBIB = """
PMID- 12345678
OWN - NLM
DP  - 2021 Mar 2
DEP - 20201208
TI  - Two drugs for one
      disease.
PG  - 843-54
LID - S0140-6736(10)62002-8 [pii]
LID - 10.1000/xyz123 [doi]
FAU - Moreau, Anne
AU  - Moreau A
FAU - Lindqvist, P
AU  - Lindqvist P
CN  - Two Drugs Group
TA  - BMJ
JT  - British medical journal
VI  - 325
IP  - 9
PMC - PMC1234567
SI  - ClinicalTrials.gov/NCT01234567
SI  - GENBANK/AB123456
"""

BIB = r"""@string{bmj = "BMJ"}
@article{moreau2021,
  author  = {Moreau, Ann{\'e} and {Drugs and Diseases Group} and Lindqvist, P.},
  title   = {Two {D}rugs for \textit{one} disease: 50% of 10$^{3}$ \& more},
  journal = bmj # " Open",
  year    = 2021, volume = {325},
  number  = 9,
  pages   = {843--54},
  doi     = {10.1000/a\_b},
  note    = {PMID: 12345678}
}
"""

CSL = """[
  {"id": "moreau2021", "type": "article-journal", "title": "Two drugs", "container-title": "BMJ",
   "author": [{"family": "Berg", "given": "M.", "non-dropping-particle": "van den"},
              {"family": "King", "given": "M. L.", "suffix": "Jr"}, {"literal": "Two Drugs Group"}],
   "issued": {"date-parts": [[2021, 3, 2]]}, "volume": "325", "issue": 9, "page": "843-54",
   "DOI": "10.1000/xyz123", "note": "PMID: 12345678\\nPMCID: PMC1234567"}
]"""


def rows(reading) -> list[dict[str, str]]:
    """The filled cells of the one sheet, row by row, without what names them."""
    (sheet,) = reading.sheets
    named = ("row_id", "report_id", "relation", "position")
    return [
        {name: text for name, text in zip(sheet.header, row, strict=True) if text and name not in named}
        for row in sheet.rows
    ]


def lines(reading, row: int = 0) -> dict[str, int]:
    """The line of every filled cell of a row."""
    (sheet,) = reading.sheets
    return {
        name: sheet.cell_lines.get((row, index), sheet.lines[row])
        for index, name in enumerate(sheet.header)
        if sheet.rows[row][index]
    }


def test_ris(read_one):
    reading = read_one("R1.ris", RIS)
    assert rows(reading) == [
        {
            "authors": "Moreau, Anne; Lindqvist, P.",
            "title": "Two drugs for one disease",
            "journal": "BMJ",
            "year": "2021",
            "volume": "325",
            "issue": "9",
            "pages": "843-854",
            "doi": "10.1000/xyz123",
            "pmid": "12345678",
            "pmcid": "PMC1234567",
        }
    ]
    assert found(reading) == []
    where = lines(reading)
    assert [where[name] for name in ("row_id", "authors", "title", "journal", "pages", "pmcid")] == [
        *(1, 3, 5, 8, 13, 18)
    ]


def test_what_other_programs_write_into_ris(read_one):
    text = """TY  - CHAP
A1  - Moreau, A
T1  - Two drugs
T2  - Book of Drugs
Y1  - 2021
SP  - 843-54
UR  - https://doi.org/10.1000/xyz123
UR  - https://pubmed.ncbi.nlm.nih.gov/22222222/
N1  - PMCID: PMC7654321
AN  - WOS:000123
ER  -
"""
    assert rows(read_one("R1.ris", text)) == [
        {"authors": "Moreau, A", "title": "Two drugs", "year": "2021", "pages": "843-54"}
        | {"doi": "10.1000/xyz123", "pmid": "22222222", "pmcid": "PMC7654321"}
    ]


def test_nbib(read_one):
    reading = read_one("R1.nbib", NBIB + "\nPMID- 2\nTI  - Another\n")
    first, second = rows(reading)
    assert first == {
        "authors": "Moreau A; Lindqvist P; Two Drugs Group",
        "title": "Two drugs for one disease.",
        "journal": "BMJ",
        "year": "2021",
        "volume": "325",
        "issue": "9",
        "pages": "843-54",
        "doi": "10.1000/xyz123",
        "pmid": "12345678",
        "pmcid": "PMC1234567",
    }
    assert second == {"title": "Another", "pmid": "2"}
    assert found(reading) == []
    assert [lines(reading)[name] for name in ("pmid", "year", "title", "doi", "authors")] == [2, 4, 6, 10, 12]
    assert lines(reading, 1)["title"] == 25


def test_bibtex(read_one):
    pytest.importorskip("bibtexparser")
    reading = read_one("R1.bib", BIB)
    assert rows(reading) == [
        {
            "authors": "Moreau, Ann\u00e9; Drugs and Diseases Group; Lindqvist, P.",
            "title": "Two Drugs for one disease: 50% of 10^3 & more",
            "journal": "BMJ Open",
            "year": "2021",
            "volume": "325",
            "issue": "9",
            "pages": "843-54",
            "doi": "10.1000/a_b",
            "pmid": "12345678",
        }
    ]
    assert found(reading) == []
    assert [lines(reading)[name] for name in ("authors", "title", "year", "volume", "issue", "doi")] == [
        *(3, 4, 6, 6, 7, 9)
    ]


def test_biblatex(read_one):
    pytest.importorskip("bibtexparser")
    text = """@article{x, title = {Two drugs}, subtitle = {a trial}, journaltitle = {BMJ}, date = {2021-03},
      eid = {e12}, eprint = {12345678}, eprinttype = {pubmed}, url = {https://doi.org/10.1000/xyz123}}
      @book{y, title = "A book", number = 7, year = 1999}"""
    assert rows(read_one("R1.bib", text)) == [
        {"title": "Two drugs: a trial", "journal": "BMJ", "year": "2021", "pages": "e12", "pmid": "12345678"}
        | {"doi": "10.1000/xyz123"},
        {"title": "A book", "year": "1999"},
    ]


@pytest.mark.parametrize("wrapped", ["{}", '{{"references": {}}}', '{{"items": {}}}'])
def test_csl_json(read_one, wrapped):
    reading = read_one("R1.json", wrapped.format(CSL))
    assert rows(reading) == [
        {
            "authors": "van den Berg, M.; King, M. L., Jr; Two Drugs Group",
            "title": "Two drugs",
            "journal": "BMJ",
            "year": "2021",
            "volume": "325",
            "issue": "9",
            "pages": "843-54",
            "doi": "10.1000/xyz123",
            "pmid": "12345678",
            "pmcid": "PMC1234567",
        }
    ]
    assert found(reading) == []
    assert [lines(reading)[name] for name in ("title", "authors", "year", "doi")] == [2, 3, 5, 6]


def test_csl_yaml(read_one):
    text = "references:\n- id: x\n  type: article-journal\n  title: Two drugs\n  container-title: BMJ\n"
    reading = read_one("R1.yaml", text)
    assert rows(reading) == [{"title": "Two drugs", "journal": "BMJ"}]
    assert lines(reading)["journal"] == 5


def test_a_table_in_json_is_no_bibliography(read_one):
    reading = read_one("citations.json", '[{"report_id": "R1", "title": "Two drugs", "type": "x"}]')
    assert reading.sheets[0].header == ["report_id", "title", "type"]


@pytest.mark.parametrize(
    ("name", "report", "relation"),
    [
        ("R1.ris", "R1", "reference"),
        ("R1-references.ris", "R1", "reference"),
        ("R1.included_studies.ris", "R1", "included_study"),
        ("R1 cited by.ris", "R1", "cited_by"),
        ("R1_similar.ris", "R1", "similar"),
        ("R1-comments.ris", "R1", "comment_in"),
        ("library.ris", "library", "reference"),
    ],
)
def test_a_files_name_says_whose_citations_it_holds(read_one, name, report, relation):
    (sheet,) = read_one(name, RIS).sheets
    row = dict(zip(sheet.header, sheet.rows[0], strict=True))
    assert (row["report_id"], row["relation"], row["position"]) == (report, relation, "1")
    assert row["row_id"] == f"{name}:moreau2021"


def test_rows_are_named_by_what_does_not_move(read_one):
    text = (
        "TY  - JOUR\nDO  - 10.1000/a\nER  -\nTY  - JOUR\nTI  - A\nER  -\nTY  - JOUR\nDO  - 10.1000/a\nER  -\n"
    )
    (sheet,) = read_one("R1.ris", text.replace("TI  - A", "AN  - PMID: 22222222\nTI  - A")).sheets
    assert [row[0] for row in sheet.rows] == ["R1.ris:#1", "R1.ris:22222222", "R1.ris:#3"]


def test_a_bibliography_beside_tables(write):
    write("reports.csv", "report_id,title\nR1,Two drugs\n")
    write("R1.ris", RIS)
    write("R1-included.nbib", NBIB)
    reading = read(["."])
    shaped = shape(reading.sheets, said=reading.findings)
    assert shaped.findings == ()
    from triallint.tables import Citation

    citations = shaped.tables.rows(Citation)
    assert sorted(one.raw("relation") for one in citations) == ["included_study", "reference"]
    (ris,) = [one for one in citations if one.grid.file == "R1.ris"]
    assert (ris.doi.text, ris.doi.place.row, str(ris.title.place)[:8]) == ("10.1000/xyz123", 15, "R1.ris:5")


def test_a_file_that_is_named_after_no_report_is_one_warning(write):
    write("reports.csv", "report_id,title\nR1,Two drugs\n")
    write("library.ris", RIS + RIS.replace("moreau", "lindqvist") + RIS.replace("moreau", "other"))
    write("citations.csv", "report_id,relation,position,title\nR8,reference,1,A\nR9,reference,1,B\n")
    reading = read(["."])
    shaped = shape(reading.sheets, said=reading.findings)
    said = [(one.place.file, one.severity.name, one.place.row) for one in shaped.findings]
    assert said == [
        ("citations.csv", "error", 2),
        ("citations.csv", "error", 3),
        ("library.ris", "warning", 1),
    ]
    (finding,) = (one for one in shaped.findings if one.place.file == "library.ris")
    assert finding.check == "references_resolve"
    assert "the file is named after `library`" in finding.message
    assert "what it lists (3) belongs to no report" in finding.message
    assert "`R1.ris` or `R1-included-studies.ris`" in (finding.remedy or "")


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_that_is_offered_is_understood(read_one, ending):
    (sheet,) = read_one(f"R1-{ending}.ris", RIS).sheets
    assert dict(zip(sheet.header, sheet.rows[0], strict=True))["report_id"] == "R1"


def test_the_endings_are_said_where_a_name_has_another(write):
    write("reports.csv", "report_id,title\nR1,Two drugs\n")
    write("R1-csl.ris", RIS)
    reading = read(["."])
    (finding,) = shape(reading.sheets, said=reading.findings).findings
    assert "named after `R1-csl`" in finding.message
    assert all(f"-{ending}" in (finding.remedy or "") for ending in ENDINGS)


def test_a_list_of_authors_that_ends_in_others_is_not_complete(read_one):
    text = "@article{a, author = {Moreau, Anne and Lindqvist, Per and others}, title = {T}}"
    (sheet,) = read_one("R1.bib", text).sheets
    assert (
        dict(zip(sheet.header, sheet.rows[0], strict=True))["authors"]
        == "Moreau, Anne; Lindqvist, Per; et al"
    )
    for text in ("Moreau, Anne; Lindqvist, Per; et al", "Moreau A; Lindqvist P; others"):
        assert (len(listed(text).names), listed(text).more) == (2, True)


def test_an_item_with_no_more_than_its_type_and_title_is_one(read_one):
    item = '[{"id": "a", "type": "article-journal", "title": "Two drugs", "DOI": "10.1000/xyz"}]'
    (sheet,) = read_one("R1-reference.json", item).sheets
    row = dict(zip(sheet.header, sheet.rows[0], strict=True))
    assert (sheet.table, row["report_id"], row["title"], row["doi"]) == (
        "citations",
        "R1",
        "Two drugs",
        "10.1000/xyz",
    )


def test_a_datapackage_may_say_that_they_are_reports(write):
    write("datapackage.json", '{"resources": [{"name": "reports", "path": "hits.nbib"}]}')
    write("hits.nbib", NBIB)
    reading = read(["."])
    (sheet,) = reading.sheets
    row = {name: text for name, text in zip(sheet.header, sheet.rows[0], strict=True) if text}
    assert (row["report_id"], row["published"], row["epub"]) == ("12345678", "2021 Mar 2", "2020-12-08")
    assert row["registry_ids"] == "NCT01234567"
    assert shape(reading.sheets).findings == ()


@pytest.mark.parametrize(
    ("text", "said", "count"),
    [
        ("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  -\n", "has no ER before the next entry", 2),
        ("TY  - JOUR\nTI  - A\n", "has no ER: the file may be cut short", 1),
        ("TI  - A\nER  -\n", "does not begin with TY", 1),
        ("Exported today\n\nTY  - JOUR\nTI  - A\nER  -\n", "what stands on line 1 belongs to no entry", 1),
    ],
)
def test_ris_entries_that_run_into_one_another(read_one, text, said, count):
    reading = read_one("R1.ris", text)
    finding = the(reading, "entries_are_whole")
    assert said in finding.message
    assert len(rows(reading)) == count


def test_numbers_between_entries_are_nothing_to_speak_of(read_one):
    reading = read_one("R1.ris", f"1.\n{RIS}\n2.\n{RIS.replace('moreau', 'other')}")
    assert (len(rows(reading)), found(reading)) == (2, [])


def test_an_nbib_entry_without_its_pmid(read_one):
    reading = read_one("R1.nbib", "PMID- 1\nTI  - A\n\nTI  - B\n")
    assert the(reading, "entries_are_whole").place.row == 4
    assert [row.get("title") for row in rows(reading)] == ["A", "B"]


def test_a_tag_that_stands_twice(read_one):
    reading = read_one("R1.ris", "TY  - JOUR\nDO  - 10.1000/a\nDO  - 10.1000/b\nVL  - 1\nVL  - 1\nER  -\n")
    assert found(reading) == ["error keys_stand_once"]
    assert the(reading, "keys_stand_once").place.row == 3
    assert rows(reading)[0]["doi"] == "10.1000/a"


def test_bibtex_that_is_broken(read_one):
    pytest.importorskip("bibtexparser")
    text = """@article{a, title = {Two drugs}, title = {One drug}}
@article{b, title = {never closed,
  year = 2020
}
@article{c, title = {Good}}
@article{c, title = {Good as well}}
"""
    reading = read_one("R1.bib", text)
    assert sorted(found(reading)) == [
        "error keys_stand_once",
        "error syntax_is_valid",
        "warning entries_have_keys_of_their_own",
    ]
    assert the(reading, "syntax_is_valid").place.row == 2
    assert [row.get("title") for row in rows(reading)] == ["Two drugs", "Good", "Good as well"]
    assert [row[0] for row in reading.sheets[0].rows] == ["R1.bib:a", "R1.bib:#2", "R1.bib:#3"]


def test_bibtex_without_its_library(read_one, monkeypatch, capfd):
    monkeypatch.setitem(sys.modules, "bibtexparser", None)
    reading = read_one("R1.bib", BIB)
    assert reading.sheets == ()
    assert "triallint[bibliography]" in the(reading, "format_is_read").remedy
    assert capfd.readouterr().err == ""


def test_what_fails_in_bibtex_is_a_finding_and_no_log(read_one, capfd):
    pytest.importorskip("bibtexparser")
    assert read_one("R1.bib", "@article{b, title = {never closed").findings
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(("name", "content"), [("R1.bib", RIS), ("R1.ris", NBIB), ("R1.nbib", CSL)])
def test_one_bibliography_in_anothers_clothes(read_one, name, content):
    reading = read_one(name, content)
    assert len(rows(reading)) == 1
    assert found(reading) == ["warning file_is_what_its_name_says"]


@pytest.mark.parametrize("name", ["R1.ris", "R1.nbib", "R1.bib"])
@pytest.mark.parametrize("content", ["just words\n", "", "\n\n"])
def test_nothing_in_it(read_one, name, content):
    if name.endswith("bib"):
        pytest.importorskip("bibtexparser")
    reading = read_one(name, content)
    assert reading.sheets == ()
    assert "warning file_has_rows" in found(reading)
