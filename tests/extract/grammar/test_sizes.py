"""Totals and the sizes of arms, told apart from dates, plans and events."""

import pytest

from triallint.extract.grammar import facts

from .told import holds


def sizes(text: str) -> list[str]:
    """The sizes of a text as `n stage arm`."""
    return [
        " ".join(
            part
            for part in (fact.cells["n"].text, fact.said["stage"], fact.arm.text if fact.arm else "")
            if part
        )
        for fact in facts(text)
        if fact.kind == "size"
    ]


FORMS = {
    "a total and its arms": (
        "In all, 514 women were randomly assigned to zelomab (n = 258) or placebo (n = 256).",
        ["514 randomised", "258 arm zelomab", "256 arm placebo"],
    ),
    "patients in brackets": (
        "We randomised 176 women to zelomab (83 patients) or usual care (93 patients).",
        ["176 randomised", "83 arm zelomab", "93 arm usual care"],
    ),
    "in words": (
        "Two hundred sixty-eight post- and premenopausal, node-positive women were randomly assigned to zelomab or placebo.",
        ["268 randomised"],
    ),
    "n = behind participants": (
        "Patients (N = 242) were randomly assigned to usual care (n = 82), walking (n = 82), or cycling (n = 78).",
        ["242 randomised", "82 arm usual care", "82 arm walking", "78 arm cycling"],
    ),
    "an ellipsis": (
        "Between 1987 and 1992, 239 patients were assigned to zelomab and 235 to placebo.",
        ["239 arm zelomab", "235 arm placebo"],
    ),
    "arms in one bracket": (
        "A total of 473 patients (234 to zelomab, 239 to placebo) were randomly assigned.",
        ["473 randomised", "234 arm zelomab", "239 arm placebo"],
    ),
    "labels behind in one bracket": (
        "The safety population comprised 720 patients (zelomab, 482; placebo, 238).",
        ["720 enrolled", "482 arm zelomab", "238 arm placebo"],
    ),
    "labels in one bracket": (
        "A total of 371 patients (182 zelomab, 189 tarvimab) were included.",
        ["371 enrolled", "182 arm zelomab", "189 arm tarvimab"],
    ),
    "later stages": (
        "Ninety patients were enrolled and 86 were evaluable; 80 completed the study.",
        ["90 enrolled", "86 analysed", "80 completed"],
    ),
    "a plan": ("We planned to randomise 72 patients.", ["72 planned"]),
    "thousands": ("A total of 13\u2009388 women were randomly assigned.", ["13 388 randomised"]),
    "each arm alike": (
        "Fifty patients were randomised to zelomab or placebo (25 per group).",
        ["50 randomised", "25 arm"],
    ),
    "an equals sign behind a label": (
        "They were randomised to an early group (EG = 18) or a late group (LG = 20).",
        ["18 arm early", "20 arm late"],
    ),
    "a number that is the sum of the next ones": (
        "Of the women enrolled, 91 were analysed, 48 in group A and 43 in group P.",
        ["91 analysed", "48 arm A", "43 arm P"],
    ),
    "a verb left out": (
        "Forty patients received zelomab and 41 acupuncture.",
        ["40 arm zelomab", "41 arm acupuncture"],
    ),
    "how long before the name": (
        "920 women were randomly assigned to 5 years zelomab and 944 to placebo.",
        ["920 arm zelomab", "944 arm placebo"],
    ),
    "a list with equals signs": (
        "We randomised 148 women to one of two arms (zelomab, n = 74; placebo, n = 75).",
        ["148 randomised", "74 arm zelomab", "75 arm placebo"],
    ),
    "equal groups": (
        "Sixty patients with asthma were divided into two equal groups of 30 patients.",
        ["60 randomised", "30 arm"],
    ),
    "to each arm": ("N = 120 patients were randomised (60 to each arm).", ["120 randomised", "60 arm"]),
    "behind the noun for an arm": (
        "The zelomab arm included 150 patients and the placebo arm 149.",
        ["150 arm zelomab", "149 arm placebo"],
    ),
    "those who met the criteria": (
        "From a total of 540 screened women, 230 met the inclusion criteria and were randomised.",
        ["540 enrolled", "230 enrolled"],
    ),
    "some of those who were asked": (
        "Between 2001 and 2003, 31 of 322 eligible women participated in the trial.",
        ["31 enrolled", "322 assessed"],
    ),
    "randomised in the noun": (
        "Among 208 randomised patients, 118 completed the study.",
        ["208 randomised", "118 completed"],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms(name: str) -> None:
    text, expected = FORMS[name]
    assert sizes(text) == expected
    holds(text, facts(text))


@pytest.mark.parametrize(
    "text",
    [
        "From 1990 to 1999, patients were randomised.",
        "Twelve patients had received surgery.",
        "At 80 months 274 patients had died.",
        "Patients were randomised (2:1) at 33 centres in May 2007.",
        "They took zelomab 500 mg/d for 24 weeks at 12 hospitals.",
        "Women with HER2-positive or stage 2 disease were enrolled.",
        "Five patients refused and three withdrew.",
        "They were assigned to one of six cohorts (five zelomab cohorts; one placebo cohort).",
        "The aims of this randomised trial are to: 1) slow the loss and 2) ease pain.",
    ],
)
def test_what_is_no_size(text: str) -> None:
    assert sizes(text) == []
