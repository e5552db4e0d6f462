"""CSV: one line a record, nothing that a spreadsheet would run, nothing left out."""

import csv
import io
import re

import pytest

from triallint.model import Run
from triallint.render import Context, render
from triallint.render.csv import COLUMNS

from .example import CONTEXT, LIMITS, RUN
from .hostile import TEXTS, run_of


def rows(run: Run, context: Context = CONTEXT) -> list[dict[str, str]]:
    text = render(run, "csv", context=context)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True))


def test_it_begins_with_a_byte_order_mark_and_the_header() -> None:
    text = render(RUN, "csv", context=CONTEXT)
    assert text.encode().startswith(
        b"\xef\xbb\xbfkind,severity,check,report,place,file,sheet,row,column,name,"
    )
    assert text.partition("\n")[0] == "\ufeff" + ",".join(COLUMNS)


def test_findings_crashes_accepted_and_skips_are_told_apart() -> None:
    kinds = [row["kind"] for row in rows(RUN)]
    assert kinds == (
        ["finding"] * 4
        + ["crash", "accepted"]
        + ["skip"] * 3
        + ["answers"] * 2
        + ["unverified"] * 2
        + ["list"]
    )
    assert [row["count"] for row in rows(RUN) if row["kind"] == "skip"] == ["3", "41", "1"]


def test_a_finding_is_a_row_with_all_it_says() -> None:
    row = rows(RUN)[1]
    assert row["place"] == "seeds/estimates.csv:12 (column ci_lower)"
    assert (row["file"], row["row"], row["column"], row["name"]) == (
        "seeds/estimates.csv",
        "12",
        "8",
        "ci_lower",
    )
    assert (row["text"], row["changes_conclusion"], row["certainty"]) == ("1.03", "yes", "stated")
    assert row["also"] == "seeds/estimates.csv:12 (column ci_upper) “0.47”"
    assert row["reading"] == LIMITS.reading
    assert row["fingerprint"] == LIMITS.fingerprint
    assert None not in row


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_cell_is_a_formula_and_no_record_more_than_a_line(text: str) -> None:
    run, context = run_of(text)
    found = rows(run, context)
    assert render(run, "csv", context=context).count("\n") == 1 + len(found)
    assert len(found) == 3 + 2 + 1 + 1
    for row in found:
        for value in row.values():
            assert not re.match(r"\s*[=+\-@＝＋－＠]", value)
            assert not re.search(r";[\s\"]*[=+\-@＝＋－＠]", value), "a cell of its own after a semicolon"
            assert len(value) <= 32_767


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("0.71", "0.71"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-0.25", "'-0.25"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\\t=1"),
        ("\r1", "'\\r1"),
        ("\t1", "'\\t1"),
        ("  =1", "'  =1"),
        ("a;=1", "a;'=1"),
        ('a; "=1', "a; \"'=1"),
        ("R1; R2", "R1; R2"),
        ("0.47-1.03", "0.47-1.03"),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str, cell: str) -> None:
    run, context = run_of(text)
    assert rows(run, context)[0]["text"] == cell
