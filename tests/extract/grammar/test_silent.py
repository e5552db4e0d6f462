"""A text that is passed over has no figure in it; numbers and plain letters are the same however they are found."""

import random
import re

import pytest

from triallint.extract.grammar import PARTS, facts, numbers
from triallint.extract.grammar.numbers import whole_numbers
from triallint.extract.grammar.passage import Passage
from triallint.extract.grammar.silent import is_silent
from triallint.model import Span

SEED = 20261121

#: Prose with and without figures, and every way to print a figure without a digit.
PIECES = [
    *(
        "Patients ",
        "were ",
        "randomly ",
        "assigned ",
        "to ",
        "zelomab ",
        "or ",
        "placebo",
        ". ",
        ".\n\n",
        ", ",
        " (",
        ")",
    ),
    *(
        "The ",
        "overall survival ",
        "median ",
        "mean ",
        "was ",
        "not ",
        "reached ",
        "adverse events ",
        "serious ",
    ),
    *(
        "often ",
        "someone ",
        "tense ",
        "phone ",
        "no ",
        "difference ",
        "in the ",
        "group ",
        "No patients ",
        "died ",
    ),
    *(
        "forty-three ",
        "Ten ",
        "one ",
        "none ",
        "a hundred percent ",
        "two of three ",
        "twenty per cent ",
        "half ",
    ),
    *(
        "P = NS",
        "P less than n.s.",
        "(P < NS) ",
        "hazard ratio ",
        "95% CI ",
        "12/40 (30%) ",
        "n = 40 ",
        "7 ",
        "\u0663 ",
    ),
    *(
        "Cohen's d ",
        "NS ",
        "is greater than ",
        "than ",
        "\u00b1 ",
        "events ",
        "occurred ",
        "with ",
        "deaths occurred ",
    ),
]


def _texts(count: int) -> list[str]:
    dice = random.Random(SEED)
    return ["".join(dice.choices(PIECES, k=dice.randint(1, 14))) for _ in range(count)]


def test_what_is_passed_over_has_no_facts() -> None:
    passed = told = 0
    for text in _texts(6000):
        passage = Passage(text)
        found = [fact for part in PARTS for fact in part(passage)]
        if is_silent(passage.text):
            passed += 1
            assert not found, text
            assert facts(text) == []
        told += bool(found)
    assert passed > 300
    assert told > 300


@pytest.mark.parametrize(
    "text",
    [
        "Forty-three patients were randomised.",
        "The difference was not significant (P = NS).",
        "Median survival was not reached.",
        "Ten serious adverse events were reported.",
        "Women had \u0663 visits.",
    ],
)
def test_figures_without_digits_are_read(text: str) -> None:
    assert not is_silent(text)


def test_prose_without_figures_is_passed_over() -> None:
    assert is_silent("Someone often phoned the tense patients, and much of this matters.")


def test_numbers_of_a_text_are_those_of_its_sentences() -> None:
    for text in _texts(3000):
        passage = Passage(text)
        for sentence in passage.sentences:
            assert passage.numbers(sentence) == whole_numbers(passage.text, sentence), text
        assert passage.numbered == [one for one in passage.sentences if passage.numbers(one)]


def test_numbers_in_words_are_those_that_a_search_finds() -> None:
    forms = {form.decode() for form in numbers._FORMS}
    for text in _texts(3000):
        within = Span(0, len(text))
        plain = [
            match.span()
            for word in re.finditer(r"[A-Za-z]{2,9}", text)
            if word[0] in forms and (match := numbers._IN_WORDS.match(text, word.start()))
        ]
        found = [tuple(one) for one in whole_numbers(text, within) if text[one.start].isalpha()]
        kept = [
            one for at, one in enumerate(plain) if not any(low < one[0] < high for low, high in plain[:at])
        ]
        assert found == kept, text
