"""Every form of a comparison with its interval that prose has, and every trap, in sentences of our own."""

import pytest

from triallint.extract.grammar import facts

from .told import holds, told

#: A sentence of an invented trial -> the comparisons it prints.
FORMS = {
    # where the level stands, and what separates the limits
    "Death was less frequent (hazard ratio, 0.71; 95% CI, 0.52 to 0.97).": ["HR 0.71 95 0.52 0.97"],
    "Relapse: hazard ratio 0.62, 95% CI=0.48, 0.79.": ["HR 0.62 95 0.48 0.79"],
    "The odds ratio was 1.62 (95 percent confidence interval, 1.15-2.30).": ["OR 1.62 95 1.15 2.30"],
    "(adjusted relative risk: 2.7 [95 % CI 1.8 \u2013 3.7])": ["RR 2.7 95 1.8 3.7 analysis=adjusted"],
    "(OR = 0.87, 95% CI: [0.36, 2.09])": ["OR 0.87 95 0.36 2.09"],
    "(RR 1.2; confidence interval (CI) 95%, 1.05 to 1.37)": ["RR 1.2 95 1.05 1.37"],
    "(HR 0\u00b751 [95% CI 0\u00b739\u20130\u00b766])": ["HR 0\u00b751 95 0\u00b739 0\u00b766"],
    "(unadjusted HR, 0.9; 90% confidence interval [90% CI] 0.7;1.16)": ["HR 0.9 90 0.7 1.16 analysis=crude"],
    "(HR 0.66 [CI, 0.44 to 0.99])": ["HR 0.66 - 0.44 0.99"],
    "(rate ratio, 0.77; 97.5% CI 0.66 and 0.89)": ["IRR 0.77 97.5 0.66 0.89"],
    "(hazard ratio 0.80, 95% credible interval 0.61-1.04)": ["HR 0.80 95 0.61 1.04 ci_method=bayesian"],
    "The median was longer (HR 0.5; 95% CI 0.3 to not reached).": ["HR 0.5 95 0.3 not_reached"],
    "(HR 0.44, 95% CI 0.2-NE)": ["HR 0.44 95 0.2 not_estimable"],
    # stray blanks
    "(HR = 0.65, and 95% CI = 0.46-0. 92)": ["HR 0.65 95 0.46 0.92"],
    # signs
    "The mean difference was -3.2 mm (95% CI -5.1 to -1.3).": ["MD -3.2 95 -5.1 -1.3 unit=mm"],
    "(adjusted mean difference, - 1.74; 95% CI - 3.12 to - 0.36)": [
        "MD -1.74 95 -3.12 -0.36 analysis=adjusted"
    ],
    "with a difference of 1.51% (95% CI, -6.1-9.1)": ["RD 1.51 95 -6.1 9.1 unit=percent"],
    "(difference 12.9 weeks; 95% CI \u22125.5 to +31.3 weeks)": [
        "difference 12.9 95 \u22125.5 +31.3 unit=weeks"
    ],
    "(risk difference of -0.3% [1-sided 95% CI, -4% to \u221e])": [
        "RD -0.3 95 -4 not_estimable ci_sides=1 unit=percent"
    ],
    # other measures
    "(difference in restricted mean survival time, 41 days; 95% CI, 12 to 70)": [
        "RMST_difference 41 95 12 70 unit=days"
    ],
    "giving a number needed to treat of 22 (95% CI, 14 to 51)": ["NNT 22 95 14 51"],
    "an absolute gain of survival: absolute difference 5.2 percent (95 percent CI, 2.9 to 7.5)": [
        "survival_difference 5.2 95 2.9 7.5 unit=percent"
    ],
    "(beta = 0.88, 95% CI: 0.24, 1.52)": ["coefficient 0.88 95 0.24 1.52"],
    "(standardised mean difference 0.4, 95% CI 0.1 to 0.7)": ["SMD 0.4 95 0.1 0.7"],
    # the words once, and then no more
    "Hazard ratios (95% CI) were 0.83 (0.50, 1.38) and 0.69 (0.41, 1.16).": [
        "HR 0.83 95 0.50 1.38",
        "HR 0.69 95 0.41 1.16",
    ],
    "OR (95% CI) 1.62 (1.15-2.30)": ["OR 1.62 95 1.15 2.30"],
    "Hazard ratios were 0.37 (95% CI 0.23 to 0.60) and 0.45 (95% CI 0.30 to 0.68).": [
        "HR 0.37 95 0.23 0.60",
        "HR 0.45 95 0.30 0.68",
    ],
    "in the second cohort (HR 0.299, 0.156\u20130.572)": ["HR 0.299 - 0.156 0.572"],
    "for nodal disease (hazard ratio [HR], 2.17 [1.35-3.49])": ["HR 2.17 - 1.35 3.49"],
    # the estimate is not the nearest number
    "(HR = 1.20 per 10% increase in dose, 95% CI = 1.09 to 1.32)": ["HR 1.20 95 1.09 1.32"],
    "mean between-group differences at 12 weeks: -1.6; 95 % CI -2.7 to -0.5": ["MD -1.6 95 -2.7 -0.5"],
    "(mean difference 2.4, SD 9; 95% CI 0.4 to 4.4)": ["MD 2.4 95 0.4 4.4"],
    # sign without the word, in a comparison
    "Distress was lower with zelomab than with placebo (-6.4; 95% CI, -11.9 to -0.9).": [
        "difference -6.4 95 -11.9 -0.9"
    ],
}

#: A sentence -> the comparisons it prints: where the prose hides a trap.
TRAPS = {
    # the direction is said in words: there is no sign to compare
    "Scores were 1.8 points lower with zelomab than with placebo (95% CI, -3.2 to -0.4).": [
        "difference - 95 -3.2 -0.4"
    ],
    "a difference favouring zelomab by 2.1 kg, or 2.1 kg (95% CI -3.3 kg to -0.9 kg)": [
        "difference - 95 -3.3 -0.9 unit=kg"
    ],
    # and here a minus is lost
    "The mean difference was 1.8 (95% CI, -3.2 to -0.4).": ["MD 1.8 95 -3.2 -0.4"],
    # the interval of a difference behind two percents
    "Response was commoner (zelomab 81% vs placebo 50%, 95% CI 16-46).": ["RD - 95 16 46 unit=percent"],
    # printed from high to low, the estimate midway: read the other way round
    "(mean difference = -0.9; 95% CI, +0.0 to -1.8)": ["MD -0.9 95 -1.8 +0.0"],
    "but not empowerment, compared with placebo (-1.64; 95% CI, 4.90 to -1.62)": [
        "difference -1.64 95 4.90 -1.62"
    ],
    # letters that stand for a ratio, and do not here
    "The overall response (OR) was 46% (95% CI 38-54%).": [],
    "RR (response rate) 31% (95% CI 24% to 39%)": [],
    "Patients had a 53% (95% CI 17% to 100%) greater hazard of death.": [],
    "There was no difference in the rate in the zelomab arm (24.3%; 90% CI, 18.6-30.8).": [],
    # effects through a mediator
    "The indirect effect through fatigue (b = 0.21, 95% CI: 0.04, 0.51) was small.": [],
    # no limits
    "if the upper limit of the two-sided 95% CI for the hazard ratio was below 1.3": [],
    "Equivalence was confirmed if 90% and 95% confidence intervals lay within 1 day.": [],
    "Hazard ratios and 95% confidence intervals (CIs) were computed in 2 cohorts.": [],
    "with greater confidence and 2 to 3 visits": [],
}


@pytest.mark.parametrize("text", [*FORMS, *TRAPS])
def test_comparisons(text: str) -> None:
    assert told(text, "effect") == (FORMS | TRAPS)[text]


@pytest.mark.parametrize("text", [*FORMS, *TRAPS])
def test_every_span_quotes_what_it_says(text: str) -> None:
    holds(text, facts(text))


def test_what_an_effect_is_of() -> None:
    text = (
        "Overall survival was longer with zelomab (hazard ratio for death, 0.71; 95% CI, 0.52 to 0.97), "
        "and so was the time to progression (HR 0.60; 95% CI, 0.45 to 0.80)."
    )
    outcomes = [fact.outcome.text for fact in facts(text) if fact.kind == "effect" and fact.outcome]
    assert outcomes == ["Overall survival", "time to progression"]


def test_an_event_is_named_by_the_measure_where_nothing_else_names_it() -> None:
    text = "Zelomab was better (hazard ratio for relapse or death, 0.53; 95% CI, 0.32 to 0.87)."
    (fact,) = (fact for fact in facts(text) if fact.kind == "effect")
    assert fact.outcome is not None
    assert fact.outcome.text == "relapse or death"
