"""What the tests of recorded answers share: a folder, a stand-in that takes no time, and what was asked."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from tests.standin import Failures, Library, StandIn
from tests.standin.clock import FakeClock
from triallint.cli import main
from triallint.model import Answer
from triallint.pubmed.caller import Caller
from triallint.pubmed.cassettes import Recorder
from triallint.pubmed.questions import Question
from triallint.pubmed.recorded import Recorded

FACTS: list[dict[str, Any]] = [
    {"pmid": "11", "title": "Vexorin words of a title.", "doi": "10.1000/A.1", "pmcid": "PMC7", "year": 2020},
    {"pmid": "12", "title": "Another vexorin paper.", "doi": "10.1000/b(2)<3>;4", "year": 2021},
    {"pmid": "13", "title": "A letter.", "doi": "10.1000/shared", "year": 2021},
    {"pmid": "14", "title": "The reply.", "doi": "10.1000/shared", "year": 2021},
    {"pmid": "15", "title": "A paper whose DOI is longer.", "doi": "10.1000/a.1.suppl", "year": 2019},
]

#: A question of each kind that is found, one of each that is absent, and one that nobody can answer.
QUESTIONS = [
    Question("pmid", "11"),
    Question("pmid", "12"),
    Question("pmid", "999"),
    Question("doi", "10.1000/a.1"),
    Question("doi", "10.1000/b(2)<3>;4"),
    Question("doi", "10.1000/none"),
    Question("doi", "10.1000/shared"),
    Question("pmcid", "PMC7"),
    Question("pmcid", "PMC8"),
    Question("title", "Vexorin words of a title"),
    Question("title", "Nowhere printed singular terms"),
]


@dataclass
class Recording:
    """A folder of recorded answers, and the service that gives them."""

    folder: Path
    stand_in: StandIn
    recorder: Recorder

    def record(self, *questions: Question) -> list[Answer]:
        return list(self.recorder.record(questions))

    def answer(self, *question: Any) -> Answer:
        return Recorded([self.folder]).answer(Question(*question))

    @property
    def files(self) -> dict[str, bytes]:
        """The cassettes and the index."""
        return {path.name: path.read_bytes() for path in sorted(self.folder.iterdir())}

    @property
    def cassettes(self) -> list[Path]:
        return sorted(self.folder.glob("*.json"))


@contextmanager
def recording(
    folder: Path,
    facts: Iterable[Mapping[str, Any]] = FACTS,
    failures: Failures | None = None,
    *,
    api_key: str = "",
    email: str = "",
    **stand_in: Any,
) -> Iterator[Recording]:
    """A stand-in that knows these papers, and a recorder that asks it, on one clock that takes no time."""
    time = FakeClock()
    service = StandIn(Library.of(facts), failures or Failures(), now=time.now, sleep=time.sleep, **stand_in)
    with service:
        caller = Caller(email=email, api_key=api_key, base=service.url)
        yield Recording(folder, service, Recorder(folder, caller, time.clock))


#: A check that asks about each citation.
CHECK = '''"""A citation's PMID is found.

Bad:

    citations
    report_id | position | relation  | pmid
    R1        | 1        | reference | 1    <- pmid
"""

from triallint.kit import Answers, CannotLook, Citation, check


@check(severity="error")
def problems(citation: Citation, answers: Answers):
    """See the page."""
    answer = answers.of("pmid", citation.pmid.text)
    if answer.state == "unverified":
        raise CannotLook(answer.reason)
    return ()
    yield
'''


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def cite(folder: Path, *pmids: str) -> None:
    lines = [f"R1,{at},reference,{pmid}" for at, pmid in enumerate(pmids, start=1)]
    text = "\n".join(("report_id,position,relation,pmid", *lines, ""))
    (folder / "citations.csv").write_text(text)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}
