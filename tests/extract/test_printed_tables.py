"""Facts in printed tables: the commonest shapes are read, and what is not understood is listed."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest

from triallint.extract.document import Document
from triallint.extract.facts import Fact
from triallint.extract.printed_tables import in_tables

from .reading import only, read, written


def table_of(tmp_path: Path, rows: Sequence[Sequence[str]], caption: str = "", cell: str = "th") -> Document:
    """A page with one table; its first row is made of header cells, or of plain ones."""
    made = "".join(
        f"<tr>{''.join(f'<{name}>{escape(text)}</{name}>' for text in row)}</tr>"
        for row, name in ((row, cell if number == 0 else "td") for number, row in enumerate(rows))
    )
    page = f"<html><h1>A trial</h1><h2>Results</h2><p>We randomised men.</p><table><caption>{caption}</caption>{made}</table></html>"
    (document,), _ = read(written(tmp_path, "page.html", page))
    return document


def said(fact: Fact) -> tuple[str, str | None, str | None, dict[str, str]]:
    return (
        fact.kind,
        fact.arm.text if fact.arm else None,
        fact.outcome.text if fact.outcome else None,
        {column: quote.text for column, quote in fact.cells.items()} | dict(fact.said),
    )


def facts_of(document: Document) -> list[tuple[str, str | None, str | None, dict[str, str]]]:
    found = in_tables(document.tables)
    for fact in found.facts:
        for quote in (*fact.cells.values(), fact.arm, fact.outcome):
            assert quote is None or document.text[quote.start : quote.end].strip() == quote.text
    return [said(fact) for fact in found.facts if fact.kind != "size"]


HEAD = ["Outcome", "Drug (n=40)", "Placebo (N = 41)"]


def test_a_table_of_full_text() -> None:
    document = only("article.xml")
    found = in_tables(document.tables)
    assert [said(fact) for fact in found.facts] == [
        ("size", "Tea", None, {"n": "110", "stage": "analysed"}),
        ("size", "Broth", None, {"n": "110", "stage": "analysed"}),
        ("proportion", "Tea", "Alert at dawn", {"events": "66", "percent": "60.0"}),
        ("proportion", "Broth", "Alert at dawn", {"events": "44", "percent": "40.0"}),
        (
            *("effect", None, "Alert at dawn"),
            {
                "value": "2.25",
                "ci_lower": "1.31",
                "ci_upper": "3.86",
                "ci_level": "95",
                "p_value": "0.003",
                "measure": "OR",
            },
        ),
        ("summary", "Tea", "Alertness score", {"mean": "7.1", "sd": "1.8"}),
        ("summary", "Broth", "Alertness score", {"mean": "6.2", "sd": "2.0"}),
        ("test", None, "Alertness score", {"p_value": "<0.001"}),
        ("summary", "Tea", "Cups drunk", {"median": "3", "q1": "2", "q3": "5"}),
        ("summary", "Broth", "Cups drunk", {"median": "2", "q1": "1", "q3": "4"}),
        ("test", None, "Cups drunk", {"p_value": "0.04"}),
    ]
    assert found.notes == ("Table 1: 2 cells were not understood, among them 'round', 'square'",)
    assert document.notes[-1:] == found.notes


@pytest.mark.parametrize(
    ("label", "cell", "kind", "outcome", "cells"),
    [
        ("Cured, No. (%)", "12 (30)", "proportion", "Cured", {"events": "12", "percent": "30"}),
        ("Cured", "12 (30%)", "proportion", "Cured", {"events": "12", "percent": "30"}),
        ("Cured", "12/40 (30.0)", "proportion", "Cured", {"events": "12", "total": "40", "percent": "30.0"}),
        ("Cured, % (n)", "30 (12)", "proportion", "Cured", {"events": "12", "percent": "30"}),
        ("Cured, n (%)", "1,012 (30)*", "proportion", "Cured", {"events": "1,012", "percent": "30"}),
        ("Age — mean (SD), y", "41.2 (9.8)", "summary", "Age", {"mean": "41.2", "sd": "9.8"}),
        ("Change, mean ± SD", "−1.4±0.9", "summary", "Change", {"mean": "−1.4", "sd": "0.9"}),
        ("Score, mean (SE)", "3.0 (0.1)", "summary", "Score", {"mean": "3.0", "se": "0.1"}),
        ("Days, median (IQR)", "3 [2–5]", "summary", "Days", {"median": "3", "q1": "2", "q3": "5"}),
        ("Days, median (range)", "3 (1 to 19)", "summary", "Days", {"median": "3", "min": "1", "max": "19"}),
        (
            "Weight, mean (95% CI)",
            "70.1 (68.0, 72.2)",
            "summary",
            "Weight",
            {"mean": "70.1", "ci_lower": "68.0", "ci_upper": "72.2"},
        ),
    ],
)
def test_shapes(
    label: str, cell: str, kind: str, outcome: str, cells: dict[str, str], tmp_path: Path
) -> None:
    document = table_of(tmp_path, [HEAD, [label, cell, "—"]])
    assert facts_of(document) == [(kind, "Drug", outcome, cells)]
    assert in_tables(document.tables).notes == ()


@pytest.mark.parametrize(
    ("label", "cell"),
    [
        ("Age", "41.2 (9.8)"),  # a mean with its SD, or a count with its percent
        ("Age", "41.2 ± 9.8"),  # SD or SE
        ("Days, median", "3 (2–5)"),  # quartiles or the range
        ("Cured, n (%)", "twelve"),
        ("Cured, n (%)", "12 of 40, 30"),
        ("Mean (SD) or median (IQR)", "3 (2)"),
    ],
)
def test_what_may_mean_two_things_is_listed(label: str, cell: str, tmp_path: Path) -> None:
    document = table_of(tmp_path, [HEAD, [label, cell, ""], ["Cured, n (%)", "12 (30)", "NA"]])
    assert len(facts_of(document)) == 1
    (note,) = in_tables(document.tables).notes
    assert repr(cell) in note


def test_a_heading_or_the_caption_tells_what_cells_hold(tmp_path: Path) -> None:
    rows = [
        HEAD,
        ["Sex, n (%)", "", ""],
        ["Women", "20 (50)", "21 (51)"],
        ["Age", "41.2 (9.8)", "40.0 (9.9)"],
        ["Score, mean (SD)", "7 (2)", "6 (2)"],
        ["Weight", "70 (9)", "71 (8)"],
    ]
    document = table_of(tmp_path, rows)
    found = [(kind, outcome) for kind, _, outcome, _ in facts_of(document)]
    assert found == [("proportion", "Women")] * 2 + [("summary", "Score")] * 2
    assert "4 cells were not understood, among them '41.2 (9.8)'" in in_tables(document.tables).notes[0]
    document = table_of(tmp_path, rows[:1] + rows[2:3], "Baseline characteristics. Values are n (%).")
    assert len(facts_of(document)) == 2
    assert [dict(fact.said) for fact in in_tables(document.tables).facts if fact.kind == "size"] == [
        {"stage": "arm"}
    ] * 2


def test_sizes_in_a_row_of_their_own(tmp_path: Path) -> None:
    document = table_of(
        tmp_path,
        [["", "Drug", "Placebo"], ["No. of patients", "40", "41"], ["Cured (%)", "12 (30)", "8 (20)"]],
    )
    sizes = [said(fact) for fact in in_tables(document.tables).facts if fact.kind == "size"]
    assert [(arm, cells["n"]) for _, arm, _, cells in sizes] == [("Drug", "40"), ("Placebo", "41")]
    assert len(facts_of(document)) == 2


def test_columns_of_all_groups_are_no_group(tmp_path: Path) -> None:
    document = table_of(
        tmp_path, [["", "Drug (n=40)", "Total (n=81)"], ["Cured, n (%)", "12 (30)", "20 (25)"]]
    )
    assert [arm for _, arm, _, _ in facts_of(document)] == ["Drug"]
    assert "'20 (25)'" in in_tables(document.tables).notes[0]


def test_effects_need_a_measure(tmp_path: Path) -> None:
    head = ["Outcome", "Drug (n=40)", "Placebo (n=41)", "Adjusted HR (95% CI)", "P"]
    document = table_of(tmp_path, [head, ["Death, n (%)", "2 (5)", "5 (12)", "0.41 (0.08 to 2.1)", "p=0.28"]])
    kind, _, outcome, cells = facts_of(document)[-1]
    assert (kind, outcome, cells["measure"], cells["value"], cells["ci_upper"]) == (
        "effect",
        "Death",
        "HR",
        "0.41",
        "2.1",
    )
    assert cells["p_value"] == "=0.28"
    head[3] = "Estimate (95% CI)"
    document = table_of(tmp_path, [head, ["Death, n (%)", "2 (5)", "5 (12)", "0.41 (0.08 to 2.1)", "0.28"]])
    assert [kind for kind, *_ in facts_of(document)] == ["proportion", "proportion", "test"]
    assert "0.41 (0.08 to 2.1)" in in_tables(document.tables).notes[0]


def test_a_first_row_of_words_is_a_header(tmp_path: Path) -> None:
    document = table_of(
        tmp_path, [["Outcome", "Drug", "Placebo"], ["Cured, n (%)", "12 (30)", "8 (20)"]], cell="td"
    )
    assert [arm for _, arm, _, _ in facts_of(document)] == ["Drug", "Placebo"]
    document = table_of(
        tmp_path, [["Cured, n (%)", "12 (30)", "8 (20)"], ["Died, n (%)", "1 (3)", "2 (5)"]], cell="td"
    )
    assert facts_of(document) == []
    assert in_tables(document.tables).notes == (
        "table 1: no header tells what its columns are; it was not read",
    )


def test_figures_of_subheaders_belong_to_the_group_above(tmp_path: Path) -> None:
    page = """<html><h1>A trial</h1><h2>Results</h2><p>We randomised.</p><table>
    <thead><tr><th rowspan="2">Item</th><th colspan="2">Drug (n = 40)</th><th colspan="2">Placebo (n = 41)</th></tr>
    <tr><th>n (%)</th><th>Mean (SD)</th><th>n (%)</th><th>Mean (SD)</th></tr></thead>
    <tr><td>Hiccups</td><td>12 (30)</td><td>2.1 (0.4)</td><td>9 (22)</td><td>2.0 (0.5)</td></tr></table></html>"""
    (document,), _ = read(written(tmp_path, "page.html", page))
    assert facts_of(document) == [
        ("proportion", "Drug", "Hiccups", {"events": "12", "percent": "30"}),
        ("summary", "Drug", "Hiccups", {"mean": "2.1", "sd": "0.4"}),
        ("proportion", "Placebo", "Hiccups", {"events": "9", "percent": "22"}),
        ("summary", "Placebo", "Hiccups", {"mean": "2.0", "sd": "0.5"}),
    ]
