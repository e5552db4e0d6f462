"""Lists of adverse events: the name, the grade and the seriousness of what is counted."""

import pytest

from triallint.extract.grammar import facts

from .told import holds


def events(text: str) -> list[tuple[str, str, str, str, str]]:
    """Name, grade, whether serious, percent and arm of each share of a text."""
    return [
        (
            fact.outcome.text if fact.outcome else "",
            fact.cells["grade"].text if "grade" in fact.cells else "",
            fact.said.get("serious", ""),
            fact.cells["percent"].text if "percent" in fact.cells else "",
            fact.arm.text if fact.arm else "",
        )
        for fact in facts(text)
        if fact.kind == "proportion"
    ]


LISTS = {
    "percents set against each other": (
        "Patients were assigned to zelomab or placebo. Toxicity with zelomab versus placebo included hair loss "
        "(24% v 9%) and grade 3 or 4 neutropenia (12% v 1%).",
        [
            ("hair loss", "", "", "24", "zelomab"),
            ("hair loss", "", "", "9", "placebo"),
            ("neutropenia", "3 or 4", "", "12", "zelomab"),
            ("neutropenia", "3 or 4", "", "1", "placebo"),
        ],
    ),
    "a list under its arm": (
        "Adverse events in the zelomab group were fatigue (31%), dry mouth (11%), and rash (8%).",
        [
            ("fatigue", "", "", "31", "zelomab"),
            ("dry mouth", "", "", "11", "zelomab"),
            ("rash", "", "", "8", "zelomab"),
        ],
    ),
    "serious events": (
        "Serious adverse events occurred in 12% of patients in the zelomab group and in 9% in the placebo group.",
        [
            ("Serious adverse events", "", "yes", "12", "zelomab"),
            ("Serious adverse events", "", "yes", "9", "placebo"),
        ],
    ),
    "no list": (
        "The groups differed in the share cured (24% v 9%).",
        [("", "", "", "24", ""), ("", "", "", "9", "")],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists(name: str) -> None:
    text, expected = LISTS[name]
    assert events(text) == expected
    holds(text, facts(text))


@pytest.mark.parametrize(
    "text",
    [
        "Toxicity was seen in most patients (24%).",
        "Adverse events were less frequent in the zelomab group (24%) than in the placebo group (9%).",
        "Side effects were significantly reduced (24% v 9%).",
    ],
)
def test_what_names_no_event(text: str) -> None:
    assert {one[0] for one in events(text)} == {""}
