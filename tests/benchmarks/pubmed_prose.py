"""Invented titles and abstracts for PubMed-like records: made-up words, true figures, and a few planted errors."""

import math
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)
_ONSETS = (
    "b",
    "br",
    "c",
    "cl",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "z",
)
_VOWELS = ("a", "e", "i", "o", "u", "ae", "io", "ea")
_ENDS = (
    "",
    "",
    "n",
    "r",
    "s",
    "l",
    "t",
    "x",
    "m",
    "nd",
    "tion",
    "tic",
    "sis",
    "ity",
    "ase",
    "ol",
    "ine",
    "al",
)
_SMALL = (
    "the",
    "of",
    "and",
    "in",
    "to",
    "with",
    "for",
    "was",
    "were",
    "by",
    "that",
    "on",
    "as",
    "from",
    "at",
)
#: What makes an abstract more than ASCII, by how it is met: blanks, dashes, signs, Greek, names.
_ODD = (
    "\u00a0",
    "\u2013",
    "\u00b1",
    "\u03b1",
    "\u03b2",
    "\u00b5",
    "\u2009",
    "\u2265",
    "\u00e9",
    "\u00fc",
    "\u00d7",
    "\u2212",
)
_LABELS = (
    ("BACKGROUND", "BACKGROUND"),
    ("METHODS", "METHODS"),
    ("RESULTS", "RESULTS"),
    ("CONCLUSIONS", "CONCLUSIONS"),
)
_VOCABULARY = 20_000


@dataclass(frozen=True, slots=True)
class Mix:
    """What shares of the records hold what; the defaults follow what real records were measured to hold.

    Attributes:
        abstracts: of records that have an abstract. All of PubMed has some 70 %.
        trials: of abstracts that report a randomised trial: sizes, n/N (x %), ratio, interval and P value.
        claims: of the other abstracts that print a percent, every fourth of them a ratio with its interval.
        odd: of abstracts whose prose holds characters outside ASCII; dashes and copyright signs come on top.
        labelled: of abstracts in labelled parts.
        planted: of trial abstracts in which one percent is wrong.
        references: of records with a list of references, some 40 each.
        sentences: the fewest and the most sentences of prose in an abstract.
    """

    abstracts: float = 0.70
    trials: float = 0.04
    claims: float = 0.26
    odd: float = 0.20
    labelled: float = 0.31
    planted: float = 0.05
    references: float = 0.19
    sentences: tuple[int, int] = (6, 10)


#: What the scan is measured on.
MIX = Mix()

#: Short records for indexes of citations: no abstract, no references.
BARE = Mix(abstracts=0, references=0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an abstract: its label, its category, and its text with the tags that may stand in it."""

    label: str
    category: str
    xml: str


@cache
def _words() -> tuple[tuple[str, ...], list[float]]:
    """Made-up words and how often each is met, summed up: as in a language, few words make most of a text."""
    dice = Random(20)
    made = dict.fromkeys(_SMALL)
    while len(made) < _VOCABULARY:
        syllables = dice.choices((1, 2, 3, 4), (3, 6, 5, 2))[0]
        made[
            "".join(dice.choice(_ONSETS) + dice.choice(_VOWELS) for _ in range(syllables))
            + dice.choice(_ENDS)
        ] = None
    return tuple(made), list(accumulate(1 / (rank + 3) for rank in range(_VOCABULARY)))


def words(dice: Random, count: int) -> list[str]:
    """So many words."""
    known, sums = _words()
    return [known[min(bisect(sums, dice.random() * sums[-1]), _VOCABULARY - 1)] for _ in range(count)]


def title(dice: Random) -> str:
    """A title with its full stop."""
    return " ".join(words(dice, dice.randint(7, 17))).capitalize() + "."


def abstract(dice: Random, mix: Mix) -> list[Part]:
    """The parts of an abstract: one without a label, or four with."""
    kind = dice.random()
    if kind < mix.trials:
        told = _trial(dice, planted=dice.random() < mix.planted)
    elif kind < mix.trials + mix.claims:
        told = _observed(dice)
    else:
        told = []
    prose = [_sentence(dice) for _ in range(dice.randint(*mix.sentences))]
    if dice.random() < mix.odd:
        prose = [_with_odd(dice, one) if dice.random() < 0.4 else one for one in prose]
    if dice.random() < 0.05:
        prose[0] = prose[0][:-1] + " of 10<sup>-4</sup> and CO<sub>2</sub> in <i>zelia mora</i>."
    middle = len(prose) // 2
    if dice.random() >= mix.labelled:
        return [Part("", "", " ".join([*prose[:middle], *told, *prose[middle:]]))]
    low, high = middle // 2, (middle + len(prose) + 1) // 2
    texts = (prose[:low], prose[low:middle], [*told, *prose[middle:high]], prose[high:])
    return [
        Part(label, category, " ".join(text))
        for (label, category), text in zip(_LABELS, texts, strict=True)
        if text
    ]


def _sentence(dice: Random) -> str:
    text = " ".join(words(dice, dice.randint(12, 30)))
    if dice.random() < 0.3:
        text += f" ({dice.choice(('n', 'mean', 'at', 'from'))} {dice.randint(2, 900)})"
    return text.capitalize() + "."


def _with_odd(dice: Random, sentence: str) -> str:
    at = sentence.find(" ", dice.randrange(len(sentence)))
    return sentence if at < 0 else sentence[:at] + dice.choice(_ODD) + sentence[at + 1 :]


def _share(dice: Random, events: int, total: int, percent: float) -> str:
    form = dice.randrange(3)
    if form == 0:
        return f"{events}/{total} ({percent:.1f}%)"
    return f"{events} of {total} ({percent:.1f}%)" if form == 1 else f"{percent:.1f}% ({events}/{total})"


def _interval(dice: Random, name: str, log: float, se: float) -> str:
    low, value, high = (math.exp(log + side * _Z * se) for side in (-1, 0, 1))
    p = math.erfc(abs(log / se) / math.sqrt(2))
    printed = f"P = {p:.3f}" if p >= 0.001 else "P &lt; 0.001"
    join = dice.choice((" to ", "-", "\u2013", ", "))
    return f"({name} {value:.2f}, 95% CI {low:.2f}{join}{high:.2f}; {printed})"


def _trial(dice: Random, *, planted: bool) -> list[str]:
    """Two arms with their sizes, the events in each with true percents, and a ratio that follows from them."""
    drug, thing = words(dice, 2)
    sizes = [dice.randint(60, 600) for _ in range(2)]
    events = [dice.randint(n // 6, n // 2) for n in sizes]
    percents = [100 * one / n for one, n in zip(events, sizes, strict=True)]
    if planted:
        percents[0] += dice.choice((-7, 9, 30))
    shown = [_share(dice, *one) for one in zip(events, sizes, percents, strict=True)]
    ratio = math.log(events[0] * sizes[1] / (sizes[0] * events[1]))
    se = math.sqrt(1 / events[0] - 1 / sizes[0] + 1 / events[1] - 1 / sizes[1])
    return [
        f"A total of {sum(sizes)} patients were randomly assigned to {drug} (n = {sizes[0]}) or placebo (n = {sizes[1]}).",
        f"Severe {thing} occurred in {shown[0]} patients in the {drug} group and {shown[1]} in the placebo group.",
        f"The risk was lower with {drug} than with placebo {_interval(dice, 'RR', ratio, se)}.",
    ]


def _observed(dice: Random) -> list[str]:
    total = dice.randint(80, 5_000)
    events = dice.randint(total // 10, total // 2)
    told = [f"Of {total} cases, {events} ({100 * events / total:.1f}%) were {words(dice, 1)[0]}."]
    if dice.random() < 0.25:
        told.append(
            f"It was linked to {words(dice, 1)[0]} {_interval(dice, 'OR', dice.uniform(-1, 1), dice.uniform(0.1, 0.4))}."
        )
    return told


def sentence_of(parts: Sequence[Part]) -> str:
    """All parts of an abstract as one line, without labels and tags: for records that are no XML."""
    text = " ".join(part.xml for part in parts)
    for tag in ("sup", "sub", "i"):
        text = text.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
