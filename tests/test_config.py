"""Options from files: found, read, and refused with the option's name."""

from pathlib import Path

import pytest

from triallint.config import Config, UsageError, find, load


def write(folder: Path, text: str, name: str = "triallint.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_governs(tmp_path: Path) -> None:
    outer = write(tmp_path, "strict = true")
    inside = tmp_path / "data" / "review"
    inside.mkdir(parents=True)
    assert find(inside) == outer
    inner = write(inside, "")
    assert find(inside / "arms.csv") == inner


def test_pyproject_counts_only_with_our_table(tmp_path: Path) -> None:
    write(tmp_path, "[tool.other]\nx = 1", "pyproject.toml")
    (tmp_path / ".git").mkdir()
    assert find(tmp_path) is None
    path = write(tmp_path, '[tool.triallint]\nfail-on = "warning"', "pyproject.toml")
    assert find(tmp_path) == path
    assert load(path).fail_on == "warning"


def test_the_repository_is_the_border(tmp_path: Path) -> None:
    write(tmp_path, "strict = true")
    repo = tmp_path / "repo"
    (repo / ".git").mkdir(parents=True)
    assert find(repo) is None


def test_options_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, 'select = ["counts", "grim*"]\nignore = "a"\nfail_on = "never"\nstrict = true')
    config = load(path)
    assert (config.select, config.ignore) == (("counts", "grim*"), ("a",))
    assert (config.fail_on, config.strict, config.root) == ("never", True, tmp_path)
    assert load(None) == Config()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("selct = []", "unknown option 'selct'; did you mean 'select'?"),
        ('fail-on = "eror"', "did you mean 'error'?"),
        ('strict = "yes"', "strict must be a bool"),
        ("select = [1]", "select must be a list of names"),
        ('format = "xml"', "it may be text, json"),
        ('doi-case = "upper"', "doi-case is 'upper'; it may be keep, lower"),
        ("strict = ", "not valid TOML"),
    ],
)
def test_a_wrong_option_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UsageError) as said:
        load(path)
    assert words in str(said.value)
    assert str(path) in str(said.value)


def test_a_file_that_is_not_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "triallint.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        load(path)
