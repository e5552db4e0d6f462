"""The field's terms that cells may hold: measures, roles, stages, relations and their kin.

The schemas allow these words and the checks reason with them. Names follow ClinicalTrials.gov, CONSORT
and the Cochrane Handbook (chapter 6 for measures of effect).
"""

#: Measures compared on the log scale; 1 is no effect.
RATIOS = {
    "HR": "hazard ratio",
    "SHR": "subdistribution hazard ratio",
    "OR": "odds ratio",
    "RR": "risk ratio",
    "IRR": "incidence rate ratio",
    "GMR": "geometric mean ratio",
    "ROM": "ratio of means",
    "PR": "prevalence ratio",
    "ratio": "other ratio",
}

#: Measures compared on their own scale; 0 is no effect.
DIFFERENCES = {
    "RD": "risk difference",
    "MD": "mean difference",
    "SMD": "standardised mean difference",
    "RMST_difference": "difference in restricted mean survival time",
    "survival_difference": "difference in survival at a time",
    "median_difference": "difference in medians",
    "rate_difference": "difference in rates",
    "coefficient": "regression coefficient",
    "log_HR": "log hazard ratio",
    "log_OR": "log odds ratio",
    "log_RR": "log risk ratio",
    "difference": "other difference",
}

#: Measures of one arm (or the whole trial), not of a comparison.
ONE_ARM = {
    "survival": "survival probability at a time (percent)",
    "cumulative_incidence": "cumulative incidence at a time (percent)",
    "median_survival": "median time to event",
    "rmst": "restricted mean survival time",
    "proportion": "proportion (percent)",
    "rate": "incidence rate",
    "mean": "mean",
}

#: Measures computed from another effect.
DERIVED = {
    "RRR": "relative risk reduction (percent)",
    "VE": "vaccine efficacy (percent)",
    "NNT": "number needed to treat",
    "NNH": "number needed to harm",
}

#: Rows that are a test or an association without a treatment effect.
OTHER_MEASURES = {
    "test": "a P value or test statistic without an effect of its own",
    "correlation": "correlation coefficient",
    "eta_squared": "partial eta squared",
}

MEASURES = RATIOS | DIFFERENCES | ONE_ARM | DERIVED | OTHER_MEASURES

#: Null value of each measure of a comparison.
NULL = dict.fromkeys(RATIOS, 1) | dict.fromkeys(DIFFERENCES, 0) | {"RRR": 0, "VE": 0, "correlation": 0}

ROLES = {
    "experimental": "arm that gets the intervention under study",
    "control": "randomised comparator",
    "historical_control": "comparator from outside the trial: never summed",
    "pooled": "several arms taken together: compared, never summed",
    "whole_trial": "all participants: compared, never summed",
}

#: CONSORT flow diagram stages, in order.
STAGES = {
    "assessed": "assessed for eligibility",
    "excluded": "excluded before randomisation",
    "enrolled": "enrolled, before randomisation where there is one",
    "randomised": "randomised",
    "allocated": "allocated to an arm",
    "treated": "received the allocated intervention",
    "not_treated": "did not receive the allocated intervention",
    "crossed_over": "received the other arm's intervention",
    "lost": "lost to follow-up",
    "discontinued": "discontinued the intervention or the study",
    "ongoing": "still in treatment or follow-up",
    "completed": "completed the treatment or the study",
    "analysed": "in the analysis",
    "not_analysed": "left out of the analysis",
}

RELATIONS = {
    "reference": "in the report's reference list",
    "similar": "named similar by PubMed",
    "cited_by": "cites the report",
    "comment_in": "comments on the report",
    "included_study": "included in the review",
}

ORIGINS = {
    "reported": "printed in the report",
    "calculated": "computed by the curator: see `calculation`",
    "digitised": "read off a figure",
    "author": "from the authors",
    "registry": "from the trial registry",
}

OUTCOME_TYPES = {
    "binary": "participants with an event",
    "time_to_event": "time to an event",
    "continuous": "measured on a scale",
    "ordinal": "ordered categories",
    "count": "number of events",
    "adverse_event": "harm",
    "characteristic": "baseline characteristic",
    "follow_up": "length of follow-up",
}

POPULATIONS = {
    "itt": "intention to treat: as randomised",
    "mitt": "modified intention to treat",
    "per_protocol": "per protocol",
    "safety": "received treatment",
    "evaluable": "evaluable for the outcome",
    "as_treated": "as treated",
    "completers": "completed the study",
    "enrolled": "all enrolled",
    "other": "another set: say which in `note`",
}

PERCENT_KINDS = {
    "crude": "events over total",
    "km": "Kaplan-Meier estimate",
    "cuminc": "cumulative incidence with competing risks",
    "weighted": "weighted, imputed or adjusted",
}

STATISTICS = {"baseline": "at baseline", "final": "at follow-up", "change": "change from baseline"}

ANALYSES = {
    "crude": "unadjusted",
    "adjusted": "adjusted for covariates",
    "stratified": "stratified",
}

P_TESTS = {
    "log-rank": "log-rank test",
    "stratified log-rank": "stratified log-rank test",
    "wald": "Wald test",
    "score": "score test",
    "likelihood ratio": "likelihood-ratio test",
    "fisher": "Fisher's exact test",
    "chi-squared": "Pearson's chi-squared test",
    "yates": "chi-squared test with continuity correction",
    "cmh": "Cochran-Mantel-Haenszel test",
    "mcnemar": "McNemar's test",
    "t": "Student's t test",
    "welch": "Welch's t test",
    "paired t": "paired t test",
    "mann-whitney": "Mann-Whitney (Wilcoxon rank-sum) test",
    "wilcoxon": "Wilcoxon signed-rank test",
    "anova": "analysis of variance",
    "ancova": "analysis of covariance",
    "mixed model": "mixed model",
    "permutation": "permutation test",
    "other": "another test",
}

P_FOR = {
    "superiority": "superiority",
    "noninferiority": "non-inferiority",
    "equivalence": "equivalence",
    "interaction": "interaction between subgroups",
    "trend": "trend across ordered groups",
}

CI_METHODS = {
    "wald": "Wald",
    "exact": "exact (Clopper-Pearson, Fisher)",
    "wilson": "Wilson score",
    "score": "score",
    "newcombe": "Newcombe",
    "miettinen-nurminen": "Miettinen-Nurminen",
    "profile": "profile likelihood",
    "bootstrap": "bootstrap",
    "bayesian": "credible interval",
    "t": "t distribution",
    "log-log": "Kaplan-Meier, complementary log-log",
    "log": "Kaplan-Meier, log",
    "plain": "Kaplan-Meier, plain",
    "logit": "Kaplan-Meier, logit",
    "arcsine": "Kaplan-Meier, arcsine",
    "other": "another method",
}

STATISTIC_NAMES = {
    "t": "Student's t (df2)",
    "z": "normal deviate",
    "F": "F (df1, df2)",
    "chi2": "chi-squared (df1)",
    "Q": "Cochran's Q (df1)",
    "r": "correlation coefficient (df2)",
}

CLAIMS = {
    "significant": "the report calls it statistically significant",
    "not_significant": "the report calls it not statistically significant",
    "increased": "the report says that it was increased",
    "reduced": "the report says that it was reduced",
    "noninferior": "the report concludes non-inferiority",
    "equivalent": "the report concludes equivalence",
    "no_difference": "the report says that there was no difference",
}

#: Days in a unit of time; a month is a twelfth of a Julian year.
DAYS = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "days": 1.0,
    "weeks": 7.0,
    "months": 365.25 / 12,
    "years": 365.25,
}

TIME_UNITS = {unit: unit for unit in DAYS} | {"months": "twelfths of a year of 365.25 days"}

SIDES = {"1": "one-sided", "2": "two-sided"}

SE_SCALES = {
    "natural": "standard error of the value itself",
    "log": "standard error of the value's natural logarithm",
}

YES_NO = {"yes": "yes", "no": "no"}
