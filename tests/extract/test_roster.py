"""Labels of one document: which are one arm, and which name none."""

import pytest

from triallint.extract.document import Quote
from triallint.extract.roster import Roster


def quotes(*labels: str) -> list[Quote]:
    return [Quote(label, 10 * at, 10 * at + len(label)) for at, label in enumerate(labels)]


def test_words_around_a_label_do_not_count() -> None:
    roster = Roster(quotes("zelomab", "the zelomab group", "placebo arm"))
    assert [arm_id for arm_id, _, _ in roster.arms()] == ["zelomab", "placebo"]
    assert roster.id_of(Quote("the zelomab group", 0, 1)) == "zelomab"


def test_labels_that_stand_side_by_side_are_two_arms() -> None:
    labels = quotes("usual care plus zelomab", "usual care alone")
    together = Roster(labels)
    assert len(list(together.arms())) == 1
    apart = Roster(labels, apart=[{"usual care plus zelomab", "usual care alone"}])
    assert len(list(apart.arms())) == 2


ALL = ("surgery plus zelomab", "zelomab alone")


@pytest.mark.parametrize(
    ("label", "arm"),
    [
        ("zelomab alone", "zelomab"),
        ("the surgery group", "surgery-plus-zelomab"),
        ("control", "zelomab"),
        ("those given zelomab and surgery", ""),
        ("responders", ""),
    ],
)
def test_where_all_arms_are_given_together_a_label_means_one_of_them_or_none(label: str, arm: str) -> None:
    roster = Roster(quotes(*ALL, label), apart=[set(ALL)], only=ALL)
    assert {arm_id for arm_id, _, _ in roster.arms()} == {"surgery-plus-zelomab", "zelomab"}
    assert roster.id_of(Quote(label, 0, 1)) == arm


def test_a_control_from_elsewhere_stays_beside_all_arms() -> None:
    roster = Roster(quotes(*ALL, "historical controls"), apart=[set(ALL)], only=ALL)
    assert [role for _, _, role in roster.arms()] == ["", "control", "historical_control"]
