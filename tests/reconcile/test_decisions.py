"""The file of decisions: read strictly, added to without touching the rest, and respected."""

import tomllib

import pytest

from triallint.config import UsageError
from triallint.reconcile.decisions import complaints, parse_decisions, with_decision, written
from triallint.reconcile.words import Decision, Edge, Group, Record

IDS = ["000", "003", "004", "000/similar/3"]


def test_a_decision_is_added_and_read_again() -> None:
    asked = Decision("000", "003", True, "Anne Moreau", "2026-11-21", 'one paper, "two" sources\n')
    text = with_decision("", asked, IDS)
    assert parse_decisions(text) == (asked._replace(why=asked.why.strip()),)
    assert tomllib.loads(text)["same"][0]["when"].isoformat() == "2026-11-21"


def test_what_stands_in_the_file_stays_to_the_letter() -> None:
    before = '# ours\n[[different]]\nrecords = ["000", "004"]   # told apart by title\nwhy = "two trials"\n'
    after = with_decision(before, Decision("000", "003", True, "", "2026-11-21", "one paper"), IDS)
    assert after.startswith(before)
    assert [one.same for one in parse_decisions(after)] == [True, False] or len(parse_decisions(after)) == 2


def test_the_day_is_today_where_none_is_given() -> None:
    (one,) = parse_decisions(with_decision("", Decision("000", "003", False, "", "", "why"), IDS))
    assert len(one.when) == 10


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[same]]\nrecords = ["000"]\nwhy = "x"', "two records"),
        ('[[same]]\nrecords = ["000", "000"]\nwhy = "x"', "two records"),
        ('[[same]]\nrecords = [0, 3]\nwhy = "x"', "two records"),
        ('[[same]]\nrecords = ["000", "003"]', "needs a reason"),
        ('[[same]]\nrecords = ["000", "003"]\nwhy = " "', "needs a reason"),
        ('[[sane]]\nrecords = ["000", "003"]\nwhy = "x"', "did you mean 'same'"),
        ('[same]\nrecords = ["000", "003"]\nwhy = "x"', "[[same]]"),
        ('[[same]]\nrecord = ["000", "003"]\nwhy = "x"', "did you mean 'records'"),
        (
            '[[same]]\nrecords = ["a", "b"]\nwhy = "x"\n[[different]]\nrecords = ["b", "a"]\nwhy = "x"',
            "to be different",
        ),
        ("same = ", "not valid TOML"),
    ],
)
def test_a_file_that_is_not_of_the_form_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_decisions(text, "data/reconcile.toml")
    assert str(refusal.value).startswith("data/reconcile.toml")
    assert said in str(refusal.value)


def test_a_decision_on_an_unknown_record_is_refused() -> None:
    with pytest.raises(UsageError, match="no record is called '0003'; did you mean '003'"):
        with_decision("", Decision("000", "0003", True, why="x"), IDS)


def test_a_pair_is_decided_once() -> None:
    text = with_decision("", Decision("000", "003", True, why="x"), IDS)
    with pytest.raises(UsageError, match="decided to be the same already"):
        with_decision(text, Decision("003", "000", False, why="y"), IDS)


def group(kind: str, certainty: str) -> Group:
    members = (Record("000"), Record("003"))
    return Group(kind, members, certainty, (Edge("000", "003", kind, certainty, 1.0),))  # type: ignore[arg-type]


def test_what_names_nobody_or_was_not_needed_is_said() -> None:
    gone, same, apart = (
        Decision("000", "009", True),
        Decision("000", "003", True),
        Decision("000", "003", False),
    )
    (said,) = complaints([gone], IDS, [], [])
    assert "names 009, which is no record" in said
    together = [group("duplicate", "certain")]
    assert list(complaints([same], IDS, together, [group("duplicate", "probable")])) == []
    assert "was not needed" in next(complaints([same], IDS, together, together))
    assert list(complaints([apart], IDS, [], together)) == []
    assert "was not needed" in next(complaints([apart], IDS, [], []))


def test_a_decision_that_others_contradict_is_said() -> None:
    left = [group("duplicate", "possible")]
    assert "could not be followed" in next(complaints([Decision("000", "003", True)], IDS, left, []))


def test_a_record_is_not_decided_with_itself() -> None:
    with pytest.raises(UsageError, match="000 was named twice"):
        with_decision("", Decision("000", "000", True, why="x"), IDS)


def test_decisions_are_written_as_they_are_read() -> None:
    every = (
        Decision("000", "003", True, "A", "2026-11-21", "x"),
        Decision("000", "004", False, "", "2026-11-20", "y"),
    )
    assert parse_decisions(written(every)) == every
