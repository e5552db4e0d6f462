"""The seed documents' own lists, line by line, against the cells and places that were curated by hand."""

import csv
import re
from pathlib import Path

from triallint.bibliography import FIELDS, Parsed, parse

from .shared import document, needed

SEEDS = Path(__file__).parents[2] / "seeds" / "citations.csv"
_AT = re.compile(r"(\w+)=(\d+):(\d+)")


def rows() -> list[dict[str, str]]:
    with open(SEEDS, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def line_around(text: str, position: int) -> tuple[int, str]:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return start, text[start : end if end >= 0 else len(text)]


def parsed_rows() -> list[tuple[dict[str, str], dict[str, tuple[int, int]], int, Parsed]]:
    found = []
    for row in rows():
        places = {name: (int(start), int(end)) for name, start, end in _AT.findall(row["at"])}
        start, line = line_around(document(row["report_id"]), places["title"][0])
        found.append((row, places, start, parse(line)))
    return found


@needed
def test_every_field_stands_where_a_curator_found_it() -> None:
    wrong, compared = [], 0
    for row, places, start, parsed in parsed_rows():
        for field in FIELDS:
            part = getattr(parsed, field)
            place = (part.span.start + start, part.span.end + start) if part else None
            if field == "doi" and place and document(row["report_id"])[place[1]] == ".":
                place = (place[0], place[1] + 1) if places["doi"][1] > place[1] else place
            compared += field in places
            if place != places.get(field):
                wrong.append((row["row_id"], field, place, places.get(field)))
    assert wrong == []
    assert compared == 475


@needed
def test_every_field_says_what_a_curator_typed() -> None:
    for row, _, _, parsed in parsed_rows():
        for field in FIELDS:
            part = getattr(parsed, field)
            said = part.text if part else ""
            assert said == row.get(field, "").replace(", , ", ", ").rstrip("."), (row["row_id"], field)


@needed
def test_what_the_lists_say_besides() -> None:
    found = {row["row_id"]: parsed for row, _, _, parsed in parsed_rows()}
    ahead = found["000-cited-by-3"]
    assert (ahead.flags, ahead.labels) == ({"ahead_of_print"}, ("Review",))
    chinese = found["002-cited-by-2"]
    assert chinese.language is not None
    assert chinese.language.text == "Chinese"
    assert chinese.flags == {"translated"}
    assert found["000-cited-by-1"].flags == {"collection", "no_abstract", "article_number"}
    assert found["004-reference-23"].kind == "book"
    for row_id, parsed in found.items():
        note = next(row["note"] for row in rows() if row["row_id"] == row_id)
        online = re.fullmatch(r"online (\d{4} \w+ \d+)", note)
        assert (parsed.epub.text if parsed.epub else None) == (online[1] if online else None)


@needed
def test_the_block_of_a_record_in_three_lines() -> None:
    text = document("003")
    start = text.index("=== M\u00e9tadonn\u00e9es ===") + len("=== M\u00e9tadonn\u00e9es ===")
    parsed = parse(text[start : text.index("=== Abstract")])
    assert {field: part.text for field in FIELDS if (part := getattr(parsed, field))} == {
        "authors": "Gupta S, Rau RE, Kairalla JA, et al",
        "title": "Blinatumomab in Standard-Risk B-Cell Acute Lymphoblastic Leukemia in Children",
        "journal": "N Engl J Med",
        "year": "2025",
        "volume": "392",
        "issue": "9",
        "pages": "875-891",
        "doi": "10.1056/NEJMoa2411680",
    }
    assert parsed.epub is not None
    assert parsed.epub.text == "2024 Dec 7"
