"""Whatever the text, the grammar comes to an end, and what it says stands where it says."""

import json
import os
import random
from pathlib import Path

import pytest

from triallint.extract.grammar import facts

from .told import holds

SHARED = os.environ.get("TRIALLINT_SHARED")
SEED = 20261121

#: What prose about trials is made of: put together at random it makes every near miss.
PIECES = [
    "95% CI,",
    "(95% CI",
    "[CI]",
    "confidence interval",
    "(CI)",
    "95 percent",
    "HR",
    "OR",
    "RR",
    "hazard ratio",
    "difference",
    "median",
    "mean",
    "(SD)",
    "SE",
    "±",
    "+/-",
    "P",
    "p =",
    "P <",
    "P for interaction =",
    "one-sided",
    "log-rank",
    "0.71",
    "0·71",
    ".05",
    "-3.2",
    "−3.2",
    "1,234",
    "12 807",
    "0. 92",
    "96.0±1.2%",
    "54.4%",
    "46",
    "3",
    "to",
    "-",
    "–",
    "vs",
    "v",
    "versus",
    "and",
    "respectively",
    ";",
    ",",
    ".",
    ":",
    "(",
    ")",
    "[",
    "]",
    "n =",
    "N=",
    "of",
    "in the zelomab group",
    "with placebo",
    "in arm A",
    "overall survival",
    "DFS",
    "3-year",
    "at 5 years",
    "months",
    "not reached",
    "NE",
    "∞",
    "patients",
    "women",
    "randomised",
    "range",
    "IQR",
    "corresponding values",
    "among those with",
    "\n",
    "difference in restricted mean survival time",
    "number needed to treat",
    "both",
    "x 10-4",
    "×10⁻⁴",
    "%",
    "age",
    "follow-up",
    "(",
    "{",
    "}",
    "/",
    "grade 3/4",
]


@pytest.mark.parametrize("number", range(40))
def test_pieces_in_any_order(number: int) -> None:
    draw = random.Random(SEED + number)
    text = " ".join(draw.choices(PIECES, k=draw.randrange(1, 120)))
    holds(text, facts(text))


@pytest.mark.parametrize("number", range(20))
def test_any_characters(number: int) -> None:
    draw = random.Random(SEED + number)
    alphabet = "0123456789.,;:()[]{}%=<>+-\u2212\u00b1\u00b7\u2009 \n/abcCIPpHRnNS\u00d7\u207b\u2074\u0660\u00bd\U0001d7d8\ud800"
    text = "".join(draw.choices(alphabet, k=2000))
    holds(text, facts(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "CI",
        "(CI",
        "95% CI",
        "P =",
        "\u00b1",
        "median",
        "9" * 3000,
        "(" * 3000,
        "1 " * 1500,
        "P = " * 700,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_the_least_and_the_oddest(text: str) -> None:
    holds(text, facts(text))


def test_long_repetition_is_read_in_good_time() -> None:
    """One sentence of 20,000 comparisons: what is looked back on is short, so time grows with length."""
    text = "HR 0.71 (95% CI 0.52 to 0.97; P = .03) and " * 2000
    assert sum(fact.kind == "effect" for fact in facts(text)) > 1900  # a very long sentence is cut somewhere


@pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the abstracts")
def test_real_abstracts() -> None:
    path = Path(str(SHARED)) / "corpora" / "pico" / "dev.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        holds(text, facts(text))
