"""A dataset that cites a paper, and a stand-in to record its answers from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pubmed.recording_kit import CHECK, FACTS, cite
from tests.standin import Library, StandIn


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset that cites one paper, in a project of its own with a check that asks about it."""
    for name in ("NCBI_API_KEY", "NCBI_EMAIL", "TRIALLINT_EUTILS_URL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "triallint.toml").write_text("")
    (tmp_path / "checks" / "mine").mkdir(parents=True)
    (tmp_path / "checks" / "mine" / "cited_pmid_is_found.py").write_text(CHECK)
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "reports.csv").write_text("report_id,title,pmid\nR1,Vexorin words of a title,11\n")
    cite(folder, "12")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with StandIn(Library.of(FACTS)) as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        yield service
