"""JSON and JSON Lines: every text as printed, every value with its line, broken parts apart."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.read import Limits, read
from triallint.read.json_file import read_json
from triallint.read.source import Source

from .conftest import found, the


def test_numbers_keep_their_literal_text(read_one):
    reading = read_one("t.json", '[{"a": 0.70, "b": 1E-5, "c": -0, "d": 12345678901234567890.10}]')
    assert reading.sheets[0].rows == [["0.70", "1E-5", "-0", "12345678901234567890.10"]]
    assert reading.findings == ()


def test_words_of_json(read_one):
    (sheet,) = read_one("t.json", '[{"a": true, "b": false, "c": null, "d": "null", "e": " x "}]').sheets
    assert sheet.rows == [["yes", "no", "", "null", "x"]]


def test_escapes(read_one):
    (sheet,) = read_one("t.json", r'[{"a": "\u00e9\n\"\\", "b\u0031": "\ud83d\ude00 \ud800"}]').sheets
    assert sheet.header == ["a", "b1"]
    assert sheet.rows == [['é\n"\\', "😀 ?"]]


def test_lines_of_records_and_cells(read_one):
    text = '[\n{"a": 1, "b": 2},\n\n{\n  "a": 3,\n  "b":\n  4, "c": 5\n}\n]\n'
    for end in ("\n", "\r\n", "\r"):
        (sheet,) = read_one("t.json", text.replace("\n", end)).sheets
        assert (sheet.header, sheet.header_line) == (["a", "b", "c"], 2)
        assert (sheet.rows, sheet.lines) == ([["1", "2", ""], ["3", "4", "5"]], [2, 4])
        assert sheet.cell_lines == {(1, 0): 5, (1, 1): 6, (1, 2): 7}


@pytest.mark.parametrize(
    "text",
    [
        '{"arms": [{"id": 1}, {"id": 2}], "flow": [{"n": 3}]}',
        '{"arms": {"columns": ["id"], "rows": [[1], [2]]}, "flow": [{"n": 3}]}',
    ],
)
def test_one_list_for_each_table(read_one, text):
    sheets = read_one("trial.json", text).sheets
    assert [(s.name, s.header, s.rows) for s in sheets] == [
        ("arms", ["id"], [["1"], ["2"]]),
        ("flow", ["n"], [["3"]]),
    ]


def test_columns_and_rows(read_one):
    text = '{"columns": ["id", "id", "n"],\n "rows": [[1, 2, null],\n [3, 4],\n 5,\n ["x", true, 0.10]]}'
    reading = read_one("arms.json", text)
    (sheet,) = reading.sheets
    assert (sheet.name, sheet.header, sheet.lines) == ("arms", ["id", "id", "n"], [2, 5])
    assert sheet.rows == [["1", "2", ""], ["x", "yes", "0.10"]]
    assert found(reading) == ["error structure_is_a_table"] * 2
    assert reading.findings[0].place.row == 3


def test_one_record_alone_is_a_row(read_one):
    assert read_one("trials.json", '{"trial_id": "T1", "alpha": 0.050}').sheets[0].rows == [["T1", "0.050"]]


def test_values_that_are_no_table(read_one):
    reading = read_one("t.json", '{"version": 1, "meta": {"a": 1}, "arms": [{"id": 1}, 7, "x"]}')
    assert [sheet.name for sheet in reading.sheets] == ["arms"]
    assert found(reading) == [
        "info structure_is_a_table",
        "error structure_is_a_table",
        "error structure_is_a_table",
    ]


@pytest.mark.parametrize("text", ["3", '"x"', "null", "{}", "[1, 2]", '[["a"], ["b"]]'])
def test_documents_without_records(read_one, text):
    reading = read_one("t.json", text)
    assert (reading.sheets, found(reading)) == ((), ["error structure_is_a_table"])


@pytest.mark.parametrize("text", ["[]", "[{}]", '{"arms": []}'])
def test_lists_without_records(read_one, text):
    reading = read_one("t.json", text)
    assert (reading.sheets, found(reading)) == ((), ["warning file_has_rows"])


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_key_that_stands_twice(read_one, end):
    reading = read_one("t.json", f'[{{"a": 1, "b": 2,{end} "a": 3}}]')
    assert reading.sheets[0].rows == [["1", "2"]]
    finding = the(reading, "keys_stand_once")
    assert (finding.severity.name, finding.place.row) == ("error", 1 + len(end))
    assert "with '1' and '3'" in finding.message


def test_nested_values(read_one):
    text = '[{"a": ["x", 2, true], "b": {"c": 1}, "d": [[1]], "e": 5}, {"a": ["y"]}]'
    reading = read_one("t.json", text)
    assert reading.sheets[0].rows == [["x; 2; yes", "", "", "5"], ["y", "", "", ""]]
    assert found(reading) == [
        "info records_are_flat",
        "error records_are_flat",
        "error records_are_flat",
    ]
    assert (reading.findings[1].place.column, reading.findings[1].place.name) == (2, "b")


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_not_a_number_is_blank(read_one, word):
    reading = read_one("t.json", f'[{{"a": 1}},\n{{"a": {word}}}]')
    assert reading.sheets[0].rows == [["1"], [""]]
    finding = the(reading, "syntax_is_valid")
    assert (finding.severity.name, finding.place.row) == ("warning", 2)


@pytest.mark.parametrize(
    ("text", "row", "rows"),
    [
        ('[{"a": 1},\n{"a": 2},\n{"a": }]', 3, 2),
        ('[{"a": 1},\n{"a": 2}', 2, 2),
        ('[{"a": 1}\n{"a": 2}]', 2, 1),
        ('[{"a": 1},]', 1, 1),
        ('{"arms": [{"a": 1},\n{"a": 2, "b"}]}', 2, 1),
        ('{"arms": [{"a": 1}],\n"flow": [{"a": 2}, {"b": "x\ny"}]}', 2, 2),
        ("{", 1, 0),
        ('[{"a": 007}]', 1, 0),
        ('[{"a": "\\x"}]', 1, 0),
        ("[{'a': 1}]", 1, 0),
        ('[{"a": 1}] x', 1, 0),
    ],
)
def test_records_before_a_broken_place_are_kept(read_one, text, row, rows):
    reading = read_one("t.json", text)
    finding = the(reading, "syntax_is_valid")
    assert (finding.severity.name, finding.place.row) == ("error", row)
    assert finding.message.startswith("expected ")
    assert sum(len(sheet.rows) for sheet in reading.sheets) == rows


@pytest.mark.parametrize("bomb", ["[" * 1_000_000, '{"a":' * 1_000_000, '[{"a":' * 500_000])
def test_deep_nesting_ends_soon(bomb):
    source = Source("t.json")
    assert read_json(source, bomb) == []
    assert [finding.check for finding in source.findings] == ["syntax_is_valid"]


def test_a_cell_that_is_too_long(write):
    reading = read([write("t.json", '[{"a": "' + "x" * 5000 + '"}]')], limits=Limits(cell_characters=2000))
    assert len(reading.sheets[0].rows[0][0]) == 1000
    assert the(reading, "cells_are_not_oversized").place.column == 1


class TestLines:
    def test_one_broken_line_hides_no_other(self, read_one):
        reading = read_one("t.jsonl", '{"a": 0.70}\n{"a": \n\n[1]\n{"a": 2} x\n{"a": 3, "b": {"c": 1}}\n')
        (sheet,) = reading.sheets
        assert (sheet.header, sheet.rows, sheet.lines) == (["a", "b"], [["0.70", ""], ["3", ""]], [1, 6])
        assert [(f.check, f.place.row) for f in reading.findings] == [
            ("syntax_is_valid", 2),
            ("structure_is_a_table", 4),
            ("syntax_is_valid", 5),
            ("records_are_flat", 6),
        ]

    def test_nothing_but_broken_lines(self, read_one):
        reading = read_one("t.ndjson", "x\ny\n")
        assert found(reading) == ["error syntax_is_valid"] * 2 + ["warning file_has_rows"]

    def test_lines_that_are_called_json(self, read_one):
        reading = read_one("t.json", '{"a": 1}\n{"a": 2}\n')
        assert reading.sheets[0].rows == [["1"], ["2"]]
        assert found(reading) == ["warning structure_is_a_table"]


cells = st.one_of(st.text(max_size=6), st.integers(), st.booleans(), st.none(), st.decimals(0, 9, places=2))


@given(st.lists(st.dictionaries(st.sampled_from("abcd"), cells, min_size=1), min_size=1), st.booleans())
def test_what_the_standard_library_wrote_is_read_back(records, pretty):
    text = json.dumps(records, indent=1 if pretty else None, default=float)
    source = Source("t.json")
    (sheet,) = read_json(source, text)
    literal = json.loads(text, parse_int=str, parse_float=str)
    words = {True: "yes", False: "no", None: ""}
    for row, record in zip(sheet.rows, literal, strict=True):
        expected = [record.get(name) for name in sheet.header]
        assert row == [words[v] if v is None or isinstance(v, bool) else v.strip() for v in expected]
    assert source.findings == []
