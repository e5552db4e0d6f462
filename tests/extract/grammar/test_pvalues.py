"""P values: what is printed, of what, and to which estimate each belongs."""

import pytest

from triallint.extract.grammar import facts

from .told import holds, told

#: A sentence -> the P values that stand alone in it, as facts of their own.
ALONE = {
    "Nausea was rarer with zelomab (P = .03).": ["p_value=.03"],
    "Nausea was rarer (p<0.001).": ["p_value=<0.001"],
    "Nausea was rarer (P < .001), and so was fever (P=.2).": ["p_value=<.001", "p_value=.2"],
    "a difference (p-value = 0.04)": ["p_value=0.04"],
    "a difference (P value of 0.04 was not reached; p = 0.07)": ["p_value=0.07"],
    "a difference (P \u2264 0\u00b705)": ["p_value=\u22640\u00b705"],
    "a difference (P <or= 0.05)": ["p_value=<=0.05"],
    "a difference (p = <0.001)": ["p_value=<0.001"],
    "a difference (P = . 0489)": ["p_value=.0489"],
    "a difference (p = 0,004)": ["p_value=0.004"],
    "a difference (p = NS)": ["p_value=NS"],
    "which was smaller (P less than .05)": ["p_value=<.05"],
    # powers of ten, the superscript lost or not
    "an association (P = 4.9 \u00d7 10-4)": ["p_value=4.9\u00d710-4"],
    "an association (p = 3.32 x 10-10)": ["p_value=3.32\u00d710-10"],
    "an association (p = 3\u00b732\u00d710\u207b\u00b9\u2070)": ["p_value=3\u00b732\u00d710-10"],
    "an association (P = 2e-5)": ["p_value=2e-5"],
    # sides
    "a difference (one-sided P = .03)": ["p_sides=1 p_value=.03"],
    "a difference (1-sided P = .03)": ["p_sides=1 p_value=.03"],
    "a difference (2P = .002)": ["p_sides=2 p_value=.002"],
    "a difference (P = .03, two-tailed)": ["p_sides=2 p_value=.03"],
    # tests
    "a difference (log-rank P = .0016)": ["p_test=log-rank p_value=.0016"],
    "a difference (log-rank test; P = .09)": ["p_test=log-rank p_value=.09"],
    "a difference (P<0.001 by stratified log-rank test)": [
        "p_test=stratified log-rank p_value=<0.001 analysis=stratified"
    ],
    "a difference (P = .01 by Fisher's exact test)": ["p_test=fisher p_value=.01"],
    "a difference (two-sided log-rank P = .03)": ["p_sides=2 p_test=log-rank p_value=.03"],
    # something else than a difference
    "by age (P for interaction = .12)": ["p_value=.12 p_for=interaction"],
    "by age (P(interaction) = .04)": ["p_value=.04 p_for=interaction"],
    "by age (pinteraction = .04)": ["p_value=.04 p_for=interaction"],
    "by dose (P for trend < .01)": ["p_value=<.01 p_for=trend"],
    "by dose (trend p = 0.006)": ["p_value=0.006 p_for=trend"],
    "by study (P for heterogeneity = .2)": ["p_value=.2 p_for=interaction"],
    "the margin was kept (P<.001 for noninferiority)": ["p_value=<.001 p_for=noninferiority"],
    "the margin was kept (noninferiority P = .02)": ["p_value=.02 p_for=noninferiority"],
    # no P value, or none that was found
    "Significance was set at P < .05.": [],
    "Differences were considered significant at p < 0.05.": [],
    "The threshold was a 1-sided P <.025.": [],
    "patients randomized to receive > or = 1 dose": [],
    "Forty patients (n = 20 each) had pH = 7.4.": [],
}

#: A sentence -> its comparisons with their P values, and the P values that stand alone.
ATTACHED = {
    "(HR, 0.71; 95% CI, 0.52 to 0.97; P = .03)": (["HR 0.71 95 0.52 0.97 p_value=.03"], []),
    "(HR, 0.70 [95% CI, 0.47-1.03]); 1-sided P = .03)": (["HR 0.70 95 0.47 1.03 p_sides=1 p_value=.03"], []),
    "(mean difference, -0.7 [95% CI, -1.6 to 0.2] kg, P = .11)": (["MD -0.7 95 -1.6 0.2 p_value=.11"], []),
    "(HR 0.68; 95% CI, 0.56 to 0.82; P<0.001 by the log-rank test)": (
        ["HR 0.68 95 0.56 0.82 p_test=log-rank p_value=<0.001"],
        [],
    ),
    "(HR 1.30; 95% CI, 1.11 to 1.52 for relapse; and HR, 1.40; 95% CI, 1.15 to 1.70 for death; both P = .001)": (
        ["HR 1.30 95 1.11 1.52 p_value=.001", "HR 1.40 95 1.15 1.70 p_value=.001"],
        [],
    ),
    # a log-rank test is not that of a difference in restricted means
    "(difference in restricted mean survival time, 41 days; 95% CI, 12 to 70; P<0.01 by log-rank test)": (
        ["RMST_difference 41 95 12 70 unit=days"],
        ["p_test=log-rank p_value=<0.01"],
    ),
    # an interaction is not the effect
    "(OR 1.25; 95% CI 1.05-1.50; trend p = 0.006)": (["OR 1.25 95 1.05 1.50"], ["p_value=0.006 p_for=trend"]),
    "(HR 0.93; 95% CI, 0.84 to 1.03; P for interaction = .12)": (
        ["HR 0.93 95 0.84 1.03"],
        ["p_value=.12 p_for=interaction"],
    ),
    # a second one
    "(HR, 0.74; 95% CI, 0.52 to 1.06; one-sided P = .05; two-sided P = .10)": (
        ["HR 0.74 95 0.52 1.06 p_sides=1 p_value=.05"],
        ["p_sides=2 p_value=.10"],
    ),
    # something stands between
    "(HR 0.7; 95% CI 0.5 to 0.98; 71% v 62%; P = .2)": (["HR 0.7 95 0.5 0.98"], ["p_value=.2"]),
}


@pytest.mark.parametrize("text", ALONE)
def test_p_values(text: str) -> None:
    assert told(text, "test") == ALONE[text]
    holds(text, facts(text))


@pytest.mark.parametrize("text", ATTACHED)
def test_the_estimate_that_a_p_value_belongs_to(text: str) -> None:
    assert (told(text, "effect"), told(text, "test")) == ATTACHED[text]
    holds(text, facts(text))
