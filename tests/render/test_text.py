"""The text for people: what is drawn, what fits, and what it says of things not looked at."""

import re
from dataclasses import replace

import pytest

from triallint.model import Checked, Crash, Finding, Place, Point, Run, Severity, Skip, Tally
from triallint.render import Context, RowText, Verbosity, render
from triallint.render.characters import width

from .example import CONTEXT, LIMITS, RUN, SUM
from .hostile import TEXTS, run_of

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def text_of(*findings: Finding, context: Context = CONTEXT, **more: object) -> str:
    return render(Run(findings=findings), "text", context=replace(context, **more))  # type: ignore[arg-type]


def drawing(text: str) -> list[str]:
    """The lines of drawn rows, without the gutter's indentation."""
    return [line for line in text.splitlines() if re.match(r" *\d* \|", line)]


def finding_in(names: str, texts: str, *marked: str, words: tuple[str, ...] = ()) -> tuple[Finding, Context]:
    """A finding in one row, given as `a | b | c`, that points at the marked columns."""
    row = RowText(*(tuple(cell.strip() for cell in line.split("|")) for line in (names, texts)))
    points = [
        Point(Place("t.csv", 7, row.names.index(name) + 1, name), row.texts[row.names.index(name)], said)
        for name, said in zip(marked, words or marked, strict=True)
    ]
    finding = Finding("some_check", Severity.error, "a message", tuple(points), fingerprint="0" * 16)
    return finding, Context("0.1.0", rows=lambda place: row)


def test_the_row_is_drawn_with_marks_under_its_cells() -> None:
    finding, context = finding_in("id | value | lower | upper", "R1 | 0.71 | 1.03 | 0.47", "lower", "upper")
    assert drawing(text_of(finding, context=context)) == [
        "     | id  value  lower  upper",
        "   7 | R1  0.71   1.03   0.47",
        "     |            ^^^^   ----",
    ]


def test_wide_and_combining_characters_keep_the_marks_under_their_cells() -> None:
    finding, context = finding_in("arm_id | label | n", "A | プラセボ e\u0301 👍🏽 | 12", "n")
    lines = drawing(text_of(finding, context=context))
    assert lines == [
        "     | arm_id  label          n",
        "   7 | A       プラセボ e\u0301 👍🏽  12",
        "     |                        ^^",
    ]
    assert width(lines[1].partition("12")[0]) == width(lines[2].partition("^^")[0])


def test_marks_of_a_wide_cell_are_as_wide_as_the_cell() -> None:
    finding, context = finding_in("label | n", "한국 | 12", "label")
    assert drawing(text_of(finding, context=context))[-1] == "     | ^^^^"


def test_words_of_one_cell_stand_beside_its_mark_and_of_several_below() -> None:
    finding, context = finding_in("a | b | c", "1 | 2 | 3", "a", words=("the first arm",))
    assert drawing(text_of(finding, context=context))[-1] == "     | ^ the first arm"
    finding, context = finding_in("a | b | c", "1 | 2 | 3", "a", "c", words=("first", "the third"))
    assert drawing(text_of(finding, context=context))[2:] == [
        "     | ^     -",
        "     | first",
        "     |       the third",
    ]


def test_a_blank_cell_is_called_blank() -> None:
    finding, context = finding_in("a | b", "1 | ", "b")
    assert drawing(text_of(finding, context=context))[1:] == ["   7 | 1  (blank)", "     |    ^^^^^^^"]


def test_columns_that_do_not_fit_give_way_to_those_that_matter() -> None:
    names = " | ".join(f"column_{number:02}" for number in range(40))
    texts = " | ".join(f"{number}" for number in range(40))
    finding, context = finding_in(names, texts, "column_20", "column_22")
    lines = drawing(text_of(finding, context=context, width=60))
    assert lines == [
        "     | column_00  …  column_20  column_21  column_22  …",
        "   7 | 0          …  20         21         22         …",
        "     |               ^^                    --",
    ]


def test_a_cell_of_ten_thousand_characters_is_clipped_where_it_is_marked() -> None:
    finding, context = finding_in("id | note | value", f"R1 | {'x' * 10_000} | 3", "note")
    lines = drawing(text_of(finding, context=context))
    assert "x" * 39 + "…" in lines[1]
    assert max(map(width, lines)) <= 80


def test_the_marked_cells_alone_are_drawn_where_the_row_cannot_be_had_or_has_changed() -> None:
    finding, context = finding_in("a | b | c", "1 | 2 | 3", "a", "c")
    changed = RowText(("a", "b", "c"), ("1", "2", "4"))
    for rows in (lambda place: None, lambda place: changed):
        assert drawing(text_of(finding, context=replace(context, rows=rows))) == [
            "     | a  c",
            "   7 | 1  3",
            "     | ^  -",
        ]


def test_a_cell_that_the_row_does_not_have_is_named_in_words() -> None:
    finding, context = finding_in("a | b", "1 | 2", "b")
    absent = Point(Place("t.csv", 7, None, "ci_level"), "", "ci level")
    text = text_of(replace(finding, points=(*finding.points, absent)), context=context)
    assert drawing(text) == ["     | a  b", "   7 | 1  2", "     |    ^"]
    assert "  also     t.csv:7 (column ci_level) (blank)" in text
    alone = text_of(replace(finding, points=(absent,)), context=context)
    assert drawing(alone) == []
    assert "  t.csv:7 (column ci_level)  some_check" in alone


def test_a_marked_header_is_not_drawn_twice() -> None:
    names = ("report_id", "meidan")
    point = Point(Place("t.csv", 1, 2, "meidan"), "meidan", "not a column of the table")
    finding = Finding("some_check", Severity.warning, "m", (point,))
    assert drawing(text_of(finding, rows=lambda place: RowText(names, names))) == [
        "   1 | report_id  meidan",
        "     |            ^^^^^^ not a column of the table",
    ]


def test_words_stand_before_a_mark_at_the_edge_of_the_screen() -> None:
    finding, context = finding_in(f"{'a' * 30} | b", f"{'1' * 30} | 2", "b", words=("the arm",))
    assert drawing(text_of(finding, context=context, width=40))[-1] == f"     | {' ' * 18}the arm ^"


def test_the_report_gives_way_first_because_the_heading_names_it() -> None:
    names = "row_id | report_id | outcome_id | measure | x1 | x2 | x3 | value"
    finding, context = finding_in(names, "k1 | R1 | os | HR | a | b | c | 0.7", "value")
    header = drawing(text_of(replace(finding, subject="R1"), context=context, width=58))[0]
    assert header == "     | row_id  …  outcome_id  measure  x1  x2  x3  value"
    other = drawing(text_of(replace(finding, subject="R2"), context=context, width=58))[0]
    assert "report_id" in other


def test_rows_of_one_file_share_a_header_and_other_files_are_named() -> None:
    lines = text_of(SUM).splitlines()
    assert sum("report_id" in line for line in lines) == 2
    assert "  with seeds/flow.xlsx, flow row 7" in lines


def test_many_rows_are_counted_and_all_are_shown_when_asked() -> None:
    points = tuple(Point(Place("t.csv", row, 1, "n"), str(row), "n") for row in range(2, 42))
    finding = Finding("some_check", Severity.error, "too many", points, fingerprint="0" * 16)
    text = text_of(finding)
    assert len(re.findall(r"^ +\d+ \|", text, re.M)) == 6
    assert "also     26 more places" in text
    assert len(re.findall(r"^ +\d+ \|", text_of(finding, verbosity=Verbosity.verbose), re.M)) == 40


def test_every_part_of_a_finding_is_said() -> None:
    text = " ".join(text_of(LIMITS, width=400).split())
    for part in (
        "error: the lower limit 1.03 is above the upper limit 0.47",
        "seeds/estimates.csv:12 (column ci_lower) limits_are_in_order",
        "It crosses the significance level, the null or a margin: a conclusion may change.",
        "reading the two limits may have changed places",
        "margin 55 units in the last place",
        "remedy compare both limits with the report",
        "fix swap the two limits (to be judged by a person): “1.03” becomes “0.47”",
    ):
        assert part in text


def test_findings_are_grouped_by_report_and_the_dataset_is_named() -> None:
    heads = [line for line in render(RUN, "text", context=CONTEXT).splitlines() if " ---" in line]
    assert [head.split(" -")[0] for head in heads if head[0] != " "] == [
        "The dataset",
        "Report R1",
        "Report R2",
    ]
    assert {width(head) for head in heads if head[0] != " "} == {80}


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_drawn_rows_and_notes_fit_the_screen(columns: int) -> None:
    runs = [RUN, *(run_of(text)[0] for text in TEXTS.values() if len(text) < 30)]
    for run in runs:
        text = render(run, "text", context=replace(CONTEXT, width=columns))
        lines = [
            line for line in text.splitlines() if re.match(r" *\d* \|| {11}|  (reading|remedy|fix)", line)
        ]
        assert lines
        assert max(map(width, lines)) <= columns


def test_colour_changes_nothing_but_colour() -> None:
    for verbosity in Verbosity:
        plain = render(RUN, "text", context=replace(CONTEXT, verbosity=verbosity))
        coloured = render(RUN, "text", context=replace(CONTEXT, verbosity=verbosity, colour=True))
        assert "\x1b" not in plain
        assert ANSI.sub("", coloured) == plain
        assert "\x1b[1;31merror\x1b[0m" in coloured


def test_quiet_says_each_error_and_warning_on_one_line_and_still_the_crashes() -> None:
    lines = render(RUN, "text", context=replace(CONTEXT, verbosity=Verbosity.quiet)).splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in lines[:4]] == [
        "error",
        "error",
        "warning",
        "crash",
    ]
    assert lines[4:] == [
        "2 errors, 1 warning, 1 info; 1 accepted; 63 of 67 rows looked at",
        "1 check crashed: the run is not complete",
    ]


def ending(run: Run) -> list[str]:
    return render(run, "text", context=CONTEXT).rstrip("\n").rpartition("\n\n")[2].splitlines()


def test_the_verdict_promises_no_more_than_what_was_looked_at() -> None:
    looked = Checked(("a.csv",), {"arms": 5}, {"x": Tally(5, passed=3, skipped=2)}, {"arms": 2})
    blind = Checked(("a.csv",), {"arms": 5}, {"x": Tally(5, skipped=5)}, {"arms": 5})
    crash = (Crash("y", None, "E"), Crash("y", None, "E"))
    assert ending(Run(checked=looked)) == ["No findings; 3 of 5 rows looked at"]
    assert ending(Run(checked=blind)) == ["Nothing was checked; 0 of 5 rows looked at"]
    assert ending(Run()) == ["Nothing was checked; 0 of 0 rows looked at"]
    assert ending(Run(accepted=(LIMITS,), checked=looked))[0].startswith("No findings beyond the 1 accepted;")
    assert ending(Run(crashes=crash, checked=looked))[1] == "1 check crashed: the run is not complete"
    assert ending(Run(findings=(LIMITS,))) == ["1 error; nothing was checked; 0 of 0 rows looked at"]


def test_skips_are_counted_and_listed_when_asked() -> None:
    run = Run(skips=(Skip("a", "n is blank", 1200), Skip("a", "p is blank", 3), Skip("b", "n is blank", 2)))
    short = render(run, "text", context=CONTEXT)
    assert "1,205 times by 2 checks, most often (1,202) because n is blank" in short
    assert "--verbose" in short
    long = render(run, "text", context=replace(CONTEXT, verbosity=Verbosity.verbose))
    assert "  a\n     1,200  n is blank\n         3  p is blank\n  b\n         2  n is blank\n" in long
    assert "--verbose" not in long


def test_checks_that_looked_at_nothing_are_counted_and_named_when_asked() -> None:
    short = render(RUN, "text", context=replace(CONTEXT, width=200))
    assert "5 (3 looked at something, 1 could not look anywhere, 1 found no row to look at)" in short
    assert "at_risk_falls" not in short
    long = render(RUN, "text", context=replace(CONTEXT, width=200, verbosity=Verbosity.verbose))
    assert "could not look anywhere: percent_agrees_with_count" in long
    assert "found no row to look at: at_risk_falls" in long


def test_one_check_that_crashes_everywhere_is_said_once() -> None:
    crashes = tuple(Crash("x", Place("a.csv", row, 1, "n"), "E: no") for row in range(100))
    text = render(Run(crashes=crashes), "text", context=CONTEXT)
    assert text.count("CRASHED") == 1
    assert "100 times" in text
    assert "and 92 more" in text
