"""Survival of single groups: series at a time, medians, and what is no survival."""

import pytest

from triallint.extract.grammar import facts

from .told import holds, told

#: A sentence -> the survival estimates that it prints.
FORMS = {
    "The 3-year disease-free survival (\u00b1SE) was 95.1\u00b11.4% with zelomab and 86.2\u00b12.3% with placebo.": [
        "survival 95.1 - - - se=1.4 time_value=3 se_scale=natural time_unit=years unit=percent",
        "survival 86.2 - - - se=2.3 time_value=3 se_scale=natural time_unit=years unit=percent",
    ],
    "The 2-year overall survival was 71.4% (SE 6.7%) and the 2-year progression-free survival 40.2% (standard error, 7.1).": [
        "survival 71.4 - - - se=6.7 time_value=2 se_scale=natural time_unit=years unit=percent",
        "survival 40.2 - - - se=7.1 time_value=2 se_scale=natural time_unit=years unit=percent",
    ],
    "Overall survival (at 3 years: 85% vs. 68%) was better.": [
        "survival 85 - - - time_value=3 time_unit=years unit=percent",
        "survival 68 - - - time_value=3 time_unit=years unit=percent",
    ],
    "Two-year overall survival was 72.1% for the zelomab group vs 57.6% for the placebo group.": [
        "survival 72.1 - - - time_value=2 time_unit=years unit=percent arm=zelomab",
        "survival 57.6 - - - time_value=2 time_unit=years unit=percent arm=placebo",
    ],
    "The overall survival at 42 months was 69.3% (95% confidence interval [CI], 62.1 to 75.4).": [
        "survival 69.3 95 62.1 75.4 time_value=42 time_unit=months unit=percent"
    ],
    "OS was 90% and 80%, respectively, at 5 years.": [
        "survival 90 - - - time_value=5 time_unit=years unit=percent",
        "survival 80 - - - time_value=5 time_unit=years unit=percent",
    ],
    "Two-year relapse-free survival was 80.2% here (95% CI, 61.0 to 91.5), and 50.3% (95% CI, 43.1 to 57.2) before; "
    "the corresponding values for overall survival were 91.0% and 64.4%.": [
        "survival 80.2 95 61.0 91.5 time_value=2 time_unit=years unit=percent",
        "survival 50.3 95 43.1 57.2 time_value=2 time_unit=years unit=percent",
        "survival 91.0 - - - time_value=2 time_unit=years unit=percent",
        "survival 64.4 - - - time_value=2 time_unit=years unit=percent",
    ],
    "5-year DFS was 67% v 66% (HR, 1.06), and 10-year OS was 75% v 73%.": [
        "survival 67 - - - time_value=5 time_unit=years unit=percent",
        "survival 66 - - - time_value=5 time_unit=years unit=percent",
        "survival 75 - - - time_value=10 time_unit=years unit=percent",
        "survival 73 - - - time_value=10 time_unit=years unit=percent",
    ],
    # medians
    "Median overall survival was 33.2 months (95% CI, 27.9 to 39.1) in the zelomab group and 27.4 months (95% CI, 22.8 "
    "to 33.0) in the placebo group.": [
        "median_survival 33.2 95 27.9 39.1 unit=months arm=zelomab",
        "median_survival 27.4 95 22.8 33.0 unit=months arm=placebo",
    ],
    "Median time to progression was 9.8 and 6.5 weeks, respectively.": [
        "median_survival 9.8 - - - unit=weeks",
        "median_survival 6.5 - - - unit=weeks",
    ],
    "The median PFS (4.8 v 2.4 months) was longer.": [
        "median_survival 4.8 - - - unit=months",
        "median_survival 2.4 - - - unit=months",
    ],
    "The median progression-free survival was not reached with zelomab.": [
        "median_survival not_reached - - - unit=months"
    ],
}

#: Sentences with words of survival and numbers, and no survival of a group.
TRAPS = [
    "Zelomab improved overall survival by 12% at 5 years.",
    "The difference in 5-year survival was 4.7%.",
    "Of 50 patients with long survival, 46% had nausea at 2 years.",
    "Median follow-up for overall survival was 26.3 months.",
    "The median age in the survival analysis was 56 years.",
    "Overall and disease-free survival at 5 years were 80% and 70%.",
    "We assumed that the median survival would be at most \u2264 7 months.",
    "Median OS was \u223c12 months longer with zelomab.",
    "Survival was similar (62% of patients were men).",
]


@pytest.mark.parametrize("text", FORMS)
def test_survival(text: str) -> None:
    assert told(text, "survival") == FORMS[text]
    holds(text, facts(text))


@pytest.mark.parametrize("text", TRAPS)
def test_no_survival(text: str) -> None:
    assert told(text, "survival") == []


def test_a_subgroup_and_the_order_of_the_arms_carry_on() -> None:
    text = (
        "The 3-year disease-free survival among patients with an average risk of relapse was 96.4% for the zelomab "
        "group and 89.9% for the placebo group; among those with a higher risk, the corresponding values were 93.0% "
        "and 83.5%."
    )
    found = [fact for fact in facts(text) if fact.kind == "survival"]
    assert [fact.subgroup.text for fact in found if fact.subgroup] == [
        "average risk of relapse",
        "average risk of relapse",
        "higher risk",
        "higher risk",
    ]
    assert [fact.arm.text for fact in found if fact.arm] == ["zelomab", "placebo", "zelomab", "placebo"]
    holds(text, found)


def test_arms_are_left_out_where_the_sentence_does_not_say_them_all() -> None:
    text = "Three-year survival was 80% with one and 70% with the other treatment."
    assert [fact.arm for fact in facts(text) if fact.kind == "survival"] == [None, None]


#: A sentence behind "Patients were randomly assigned to zelomab plus surgery or to surgery alone." -> its arms.
LABELS = {
    "Three-year survival was 80% with zelomab plus surgery and 70% with surgery alone.": [
        "zelomab plus surgery",
        "surgery alone",
    ],
    "Three-year survival was 80% in the zelomab group, as compared with 70% in the surgery group.": [
        "zelomab",
        "surgery",
    ],
    # what was not assigned is no arm
    "Three-year survival was 80% with early disease and 70% with late disease.": [],
    "Three-year survival was 80% in women with hope and 70% in those without.": [],
    "Three-year survival was 80% with surgery alone and 70% at other sites.": [],
}


@pytest.mark.parametrize("text", LABELS)
def test_labels_behind_each_number(text: str) -> None:
    given = f"Patients were randomly assigned to zelomab plus surgery or to surgery alone. {text}"
    found = [fact for fact in facts(given) if fact.kind == "survival"]
    assert len(found) == 2
    assert [fact.arm.text for fact in found if fact.arm] == LABELS[text]
