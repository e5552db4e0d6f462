"""Real abstracts with one digit changed: how many of the changes that rounding does not hide are found."""

import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Say
from triallint.extract.facts import Fact
from triallint.extract.grammar import facts
from triallint.extract.grammar.numbers import value
from triallint.extract.trusted import trusted
from triallint.vocabulary import DIFFERENCES, RATIOS

from .abstracts import flags, needed, pico

pytestmark = needed

SEED, ROUNDS = 20261121, 2
ARMS = "size of an arm or of all"


class Claim(NamedTuple):
    """Figures that one phrase prints and that must agree: where each stands."""

    kind: str
    spans: dict[str, tuple[int, int]]


def claims(text: str) -> Iterator[Claim]:
    for fact in facts(text):
        spans = {column: (quote.start, quote.end) for column, quote in fact.cells.items()}
        kind = kind_of(fact)
        if kind and agrees(kind, figures(text, spans), slack=0.5):
            yield Claim(kind, spans)
    yield from arms(text)


def arms(text: str) -> Iterator[Claim]:
    """The number of those who were randomised and the sizes of the arms, where these sum to it."""
    sizes = [f for f in trusted(text, facts(text)) if f.kind == "size" and f.said["stage"] == "randomised"]
    spans = {
        f"arm {fact.start}" if fact.arm else "total": (fact.cells["n"].start, fact.cells["n"].end)
        for fact in sizes
    }
    if "total" in spans and len(spans) > 2 and agrees(ARMS, figures(text, spans), slack=0.5):
        yield Claim(ARMS, spans)


def kind_of(fact: Fact) -> str:
    columns = fact.cells.keys()
    if fact.kind == "proportion" and {"events", "total", "percent"} <= columns:
        return "share of a total"
    if fact.kind == "effect" and {"value", "ci_lower", "ci_upper"} <= columns:
        measure = fact.said["measure"]
        return "ratio" if measure in RATIOS else "difference" if measure in DIFFERENCES else ""
    return ""


def figures(text: str, spans: dict[str, tuple[int, int]]) -> dict[str, tuple[float, float]]:
    """Column -> the number and one unit in its last place; a word is left out."""
    found = {}
    for column, (start, end) in spans.items():
        printed = "".join(text[start:end].split()).replace("\u2212", "-").replace("\u00b7", ".")
        number = value(printed)
        if number is not None:
            found[column] = (number, 10.0 ** -len(printed.partition(".")[2]))
    return found


def agrees(kind: str, read: dict[str, tuple[float, float]], slack: float) -> bool:
    """Whether the figures agree, each within `slack` units of its last place."""
    if kind == ARMS:
        total = read.pop("total", (0.0, 0.0))[0]
        return total == sum(number for number, _ in read.values())
    if kind == "share of a total":
        if not {"events", "total", "percent"} <= read.keys() or not read["total"][0]:
            return False
        percent, unit = read["percent"]
        return abs(100 * read["events"][0] / read["total"][0] - percent) <= slack * unit + 1e-9
    if not {"value", "ci_lower", "ci_upper"} <= read.keys():
        return False
    (estimate, unit), (low, low_unit), (high, high_unit) = (
        read[c] for c in ("value", "ci_lower", "ci_upper")
    )
    least, most = low - slack * low_unit, low + slack * low_unit
    if kind == "ratio":
        if least <= 0 or estimate <= 0:
            return False
        middle = math.sqrt(least * (high - slack * high_unit)), math.sqrt(most * (high + slack * high_unit))
    else:
        middle = (least + high - slack * high_unit) / 2, (most + high + slack * high_unit) / 2
    return middle[0] - slack * unit <= estimate <= middle[1] + slack * unit


def changed(text: str, draw: random.Random) -> tuple[str, Claim] | None:
    """The text with one digit of one claim changed so that its figures disagree; None if it has no claim."""
    found = list(claims(text))
    draw.shuffle(found)
    for claim in found:
        places = [at for start, end in claim.spans.values() for at in range(start, end) if text[at].isdigit()]
        for _ in range(20):
            at = draw.choice(places)
            other = text[:at] + draw.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]
            if not agrees(claim.kind, figures(other, claim.spans), slack=1.0):
                return other, claim
    return None


@pytest.mark.slow
def test_changed_digits(tmp_path: Path, say: Say) -> None:
    texts = {line["pmid"]: line["text"] for line in pico("dev.jsonl")}
    draw = random.Random(SEED)
    tried: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    grave: Counter[str] = Counter()
    for _ in range(ROUNDS):
        made = {pmid: one for pmid, text in texts.items() if (one := changed(text, draw))}
        found = flags({pmid: text for pmid, (text, _) in made.items()}, tmp_path)
        for pmid, (_, claim) in made.items():
            ends = list(claim.spans.values())
            here = [
                flag
                for flag in found
                if flag.pmid == pmid and flag.touches(min(s for s, _ in ends), max(e for _, e in ends))
            ]
            tried[claim.kind] += 1
            seen[claim.kind] += bool(here)
            grave[claim.kind] += any(flag.severity != "info" for flag in here)
    for kind in tried:
        say(
            f"one digit changed in a {kind}: {tried[kind]} tried, {seen[kind] / tried[kind]:.0%} found, "
            f"{grave[kind] / tried[kind]:.0%} as an error or a warning"
        )
    say(f"one digit changed in an abstract: {seen.total()} of {tried.total()} found, {grave.total()} gravely")
    assert tried.total() > 100
    assert seen.total() >= 0.9 * tried.total()
