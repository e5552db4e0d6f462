"""A quick pattern finds what the plain one finds, in any text; its letters stand in whatever it matches."""

import random
import re
from importlib import import_module

import pytest

from triallint.extract.grammar.quick import letters_of, quick, small, starts_of

SEED = 20261121

_MODULES = (
    *("conduct", "context", "flow", "outcome_rows"),
    *("grammar.arms", "grammar.outcomes", "grammar.proportions", "grammar.summaries"),
)

#: Every pattern that is searched quickly, as it is written in the grammar.
USED = {
    f"{module}.{name}-{number}": one
    for module in _MODULES
    for name, value in vars(import_module(f"triallint.extract.{module}")).items()
    for number, one in enumerate(value if isinstance(value, tuple) else (value,))
    if type(one).__name__ == "_Quick"
}
#: Patterns of every construction: choices, repeats, either case, nothing that is needed.
OWN = {
    "choice": (r"\b(?:alpha|beta\d|ga(?:mm|nn)a)\b", 0),
    "either case": (r"\bkissed|skies\s", re.IGNORECASE),
    "part in either case": (r"(?i:kiss)ed\b|Sky", 0),
    "optional start": (r"\b(?:non-)?random(?:ly|ised)?\b", 0),
    "set at the start": (r"[Pp]lacebo[s]?\s(?:group|arm)", 0),
    "letters in the middle": (r"\d+\s(?:alpha|beta)\s?\d?", 0),
    "behind something": (r"(?<=\d\s)alpha(?=\sbeta)|beta$", 0),
    "nothing needed": (r"\d*|[a-z]+", 0),
    "lazy": (r"alpha.{0,9}?beta", 0),
    "many": ("|".join(f"w{n}x" for n in range(40)), 0),
}
PIECES = [
    *(
        "alpha",
        "beta7",
        "beta",
        "gamma",
        "ganna",
        "kissed",
        "KISSED",
        "\u212aissed",
        "ki\u017f\u017fed",
        "skies ",
    ),
    *(
        "Sky",
        "non-random",
        "randomly",
        "placebo ",
        "Placebo arm",
        " 12 ",
        "3",
        "\n",
        ". ",
        " ",
        "w7x",
        "\u0130",
        "x",
    ),
    *(
        "overall survival",
        "PFS",
        "time to progression",
        "assigned to ",
        "compared with ",
        "from the date of ",
    ),
    *(
        "randomisation",
        "primary end point",
        "SD",
        "S.D.",
        "standard errors",
        "95% CI ",
        "M = 3, SD = 2",
        "trials ",
    ),
    *(
        "cross-over",
        "two trials",
        "enrolled from May 2001 to June 2003",
        "two-sided alpha 0.05",
        "No deaths occurred.",
    ),
]


@pytest.mark.parametrize("name", [*OWN, *USED])
def test_finds_what_the_plain_pattern_finds(name: str) -> None:
    ours = quick(*OWN[name]) if name in OWN else USED[name]
    plain = re.compile(ours.pattern, ours.flags)
    dice = random.Random(f"{SEED} {name}")
    found = 0
    for _ in range(1500):
        text = "".join(dice.choices(PIECES, k=dice.randint(0, 9)))
        start = dice.randint(0, len(text))
        end = dice.choice((len(text), dice.randint(start, len(text))))
        for place in ((text,), (text, start), (text, start, end)):
            one, other = ours.search(*place), plain.search(*place)
            assert (one and one.span()) == (other and other.span()), (place, plain.pattern)
            every = [match.regs for match in ours.finditer(*place)]
            assert every == [match.regs for match in plain.finditer(*place)], (place, plain.pattern)
            found += len(every)
    assert found or name not in OWN  # pieces that no pattern meets would show nothing


def test_letters_are_told_from_the_pattern() -> None:
    assert letters_of(re.compile(r"\b(?:two|three)\s(?:trials|cohorts)\b")) == {"trials", "cohorts"}
    assert letters_of(re.compile(r"(?i)\bCross-?over\b")) == {"cross-over", "crossover"}
    assert starts_of(re.compile(r"\b(?:[Ff]rom|since)\s\d")) == {"From", "from", "since"}
    assert starts_of(re.compile(r"(?:non-)?random")) == {"non-random", "random"}
    assert not letters_of(re.compile(r"\d+|alpha"))
    assert not starts_of(re.compile(r"[a-z]+alpha"))


def test_what_reads_like_a_pattern_is_one() -> None:
    one = quick(r"alpha(?P<n>\d)", re.IGNORECASE)
    assert one.pattern == r"alpha(?P<n>\d)"
    match = one.fullmatch("ALPHA7")
    assert match is not None
    assert match["n"] == "7"
    assert one.sub("-", "alpha1 alpha2") == "- -"
    assert one.groupindex == {"n": 1}


def test_small_letters_stand_place_for_place() -> None:
    assert small("\u0130A\u212aB\u017f") == "iakbs"
    assert len(small("STRA\u1e9eE \u0130\u0130")) == len("STRA\u1e9eE \u0130\u0130")


def test_the_grammar_uses_it() -> None:
    assert len(USED) > 10
