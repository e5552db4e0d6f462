"""What the grammar finds in a text: numbers that belong together, with the characters each came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .document import Quote

#: What a fact is about; `assemble` makes rows of each.
FactKind = Literal[
    "size",  # participants; said: stage, a word of STAGES or "arm", "subgroup", "planned"; cells: n
    "proportion",  # cells: any of events, total, percent, ci_*; said: percent_kind where it is plain
    "events",  # events rather than participants; cells: event_count; said: serious
    "effect",  # a comparison; cells: value, ci_*, p_value …; said: measure, analysis, p_sides, p_for …
    "test",  # a P value or a statistic of its own; cells: p_value, statistic, df1 …; said: p_test …
    "survival",  # of one group at a time; cells: value, se, ci_*, time_value; said: measure, time_unit …
    "summary",  # of a variable; cells: mean, sd, se, median, q1, q3, min, max, n; said: statistic, unit
]


@dataclass(frozen=True, slots=True)
class Fact:
    """Numbers that one phrase prints about one group, or about one comparison of groups.

    Attributes:
        kind: what it is.
        cells: column of the table -> what is printed.
        said: column -> word of the vocabulary, where the text says it without printing it (`measure` is HR).
        start: first character of the phrase.
        end: one after its last.
        arm: the label of the group, as printed; None where the text does not make it plain.
        comparator: the label of the group it is compared with.
        outcome: the words for what was measured.
        subgroup: the words for the part of the participants that it is about.
        is_compared: whether the text sets it beside the same of another group, be they named or not.
        part_of: the words for the outcome that this one is a part of, no other part with it in common.
        outcome_type: what the outcome is, a word of OUTCOME_TYPES; empty where the text does not tell.
    """

    kind: FactKind
    cells: Mapping[str, Quote]
    start: int
    end: int
    said: Mapping[str, str] = field(default_factory=dict)
    arm: Quote | None = None
    comparator: Quote | None = None
    outcome: Quote | None = None
    subgroup: Quote | None = None
    is_compared: bool = False
    part_of: Quote | None = None
    outcome_type: str = ""
