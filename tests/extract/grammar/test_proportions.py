"""Shares of participants: every form, the arm each belongs to, and what only looks like a share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.extract.facts import Fact
from triallint.extract.grammar import facts

from .told import holds


def shares(text: str) -> list[str]:
    """The shares of a text as `events/total (percent) arm`, "-" for what is not printed."""
    return [said(fact) for fact in facts(text) if fact.kind == "proportion"]


def said(fact: Fact) -> str:
    cells = {column: quote.text for column, quote in fact.cells.items()}
    numbers = f"{cells.get('events', '-')}/{cells.get('total', '-')} ({cells.get('percent', '-')})"
    kind = fact.said.get("percent_kind", "")
    return " ".join(part for part in (numbers, kind, fact.arm.text if fact.arm else "") if part)


FORMS = {
    "n/N (x%)": ("Relief was seen in 12/48 (25%) in the zelomab group.", ["12/48 (25) zelomab"]),
    "n of N (x%)": (
        "Falls occurred in 12 of 48 patients (25%) in the zelomab group and 6 of 50 patients (12%) in the placebo group.",
        ["12/48 (25) zelomab", "6/50 (12) placebo"],
    ),
    "n of the N (x percent)": (
        "A rash was seen in 12 of the 48 women in the early group (25 percent).",
        ["12/48 (25) early"],
    ),
    "x% (n/N)": (
        "Relapse was 25.0% (12/48) in the zelomab arm and 12.0% [6/50] in the placebo arm.",
        ["12/48 (25.0) zelomab", "6/50 (12.0) placebo"],
    ),
    "x% of … (n of N)": (
        "Overall, 25% of zelomab-treated patients (12 of 48) fell.",
        ["12/48 (25) zelomab"],
    ),
    "n (x%) of N": (
        "In the zelomab group, 12 (25%) of 48 patients relapsed.",
        ["12/48 (25) zelomab"],
    ),
    "words": (
        "Nausea befell twelve (25%) of forty-eight patients in the zelomab group.",
        ["12/48 (25) zelomab"],
    ),
    "out of": (
        "Cure was seen in five out of 20 in the zelomab group.",
        ["5/20 (-) zelomab"],
    ),
    "n (x%)": (
        "Nausea was noted in 12 (25%) patients with zelomab versus 6 (12%) with placebo.",
        ["12/- (25) zelomab", "6/- (12) placebo"],
    ),
    "label between count and percent": (
        "Relapse was seen in 14 in the control group (25%) and four in the zelomab group (7%).",
        ["14/- (25) control", "4/- (7) zelomab"],
    ),
    "x% (n = m)": ("Fever was noted in 24% (n = 12) of the zelomab group.", ["12/- (24) zelomab"]),
    "vs": (
        "Patients were randomly assigned to zelomab or placebo. Nausea was commoner with zelomab than placebo (25% vs 12%).",
        ["-/- (25) zelomab", "-/- (12) placebo"],
    ),
    "respectively": (
        "Rates were 25%, 12% and 9% in the zelomab, tarvimab and placebo groups, respectively.",
        ["-/- (25) zelomab", "-/- (12) tarvimab", "-/- (9) placebo"],
    ),
    "one sign for two": (
        "The rate was 25.1 and 12.4% in the zelomab and placebo groups, respectively.",
        ["-/- (25.1) zelomab", "-/- (12.4) placebo"],
    ),
    "lettered arms": (
        "Relief was seen in 35% in arm A and 14% in arm B.",
        ["-/- (35) A", "-/- (14) B"],
    ),
    "list under an arm": (
        "Adverse events were seen in 69% of patients in arm A (fatigue 31%, pain 11%) and 12% in arm B.",
        ["-/- (69) A", "-/- (31) A", "-/- (11) A", "-/- (12) B"],
    ),
    "labels in brackets": (
        "Freedom from pain was 94% (zelomab) and 91% (placebo).",
        ["-/- (94) zelomab", "-/- (91) placebo"],
    ),
    "survival at a time": (
        "Five-year overall survival was 86% with zelomab and 80% with placebo.",
        ["-/- (86) km zelomab", "-/- (80) km placebo"],
    ),
    "counts alone": (
        "There were 27 local relapses in the zelomab group and 106 in the placebo group.",
        ["27/- (-) zelomab", "106/- (-) placebo"],
    ),
    "two counts an arm": (
        "Sixty-five events and 38 deaths in the zelomab group and 62 events and 33 deaths in the placebo group occurred.",
        ["65/- (-) zelomab", "38/- (-) zelomab", "62/- (-) placebo", "33/- (-) placebo"],
    ),
    "none": (
        "Nineteen zelomab patients had events compared with none in the placebo group.",
        ["0/- (-) placebo"],
    ),
    "counts set against each other": (
        "Fewer deaths were seen (68 vs 120; HR, 0.86).",
        ["68/- (-)", "120/- (-)"],
    ),
    "a share beside a count": (
        "Nausea was reported by 12 women (24%) in the zelomab group versus none in the placebo group.",
        ["12/- (24) zelomab", "0/- (-) placebo"],
    ),
    "no patient": (
        "No patient in the zelomab group and two patients in the placebo group withdrew.",
        ["0/- (-) zelomab", "2/- (-) placebo"],
    ),
    "labels right behind counts": (
        "Death occurred in 12 zelomab patients and 15 placebo patients.",
        ["12/- (-) zelomab", "15/- (-) placebo"],
    ),
    "labels right behind shares": (
        "Pain was reported by 45 (30%) zelomab and 32 (20%) placebo patients.",
        ["45/- (30) zelomab", "32/- (20) placebo"],
    ),
    "labels and numbers in turn": (
        "Patients were randomised to zelomab or placebo. Relapse: zelomab 12%, placebo 22%.",
        ["-/- (12) zelomab", "-/- (22) placebo"],
    ),
    "a list for each arm": (
        "Pain, nausea and rash were seen in 45%, 32% and 12% in the zelomab group and 40%, 30% and 10% in the "
        "placebo group.",
        [f"-/- ({n}) zelomab" for n in (45, 32, 12)] + [f"-/- ({n}) placebo" for n in (40, 30, 10)],
    ),
    "a shared sign before two groups": (
        "Response was seen in 45 and 32.5% of patients in groups A and B.",
        ["-/- (45) A", "-/- (32.5) B"],
    ),
    "a clause for each arm": (
        "Zelomab-treated patients had a rate of 12%; in the placebo arm it was 22%.",
        ["-/- (12) Zelomab", "-/- (22) placebo"],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms(name: str) -> None:
    text, expected = FORMS[name]
    assert shares(text) == expected
    holds(text, facts(text))


TRAPS = {
    "the level of an interval": "The rate ratio was 22 (95% CI, 20 to 27).",
    "a limit": "The rate (95% CI, 65.5% to 75.0%) was high.",
    "a change": "Zelomab lowered the risk by 41% and cost by 20%.",
    "a reduction": "We saw a 41% reduction in falls.",
    "a mean": "The mean density was 64.8% with zelomab and 61.4% with placebo.",
    "a threshold": "A dose intensity of > 85% and at least 50% shrinkage were required.",
    "a plan": "We assumed a rate of 20% with placebo and 10% with zelomab.",
    "a grade": "Grade 3/4 events and 20/20 mg doses were noted.",
    "one of several arms": "Patients were assigned to one of two regimens.",
    "a spread": "The share was 55.1% +/- 18.3% with zelomab.",
    "heterogeneity": "The difference was 0.9 (p = 0.5, I2 = 79%).",
    "a month": "Patients were treated with zelomab from 1/2011 to 6/2012.",
    "a kind of enzyme": "It inhibits cyclin-dependent kinases 4/6.",
    "a blood pressure": "Pressure was 120/80 mmHg.",
}


@pytest.mark.parametrize("name", TRAPS)
def test_what_is_no_share(name: str) -> None:
    assert shares(TRAPS[name]) == []


def test_a_grade_is_no_count() -> None:
    assert shares("Grade 3/4 neutropenia (28%) was rare.") == ["-/- (28)"]
    assert shares("Grade \u2265 3 pain (frequency, 91% and 82% for A and B, respectively).")[0] == "-/- (91)"


def test_a_pooled_percent_is_not_that_of_its_parts() -> None:
    text = "Pain was seen in 22% of cases (11/59 with zelomab and 16/64 with placebo)."
    assert shares(text) == ["-/- (22)", "11/59 (-) zelomab", "16/64 (-) placebo"]


def test_group_sizes_are_no_share() -> None:
    assert shares("The rate was 44.7% in responders (38/92).")[0] == "-/- (44.7)"


def test_an_arm_that_is_not_plain_is_left_empty() -> None:
    text = "Patients received zelomab or placebo. Nausea was seen in 25% of patients."
    assert shares(text) == ["-/- (25)"]


@given(
    st.text(alphabet="0123456789%()/,.;= nvs\u00b7\u2009of", max_size=60),
    st.sampled_from([text for text, _ in FORMS.values()]),
)
def test_spans_quote_what_they_say(noise: str, sentence: str) -> None:
    text = f"{noise} {sentence} {noise}"
    holds(text, facts(text))
