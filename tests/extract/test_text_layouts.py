"""Layouts of plain text: pages of PubMed and the AMA, notices, plain abstracts, JSON Lines."""

from dataclasses import replace
from pathlib import Path

import pytest

from triallint.extract.layouts import documents, layouts
from triallint.extract.reading import facts_of

from .reading import DOCUMENTS, fields, must_stand_where_it_says, only, parts, read, written

ABSTRACT = ["background", "methods", "results", "conclusions"]


def kinds(name: str) -> list[str]:
    return [kind for kind, _, _ in parts(only(name))]


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("pubmed_page.txt", "PubMed page"),
        ("pubmed_browser.txt", "PubMed page"),
        ("notice.txt", "citation notice"),
        ("ama_page.txt", "AMA page"),
        ("plain.txt", "plain text"),
        ("prose.txt", "plain text"),
        ("pubmed_page.html", "HTML"),
        ("journal_page.html", "HTML"),
        ("article.xml", "JATS"),
    ],
)
def test_a_layout_is_told_by_content_alone(name: str, layout: str, tmp_path: Path) -> None:
    content = (DOCUMENTS / name).read_bytes()
    for other in ("report.bin", "7.csv", "noextension"):
        (document,), findings = read(written(tmp_path, other, content))
        assert (document.layout, findings) == (layout, [])
        assert document.id == Path(other).stem
        must_stand_where_it_says(document)


def test_a_pubmed_page() -> None:
    document = only("pubmed_page.txt")
    assert fields(document) == {
        "title": "Velmorin for Persistent Hiccups after Abdominal Surgery",
        "pmid": "99000101",
        "pmcid": "PMC99000101",
        "doi": "10.5555/invented.2021.0101",
        "registry_ids": "NCT99900101",
    }
    assert [one for one in kinds("pubmed_page.txt") if one in ABSTRACT] == ABSTRACT
    relations = [(one.relation, one.position) for one in document.citations]
    assert relations == [
        *(("comment_in", 1), ("similar", 1), ("similar", 2), ("cited_by", 1)),
        *(("reference", 1), ("reference", 2)),
    ]
    last = document.citations[-1]
    assert document.text[last.start : last.end].endswith("2014;31:400-9.")
    assert {name: last.fields[name].text for name in ("authors", "volume", "pages")} == {
        "authors": "Ostrander P, Lim C, Abara N, et al",
        "volume": "31",
        "pages": "400-9",
    }
    assert "issue" not in document.citations[3].fields, "ahead of print it has none"


def test_grants_are_apart_from_the_report() -> None:
    funding = [text for kind, _, text in parts(only("pubmed_page.txt")) if kind == "funding"]
    assert len(funding) == 1
    assert funding[0].startswith("- X01 ZZ000001")


def test_a_pubmed_page_as_a_browser_copies_it() -> None:
    document = only("pubmed_browser.txt")
    said = fields(document)
    assert said["title"] == "Velmorin for Persistent Hiccups after Abdominal Surgery"
    assert (said["journal"], said["year"], said["volume"], said["pages"]) == (
        *("Imag J Med", "2021", "14", "101-112"),
    )
    assert (said["published"], said["epub"], said["pmid"]) == ("2021 Feb 6", "2020 Dec 9", "99000101")
    assert [kind for kind, _, _ in parts(document)][:4] == ["title", "background", "results", "registration"]


def test_a_notice_with_french_headings() -> None:
    document = only("notice.txt")
    said = fields(document)
    assert said["authors"] == "Okafor J, Brandt LM, Iwu S, et al"
    assert (said["doi"], said["registry_ids"]) == ("10.5555/invented.2021.0102", "ISRCTN99900102")
    assert document.fields["doi"].start == document.text.index("10.5555"), "the link's own stands first"
    named = [(kind, heading) for kind, heading, _ in parts(document) if kind in ABSTRACT]
    assert named == list(zip(ABSTRACT, ("CONTEXTE", "METHODS", "RESULTS", "CONCLUSIONS"), strict=True))


def test_an_ama_page() -> None:
    document = only("ama_page.txt")
    assert fields(document) == {
        "title": "Effect of Humming vs Silence on Bread Dough Elbow in Apprentice Bakers",
        "registry_ids": "NCT99900103",
    }
    found = parts(document)
    assert [kind for kind, _, _ in found if kind == "key_points"] == ["key_points"] * 3
    assert ("registration", "ClinicalTrials.gov Identifier", "NCT99900103") in found
    assert not any("Sign in" in text or "Buy This" in text for kind, _, text in found if kind != "other")
    dois = [one.fields["doi"].text for one in document.citations if "doi" in one.fields]
    assert dois == ["10.5555/ijw.2018.44", "10.5555/qs.1999.1."], "a printed full stop is kept"
    book = document.citations[2].fields
    assert (book["authors"].text, book["title"].text) == ("Miller FJ, , Stone G", "The Book of Flour")
    assert [one.fields["position"].text for one in document.citations] == ["1", "2", "3"]


def test_plain_abstracts() -> None:
    document = only("plain.txt")
    assert [kind for kind, _, _ in parts(document)] == ["title", *ABSTRACT, "registration"]
    assert parts(document)[3][2].endswith("Ratio: 2:1 in women."), "no label announces a part there"
    prose = only("prose.txt")
    assert [kind for kind, _, _ in parts(prose)] == ["abstract"]
    assert "title" not in prose.fields, "a first sentence is not taken for a title"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["pubmed_page.txt", "notice.txt", "ama_page.txt", "plain.txt"])
def test_line_ends_stay_and_change_nothing(name: str, end: str, tmp_path: Path) -> None:
    text = (DOCUMENTS / name).read_text(encoding="utf-8")
    (document,), findings = read(written(tmp_path, name, text.replace("\n", end)))
    assert findings == []
    assert document.text == text.replace("\n", end)
    must_stand_where_it_says(document)
    plain = only(name)
    assert fields(document) == fields(plain)
    assert [one.kind for one in document.sections] == [one.kind for one in plain.sections]
    texts = [{column: q.text for column, q in one.fields.items()} for one in document.citations]
    assert texts == [{column: q.text for column, q in one.fields.items()} for one in plain.citations]


def test_json_lines_name_the_record_and_its_line() -> None:
    found, findings = read(DOCUMENTS / "texts.jsonl")
    assert [(one.id, one.line) for one in found] == [
        *(("99000105", 1), ("own-2", 2), ("3", 4), ("own-2-2", 9)),
    ]
    assert found[0].fields["pmid"].text == "99000105"
    assert found[0].line_of(40)[0] == 1
    said = [(one.check, one.place.row) for one in findings]
    assert said == [
        ("document_reports_a_trial", 4),
        ("records_have_id_and_text", 5),
        ("records_have_id_and_text", 6),
        ("syntax_is_valid", 7),
        ("records_have_id_and_text", 8),
        ("documents_have_ids_of_their_own", 9),
    ]
    assert "own-4" in findings[1].message


def test_ids_are_told_apart_over_several_files(tmp_path: Path) -> None:
    taken: set[str] = set()
    names = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        path = written(tmp_path / folder, "one.txt", (DOCUMENTS / "plain.txt").read_bytes())
        names += [one.id for one in documents(path, taken=taken)]
    assert names == ["one", "one-2"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "   \n\n",
        "name,year,n\nOak,2001,14\nElm,2002,15\nAsh,2003,9\n",
        '{"reports": [1, 2, 3]}',
        "def main():\n    return {x: 1 for x in range(9)}\n",
        "<records><record>7</record></records>",
        "%PDF-1.7\n%âãÏÓ\n",
        b"PK\x03\x04rest of a Word document",
        "7 8 9 10 11\n12 13 14 15 16\n",
    ],
)
def test_an_unknown_layout_says_what_was_tried(content: str | bytes, tmp_path: Path) -> None:
    found, findings = read(written(tmp_path, "thing.txt", content))
    assert found == []
    (finding,) = findings
    assert finding.check == "layout_is_known"
    assert "Tried:" in finding.message or "the file is" in finding.message
    if "Tried:" in finding.message:
        assert all(layout.title in finding.message for layout in layouts())


def test_a_document_without_a_trial_says_so(tmp_path: Path) -> None:
    text = "On spoons\n\nAbstract\nSpoons are older than forks, and museums hold many thousands of them. We list the finest spoons of three museums, and tell who made them and why.\n"
    (document,), (finding,) = read(written(tmp_path, "spoons.txt", text))
    assert document.layout == "plain text"
    assert (finding.check, finding.severity.name) == ("document_reports_a_trial", "info")


def test_a_pubmed_export_as_text() -> None:
    (first, second), findings = read(DOCUMENTS / "pubmed_export.txt")
    assert fields(first) == {
        "title": "Velmorin for Persistent Hiccups after Abdominal Surgery",
        "authors": "Quill A, Sanders T, Lim PB",
        "journal": "Imag J Med",
        "published": "2021 Feb 6",
        "epub": "2020 Dec 9",
        "year": "2021",
        "volume": "14",
        "issue": "2",
        "pages": "101-112",
        "doi": "10.5555/invented.2021.0101",
        "pmid": "99000101",
        "pmcid": "PMC99000101",
        "registry_ids": "NCT99900101",
    }
    must_stand_where_it_says(first)
    assert [kind for kind, _, _ in parts(first) if kind in ABSTRACT] == ABSTRACT
    results = next(text for kind, _, text in parts(first) if kind == "results")
    assert "(74.8%) with velmorin and 113" in results, "lines that were wrapped are one sentence"
    assert [kind for kind, _, text in parts(first) if "412 Some Street" in text] == ["other"]
    assert (second.id, second.line, fields(second)["authors"]) == ("99000111", 33, "Snore Z")
    assert [(one.check, one.place.row) for one in findings] == [("document_has_text", 33)]


def test_lines_are_those_of_an_editor(tmp_path: Path) -> None:
    text = "On spoons\r\n\r\nAbstract\rWe randomised\x0c 9 spoons\u2018 to two drawers, and nine more spoons\nto one. All of the spoons were old, and none of them was lost.\n"
    (document,), _ = read(written(tmp_path, "spoons.txt", text))
    assert document.line_of(text.index("nine")) == (4, text.index("nine") - text.index("We") + 1)
    assert document.line_of(text.index("to one"))[0] == 5


def test_numbers_of_other_works_are_not_the_trials() -> None:
    document = only("pubmed_page.txt")
    changed = document.text.replace("Velmorin in singers with hiccups", "Relief in 12 of 40 singers (30%)")
    again = replace(document, text=changed)
    assert len(changed) == len(document.text)
    assert facts_of(again) == facts_of(document) != []
