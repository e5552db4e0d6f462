"""Counts that are told by what they add up to, by the bracket they share, or by what was done with whom."""

import pytest

from triallint.extract.grammar import facts

from .test_proportions import shares
from .test_sizes import sizes
from .told import holds

SIZES = {
    "two parts of all": (
        "Ninety patients were randomised: 60 for zelomab and 30 for tarvimab.",
        ["90 randomised", "60 arm", "30 arm"],
    ),
    "the others in a sentence of their own": (
        "In all, 46 women were randomly divided in two groups. Twenty-three underwent taping. "
        "The other 23 patients had rest.",
        ["46 randomised", "23 arm", "23 arm"],
    ),
    "parts in a bracket, whatever befell before": (
        "Sixty women (29 control and 31 intervention) newly diagnosed with asthma were enrolled.",
        ["60 enrolled", "29 arm control", "31 arm intervention"],
    ),
    "a whole with a sign of its own": (
        "Samples were tested (N = 103 patients: zelomab, n = 50; placebo, n = 53).",
        ["103 enrolled", "50 arm zelomab", "53 arm placebo"],
    ),
    "shares that were put into arms": (
        "Of 59 women approached, 56 (95%) agreed to randomisation; 29 (52%) were assigned to zelomab and 27 (48%) to tarvimab.",
        ["59 assessed", "56 enrolled", "29 arm zelomab", "27 arm tarvimab"],
    ),
    "shares that completed": (
        "Forty-nine women (86%) provided follow-up data.",
        ["49 completed"],
    ),
    "a rate of taking part": ("The completion rate was 89% (100/112).", ["100 completed"]),
    "a description before the verb": (
        "From 1992 to 1997, 5408 women who had undergone surgery were randomly assigned.",
        ["5408 randomised"],
    ),
    "two shares that make up all": (
        "Of 79 patients, 39 (49%) received zelomab and 40 (51%) received placebo.",
        ["79 treated", "39 arm zelomab", "40 arm placebo"],
    ),
    "those among whom events were counted": (
        "There were 45 events in the 301 patients given zelomab and 66 events in the 299 patients given placebo.",
        ["301 arm zelomab", "299 arm placebo"],
    ),
    "served as controls": (
        "Thirty women were in the zelomab group, and 31 served as controls.",
        ["30 arm zelomab", "31 arm controls"],
    ),
    "of whom": ("Eighty patients were recruited, of whom 64 were evaluable.", ["80 enrolled", "64 analysed"]),
    "out of": ("Out of 127 evaluable patients, most felt better.", ["127 analysed"]),
    "a name for a kind of people": (
        "We randomised 123 Icelanders with hay fever to zelomab or placebo.",
        ["123 randomised"],
    ),
    "a class before the noun": (
        "Sixty Society of Examples class I to II adult women were enrolled.",
        ["60 enrolled"],
    ),
    "behind a whole date": (
        "Between May 3, 2007, and Oct 5, 2010, 2018 women were recruited.",
        ["2018 enrolled"],
    ),
    "groups by number": (
        "Group 1 (30 patients) received zelomab, group 2 (31 patients) received placebo.",
        ["30 arm 1", "31 arm 2"],
    ),
    "group by group": (
        "Thirty patients were assigned to group 1 and 31 patients to group 2.",
        ["30 arm 1", "31 arm 2"],
    ),
    "one group and the other": (
        "One group consisted of 21 patients who took zelomab, the other group consisted of 22 patients who did not.",
        ["21 arm", "22 arm"],
    ),
    "the study group beside a control group": (
        "Patients were enrolled: 33 in the study group, and 34 in the control group.",
        ["33 arm study", "34 arm control"],
    ),
    "a choice of three": (
        "Forty-four women were randomised to rowing, yoga, or usual care.",
        ["44 randomised"],
    ),
    "females": (
        "Since 2007, 39 females received zelomab and 45 received placebo.",
        ["39 arm zelomab", "45 arm placebo"],
    ),
    "what another clause says": (
        "Thirty-three received zelomab and 31 tarvimab, nine patients stopped early.",
        ["33 arm zelomab", "31 arm tarvimab"],
    ),
    "those lost, beside the size": (
        "They were randomised into a tea group (52 cases, 3 cases dropped off) and a control group (51 cases, 4 "
        "cases dropped off).",
        ["52 arm tea", "51 arm control"],
    ),
    "a verb left out, people said twice": (
        "Fifty-five patients received zelomab, and 52 patients placebo.",
        ["55 arm zelomab", "52 arm placebo"],
    ),
}

NO_SIZES = [
    "Zelomab 30,000 U weekly or control was given.",
    "Patients took zelomab after two to three years of rest.",
    "We compared two new topical agents (zelomab vs. tarvimab).",
    "Between 09/92 and 12/96 patients took zelomab or placebo.",
    "A minimum of 26 assessable patients in each group was required.",
    "The dose was 0.01 mg.kg(-1) zelomab or placebo.",
    "A review of 10 small crossover trials in the zelomab group was made.",
]

SHARES = {
    "counts and percents apart": (
        "Falls were recorded in 12 versus 20 patients (4.0% vs 6.6%).",
        ["12/- (4.0)", "20/- (6.6)"],
    ),
    "brackets of two": (
        "Fever (22 [65%] in the zelomab group and one [1%] in the placebo group), rash (ten [3%] and three [2%]) were seen.",
        ["22/- (65) zelomab", "1/- (1) placebo", "10/- (3) zelomab", "3/- (2) placebo"],
    ),
    "one sign for a bracket": (
        "Rash was commoner (32, 48, and 12%) and so was cough (19, 25, and 2%).",
        ["-/- (32)", "-/- (48)", "-/- (12)", "-/- (19)", "-/- (25)", "-/- (2)"],
    ),
    "labels in the bracket": (
        "Fever (zelomab 30%; placebo 4%), cough (12%; 9%) and rash (5% vs 1%) were reported.",
        ["-/- (30) zelomab", "-/- (4) placebo", "-/- (12)", "-/- (9)", "-/- (5)", "-/- (1)"],
    ),
    "none": (
        "Three (6%) of the 50 women given zelomab and none of the 48 given placebo fell.",
        ["3/50 (6) zelomab", "0/48 (-) placebo"],
    ),
    "no deaths": (
        "No deaths occurred in the zelomab group and three in the placebo group.",
        ["0/- (-) zelomab", "3/- (-) placebo"],
    ),
    "serious events against each other": (
        "There were 2 versus 17 serious adverse events.",
        ["2/- (-)", "17/- (-)"],
    ),
    "the group of the sentence, against another": (
        "In the zelomab group, 24 of 155 patients (15.5%) died, as compared with 36 of 152 (23.7%) in the placebo group.",
        ["24/155 (15.5) zelomab", "36/152 (23.7) placebo"],
    ),
    "those assigned to one, against a group": (
        "Of the women assigned to zelomab, 72% completed treatment, compared with 90% of the placebo group.",
        ["-/- (72) zelomab", "-/- (90) placebo"],
    ),
    "three labels in a bracket": (
        "Dry mouth was commonest (zelomab 18.2%, tarvimab 9.1%, placebo 3.0%).",
        ["-/- (18.2) zelomab", "-/- (9.1) tarvimab", "-/- (3.0) placebo"],
    ),
    "patients on a treatment": (
        "Rash befell 24.5% of patients on zelomab, 22.1% on tarvimab and 19.8% on placebo.",
        ["-/- (24.5) zelomab", "-/- (22.1) tarvimab", "-/- (19.8) placebo"],
    ),
    "a count right behind its group": (
        "Relapses were commoner in the zelomab group 69 (50%) as compared with the controls 51 (36%).",
        ["69/- (50) zelomab", "51/- (36) controls"],
    ),
    "a percent of others": (
        "Among 396 patients of group A, 8.1% relapsed.",
        ["-/- (8.1) A"],
    ),
    "a percent of each arm": (
        "Of 53 women, 38 completed the trial (57% on placebo, 88% on zelomab).",
        ["-/- (57) placebo", "-/- (88) zelomab"],
    ),
}


@pytest.mark.parametrize("name", SIZES)
def test_sizes(name: str) -> None:
    text, expected = SIZES[name]
    assert sizes(text) == expected
    holds(text, facts(text))


@pytest.mark.parametrize("text", NO_SIZES)
def test_no_sizes(text: str) -> None:
    assert sizes(text) == []


@pytest.mark.parametrize("name", SHARES)
def test_shares(name: str) -> None:
    text, expected = SHARES[name]
    assert shares(text) == expected
    holds(text, facts(text))


COMPARED = {
    "rates of two": "Remission rates were 3.8% and 5.9%.",
    "both groups named": "The rate was 95% in the zelomab and tarvimab groups.",
    "of both groups": "Hiccups (55% of both groups) were mild.",
    "as many names as shares": "Cure rates were 88.2%, 85.1%, and 70.3% for zelomab, tarvimab and rest.",
    "two arms before the verb": "The rates in the zelomab and rest arms were 96.4 and 95.6%.",
    "a planned dose is no plan": "The planned dose was reached by 50% of the zelomab arm and 75% of the placebo arm.",
}


@pytest.mark.parametrize("name", COMPARED)
def test_set_beside_each_other(name: str) -> None:
    found = [fact for fact in facts(COMPARED[name]) if fact.kind == "proportion"]
    assert found
    assert all(fact.is_compared or fact.arm for fact in found)


@pytest.mark.parametrize(
    "text",
    [
        "Patients (59 female and 43 male) were enrolled.",
        "We randomised 90 participants (17 were excluded because of age and 14 participants were lost).",
        "The events were headache (n = 12 vs n = 9) and rash (n = 4 vs n = 0).",
        "One had sore eyes and one had a severe cold.",
        "They were randomised to zelomab, 42 to placebo, and 80 completed the study.",
    ],
)
def test_words_that_name_no_arm(text: str) -> None:
    named = {fact.arm.text for fact in facts(text) if fact.arm}
    assert named <= {"placebo", "zelomab"}


def test_those_who_were_shared_out_are_of_no_arm() -> None:
    text = "Of 96 patients given zelomab or rest, 61 responders were re-randomised to zelomab (n=31) or rest (n=30)."
    found = facts(text)
    assert [(fact.cells["n"].text, fact.arm.text) for fact in found if fact.kind == "size" and fact.arm] == [
        ("31", "zelomab"),
        ("30", "rest"),
    ]
    assert not [fact for fact in found if fact.kind == "proportion" and fact.arm]


def test_the_size_of_the_second_arm_is_no_event() -> None:
    text = (
        "Rash was the commonest adverse event among 250 patients treated with zelomab and 248 with tarvimab."
    )
    assert sizes(text) == ["250 arm zelomab", "248 arm tarvimab"]


@pytest.mark.parametrize(
    ("text", "subgroup"),
    [
        (
            "In patients with polyps, bleeding occurred in 9 of 44 given zelomab and 17 of 46 given rest.",
            "with polyps",
        ),
        (
            "We treated 90 patients. Among women, rash occurred in 3 (8%) on zelomab and 7 (9%) on rest.",
            "women",
        ),
        (
            "Among those aged 65 years or older, 9 of 44 died with zelomab and 17 of 46 with rest.",
            "aged 65 years or older",
        ),
        ("We treated 90 patients with gout. In patients with gout, 9 of 44 relapsed.", None),
        ("We enrolled women. Among women, rash occurred in 3 (8%) on zelomab.", None),
        ("Among patients who were assigned to zelomab, 9 of 44 died.", None),
        ("In patients, 9 of 44 died.", None),
    ],
)
def test_the_part_of_the_participants_that_a_sentence_opens_with(text: str, subgroup: str | None) -> None:
    found = [fact for fact in facts(text) if fact.kind == "proportion"]
    assert found
    assert {fact.subgroup.text if fact.subgroup else None for fact in found} == {subgroup}
    holds(text, found)
