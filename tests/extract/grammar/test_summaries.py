"""Means and medians: what they are of, what their spread is, and where it is left open."""

import pytest

from triallint.extract.grammar import facts

from .told import holds, told

#: A sentence -> the summaries that it prints.
FORMS = {
    "The median follow-up was 25.8 months (range, 4.1 to 47.0).": [
        "max=47.0 median=25.8 min=4.1 unit=months"
    ],
    "Median follow-up was 8\u00b76 years (IQR 7\u00b73\u20139\u00b79).": [
        "median=8\u00b76 q1=7\u00b73 q3=9\u00b79 unit=years"
    ],
    "At a median follow-up of 43 months, few had died.": ["median=43 unit=months"],
    "With 2.9 years of median follow-up, few had died.": ["median=2.9 unit=years"],
    "After 37-month median follow-up, few had died.": ["median=37 unit=months"],
    "Participants (median age, 9 years) were young.": ["median=9 statistic=baseline unit=years"],
    "The median age was 48 years (range, 28 to 76 years).": [
        "max=76 median=48 min=28 statistic=baseline unit=years"
    ],
    "(median [range] age, 59 [32-91] years)": ["max=91 median=59 min=32 statistic=baseline unit=years"],
    "The mean (SD) age at screening was 62.7 (6.7) years.": [
        "mean=62.7 sd=6.7 statistic=baseline unit=years"
    ],
    "a mean (SE) score of 4.5 (0.3) points": ["mean=4.5 se=0.3 unit=points"],
    "in the zelomab group (M = 13.6, SD = 3.1)": ["mean=13.6 sd=3.1 arm=zelomab"],
    "Scores (mean \u00b1 SD) were 4.5 \u00b1 1.3 and 5.1 \u00b1 1.6.": ["mean=4.5 sd=1.3", "mean=5.1 sd=1.6"],
    "Scores (mean +/- standard error) were 4.5 +/- 0.2.": ["mean=4.5 se=0.2"],
    "The mean score was 80.2, 95% CI 77.1 to 83.3.": ["- 95 77.1 83.3 mean=80.2"],
    "The mean change was -2.3 (95% CI -3.1 to -1.5).": ["- 95 -3.1 -1.5 mean=-2.3 statistic=change"],
}

#: A sentence -> what is printed of it, where the spread is not said or the number is of something else.
TRAPS = {
    "Scores were 4.5 \u00b1 1.3.": ["mean=4.5"],
    "Scores were 4.5 \u00b1 1.3 (SD or SE).": ["mean=4.5"],
    "The median overall survival was 26 months.": [],
    "The median Ki-67 index fell.": [],
    "Pain at a median of 3 sites": ["median=3"],
    "Women aged 30 to 70 years (range of permitted ages) joined.": [],
    "Neoadjuvant chemotherapy \u00b1 zelomab was given.": [],
    "HR 0.7 (95% CI 0.5 to 0.98) by means of Cox models": [],
}


@pytest.mark.parametrize("text", FORMS)
def test_summaries(text: str) -> None:
    assert told(text, "summary") == FORMS[text]
    holds(text, facts(text))


@pytest.mark.parametrize("text", TRAPS)
def test_what_is_left_open(text: str) -> None:
    assert told(text, "summary") == TRAPS[text]


def test_what_is_summarised() -> None:
    text = "The median number of cycles was 6 (range, 1 to 8); median follow-up was 5 years."
    outcomes = [fact.outcome.text for fact in facts(text) if fact.kind == "summary" and fact.outcome]
    assert outcomes == ["number of cycles", "follow-up"]


def test_arms_of_means_that_are_set_against_each_other() -> None:
    text = "Scores (mean \u00b1 SD) were 4.5 \u00b1 1.3 in the zelomab group versus 5.1 \u00b1 1.6 in the placebo group."
    assert [fact.arm.text for fact in facts(text) if fact.kind == "summary" and fact.arm] == [
        "zelomab",
        "placebo",
    ]
