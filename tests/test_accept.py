"""Accepted findings: set aside with a reason, back when a value changes, never silently."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from triallint.accept import Acceptance, accept, acceptance_of, parse_acceptances, written
from triallint.cli import main
from triallint.config import UsageError
from triallint.meaning.agreement import undated
from triallint.model import Finding, Place, Point, Run, Severity

TODAY = date(2026, 11, 21)
FILES = {
    "reports.csv": "report_id,title\nR1,A trial of rest\n",
    "outcomes.csv": "outcome_id,label\npain,pain\n",
    "estimates.csv": (
        "report_id,outcome_id,measure,value,ci_level,ci_lower,ci_upper,note\n"
        "R1,pain,HR,1.42,95,0.61,0.97,as printed\n"
        "R1,pain,OR,0.80,95,0.61,0.97,\n"
    ),
}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(one) for one in arguments], env={"COLUMNS": "200"})
    return result.exit_code, result.output


def fingerprint(dataset: Path) -> str:
    _, output = run("check", dataset)
    line = next(one for one in output.splitlines() if "estimate_lies_in_its_interval" in one)
    return line.split()[-1]


def accepted(dataset: Path, *more: object) -> tuple[int, str]:
    return run(
        "accept", fingerprint(dataset), "--in", dataset, "--reason", "printed so", "--by", "Anna", *more
    )


def test_an_accepted_finding_no_longer_counts_and_is_counted(dataset: Path) -> None:
    assert run("check", dataset)[0] == 1
    code, said = accepted(dataset)
    assert code == 0
    assert "accepted.toml" in said
    code, output = run("check", dataset)
    assert code == 0
    assert re.search(r"accepted +1 finding", output)
    assert "estimate_lies_in_its_interval" not in output
    assert "estimate_lies_in_its_interval" in run("check", dataset, "--verbose")[1]
    assert "1 accepted" in run("check", dataset, "--quiet")[1]


def test_the_file_says_who_when_why_and_with_which_values(dataset: Path) -> None:
    accepted(dataset)
    (one,) = parse_acceptances((dataset / "accepted.toml").read_text(encoding="utf-8"))
    assert (one.by, one.reason, one.on) == ("Anna", "printed so", date.today())
    assert "estimates.csv:2 value is 1.42" in one.values
    assert one.check == "estimate_lies_in_its_interval"


def test_it_survives_reordering_and_reformatting(dataset: Path) -> None:
    accepted(dataset)
    head, first, second = FILES["estimates.csv"].splitlines()
    turned = "\n".join([head, "", second, first.replace("as printed", "as printed, p. 3".replace(",", ";"))])
    (dataset / "estimates.csv").write_text(turned + "\n", encoding="utf-8")
    assert run("check", dataset)[0] == 0


def test_it_comes_back_when_a_value_changes(dataset: Path) -> None:
    accepted(dataset)
    changed = FILES["estimates.csv"].replace("1.42", "1.43")
    (dataset / "estimates.csv").write_text(changed, encoding="utf-8")
    code, output = run("check", dataset)
    assert code == 1
    assert "was accepted, and is no longer found" in output


def test_an_acceptance_that_is_over_is_said_and_the_finding_counts(dataset: Path) -> None:
    accepted(dataset, "--until", "2999-01-01")
    file = dataset / "accepted.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("2999", "2020"), encoding="utf-8")
    code, output = run("check", dataset)
    assert code == 1
    assert "was accepted until 2020-01-01: the finding counts again" in output


def test_pruning_takes_out_what_is_gone_alone(dataset: Path) -> None:
    accepted(dataset)
    (dataset / "estimates.csv").write_text(FILES["estimates.csv"].replace("1.42", "0.80"), encoding="utf-8")
    assert "1 accepted, 1 of them no longer found" in run("accept", "--list", "--in", dataset)[1]
    assert "1 taken out, 0 left" in run("accept", "--prune", "--in", dataset)[1]
    assert run("check", dataset)[0] == 0


def test_removing_brings_the_finding_back(dataset: Path) -> None:
    name = fingerprint(dataset)
    accepted(dataset)
    assert run("accept", "--remove", name, "--in", dataset)[0] == 0
    assert run("check", dataset)[0] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["3fa94c21", "--reason", "x"], "no finding has the fingerprint"),
        (["3fa", "--reason", "x"], "too short"),
        ([], "name a finding by its fingerprint"),
        (["3fa94c21"], "say why"),
        (["3fa94c21", "--reason", "x", "--until", "2001-01-01"], "is over already"),
        (["--remove", "3fa94c21"], "nothing is accepted"),
    ],
)
def test_usage_errors_say_what_to_do(dataset: Path, arguments: list[str], said: str) -> None:
    code, output = run("accept", *arguments, "--in", dataset)
    assert code == 2
    assert said in output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n", "write [[accepted]]"),
        ('[[accepted]]\nreason = "x"\n', "accepted.toml:1: an acceptance needs a fingerprint"),
        ('[[accepted]]\nfingerprint = "x"\n', "needs a reason"),
        ('[[accepted]]\nfingerprint = "x"\nreason = "y"\nuntill = 2020-01-01\n', "did you mean"),
        ('[[accepted]]\nfingerprint = "x"\nreason = "y"\nuntil = "soon"\n', "a day without quotes"),
        ("[[accepted]\n", "not valid TOML"),
    ],
)
def test_a_damaged_file_is_said_and_nothing_is_hidden(dataset: Path, text: str, said: str) -> None:
    (dataset / "accepted.toml").write_text(text, encoding="utf-8")
    code, output = run("check", dataset)
    assert code == 2
    assert said in output


def finding(message: str = "it is", text: str = "1") -> Finding:
    place = Place("estimates.csv", 2, 3, "value")
    return Finding("made_up", Severity.error, message, (Point(place, text, "value"),), fingerprint="ab" * 8)


def test_what_is_written_is_read_back_whatever_it_holds() -> None:
    odd = 'a "quote", a \\, a line\nbreak, a tab\t, \x07, é and 日本 \U0001f600'
    one = acceptance_of(finding(odd, odd), odd, by=odd, on=TODAY, until=TODAY)
    (again,) = parse_acceptances(written([one]))
    assert again == Acceptance(**{name: getattr(one, name) for name in one.__slots__} | {"line": again.line})


def test_the_last_day_still_holds() -> None:
    held = Acceptance("ab" * 8, "x", until=TODAY)
    assert accept(Run((finding(),)), [held], "accepted.toml", TODAY).findings == ()
    after = accept(Run((finding(),)), [held], "accepted.toml", date(2026, 11, 22)).findings
    assert [one.check for one in after] == ["made_up", "acceptance_is_in_force"]


def test_the_day_of_an_answer_is_no_part_of_a_finding() -> None:
    first = "the volume is 3; PubMed (recorded from the stand-in, 2026-11-20) has 4"
    assert undated(first) == undated(first.replace("-20)", "-21)")) == "the volume is 3; PubMed has 4"


def test_nobody_to_name_is_a_usage_error(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = fingerprint(dataset)
    for variable in ("USER", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", os.devnull)
    code, output = run("accept", name, "--in", dataset, "--reason", "x")
    assert code == 2
    assert "--by NAME" in output


def test_a_config_that_cannot_be_parsed_raises_usage() -> None:
    with pytest.raises(UsageError, match="not valid TOML"):
        parse_acceptances("= 1")


def test_only_what_was_looked_for_is_no_longer_needed(dataset: Path) -> None:
    accepted(dataset)
    gone = "is no longer found"
    assert gone not in run("check", dataset, "--select", "limits_are_in_order")[1]
    assert gone not in run("check", dataset, "--ignore", "estimate_lies_in_its_interval")[1]
    (dataset / "estimates.csv").write_bytes(b"PK\x03\x04 no table")
    assert gone not in run("check", dataset)[1]
    assert "could not be looked for" in run("accept", "--prune", "--in", dataset)[1]
    assert "(not looked for)" in run("accept", "--list", "--in", dataset)[1]
    (dataset / "estimates.csv").write_text(FILES["estimates.csv"].replace("1.42", "0.80"), encoding="utf-8")
    assert gone in run("check", dataset)[1]
    assert gone not in run("check", dataset, "--ignore", "acceptance_is_needed")[1]
    assert "1 taken out, 0 left" in run("accept", "--prune", "--in", dataset)[1]


def test_what_was_found_in_documents_is_accepted_and_waits_for_them(dataset: Path) -> None:
    (dataset / "reports.csv").write_text(
        "report_id,title,document\nR1,A trial of rest,r1.txt\n", encoding="utf-8"
    )
    head = FILES["estimates.csv"].splitlines()[0]
    text = (
        "A trial of rest\n\nMETHODS: We asked 300 people with pain, and 240 were randomised.\n"
        "RESULTS: The odds ratio for pain was 0.83 (95% CI 0.61 to 0.97).\nCONCLUSIONS: Rest may help.\n"
    )
    at = text.index("0.83")
    rows = "\n".join([f"{head},at", f"R1,pain,OR,0.80,95,0.61,0.97,,value={at}:{at + 4}"])
    (dataset / "estimates.csv").write_text(rows + "\n", encoding="utf-8")
    papers = dataset / "papers"
    papers.mkdir()
    (papers / "r1.txt").write_text(text, encoding="utf-8")
    _, output = run("check", dataset, "--documents", papers)
    name = next(line.split()[-1] for line in output.splitlines() if "cell_says_what_is_printed" in line)
    accept_it = ["accept", name, "--in", dataset, "--reason", "a slip in print", "--by", "A"]
    assert run(*accept_it)[0] == 2, "without the documents there is no such finding"
    assert run(*accept_it, "--documents", papers)[0] == 0
    assert "cell_says_what_is_printed" not in run("check", dataset, "--documents", papers)[1]
    assert "no longer found" not in run("check", dataset)[1]
    assert "0 taken out, 1 left" in run("accept", "--prune", "--in", dataset)[1]


def test_a_beginning_that_is_too_short_takes_nothing_out(dataset: Path) -> None:
    accepted(dataset)
    name = parse_acceptances((dataset / "accepted.toml").read_text(encoding="utf-8"))[0].fingerprint
    for text in ("", name[:3]):
        assert run("accept", text, "--remove", "--in", dataset)[0] == 2
    assert run("accept", name[:8], "--remove", "--in", dataset)[0] == 0


def test_a_fingerprint_that_another_one_begins_with_names_its_finding(dataset: Path) -> None:
    head, first, _ = FILES["estimates.csv"].splitlines()
    (dataset / "estimates.csv").write_text("\n".join([head, first, first]) + "\n", encoding="utf-8")
    _, output = run("check", dataset, "--format", "json")
    names = [
        one["fingerprint"]
        for one in json.loads(output)["findings"]
        if one["check"] == "estimate_lies_in_its_interval"
    ]
    assert names[1] == f"{names[0]}-2"
    for name in names:
        code, said = run("accept", name, "--in", dataset, "--reason", "so", "--by", "A")
        assert code == 0, said


def test_a_run_in_which_nothing_was_looked_at_says_why_and_not_that_it_is_strict(tmp_path: Path) -> None:
    (tmp_path / "reports.csv").write_text("report_id,title,pmid\nR1,A trial of rest,123\n", encoding="utf-8")
    code, output = run("check", tmp_path, "--select", "publication_is_not_retracted")
    assert code == 3
    assert "nothing was checked: checks tried" in output
    assert "--strict" not in output
