"""What a text says of its trial's plan and conduct, and what it leaves open."""

import pytest

from triallint.extract.conduct import conduct
from triallint.extract.document import Document


def told(text: str) -> dict[str, str]:
    cells, said = conduct(Document("trial.txt", "1", text, "0" * 64, "plain"))
    for quote in cells.values():
        assert 0 <= quote.start < quote.end <= len(text)
    return {column: quote.text for column, quote in cells.items()} | dict(said)


TOLD = {
    "Women were randomly assigned at 31 centers to zelomab or placebo.": {
        "sites": "31",
        "design": "parallel",
    },
    "This single-arm study ran in twelve hospitals.": {"sites": "12", "design": "single arm"},
    # no sites, and neither design
    "This randomised trial had a single-arm extension; 31 patients at 2 weeks left.": {},
    "In this randomised crossover trial, naps were compared.": {},
    "In this nonrandomized study, naps were compared.": {},
    "Patients were enrolled from 3 May 2019 to 14 June 2020.": {
        "enrolment_start": "2019-05-03",
        "enrolment_end": "2020-06-14",
    },
    "Between January 5, 2011, and March 2013, we enrolled 40 bakers.": {
        "enrolment_start": "2011-01-05",
        "enrolment_end": "2013-03",
    },
    "The data cutoff was on June 1, 2020.": {"data_cut": "2020-06-01"},
    "A one-sided alpha of 0.025 was used.": {"alpha": "0.025", "alpha_sides": "1"},
    "After 80 of 131 planned events, accrual was stopped early.": {
        "planned_events": "131",
        "stopped_early": "yes",
    },
    # what was advised was not yet done
    "The committee recommended early termination of randomization.": {"design": "parallel"},
}


@pytest.mark.parametrize("text", TOLD)
def test_conduct(text: str) -> None:
    assert told(text) == TOLD[text]
