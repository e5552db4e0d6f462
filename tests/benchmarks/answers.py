"""What recorded answers cost the hook: the seeds, beside more and more answers that they do not need."""

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tests.standin.invented import papers
from tests.standin.records import article_set
from triallint.pubmed import index
from triallint.pubmed.caller import Caller
from triallint.pubmed.cassettes import entries_of, serialized
from triallint.pubmed.door import Interaction
from triallint.pubmed.replay import Cassette

from .clock import ROOT, in_turns

#: Answers in one unrelated cassette.
_EACH = 20

#: The whole hook, and the part of it that recorded answers are: looking up all that the seeds ask.
_CHECK = "import os, sys; os.chdir(sys.argv[1]); from triallint.cli import main; main(['check', 'seeds'])"
_LOOK = (
    "import os, sys; os.chdir(sys.argv[1]); from pathlib import Path\n"
    "from triallint.crosscheck import questions; from triallint.pubmed.recorded import Recorded\n"
    "from triallint.read import read; from triallint.shape import shape\n"
    "asked = list(questions(shape(read([Path('seeds')]).sheets).tables))\n"
    "recorded = Recorded([Path('cassettes')] if sys.argv[2] == 'with' else [])\n"
    "assert all((recorded.answer(one).source is not None) == (sys.argv[2] == 'with') for one in asked)"
)


def answers(numbers: Sequence[int], rounds: int) -> Iterator[str]:
    """The table, line by line."""
    with tempfile.TemporaryDirectory() as folder:
        projects = {number: _project(Path(folder) / str(number), number) for number in (0, *numbers)}
        start = [sys.executable, "-c"]
        commands = {f"check {number}": [*start, _CHECK, str(path)] for number, path in projects.items()}
        commands |= {
            f"look {number}": [*start, _LOOK, str(path), "with"] for number, path in projects.items()
        }
        commands["none"] = [*start, _LOOK, str(projects[0]), "without"]
        seen = in_turns(commands, rounds)
    check, look, none = seen["check 0"].cpu, seen["look 0"].cpu, seen["none"].cpu
    yield f"Recorded answers beside those that the seeds need; the median of {rounds} runs, processor time"
    yield f"{'unrelated':<11} {'check seeds':>12} {'ratio':>6} {'looking up alone':>17} {'ratio':>6}"
    for number in projects:
        checked, looked = seen[f"check {number}"].cpu, seen[f"look {number}"].cpu - none
        yield (
            f"  {number:9,} {1e3 * checked:9.0f} ms {checked / check:6.2f} {1e3 * looked:14.1f} ms"
            f" {looked / max(look - none, 1e-4):6.2f}"
        )


def _project(folder: Path, unrelated: int) -> Path:
    """The seeds and their answers, with further ones that nobody asks for."""
    (folder / ".git").mkdir(parents=True)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "cassettes", folder / "cassettes")
    kept = index.entries_in(folder / "cassettes" / index.NAME)
    facts = papers(unrelated)
    random.Random(0).shuffle(facts)
    for start in range(0, unrelated, _EACH):
        batch = facts[start : start + _EACH]
        asked = {"db": "pubmed", "id": ",".join(one["pmid"] for one in batch), "retmode": "xml"}
        headers = {"X-Triallint-Source": "stand-in"}
        day = date(2026, 11, 21)
        one = Interaction("efetch", asked, 200, headers, article_set(batch), "stand-in", day)
        path = folder / "cassettes" / f"unrelated-{start:06}.json"
        path.write_bytes(serialized([one], Caller()))
        kept += entries_of(Cassette(path.read_bytes()), path.name)
    (folder / "cassettes" / index.NAME).write_text(index.text_of(kept), encoding="utf-8")
    return folder
