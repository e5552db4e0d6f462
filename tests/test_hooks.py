"""The pre-commit hooks, by pre-commit itself in a git repository: what a curator's commit goes through."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

#: Loaded by every Python that starts in the hook: whoever opens a socket says so and dies.
NO_SOCKETS = """
import socket
def closed(*arguments, **more):
    raise SystemExit("a socket was opened")
socket.socket.connect = closed
socket.getaddrinfo = closed
"""


class Repository:
    """A curators' repository with the hooks as they are shipped, but for the installing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "seeds", folder / "data")
        shutil.copytree(ROOT / "cassettes", folder / "cassettes")
        (folder / "closed").mkdir()
        (folder / "closed" / "sitecustomize.py").write_text(NO_SOCKETS, encoding="utf-8")
        self.git("init", "--quiet")
        self.use("triallint")

    def use(self, *names: str) -> None:
        """Choose hooks by id; their `entry:` is run as it is written."""
        kept = ("id", "name", "entry", "files", "exclude", "require_serial")
        hooks = [
            {key: hook[key] for key in kept} | {"language": "system"} for hook in HOOKS if hook["id"] in names
        ]
        assert len(hooks) == len(names)
        (self.folder / ".pre-commit-config.yaml").write_text(
            yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}), encoding="utf-8"
        )

    def _environment(self) -> dict[str, str]:
        here = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
        names = {f"GIT_{who}_{what}": "test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        homes = {"PRE_COMMIT_HOME": str(self.folder / ".git" / "home")}
        return {**os.environ, **here, **names, **homes, "PYTHONPATH": str(self.folder / "closed")}

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=self._environment(),
            text=True,
            capture_output=True,
            check=True,
        )

    def commit(self) -> tuple[int, str]:
        """Stage everything and go through the hooks, as `git commit` does."""
        self.git("add", "--all")
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--color", "never"],
            cwd=self.folder, env=self._environment(), text=True, capture_output=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / "data" / name
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_clean_commit_passes_and_no_socket_is_opened(repository: Repository) -> None:
    code, output = repository.commit()
    assert code == 0, output
    assert "Passed" in output


def test_an_error_stops_the_commit_and_says_which_cell(repository: Repository) -> None:
    repository.change("estimates.csv", ",0.41,", ",0.81,")
    code, output = repository.commit()
    assert code == 1
    assert "estimate_lies_in_its_interval" in output
    assert "0.81" in output
    assert "data/estimates.csv" in output


def test_a_dataset_is_checked_once_however_many_files_changed(repository: Repository) -> None:
    repository.change("estimates.csv", ",0.41,", ",0.81,")
    _, output = repository.commit()
    assert output.count("error: ") == 1
    assert output.count("Looked at") == 1


def test_what_was_accepted_passes(repository: Repository) -> None:
    repository.change("estimates.csv", ",0.41,", ",0.81,")
    _, output = repository.commit()
    name = next(line.split()[-1] for line in output.splitlines() if "estimate_lies_in_its_interval" in line)
    command = [
        sys.executable,
        "-m",
        "triallint",
        "accept",
        name,
        "--in",
        "data",
        "--reason",
        "as printed",
        "--by",
        "A",
    ]
    subprocess.run(command, cwd=repository.folder, check=True, capture_output=True)
    code, output = repository.commit()
    assert code == 0, output


def test_fixes_are_applied_and_the_commit_stops(repository: Repository) -> None:
    repository.use("triallint-fix")
    code, output = repository.commit()
    assert code == 1
    assert "files were modified by this hook" in output
    fixed = (repository.folder / "data" / "reports.csv").read_text(encoding="utf-8")
    assert "10.1056/NEJMoa2411680.," not in fixed
    assert repository.commit()[0] == 0


def test_a_broken_file_does_not_hide_the_others(repository: Repository) -> None:
    repository.change("estimates.csv", ",0.41,", ",0.81,")
    (repository.folder / "data" / "counts.csv").write_bytes(b"\xff\xfe\x00report_id,\x00\n\x01")
    code, output = repository.commit()
    assert code == 1
    assert "estimate_lies_in_its_interval" in output
    assert "counts.csv" in output


def test_a_citation_without_a_recorded_answer_is_named(repository: Repository) -> None:
    repository.use("triallint-record-check")
    code, output = repository.commit()
    assert code == 0, output
    repository.change("citations.csv", "40499181", "12345678")
    code, output = repository.commit()
    assert code == 1
    assert "12345678" in output


def test_files_that_belong_to_no_dataset_stop_no_commit(repository: Repository) -> None:
    others = {
        "package.json": '{"name": "x"}', ".vscode/settings.json": "{ // broken", "paper/refs.bib": "@book{a, title={B}}",
        "mkdocs.yml": "site_name: x", "code/results.csv": "a,b\n1,2\n",
    }  # fmt: skip
    for name, text in others.items():
        path = repository.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    code, output = repository.commit()
    assert code == 0, output
    (repository.folder / "code" / "report.csv").write_text("report_id\nR1\n", encoding="utf-8")
    code, output = repository.commit()
    assert code == 1, "its name is a table's"
    assert "code/report.csv" in output
    assert "mkdocs" not in output.partition("passed over")[0]


def test_the_ready_configuration_runs_the_same_hook() -> None:
    from triallint.scaffold.files import file_text

    (repo,) = yaml.safe_load(file_text("pre-commit-config.yaml"))["repos"]
    (ready,) = repo["hooks"]
    shipped = next(hook for hook in HOOKS if hook["id"] == "triallint")
    assert ready == {key: shipped[key] for key in ready} | {"language": "system"}


def test_every_entry_names_a_command_that_exists() -> None:
    from triallint.commands import MODULES

    for hook in HOOKS:
        program, command, *_ = hook["entry"].split()
        assert program == "triallint"
        assert command in MODULES
