"""What the words around a fact say of it: the list it stands in, the number it is of, what was counted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from .document import Quote, Section
from .facts import Fact
from .flow import size_of
from .grammar.matching import last_match
from .grammar.numbers import value
from .grammar.outcomes import TIME_TO_EVENT, primary
from .grammar.passage import Passage
from .grammar.people import PEOPLE
from .grammar.quick import quick

#: From an item of a list of shares to the next: its bracket, a comma, the name of the next.
_TO_NEXT: Final = re.compile(r"\s?[)\]]?,?\s(?:and\s|or\s)?[A-Za-z][A-Za-z' -]{2,50}\s?[(\[]\s?")
_SERIOUS: Final = re.compile(
    r"\b[Ss]erious\s(?:[a-z-]+\s){0,2}?(?:adverse\s)?(?:events?|reactions?)\s(?:[a-z]+\s)?(?:included|were|comprised)\b"
)
_PLANNED: Final = re.compile(r"\s(?:planned|expected|required)\s(?:\w+\s)?events\b")
_ENROLLED: Final = re.compile(rf"\s(?P<word>enrolled|evaluable)\s(?:[a-z-]+\s)?{PEOPLE}\b")
_AMONG: Final = re.compile(
    rf"\b(?:Among|Of|In)\s(?:the\s|all\s|these\s)?(?P<n>\d[\d,]*)\s(?:(?!who\b|with\b|in\b)[a-z-]+\s){{0,4}}?{PEOPLE}\b"
)
_BRACKET: Final = re.compile(r"\s?[(\[]$")
_SEX: Final = re.compile(
    r"\s?[)\]]?\s(?P<sex>female|male)s?\b|\s?[)\]]?\swere\s(?P<were>women|men|female|male)\b"
)
_DONE: Final = re.compile(
    r"[)\]]?\s(?P<label>completed\s(?:the\s|their\s|all\s)?[a-z-]+(?:\s[a-z-]+){0,3})(?=[.,;])"
)
#: A share of two parts, each with its number: "28 (93%) either were A (16 patients) or had B (12)".
_EITHER: Final = re.compile(
    r"[)\]]?\seither\s(?:were\s|had\s|was\s)?(?P<one>[A-Za-z][^.;()\d]{2,50}?)\s\((?P<n>\d+)(?:\s[a-z]+)?\)\sor\s(?:were\s|had\s|was\s)?"
    r"(?P<other>[A-Za-z][^.;()\d]{2,50}?)\s\((?:(?:[^()\[\]]|\[[^\[\]]*\])*,\s)?(?P<m>\d+)(?:\s[a-z]+)?\)"
)
#: What was counted, before the count: the subject of a passive, up to a word that narrows it.
_HARM: Final = re.compile(r"\b(?:adverse|toxic|complications?|deaths?|side\seffects?)\b", re.IGNORECASE)
_NONE: Final = quick(
    r"(?:(?<=[.:]\s)|(?<=\n))(?P<none>No)\s(?P<label>(?!differences?\b|significant\b|other\b)[a-z-]+(?:\s[a-z-]+){0,3}?)(?:\s(?:meeting|of)\s[^.;,()\d]{1,60}?)?"
    r"\s(?:occurred|(?:was|were)\s(?:observed|reported|seen|noted))\."
)
_COUNTED: Final = quick(
    r"(?:^|[,;:]\s|\.\s)(?P<label>(?!(?:[Ii]t|[Tt]his|[Tt]hese|[Tt]hey|[Tt]here|[Nn]o|[Aa]t|[Ii]n|[Oo]f|[Aa]mong|[Aa]|[Tt]he|[Aa]n)\b)[A-Za-z-]+"
    r"(?:\s(?!with\b|in\b|was\b|were\b|at\b|among\b|after\b|by\b)[A-Za-z-]+){0,4}?)(?:\s(?:with|at|after|by|within|during)\s[^.;:,()%]{1,60}?)?"
    r"\s(?:(?:was|were)\s(?:observed|seen|reached|achieved|reported|found|noted|recorded)\s(?:in|by|for|among)|occurred\s(?:in|among))\s$"
)


def in_context(passage: Passage, sections: Sequence[Section], facts: Iterable[Fact]) -> list[Fact]:
    """The facts of a text, in order, with what the words around them add.

    What the background says is of other trials; a count of events that were planned is of the trial's plan.
    A total is taken from the words before only where the printed percent is that of it.
    """
    found = [fact for fact in facts if fact.kind == "size" or not _is_background(sections, fact.start)]
    whole = [
        fact for fact in found if fact.kind == "size" and not fact.arm and fact.said.get("stage") != "arm"
    ]
    found = [_share(passage, fact, whole) if fact.kind == "proportion" else fact for fact in found]
    found = [_summary(passage, fact) if fact.kind == "summary" else fact for fact in found]
    made = _shared(passage, _listed(passage, found))
    halves = list(_halves(passage, made))
    counted = {half.start for half in halves}
    made = [fact for fact in made if fact.kind != "proportion" or fact.start not in counted]
    added = [*halves, *_enrolled(made), *_nobody(passage, whole)]
    return sorted([*made, *added], key=lambda fact: fact.start)


def _is_background(sections: Sequence[Section], offset: int) -> bool:
    return any(one.kind == "background" and one.start <= offset < one.end for one in sections)


def _share(passage: Passage, fact: Fact, whole: Sequence[Fact]) -> Fact:
    """A share with its outcome, its population and the total that the sentence opens with."""
    text, cells, said = passage.text, dict(fact.cells), dict(fact.said)
    outcome, kind = fact.outcome, fact.outcome_type
    total = cells.get("total")
    if total and _PLANNED.match(text, total.end):
        del cells["total"]
        return replace(fact, cells=cells, outcome=outcome or primary(passage), outcome_type="time_to_event")
    if total and (match := _ENROLLED.match(text, total.end)):
        said["population"] = match["word"]
    if outcome is None:
        outcome, kind = _counted(passage, fact)
    if total is None and not fact.arm and not fact.is_compared:
        total = _total(passage, fact, whole)
        if total:
            cells["total"] = total
            said.pop("subgroup", None)
    low, _ = passage.sentence(fact.start)
    if (
        "percent" in cells
        and "ci_lower" not in cells
        and not TIME_TO_EVENT.search(text, low, fact.start)
        and ("events" in cells or kind == "adverse_event")
    ):
        said.setdefault("percent_kind", "crude")
    return replace(fact, cells=cells, said=said, outcome=outcome, outcome_type=kind)


def _counted(passage: Passage, fact: Fact) -> tuple[Quote | None, str]:
    """What a share counts, where it is the sex of participants or the subject of its sentence."""
    text, (low, high) = passage.text, passage.sentence(fact.start)
    if match := _SEX.match(text, fact.end, high):
        return passage.quote(*match.span("sex" if match["sex"] else "were")), "characteristic"
    if match := _DONE.match(text, fact.end, high):
        return passage.quote(*match.span("label")), "binary"
    match = _COUNTED.search(text[low : fact.start])
    if match is None:
        return None, ""
    return passage.quote(low + match.start("label"), low + match.end("label")), "binary"


def _total(passage: Passage, fact: Fact, whole: Sequence[Fact]) -> Quote | None:
    """The number of all that a share is of, where its percent says so too; None where it does not."""
    events, percent = (
        value(fact.cells[name].text) if name in fact.cells else None for name in ("events", "percent")
    )
    if events is None or percent is None:
        return None
    low, _ = passage.sentence(fact.start)
    opened = last_match(_AMONG, passage.text, low, fact.start)
    numbers = {size_of(one) for one in whole}
    if opened:
        total = passage.number(*opened.span("n"))
    elif len(numbers) == 1 and (before := [one for one in whole if one.start < fact.start]):
        total = before[-1].cells["n"]
    else:
        return None
    n, printed = value(total.text), fact.cells["percent"].text
    decimals = len(printed.replace("\u00b7", ".").partition(".")[2])
    fits = (
        bool(n)
        and int(n or 0) in numbers
        and abs(100 * events / (n or 1) - percent) <= 0.5 * 10**-decimals + 1e-9
    )
    return total if fits else None


def _summary(passage: Passage, fact: Fact) -> Fact:
    """A summary in the bracket behind the participants that it is of, with their number."""
    low, _ = passage.sentence(fact.start)
    among = last_match(_AMONG, passage.text, low, fact.start)
    if among and not fact.arm and _BRACKET.fullmatch(passage.text, among.end(), fact.start):
        return replace(fact, cells={**fact.cells, "n": passage.number(*among.span("n"))})
    return fact


def _halves(passage: Passage, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The two parts of a share that the words behind it tell apart, where they add up to it."""
    for fact in facts:
        match = (
            _EITHER.match(passage.text, fact.end)
            if fact.kind == "proportion" and not fact.is_compared
            else None
        )
        if match is None or value(fact.cells["events"].text if "events" in fact.cells else "") != int(
            match["n"]
        ) + int(match["m"]):
            continue
        for name, number in (("one", "n"), ("other", "m")):
            cells = {name: fact.cells[name] for name in ("total",) if name in fact.cells}
            cells["events"] = passage.number(*match.span(number))
            said = {column: word for column, word in fact.said.items() if column == "subgroup"}
            label = passage.quote(*match.span(name))
            yield replace(
                fact,
                cells=cells,
                said=said,
                start=match.start(number),
                end=match.end(number),
                outcome=label,
                outcome_type="binary",
            )


def _enrolled(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The number of all who were enrolled, where the text prints it only as that of which a share was."""
    told = {size_of(fact) for fact in facts if fact.kind == "size" and fact.said.get("stage") == "enrolled"}
    totals = [fact.cells["total"] for fact in facts if fact.said.get("population") == "enrolled"]
    if not told and len({quote.text for quote in totals}) == 1:
        yield Fact("size", {"n": totals[0]}, totals[0].start, totals[0].end, {"stage": "enrolled"})


def _nobody(passage: Passage, whole: Sequence[Fact]) -> Iterator[Fact]:
    """Something that happened to none of the participants, where the text has one number of them."""
    if len({size_of(one) for one in whole}) != 1:
        return
    for match in _NONE.finditer(passage.text):
        before = [one for one in whole if one.start < match.start()]
        if before:
            cells = {"events": Quote("0", *match.span("none")), "total": before[-1].cells["n"]}
            label = passage.quote(*match.span("label"))
            kind = "adverse_event" if _HARM.search(label.text) else "binary"
            span = match.start("none"), match.end("label")
            yield Fact("proportion", cells, *span, outcome=label, outcome_type=kind)


def _listed(passage: Passage, facts: list[Fact]) -> list[Fact]:
    """Items of a list of harms, each with the arm that the list ends with, and serious where all of it is."""
    made = list(facts)
    at_shares = [at for at, fact in enumerate(made) if fact.kind == "proportion"]
    for one, other in reversed(list(pairwise(at_shares))):
        item, following = made[one], made[other]
        if item.arm or not following.arm or item.is_compared or not item.outcome or not following.outcome:
            continue
        if _TO_NEXT.fullmatch(passage.text, item.end, following.start):
            said = {column: word for column, word in item.said.items() if column != "subgroup"}
            made[one] = replace(item, arm=following.arm, said=said)
    for at in at_shares:
        fact = made[at]
        low, _ = passage.sentence(fact.start)
        if fact.outcome_type == "adverse_event" and _SERIOUS.search(passage.text, low, fact.start):
            made[at] = replace(fact, said={**fact.said, "serious": "yes"})
    return made


def _shared(passage: Passage, facts: list[Fact]) -> list[Fact]:
    """Shares that are set beside a share before them count the same, and so does what compares them."""
    made: list[Fact] = []
    for fact in facts:
        last = made[-1] if made else None
        if (
            fact.outcome is None
            and last is not None
            and last.kind == "proportion"
            and last.outcome is not None
            and last.is_compared
            and (
                fact.kind == "effect"
                or (
                    fact.kind == "proportion"
                    and fact.is_compared
                    and (fact.arm is None or fact.arm != last.arm)
                )
            )
            and passage.sentences.number(last.start) == passage.sentences.number(fact.start)
            and ";" not in passage.text[last.end : fact.start]
        ):
            fact = replace(fact, outcome=last.outcome, outcome_type=last.outcome_type)
        made.append(fact)
    return made
