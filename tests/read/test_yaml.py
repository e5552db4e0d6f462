"""YAML: texts as typed, with their lines; bombs, aliases and broken documents."""

import pytest

from triallint.read.source import Source
from triallint.read.yaml_file import read_yaml

from .conftest import found, the


def test_texts_are_as_they_were_typed(read_one):
    text = "- {a: NO, b: 0123, c: 0.70, d: 2004-05-01, e: 1_000, f: 12:30, g: 1e3, h: ~, i: null, j: }\n"
    reading = read_one("t.yaml", text + "- {a: 'NO', b: \"0.70\", c: true, d: False, e: 'true', f: '~'}\n")
    assert reading.sheets[0].rows == [
        ["NO", "0123", "0.70", "2004-05-01", "1_000", "12:30", "1e3", "", "", ""],
        ["NO", "0.70", "yes", "no", "true", "~", "", "", "", ""],
    ]
    assert reading.findings == ()


def test_lines_of_records_and_cells(read_one):
    text = "# arms\n- a: 1\n  b: |\n    two\n    lines\n  c: 3\n\n- a: x\n     y\n"
    (sheet,) = read_one("t.yml", text).sheets
    assert (sheet.header, sheet.header_line, sheet.lines) == (["a", "b", "c"], 2, [2, 8])
    assert sheet.rows == [["1", "two\nlines", "3"], ["x y", "", ""]]
    assert sheet.cell_lines == {(0, 1): 3, (0, 2): 6}


def test_one_list_for_each_table(read_one):
    sheets = read_one("trial.yaml", "arms:\n- {id: 1}\n- {id: 2}\nflow:\n- {n: 3}\n").sheets
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [("arms", [["1"], ["2"]]), ("flow", [["3"]])]


def test_several_documents(read_one):
    assert read_one("t.yaml", "a: 1\n---\na: 2\nb: 3\n").sheets[0].rows == [["1", ""], ["2", "3"]]
    sheets = read_one("t.yaml", "arms: [{id: 1}]\n---\nflow: [{n: 1}]\n").sheets
    assert [sheet.name for sheet in sheets] == ["arms", "flow"]


def test_a_key_that_stands_twice(read_one):
    reading = read_one("t.yaml", "- a: 1\n  b: 2\n  a: 3\n")
    assert reading.sheets[0].rows == [["1", "2"]]
    assert the(reading, "keys_stand_once").place.row == 3


def test_nested_values(read_one):
    reading = read_one("t.yaml", "- a: [x, y]\n  b: {c: 1}\n")
    assert reading.sheets[0].rows == [["x; y", ""]]
    assert found(reading) == ["info records_are_flat", "error records_are_flat"]


def test_aliases_stand_for_their_anchor(read_one):
    reading = read_one("t.yaml", "- &one {a: &x 1, b: *x}\n- *one\n")
    assert reading.sheets[0].rows == [["1", "1"], ["1", "1"]]


def test_an_alias_of_nothing(read_one):
    reading = read_one("t.yaml", "- a: 1\n  note: *significant\n")
    assert reading.sheets[0].rows == [["1", ""]]
    finding = the(reading, "syntax_is_valid")
    assert (finding.severity.name, finding.place.row) == ("error", 2)
    assert "*significant on line 2 names nothing" in finding.message


def test_an_alias_of_its_own_list(read_one):
    assert "error structure_is_a_table" in found(read_one("t.yaml", "&a [*a]"))
    assert "error records_are_flat" in found(read_one("t.yaml", "- &a {x: *a}"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("- {a: 1}\n- {a: 2}\n- {a: [1\n", 2),
        ("arms:\n- a: 1\n- a: 2\n- a: 'x\n", 2),
        ("a: 1\n---\na: 2\n---\na: [\n", 2),
        ("- a: 1\n\t- b\n", 0),
        ("a: b: c\n", 0),
        ("- a: 1\n b: 2\n", 1),
        ("%YAML 9.9.9\n", 0),
        ("- a: \x01\n", 0),
        ("!!python/object/apply:os.system [x", 0),
    ],
)
def test_records_before_a_broken_place_are_kept(read_one, text, rows):
    reading = read_one("t.yaml", text)
    assert "error syntax_is_valid" in found(reading)
    assert sum(len(sheet.rows) for sheet in reading.sheets) == rows


def test_tags_run_nothing(read_one):
    reading = read_one("t.yaml", "- a: !!python/object/apply:os.getcwd []\n  b: !!float '0.70'\n")
    assert reading.sheets[0].rows == [["", "0.70"]]


@pytest.mark.parametrize("text", ["# nothing\n", "---\n", "~\n", "---\n---\n"])
def test_empty_documents(read_one, text):
    reading = read_one("t.yaml", text)
    assert (reading.sheets, found(reading)) == ((), ["warning file_has_rows"])


def layers(first: str) -> str:
    below = "".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]\n" for i in range(1, 12))
    return f"l0: &l0 {first}\n{below}"


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        layers("lol"),
        layers("[lol]"),
        "s: &s [{a: " + "x" * 1_000_000 + "}]\nt: &t [" + "*s, " * 5000 + "]\n",
        "- a: &s " + "x" * 1_000_000 + "\n" + "- b: [" + "*s, " * 5000 + "]\n",
    ],
    ids=["lists", "mappings", "items", "keys", "laughs", "laughing lists", "aliases", "joined"],
)
def test_bombs_end_soon(bomb):
    source = Source("t.yaml")
    read_yaml(source, bomb)
    assert source.findings


def test_without_the_c_parser(read_one, monkeypatch):
    import yaml

    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    text = "- {a: NO, b: 0.70}\n- {a: [x}\n"
    reading = read_one("t.yaml", text)
    assert reading.sheets[0].rows == [["NO", "0.70"]]
    assert found(reading) == ["error syntax_is_valid"]
