"""The rule of each field: what a merged record takes, and when a person must choose."""

import pytest

from tests.sample import tables_of
from triallint.reconcile.fields import RULES, same_value
from triallint.reconcile.gather import Gathered, gather
from triallint.reconcile.merge import reconciled
from triallint.reconcile.words import Edge, Group, Sourced


def choose(field: str, *texts: str) -> tuple[str | None, list[str]]:
    """What a field takes of these texts, and the texts that conflict."""
    values = [Sourced(text, f"R{number}") for number, text in enumerate(texts)]
    choice = RULES[field](values)
    return choice.value.text if choice.value else None, [value.text for value in choice.conflict]


@pytest.mark.parametrize(
    ("field", "texts", "taken"),
    [
        ("doi", ("10.1000/ABC.", "https://doi.org/10.1000/abc"), "10.1000/ABC"),
        ("doi", ("33000001", "10.1000/abc"), "10.1000/abc"),
        ("pmid", ("PMID: 33000001", "33000001"), "33000001"),
        ("pmcid", ("PMC123456", "pmc123456"), "PMC123456"),
        ("registry_ids", ("NCT01234567", "nct01234567; ISRCTN12345678"), "NCT01234567; ISRCTN12345678"),
        ("title", ("Two drugs", "Two drugs: a randomised trial"), "Two drugs: a randomised trial"),
        ("title", ("TWO DRUGS FOR A DISEASE", "Two drugs for a disease."), "Two drugs for a disease."),
        ("authors", ("Moreau A, et al", "Moreau A, Lindqvist P, Osei B"), "Moreau A, Lindqvist P, Osei B"),
        ("authors", ("Moreau A, Zeta Q, et al", "Moreau A, Osei B, Zeta Q"), "Moreau A, Osei B, Zeta Q"),
        ("journal", ("N Engl J Med", "New England Journal of Medicine"), "New England Journal of Medicine"),
        ("year", ("2020", "2021"), "2021"),
        ("volume", ("9", "9 Suppl 2"), "9 Suppl 2"),
        ("pages", ("875-91", "875"), "875-891"),
        ("pages", ("Sep-12", "e204-16"), "e204-e216"),
        ("published", ("2025", "2025 Feb 27", "2025 Mar"), "2025 Feb 27"),
        ("trial_id", ("T1", "T1"), "T1"),
    ],
)
def test_a_field_takes_what_says_most(field: str, texts: tuple[str, ...], taken: str) -> None:
    assert choose(field, *texts) == (taken, [])


@pytest.mark.parametrize(
    ("field", "texts"),
    [
        ("doi", ("10.1000/abc", "10.1000/abd")),
        ("pmid", ("33000001", "33000010")),
        ("title", ("Two drugs in phase 2 asthma", "Two drugs in phase 3 asthma")),
        ("authors", ("Moreau A, Lindqvist P", "Osei B, Lindqvist P")),
        ("authors", ("Moreau A, Lindqvist P, et al", "Moreau A, Osei B")),
        ("journal", ("Blood", "Leukemia")),
        ("year", ("2015", "2021")),
        ("volume", ("325", "352")),
        ("pages", ("843-854", "834-854")),
        ("trial_id", ("T1", "T2")),
    ],
)
def test_values_that_cannot_all_be_right_are_a_conflict(field: str, texts: tuple[str, ...]) -> None:
    taken, conflict = choose(field, *texts)
    assert conflict == list(texts)
    assert taken == texts[0], "the first stands until a person decides"


def test_two_identifiers_never_share_a_cell() -> None:
    taken, conflict = choose("doi", "10.1000/abc; 10.1000/def", "10.1000/xyz")
    assert taken == "10.1000/xyz"
    assert conflict == []
    assert choose("doi", "10.1000/abc; 10.1000/def") == (None, [])


def test_an_identifier_of_another_kind_is_not_taken() -> None:
    assert choose("pmid", "10.1000/abc") == (None, [])


def test_printings_of_one_identifier_say_the_same() -> None:
    assert same_value("doi", "10.1000/ABC.", "10.1000/abc")
    assert not same_value("doi", "10.1000/abc", "10.1000/abd")
    assert not same_value("volume", "9", "9 Suppl")


REPORTS = [
    {"report_id": "R1", "title": "Two drugs", "doi": "10.1000/abc"},
    {"report_id": "R2", "title": "Two drugs", "doi": "10.1000/ABC", "year": "2021"},
    {"report_id": "R3", "title": "Two drugs", "doi": "10.1000/abc"},
]


def group_of(gathered: Gathered, certainty: str = "certain") -> Group:
    ids = [one.id for one in gathered.records]
    edges = tuple(Edge(ids[0], name, "duplicate", "certain", 1.0) for name in ids[1:])
    return Group("duplicate", gathered.records, certainty, edges)  # type: ignore[arg-type]


def gathered_with(**tables: list[dict[str, str]]) -> Gathered:
    return gather(tables_of(reports=REPORTS, **tables))  # type: ignore[arg-type]


def test_figures_of_several_records_stand_side_by_side() -> None:
    found = gathered_with(
        arms=[
            {"report_id": f"R{n}", "arm_id": "A", "label": "one", "randomised": r}
            for n, r in enumerate(("718", "718", "781"), 1)
        ]
    )
    one = reconciled(group_of(found), found)
    assert [[value.text for value in conflict.values] for conflict in one.conflicts] == [
        ["718", "718", "781"]
    ]
    assert one.confirmed == ()


@pytest.mark.parametrize(
    ("a", "b", "agree"), [("96.0", "96", True), ("96.4", "96", True), ("96.6", "96", False)]
)
def test_figures_are_confirmed_within_rounding(a: str, b: str, agree: bool) -> None:
    row = {"outcome_id": "dfs", "measure": "survival", "arm_id": "A"}
    found = gathered_with(
        estimates=[{"report_id": "R1", **row, "value": a}, {"report_id": "R2", **row, "value": b}]
    )
    one = reconciled(group_of(found), found)
    assert (len(one.confirmed), len(one.conflicts)) == ((1, 0) if agree else (0, 1))


def test_nothing_is_merged_on_a_possibility() -> None:
    found = gathered_with()
    one = reconciled(group_of(found, "possible"), found)
    assert one.merged.fields == ()
    assert one.conflicts == ()


def test_records_with_one_id_are_told_apart() -> None:
    twice = tables_of(reports=[REPORTS[0], REPORTS[0] | {"title": "Other drugs"}])
    assert [record.id for record in gather(twice).records] == ["R1", "R1#2"]


def test_a_citation_is_read_from_its_text() -> None:
    text = "Moreau A, Lindqvist P. Two drugs for one disease. BMJ. 2021;325(2):843-54. doi: 10.1000/abc."
    cited = [{"report_id": "R1", "relation": "reference", "position": "3", "text": text}]
    *_, record = gathered_with(citations=cited).records
    assert (record.id, record.origin) == ("R1/reference/3", "citation")
    assert (record.title, record.doi, record.volume) == ("Two drugs for one disease", "10.1000/abc", "325")


def cited_as(*texts: str) -> Gathered:
    """Records of a work from its citations as printed."""
    cited = [
        {"report_id": "R1", "relation": "reference", "position": str(n), "text": text}
        for n, text in enumerate(texts, 1)
    ]
    return gather(tables_of(citations=cited))


def test_what_was_printed_ahead_of_the_issue_gives_way() -> None:
    early = (
        "Moreau A. Two drugs for one disease. BMJ. 2019 Dec 7:1-12. doi: 10.1000/abc. Online ahead of print."
    )
    late = "Moreau A. Two drugs for one disease. BMJ. 2021 Feb;325(2):843-854. doi: 10.1000/abc."
    found = cited_as(early, late)
    one = reconciled(group_of(found), found)
    fields = {name: value.text for name, value in one.merged.fields}
    assert (fields["year"], fields["volume"], fields["pages"]) == ("2021", "325", "843-854")
    assert one.conflicts == ()
    kept = {name: [value.text for value in values] for name, values in one.merged.others}
    assert kept["year"] == ["2019"], "and stays beside it"


def test_two_issues_are_still_a_conflict() -> None:
    one, other = (
        f"Moreau A. Two drugs for one disease. BMJ. 2021 Feb;{volume}(2):843-854. doi: 10.1000/abc."
        for volume in (325, 352)
    )
    found = cited_as(one, other)
    (conflict,) = reconciled(group_of(found), found).conflicts
    assert conflict.field == "volume"
