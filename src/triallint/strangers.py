"""Files of a repository that belong to no dataset, which a hook is handed along with those that do."""

import os
from collections.abc import Sequence
from pathlib import Path

from .read import datasets_in, is_document, read
from .read.dataset import DESCRIPTOR
from .read.formats import FORMATS
from .shape.recognise import named_after, recognise

#: Formats that much else is kept in: that such a file cannot be read says nothing about a dataset.
_COMMON = frozenset({".json", ".jsonl", ".ndjson", ".yaml", ".yml"})
#: Bibliographies, which are kept without any trial.
_REFERENCES = frozenset({".bib", ".nbib", ".ris"})


def without_strangers(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The paths that belong to a dataset, and the files that do not.

    A file belongs to one where a datapackage.json lies above it, where a file beside it is called after a
    table, or where one of them has a table's headers. A folder that is named stays, and so does a file of
    which that cannot be told because it cannot be read.
    """
    known: dict[Path, bool] = {}
    kept: list[Path] = []
    others: list[Path] = []
    for path in paths:
        (others if path.is_file() and not _belongs(path, known) else kept).append(path)
    return kept, others


def _belongs(path: Path, known: dict[Path, bool]) -> bool:
    if is_document(path):
        return True
    (dataset,) = datasets_in(path)
    if dataset not in known:
        known[dataset] = not dataset.is_dir() or _is_dataset(dataset)
    return known[dataset]


def _is_dataset(folder: Path) -> bool:
    files = [name for name in os.listdir(folder) if Path(name).suffix.lower() in FORMATS]
    if DESCRIPTOR in files or any(map(_has_a_table_s_name, files)):
        return True
    seen = read([folder])
    unread = set(seen.files) - {sheet.file for sheet in seen.sheets}
    tables = (recognise(sheet) for sheet in seen.sheets if Path(sheet.file).suffix not in _REFERENCES)
    return any(tables) or any(Path(file).suffix.lower() not in _COMMON | _REFERENCES for file in unread)


def _has_a_table_s_name(file: str) -> bool:
    path = Path(file)
    return path.suffix.lower() not in _REFERENCES and named_after(path.stem) is not None
