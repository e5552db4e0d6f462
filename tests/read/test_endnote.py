"""EndNote's XML export: told from papers by its content, and read as every bibliography is."""

from pathlib import Path

import pytest

from triallint.read import is_document, read
from triallint.reconciling import collections

EXPORT = """\
<?xml version="1.0" encoding="UTF-8" ?>
<xml><records>
<record><rec-number>7</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Moreau, Anne</style></author><author>Okafor, C</author>
</authors></contributors>
<titles><title><style>Nightly velamide &amp; </style><style face="italic">in vivo</style><style> angina</style></title>
<secondary-title>Cardiology Practice</secondary-title></titles>
<dates><year>2019</year></dates><volume>14</volume><number>3</number><pages>201-9</pages>
<electronic-resource-num>10.5555/v.1</electronic-resource-num><custom2>a note</custom2>
<accession-num>31000001</accession-num><remote-database-name>PubMed</remote-database-name></record>
<record><ref-type name="Book Section">5</ref-type><titles><title>A chapter</title>
<secondary-title>A book</secondary-title></titles><accession-num>31000002</accession-num></record>
</records></xml>
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "library.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_record_is_a_citation(tmp_path: Path) -> None:
    (sheet,) = read([written(tmp_path, EXPORT)]).sheets
    first, second = (dict(zip(sheet.header, row, strict=True)) for row in sheet.rows)
    assert (sheet.table, sheet.lines) == ("citations", [3, 11])
    assert first["row_id"] == "library.xml:7"
    assert first["authors"] == "Moreau, Anne; Okafor, C"
    assert first["title"] == "Nightly velamide & in vivo angina"
    assert [first[name] for name in ("journal", "year", "volume", "issue", "pages")] == [
        "Cardiology Practice", "2019", "14", "3", "201-9",
    ]  # fmt: skip
    assert [first[name] for name in ("doi", "pmid", "pmcid")] == ["10.5555/v.1", "31000001", ""]
    assert (second["title"], second["journal"]) == ("A chapter", ""), "the title of a book is no journal"
    assert second["pmid"] == "", "an accession number of an unnamed database is no PMID"


def test_it_is_told_from_a_paper_by_its_content(tmp_path: Path) -> None:
    export = written(tmp_path, EXPORT)
    paper = tmp_path / "paper.xml"
    paper.write_text('<?xml version="1.0"?><article><front/></article>', encoding="utf-8")
    assert [is_document(export), is_document(paper)] == [False, True]
    kinds = [(one.paths, one.are_documents) for one in collections([export, paper])]
    assert kinds == [((export,), False), ((paper,), True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<xml><records><record><titles><title>cut", "no well-formed XML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xml><records><record/></records></xml>', "declares an entity"),
        ("<xml><records></records></xml>", "holds no entry"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str, said: str) -> None:
    reading = read([written(tmp_path, text)])
    assert not reading.sheets
    assert [one for one in reading.findings if said in one.message]


def test_bottomless_nesting_costs_nothing(tmp_path: Path) -> None:
    deep = "<a>x" * 20_000 + "</a>" * 20_000
    text = f"<xml><records><record>{deep}<titles><title>Two drugs</title></titles></record></records></xml>"
    (sheet,) = read([written(tmp_path, text)]).sheets
    assert [row[sheet.header.index("title")] for row in sheet.rows] == ["Two drugs"]
