"""The sentence of a document under a finding: its marks stand below the characters that they are about."""

from triallint.model import Finding, Place, Point, Severity, Span
from triallint.render.context import Context
from triallint.render.passage import passages

TEXT = (
    "Of 40 men, thirty (75 %) had relief.\nThe hazard ratio was 0·71 (95% CI, 0.74 to 0.98)."
    + " And so on." * 30
)


def found(*spans: tuple[int, int]) -> Finding:
    points = tuple(
        Point(Place("a.txt", 2, document="a", span=Span(*span)), TEXT[slice(*span)], "value")
        for span in spans
    )
    return Finding("made_up", Severity.error, "it is", points)


def drawn(finding: Finding, width: int = 90) -> list[str]:
    context = Context("0", passages=lambda place: TEXT if place.document == "a" else None)
    lines, left = passages(finding, context, width)
    assert left == []
    return lines


def test_marks_stand_below_what_they_mark() -> None:
    start = TEXT.index("0·71")
    line, marks = drawn(found((start, start + 4), (start + 14, start + 18)))
    assert line.index("0·71") == marks.index("^^^^")
    assert line.index("0.74") == marks.index("----")


def test_a_line_break_before_a_mark_does_not_move_it() -> None:
    start = TEXT.index("relief")
    line, marks = drawn(found((start, start + 6), (TEXT.index("hazard"), TEXT.index("hazard") + 6)))
    assert line.index("relief") == marks.index("^")
    assert line.index("hazard") == marks.index("-")


def test_places_far_apart_have_lines_of_their_own() -> None:
    assert len(drawn(found((3, 5), (len(TEXT) - 10, len(TEXT) - 5)))) == 4


def test_what_is_cut_off_is_shown_as_cut_off() -> None:
    middle = TEXT.index("0·71")
    line, _ = drawn(found((middle, middle + 4)))
    assert line.count("…") == 2
    assert "…" not in drawn(found((3, 5)))[0].partition("|")[2][:4]


def test_a_place_without_its_document_is_left_to_others() -> None:
    finding = found((3, 5))
    lines, left = passages(finding, Context("0"), 90)
    assert lines == []
    assert left == list(finding.points)


def test_a_narrow_screen_does_not_cut_marks_loose() -> None:
    middle = TEXT.index("0·71")
    line, marks = drawn(found((middle, middle + 4)), width=40)
    assert marks.count("^") in (0, 4)
    assert "^" not in marks or line.index("0·71") == marks.index("^")
