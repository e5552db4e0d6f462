"""Which figures of a text stand in its tables: those whose stage and group the text makes plain."""

import pytest

from triallint.extract.all_arms import side_by_side
from triallint.extract.grammar import facts
from triallint.extract.trusted import trusted


def sizes(text: str) -> list[str]:
    found = (fact for fact in trusted(text, facts(text)) if fact.kind == "size")
    return [f"{f.said['stage']} {f.cells['n'].text}{' ' + f.arm.text if f.arm else ''}" for f in found]


def shares(text: str) -> list[str]:
    found = (fact for fact in trusted(text, facts(text)) if fact.kind == "proportion")
    return [
        " ".join(
            [f"{name}={quote.text}" for name, quote in sorted(f.cells.items())]
            + (["of a part"] if f.said.get("subgroup") else [])
        )
        for f in found
    ]


#: A text -> the sizes that its tables hold.
SIZES = {
    "A total of 200 patients were randomly assigned to zelomab (n = 101) or placebo (n = 99).": [
        "randomised 200",
        "randomised 101 zelomab",
        "randomised 99 placebo",
    ],
    # the sum is not the total: both stand, so that a check can say so
    "A total of 210 patients were randomly assigned to zelomab (n = 101) or placebo (n = 99).": [
        "randomised 210",
        "randomised 101 zelomab",
        "randomised 99 placebo",
    ],
    # an age and a year are no participants
    "Patients with a median age of 70 were randomly assigned to zelomab or placebo.": [],
    "Women enrolled from 1993 to 1998 were randomly assigned to zelomab or placebo.": [],
    # about so many
    "The trial randomly assigned approximately 62,000 women to screening or control.": [],
    # two randomisations
    "We randomised 536 patients to zelomab (n = 266) or placebo (n = 270); 93 were further randomised.": [],
    # neither are those who were analysed, nor those who left, arms of all who were randomised
    "In all 849 patients underwent randomization, and 836 (277 in the zelomab group, 278 in the muxilast group, and "
    "281 in the placebo group) were included in the main analysis.": [
        "randomised 849",
        "analysed 277 zelomab group",
        "analysed 278 muxilast group",
        "analysed 281 placebo",
    ],
    "In all 849 patients underwent randomization, and 836 (277 in the zelomab group, 278 in the muxilast-and-tarvimab group, "
    "and 281 in the budresol maintenance group) were included in the full analysis set.": [
        "randomised 849",
        "analysed 277 zelomab group",
        "analysed 278 muxilast-and-tarvimab group",
        "analysed 281 budresol maintenance",
    ],
    "A total of 104 women were randomly divided into a zelomab group (52 cases, 3 cases dropped off) and a "
    "placebo group (52 cases, 4 cases dropped off).": [
        "randomised 104",
        "randomised 52 zelomab",
        "randomised 52 placebo",
    ],
    # those who were analysed are not all who were randomised
    "We randomised 82 women to zelomab or placebo. In all, 81 women were analysed: 40 in the zelomab group and 41 in the placebo "
    "group.": [
        "randomised 82",
        "analysed 81",
        "analysed 40 zelomab",
        "analysed 41 placebo",
    ],
}


@pytest.mark.parametrize("text", SIZES)
def test_sizes(text: str) -> None:
    assert sizes(text) == SIZES[text]


#: A text -> the shares that its tables hold.
SHARES = {
    # of all, of a part that is not named, of a total that is printed
    "Among 208 randomised patients, 118 (57%) completed the therapy.": ["events=118 percent=57"],
    "Of the 119 who relapsed, 51 (42.9%) had another relapse.": ["events=51 percent=42.9 of a part"],
    "Relapse was seen in 12 of 48 (25%).": ["events=12 percent=25 total=48"],
    # no count of participants
    "Grade 3 or 4 nausea was common (60% v 22%).": ["percent=60 of a part", "percent=22 of a part"],
    "Pain at 6 h (17.2% vs. 45.8%) was rarer.": ["percent=17.2 of a part", "percent=45.8 of a part"],
    "Answers came from 17 to the 20 (85%) centres.": ["percent=85 of a part"],
    "The probability was 16.6% (21 events).": ["event_count=21 percent=16.6 of a part"],
    # by how much something changed
    "Weight fell (-2.5% with zelomab, 1.3% with placebo).": [],
    "The fraction fell from 64.1 to 61.3% with zelomab.": [],
    # figures of a comparison
    "The rate was higher (risk difference, 9%; 95% CI, 3% to 15%).": [],
    # a comma joins two things as readily as one
    "If the risk were 12%, 23 of 100 patients would decline.": [],
    "We found 54 patients, 55.6% of them men.": [],
}


@pytest.mark.parametrize("text", SHARES)
def test_shares(text: str) -> None:
    assert shares(text) == SHARES[text]


def test_labels_that_name_nothing_are_left_out() -> None:
    text = "Women were randomised to zelomab with (n = 47) or without (n = 43) calcium."
    labels = [fact.arm.text for fact in trusted(text, facts(text)) if fact.arm]
    assert not {"with", "without"} & set(labels)


def test_arms_that_stand_side_by_side_are_different_arms() -> None:
    text = "They were randomised to usual care plus zelomab (n = 70) or usual care alone (n = 80)."
    assert any(len(group) == 2 for group in side_by_side(facts(text)))
