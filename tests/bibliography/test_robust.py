"""Any text at all: no exception, spans that hold what the parts say, and time that grows with the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triallint.bibliography import parse

PARTS = ("authors", "title", "journal", "book", "publisher", "date", "year", "volume", "pages", "elocation")

WORDS = [
    *("Moreau A", "et al", ". ", ", ", "; ", ": ", "2021", " ", "Mar 2", "(9)", "843-54", "doi: 10.1/a", "["),
    *(
        "]",
        "PMID: 12",
        "PMC123",
        "Epub 2020 Dec 8",
        "In: ",
        "[Internet]",
        "eds",
        "BMJ",
        "Two drugs",
        "?",
        "\n",
    ),
    *(
        "Erratum in: ",
        "Published online ",
        "French",
        "(",
        ")",
        "-",
        "\u2013",
        "Suppl 1",
        "1:2, 2019",
        "N. Engl. ",
    ),
]


def check(text: str) -> None:
    parsed = parse(text)
    for field in PARTS:
        part = getattr(parsed, field)
        if part is None:
            continue
        raw = text[slice(*part.span)]
        assert part.text
        assert part.text.strip() == part.text
        assert "".join(raw.split()) == "".join(part.text.split()) or field == "authors"
    for note in parsed.notes:
        assert " ".join(text[slice(*note.span)].split()) == note.text


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(WORDS), max_size=30).map("".join), st.text(max_size=80)))
def test_any_text(text: str) -> None:
    check(text)


LONG = 20_000
PATTERNS = [
    *("A. 2020;", "2020 ", "A. 2020;1((", "()", ". ", " ", "Moreau A, ", "word ", "A. In: ", "x; ", "a. b; "),
    *(
        "Erratum in: x. ",
        "10.1000/a ",
        "a- ",
        "; discussion 1",
        ", 2",
        "J. ",
        "[",
        " Jan",
        "-Jan 3-4",
        " French,",
    ),
    *("\n", " 1(", " 1: 1", "1. ", "et al ", "PMID:", "(", "Epub 2020 ", "Published online "),
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_grows_with_the_text_and_no_faster(pattern: str) -> None:
    for text in (pattern * LONG, f"A. B. 2020;1:{pattern * LONG}", f"A. {pattern * LONG}. J. 2020;1:2."):
        start = time.process_time()
        parse.__wrapped__(text)
        assert time.process_time() - start < 2, "a tenth of this is usual"
