"""A long cell is shown around the part that a finding is about, and marked there."""

from dataclasses import replace

import pytest

from triallint.model import Finding, Place, Point, Run, Severity, Span
from triallint.render import Context, RowText, render
from triallint.render.excerpt import excerpt

CITATION = (
    "Moreau A, Lindqvist P, Tanaka H, Okafor C, de Vries J, et al. A history of hospital beds. "
    "J Invented Med. 2021 Mar 2;12(3):45-51."
)


@pytest.mark.parametrize("wanted", ["Moreau A", "A history of hospital beds", "J Invented Med", "45-51"])
@pytest.mark.parametrize("columns", [30, 40, 60, 200])
def test_the_part_is_shown_and_marked_wherever_it_stands(wanted: str, columns: int) -> None:
    start = CITATION.index(wanted)
    found = excerpt(CITATION, Span(start, start + len(wanted)), columns)
    assert len(found.text) <= columns
    assert found.text[found.start : found.start + found.length] == wanted
    assert found.text.startswith("…") is not CITATION.startswith(found.text[:5])


def test_a_part_that_is_too_long_is_cut_at_its_end() -> None:
    found = excerpt(CITATION, Span(0, 60), 20)
    assert (found.text, found.start, found.length) == ("Moreau A, Lindqvist…", 0, 20)


def test_a_finding_within_a_citation_shows_its_own_words() -> None:
    title = "A history of hospital beds"
    start = CITATION.index(title)
    place = Place("citations.csv", 7, 3, "text")
    point = Point(place, CITATION, "text", Span(start, start + len(title)))
    run = Run((Finding("title_is_that", Severity.warning, "it is another title", (point,)),))
    context = Context(
        "1", width=80, rows=lambda _: RowText(("report_id", "n", "text"), ("R1", "7", CITATION))
    )
    lines = render(run, "text", context=context).splitlines()
    (row,) = (n for n, line in enumerate(lines) if title in line)
    at = lines[row].index(title)
    assert lines[row + 1][at : at + len(title)] == "^" * len(title)
    assert lines[row + 1].count("^") == len(title)
    whole = replace(run.findings[0], points=(replace(point, part=None),))
    assert title not in render(Run((whole,)), "text", context=context)
