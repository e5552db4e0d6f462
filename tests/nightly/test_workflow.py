"""The workflow's own steps, run in their order in a git repository, with the stand-in for PubMed."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.standin import Library, StandIn

from .kit import ROOT, copy_seeds, seed_facts, with_few_citations

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "nightly.yml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


class Runner:
    """Runs `run:` lines as GitHub does: bash -e, with outputs and a summary in files."""

    def __init__(self, project: Path, tools: Path, env: dict[str, str]) -> None:
        self.project, self.tools = project, tools
        self.outputs: dict[str, str] = {}
        self.summary, self.output = tools / "step-summary.md", tools / "output"
        path = os.pathsep.join((str(tools), str(Path(sys.executable).parent), os.environ["PATH"]))
        self.env = {
            **os.environ,
            "PATH": path,
            "HOME": str(tools),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_ACTION_PATH": str(ROOT),
            **env,
        }

    def run(self, step: dict[str, Any], values: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        env = {name: self._filled(text, values) for name, text in (step.get("env") or {}).items()}
        self.output.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.project,
            env={**self.env, **env},
            capture_output=True,
            text=True,
            check=False,
        )
        for line in self.output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step.get('id')}.outputs.{name}"] = value
        return done

    def _filled(self, text: str, values: dict[str, str]) -> str:
        known = {**values, **self.outputs}
        return re.sub(r"\$\{\{\s*([^}]*?)\s*\}\}", lambda found: known[found[1]], str(text))


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A stand-in for `gh`, which only keeps what it was given, and for installing, which is done already."""
    folder = tmp_path / "tools"
    folder.mkdir()
    (folder / "gh").write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> "$HOME/gh.txt"\n', encoding="utf-8")
    python = f'#!/bin/sh\nif [ "$2" = pip ]; then printf "%s\\n" "$4" >> "$HOME/pip.txt"; exit 0; fi\nexec {sys.executable} "$@"\n'
    (folder / "python").write_text(python, encoding="utf-8")
    for tool in folder.iterdir():
        tool.chmod(0o755)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with the seeds, and the one that it pushes to."""
    if find_spec("great_expectations") is None:  # only programs of their own need it here
        pytest.skip("Great Expectations is not installed")
    bare, work = tmp_path / "bare.git", tmp_path / "work"
    work.mkdir()
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    seeds = copy_seeds(work)
    (work / ".git").rmdir()
    with_few_citations(seeds)
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "add", "seeds")
    git(work, "commit", "--quiet", "--message", "the seeds")
    git(work, "remote", "add", "origin", str(bare))
    git(work, "push", "--quiet", "--set-upstream", "origin", "main")
    return work


def test_the_steps_run_in_order_and_end_as_the_check_did(project: Path, tools: Path) -> None:
    values = {"vars.NCBI_EMAIL": "tests@example.org", "secrets.NCBI_API_KEY": "a-key", "github.token": "none"}
    with StandIn(Library.of(seed_facts())) as service:
        runner = Runner(project, tools, {**WORKFLOW["env"], "TRIALLINT_EUTILS_URL": service.url})
        steps = [one for one in WORKFLOW["jobs"]["nightly"]["steps"] if "run" in one]
        for step in steps:
            done = runner.run(step, values)
            assert done.returncode == 0, (step["name"], done.stdout, done.stderr)
    assert [one["name"] for one in steps] == [
        "Install",
        "Check",
        "Keep the answers",
        "Tell the curators",
        "End as the check did",
    ]
    assert (tools / "pip.txt").read_text() == ".[nightly]\n"
    said = runner.summary.read_text(encoding="utf-8")
    assert "39 of 39 expectations hold" in said
    assert "first night" in said
    assert (project / "triallint-nightly" / "data-docs" / "index.html").is_file()
    assert "seeds/cassettes/index.tsv" in git(project, "ls-tree", "-r", "--name-only", "origin/main")
    assert "history" not in git(project, "ls-tree", "-r", "--name-only", "origin/main")
    assert not (tools / "gh.txt").exists(), "no finding, no issue"


def test_a_finding_opens_an_issue_and_fails_the_job(project: Path, tools: Path) -> None:
    table = project / "seeds" / "reports.csv"
    table.write_text(table.read_text().replace("39047240", "39047240x", 1), encoding="utf-8")
    steps = {one["name"]: one for one in WORKFLOW["jobs"]["nightly"]["steps"] if "run" in one}
    runner = Runner(project, tools, WORKFLOW["env"])
    check = {
        **steps["Check"],
        "run": steps["Check"]["run"].replace("--within", "--offline --no-expectations --within"),
    }
    values = {"vars.NCBI_EMAIL": "", "secrets.NCBI_API_KEY": "", "github.token": "none"}
    assert runner.run(check, values).returncode == 0
    assert runner.outputs["steps.check.outputs.code"] == "1"
    assert runner.run(steps["Tell the curators"], values).returncode == 0
    assert "--body-file\ntriallint-nightly/summary.md" in (tools / "gh.txt").read_text()
    assert runner.run(steps["End as the check did"], values).returncode == 1


def test_the_action_s_steps_run_and_end_as_the_check_did(project: Path, tools: Path) -> None:
    values = {f"inputs.{name}": str(one["default"]) for name, one in ACTION["inputs"].items()}
    values |= {"inputs.path": "seeds", "inputs.api-key": "a-key"}
    with StandIn(Library.of(seed_facts())) as service:
        runner = Runner(project, tools, {"TRIALLINT_EUTILS_URL": service.url})
        install, check = ACTION["runs"]["steps"]
        # The workflow's own test asks the expectations; here they would only take their time.
        check = {**check, "run": check["run"].replace("--within", "--no-expectations --within")}
        assert runner.run(install, values).returncode == 0
        assert (tools / "pip.txt").read_text() == f"{ROOT}[nightly]\n"
        done = runner.run(check, values)
    assert done.returncode == 0, done.stderr
    assert runner.outputs["steps.check.outputs.code"] == "0"
