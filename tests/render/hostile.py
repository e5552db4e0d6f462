"""Texts that a table may hold and that a format must not obey, each as findings of a run."""

from dataclasses import replace

from triallint.model import Checked, Crash, Edit, Finding, Fix, Place, Point, Run, Severity, Skip, Span, Tally
from triallint.render import About, Context, RowText

TEXTS = {
    "ansi": "\x1b[2J\x1b[31mred\x1b]0;title\x07\x9b1m",
    "lines": "one\ntwo\r\nthree\rfour\x0bfive\x0csix\x85seven\u2028eight\u2029nine",
    "cdata": "a]]>b<![CDATA[c]]><script>&amp;</script>\"'",
    "command": "\n::error file=x,line=1::owned\r\n::add-mask::x\n##[error]owned %0A::warning::%",
    "formula": "=cmd|' /C calc'!A0",
    "formula_later": 'R1;=HYPERLINK("http://example.org");+1;  @SUM(1);"=1"',
    "minus": "-0.25",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "wide_formula": "＝1+1",
    "nul": "a\x00b\x01\x08\x1f\x7f",
    "long": "0123456789 " * 1000,
    "unbroken": "x" * 10_000,
    "rtl": "\u202e021.\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u2066x\u2069",
    "emoji": "👩‍🔬 👍🏽 ❤️ 🇨🇭 プラセボ é e\u0301 한국",
    "invisible": "0\u200b.7\u00ad0\ufeff \u2060\u200d",
    "surrogate": "half \ud83d of a pair",
    "noncharacter": "\ufffe\uffff\U0010ffff\ue000",
    "sarif_link": "[click](http://example.org) {0} {{1}}",
    "blank": "",
    "spaces": "   ",
}

NAMES = ("report_id", "outcome_id", "value", "ci_lower", "note")


def run_of(text: str) -> tuple[Run, Context]:
    """A run in which `text` stands everywhere that data or a file's name can stand."""
    place = Place(f"{text}.csv", 3, 3, text or "value", None, text or None, Span(4, 9))
    sheet = Place(f"/root/{text}.xlsx", 4, None, "", text)
    finding = Finding(
        check="some_check",
        severity=Severity.error,
        message=f"the cell prints {text}",
        points=(Point(place, text, text), Point(sheet, text, ""), Point(Place(text), text, text)),
        certainty="assumed",
        reading=text,
        remedy=text,
        fix=Fix(text, (Edit(place, text, text),)),
        subject=text,
        basis=(text, text),
        changes_conclusion=True,
        margin=text,
        fingerprint="0" * 16,
    )
    run = Run(
        findings=(
            finding,
            replace(finding, severity=Severity.warning, fingerprint="1" * 16),
            replace(finding, severity=Severity.info, fingerprint="2" * 16),
        ),
        skips=(Skip("some_check", text),),
        crashes=(Crash("other_check", place, f"ValueError: {text}"), Crash("other_check", None, text)),
        accepted=(replace(finding, fingerprint="3" * 16),),
        checked=Checked((text,), {"estimates": 3}, {"some_check": Tally(3, 1, 0, 1, 1)}, {"estimates": 1}),
    )
    row = RowText(NAMES, ("R1", text, text, text, text))
    context = Context(
        "0.1.0",
        checks={"some_check": About(text, None, text)},
        rows=lambda place: row if place.row == 3 else None,
        root="/root",
    )
    return run, context
