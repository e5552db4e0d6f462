"""What the grammar says of a sentence, in a form that a table of cases can hold."""

import re

from triallint.extract.facts import Fact
from triallint.extract.grammar import facts


def told(text: str, kind: str) -> list[str]:
    """The facts of one kind, each as one line: `HR 0.70 95 0.47 1.03 p=.03`."""
    return [line(fact) for fact in facts(text) if fact.kind == kind]


def line(fact: Fact) -> str:
    """A fact as one line: its measure, then the cells of its interval in order, then the rest by name."""
    cells = {column: quote.text for column, quote in fact.cells.items()}
    first = [fact.said.get("measure", "")]
    first += [cells.pop(column, "-") for column in ("value", "ci_level", "ci_lower", "ci_upper")]
    if set(first[1:]) == {"-"}:
        first = first[:1]
    rest = [f"{column}={text}" for column, text in sorted(cells.items())]
    said = [
        f"{column}={word}" for column, word in sorted(fact.said.items()) if column not in ("measure", "place")
    ]
    arm = [f"arm={fact.arm.text}"] if fact.arm else []
    return " ".join(part for part in [*first, *rest, *said, *arm] if part)


def holds(text: str, found: list[Fact]) -> None:
    """Assert that every cell quotes what stands at its span, apart from what the house lets it change."""
    for fact in found:
        assert 0 <= fact.start < fact.end <= len(text)
        quotes = [
            *fact.cells.items(),
            ("arm", fact.arm),
            ("outcome", fact.outcome),
            ("subgroup", fact.subgroup),
        ]
        for column, quote in quotes:
            if quote is None:
                continue
            printed = text[quote.start : quote.end]
            assert printed, (column, quote)
            digits = re.sub(r"\D", "", quote.text)
            if column not in ("p_test", "p_sides", "ci_sides") and re.search(r"\d", printed) and digits:
                assert digits == re.sub(r"\D", "", _plain(printed)), (column, quote, printed)


def _plain(printed: str) -> str:
    return printed.translate(
        str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
    )
