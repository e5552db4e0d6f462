"""The box of the flow that a count is of, from the verb nearest to it."""

import pytest

from triallint.extract.grammar.stages import stage_of, takes_part
from triallint.model import Span


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("90 women were enrolled and later randomised.", "enrolled"),
        ("We randomised 90 women, who received zelomab.", "randomised"),
        ("Of these, 90 women completed the study.", "completed"),
        ("Data from 90 women were available.", "analysed"),
        ("We planned to enrol 90 women.", "planned"),
        ("In all, 90 women were screened.", "assessed"),
        ("The mean was 90 women.", "enrolled"),
    ],
)
def test_the_nearest_verb_tells(text: str, stage: str) -> None:
    start = text.index("90")
    assert stage_of(text, Span(0, len(text)), start, start + len("90 women")) == stage


def test_sentences_about_a_trial() -> None:
    assert takes_part("ninety women were enrolled")
    assert not takes_part("ninety women had pain")
