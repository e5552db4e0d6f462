"""The rule for each field of a merged record: which value it takes, and whether the values conflict. Pure."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from ..comparing import (
    compare_journal,
    compare_names,
    compare_numbers,
    compare_pages,
    compare_titles,
    listed,
    read_days,
    read_pages,
    read_year,
)
from ..comparing.numbers import number_key
from ..identifiers import (
    COLUMN_READERS,
    Identifier,
    Reading,
    read_doi,
    read_pmcid,
    read_pmid,
    read_registry_numbers,
)
from ..model import Journal
from .words import Sourced


class Choice(NamedTuple):
    """The value of a field (None where no text is one), and the values that cannot all be right."""

    value: Sourced | None
    conflict: tuple[Sourced, ...] = ()


#: The fields that say where a publication stands; until it is in an issue they are provisional.
OF_ISSUE: Final = frozenset({"year", "volume", "issue", "pages"})


def is_in_issue(volume: str) -> bool:
    """Whether a volume is one, and no placeholder for one: before that, pages and year may still change."""
    key = number_key(volume)
    return key.strip("0") != "" and any(letter.isdigit() for letter in key)


#: Picks one of the values of a field, given in the order of the members.
Rule = Callable[[Sequence[Sourced]], Choice]


def _identifier(read: Callable[[str], Reading]) -> Rule:
    """One identifier of its own kind, as its registry writes it; several are a conflict, never one cell."""

    def rule(values: Sequence[Sourced]) -> Choice:
        found: dict[str, tuple[Sourced, Identifier]] = {}
        for value in values:
            one = read(value.text).one
            if one and one.is_certain and one.key not in found:
                found[one.key] = value, one
        if not found:
            return Choice(None)
        first, one = next(iter(found.values()))
        several = tuple(value for value, _ in found.values()) if len(found) > 1 else ()
        return Choice(first._replace(text=one.canonical), several)

    return rule


def _registry(values: Sequence[Sourced]) -> Choice:
    """Every registry number once, in the order of printing: a trial may have several."""
    numbers: dict[str, str] = {}
    for value in values:
        for one in read_registry_numbers(value.text).found:
            if one.is_certain:
                numbers.setdefault(one.key, one.canonical)
    return Choice(values[0]._replace(text="; ".join(numbers.values())) if numbers else None)


def _rule(
    agree: Callable[[str, str], bool], weight: Callable[[str], tuple[int, ...]], *, variants: bool = False
) -> Rule:
    """The weightiest value where all agree in pairs, else the first; `variants` that differ are no conflict.

    Args:
        agree: whether two texts may be two printings of one value.
        weight: how much a text says; of equals the first is taken.
        variants: whether values that do not agree may both be right.
    """

    def rule(values: Sequence[Sourced]) -> Choice:
        texts = list(dict.fromkeys(value.text for value in values))
        if variants or all(agree(a, b) for a, b in combinations(texts, 2)):
            return Choice(max(values, key=lambda value: weight(value.text)))
        return Choice(values[0], _different(values))

    return rule


def _different(values: Iterable[Sourced]) -> tuple[Sourced, ...]:
    """The first value of each text."""
    return tuple({value.text: value for value in reversed(list(values))}.values())[::-1]


def _titles_agree(a: str, b: str) -> bool:
    found = compare_titles(a, b)
    return found.agrees or found.verdict == "unknown"


def _authors_agree(a: str, b: str) -> bool:
    """Whether one list goes on where the other ends; groups are printed at any place."""
    return all(
        compare_names(one, other) != "different"
        for one, other in zip(listed(a).names, listed(b).names, strict=False)
    ) or any(_leaves_out(*pair) for pair in ((a, b), (b, a)))


def _leaves_out(short: str, long: str) -> bool:
    """Whether a list says that it leaves names out, and names nobody whom the other does not: "A, B, … Z"."""
    ours, theirs = listed(short), listed(long).names
    return ours.more and all(
        any(compare_names(name, other) != "different" for other in theirs) for name in ours.names
    )


def _journals_agree(a: str, b: str) -> bool:
    return any(
        compare_journal(one, Journal(title=other)) in ("same", "style", "unknown")
        for one, other in ((a, b), (b, a))
    )


def _pages_agree(a: str, b: str) -> bool:
    return compare_pages(a, b) != "different"


def _years_agree(a: str, b: str) -> bool:
    """Whether two years may be those of one publication: online in one, in its issue in the next."""
    one, other = read_year(a), read_year(b)
    return one is None or other is None or abs(one - other) <= 1


def _year_weight(text: str) -> tuple[int, ...]:
    """The later of two: an issue follows its online version."""
    return (read_year(text) or 0,)


def _page_weight(text: str) -> tuple[int, ...]:
    pages = read_pages(text)
    is_range = any(first != last for first, last in pages.ranges)
    return bool(pages.ranges), is_range, len(str(pages))


def _pages(values: Sequence[Sourced]) -> Choice:
    """The most telling printing, its last page in full; a placeholder or a date of a spreadsheet is none."""
    choice = _rule(_pages_agree, _page_weight)(values)
    if choice.value is None or not read_pages(choice.value.text).ranges:
        return Choice(None)
    return choice._replace(value=choice.value._replace(text=str(read_pages(choice.value.text))))


def _date_weight(text: str) -> tuple[int, ...]:
    """A day says more than a month, and that more than a year."""
    days = read_days(text)
    return (-(days.last - days.first).days,) if days else (-100_000,)


def _length(text: str) -> tuple[int, ...]:
    return (len(text),)


def _title_weight(text: str) -> tuple[int, ...]:
    """The longest, without its full stop; one in capitals has lost how it was written."""
    return not text.isupper(), len(text.rstrip("."))


def _author_weight(text: str) -> tuple[int, ...]:
    found = listed(text)
    return len(found.names), not found.more, not text.isupper()


def _never(_: str) -> tuple[int, ...]:
    return (0,)


#: Field -> its rule, in the order of the table. Other columns take the first value that is filled in.
RULES: Final[dict[str, Rule]] = {
    "trial_id": _rule(str.__eq__, _never),
    "title": _rule(_titles_agree, _title_weight),
    "authors": _rule(_authors_agree, _author_weight),
    "journal": _rule(_journals_agree, _length),
    "year": _rule(_years_agree, _year_weight),
    "volume": _rule(compare_numbers, _length),
    "issue": _rule(compare_numbers, _length),
    "pages": _pages,
    "published": _rule(str.__eq__, _date_weight, variants=True),
    "epub": _rule(str.__eq__, _date_weight, variants=True),
    "doi": _identifier(read_doi),
    "pmid": _identifier(read_pmid),
    "pmcid": _identifier(read_pmcid),
    "registry_ids": _registry,
}


def same_value(field: str, a: str, b: str) -> bool:
    """Whether two texts of a field say the same to the letter, or name the same identifier.

    Two printings of one identifier may differ by their full stop or their case.
    """
    if a == b or field not in COLUMN_READERS:
        return a == b
    one, other = COLUMN_READERS[field](a).one, COLUMN_READERS[field](b).one
    return one is not None and other is not None and one.key == other.key
