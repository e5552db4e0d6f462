"""Plain characters, sentences and numbers: what every other part of the grammar stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.extract.grammar.numbers import cell, value, whole_numbers
from triallint.extract.grammar.plain import plain
from triallint.extract.grammar.sentences import Sentences
from triallint.model import Span
from triallint.numerals import in_words

from ...numbers_in_words import words_of


@given(st.text())
def test_no_character_moves(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("12\u00b75%", "12.5%"),
        ("P=\u00b703", "P=.03"),
        ("Na\u00b7H", "Na\u00b7H"),
        ("\u22120\u00b725 \u2013 0.4", "-0.25 - 0.4"),
        ("n\u00a0=\u200946", "n = 46"),
        ("10\u207b\u2074 \u2014 so", "10\u207b\u2074 \u2014 so"),
    ],
)
def test_signs_become_plain(printed: str, expected: str) -> None:
    assert plain(printed) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Forty were asked. Ten came.", 2),
        ("The CI was 0.46-0. 92) in all. It held.", 2),
        ("There were 12 vs. 13 events. Dr. Brown saw one (e.g. a fall).", 2),
        ("Results favoured arm B. The rest did not.", 2),
        ("It was given i.v. daily at 5 mg/d. The women slept.", 2),
        ("P = . 0489 was the least. 43 stayed on.", 2),
        ("In 2004. 43 patients left.", 2),
        ("A title\n\nThe text", 2),
        ("No stop", 1),
        ("", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(list(Sentences(text))) == count


@given(st.text(alphabet="Ab1. )?\n"), st.integers(0, 40))
def test_sentences_cover_the_text(text: str, place: int) -> None:
    sentences = Sentences(text)
    assert "".join(text[start:end] for start, end in sentences) == text
    around = sentences.around(min(place, len(text)))
    assert around.start <= min(place, len(text)) <= around.end


@given(st.integers(1, 9999))
def test_numbers_in_words_are_read(number: int) -> None:
    words = words_of(number)
    assert in_words(words) == number
    assert in_words(words.capitalize().replace("-", " ")) == number
    text = f"In all, {words} patients came."
    found = whole_numbers(text, Span(0, len(text)))
    assert [(cell(text[a:b]), text[a:b]) for a, b in found] == [(str(number), words)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Of 1,234 people, 12 807 and 45 came", ["1,234", "12 807", "45"]),
        ("HER2, T1, 3.5 and level-2 are names; 7 is", ["7"]),
        ("randomised 2:1 to 10", ["2", "10"]),
        ("none of the others", ["none"]),
        ("someone phoned at ninety-nine", ["ninety-nine"]),
    ],
)
def test_whole_numbers(text: str, numbers: list[str]) -> None:
    assert [text[a:b] for a, b in whole_numbers(text, Span(0, len(text)))] == numbers


@pytest.mark.parametrize(
    ("printed", "text", "number"),
    [("0. 92", "0.92", 0.92), ("1,234", "1,234", 1234), ("12 807", "12 807", 12807), ("Twelve", "12", 12)],
)
def test_cells(printed: str, text: str, number: float) -> None:
    assert cell(printed) == text
    assert value(printed) == number


def test_what_is_no_number_has_no_value() -> None:
    assert value("patients") is None
    assert in_words("twelve apples") is None


def test_what_runs_on_too_long_is_cut_at_a_joining_word() -> None:
    text = "twelve of 40 fell and " * 1000
    sentences = list(Sentences(text))
    assert len(sentences) > 4
    assert "".join(text[start:end] for start, end in sentences) == text
    assert all(text[start:].startswith("and ") for start, _ in sentences[1:])
