"""The arms that a text names: where their labels stand, and what is the same label."""

import pytest

from triallint.extract.grammar.labels import key
from triallint.extract.grammar.passage import Passage

CASES = {
    "a choice": (
        "Women were randomly assigned to zelomab 50 mg (n = 40) or usual care (n = 41).",
        ["zelomab 50 mg", "usual care"],
    ),
    "abbreviations in brackets": (
        "Patients were randomised to receive zelomab plus tarvimab (ZT) or tarvimab (T). Relief was better with ZT.",
        ["zelomab plus tarvimab", "ZT", "tarvimab", "T", "ZT"],
    ),
    "letters": ("Pain was less in arms A and B than in arm C.", ["A", "B", "C"]),
    "figures": ("In group 1 and group 2 alike.", ["1", "2"]),
    "labels that share a noun": ("Both the early and late groups did well.", ["early", "late"]),
    "a control group": ("The control group slept.", ["control"]),
    "treated with": ("Fewer zelomab-treated patients fell.", ["zelomab"]),
    "a property is no arm": ("This placebo-controlled trial was small.", []),
    "groups that are no arms": ("Both groups, the age group and all treatment arms were alike.", []),
    "a working group": ("The study group met.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_where_arms_are_named(name: str) -> None:
    text, labels = CASES[name]
    passage = Passage(text)
    found = [
        text[one.start : one.end]
        for sentence in passage.sentences
        for one in passage.arms.mentions(*sentence)
    ]
    assert found == labels


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelomab", "zelomab group"),
        ("tamoxifen-alone", "tamoxifen alone"),
        ("the control arm", "control"),
        ("20-mg", "20 mg"),
    ],
)
def test_one_label_printed_two_ways(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_an_abbreviation_is_another_name_of_its_arm() -> None:
    passage = Passage("They were randomised to zelomab plus tarvimab (ZT) or usual care. ZT was better.")
    first, *_, last = [one for sentence in passage.sentences for one in passage.arms.mentions(*sentence)]
    assert first.key == last.key
    assert [quote.text for quote in passage.arms.found[first.key].names] == ["zelomab plus tarvimab", "ZT"]
