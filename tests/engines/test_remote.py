"""Files in object storage, read by their addresses through Arrow's own client for it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from click.testing import CliRunner

from tests.benchmarks.pubmed_files import MIX, write_baseline, write_lines
from triallint.cli import main
from triallint.config import UsageError
from triallint.scan.remote import Remote, file_called

from .storage import storage


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("pubmed")
    write_baseline(found / "baseline", 2, 60, mix=replace(MIX, planted=0.9, trials=0.4))
    write_lines(found / "abstracts.jsonl", range(700, 760))
    return found


@pytest.fixture
def behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """What stands behind an address to reach the storage that holds the folder's files."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    files = (one for one in folder.rglob("*") if one.is_file())
    with storage({f"bucket/{one.relative_to(folder).as_posix()}": one.read_bytes() for one in files}) as said:
        yield said


def test_a_scan_of_a_bucket_is_that_of_the_folder(behind: str, folder: Path, tmp_path: Path) -> None:
    there, here = tmp_path / "there.jsonl", tmp_path / "here.jsonl"
    addresses = [f"s3://bucket/baseline{behind}", f"s3://bucket/abstracts.jsonl{behind}"]
    paths = [str(folder / "baseline"), str(folder / "abstracts.jsonl")]
    for output, files in ((there, addresses), (here, paths)):
        result = CliRunner().invoke(main, ["scan", *files, "-o", str(output), "--jobs", "1"])
        assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in there.read_text(encoding="utf-8").splitlines()]
    for row in found:
        row["file"] = row["file"].removesuffix(behind).replace("s3://bucket", str(folder))
    assert found == [json.loads(line) for line in here.read_text(encoding="utf-8").splitlines()]
    assert found


def test_an_address_is_as_much_of_a_path_as_a_scan_asks_for(behind: str, folder: Path) -> None:
    found = file_called(f"s3://bucket/baseline{behind}")
    assert isinstance(found, Remote)
    assert found.is_dir()
    files = sorted((one for one in found.rglob() if one.name.endswith(".gz")), key=str)
    assert [one.name for one in files] == ["pubmed25n0001.xml.gz", "pubmed25n0002.xml.gz"]
    content = (folder / "baseline" / files[0].name).read_bytes()
    assert files[0].is_file()
    assert files[0].stat().st_size == len(content)
    with files[0].open() as file:
        assert file.read() == content, "packed as it stands"
    assert not Remote(f"s3://bucket/nothing{behind}").exists()


def test_an_address_of_an_unknown_kind_is_said_to_be_one() -> None:
    with pytest.raises(UsageError, match="nobody://knows/this"):
        file_called("nobody://knows/this")
