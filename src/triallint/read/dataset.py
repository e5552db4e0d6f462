"""Which files make up a dataset: those its datapackage.json names, or those in its folder."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ..model import Severity
from .conditions import DATAPACKAGE_NAMES_ITS_FILES, FORMAT_IS_READ
from .encoding import decode
from .endnote import is_endnote
from .formats import FORMATS, OTHER_TABLES, READ_HERE
from .source import Limits, Source, Unreadable, load

DESCRIPTOR = "datapackage.json"

#: Files beside the tables that have the extension of a table and are none.
_NOT_TABLES = frozenset({DESCRIPTOR, "package.json", "package-lock.json"})
#: Files that say how a dataset is to be read: each stands for its dataset, as a hook names what changed.
_BESIDE = frozenset({"accepted.toml", "reconcile.toml", "triallint.toml"})
_NOT_DATASETS = frozenset({"node_modules", "__pycache__", "venv", "site-packages", "build", "dist"})
_REMEDY = "correct this resource in datapackage.json"


def dataset_of(path: Path) -> Path:
    """The dataset folder that a file belongs to: the nearest above it with a datapackage.json.

    Looks no further up than the root of the file's git repository; where there is none, a file
    belongs to the folder it is in.
    """
    own = path.parent
    for folder in (own.absolute(), *own.absolute().parents):
        if (folder / DESCRIPTOR).is_file():
            if folder == own.absolute():
                return own
            return folder if path.is_absolute() else Path(os.path.relpath(folder))
        if (folder / ".git").exists():
            break
    return own


def datasets_in(path: Path) -> list[Path]:
    """The datasets that a path names: itself, those below it, or the one that a file belongs to.

    A file that no table can be read from stands for itself, so that it is reported and not passed over.
    """
    if path.is_file():
        belongs = path.suffix.lower() in FORMATS or path.name in _BESIDE
        return [dataset_of(path)] if belongs else [path]
    found = []
    for folder, below, files in os.walk(path):
        below[:] = [one for one in below if not one.startswith(".") and one not in _NOT_DATASETS]
        if DESCRIPTOR in files:
            found.append(Path(folder))
    return sorted(found) or [path]


#: Extensions of documents, in which a trial is told and not tabulated.
_DOCUMENTS = frozenset({".txt", ".text", ".xml", ".nxml", ".gz", ".html", ".htm", ".xhtml"})


def is_document(path: Path) -> bool:
    """Whether a path names a document to be read sentence by sentence, rather than tables.

    JSON Lines may hold either: a document's line has a `text` and an `id` or `pmid`, and no table of a
    dataset is called so. XML may be a paper, or the export of a bibliography.
    """
    if path.suffix.lower() in _DOCUMENTS:
        return path.is_file() and not is_endnote_file(path)
    if path.suffix.lower() not in (".jsonl", ".ndjson") or not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(4096).split(b"\n", 1)[0]
    return b'"text"' in head and (b'"pmid"' in head or b'"id"' in head) and b'"report_id"' not in head


def is_endnote_file(path: Path) -> bool:
    """Whether a file is a bibliography that EndNote wrote as XML."""
    if path.suffix.lower() != ".xml" or not path.is_file():
        return False
    with path.open("rb") as file:
        return is_endnote(file.read(4096))


def sources_of(folder: str, limits: Limits, also: list[Source]) -> Iterator[list[Source]]:
    """The files of a dataset folder, not yet loaded; the parts of one resource come together.

    Findings about the folder itself are put into a source that is appended to `also`.
    """
    descriptor = Source(_join(folder, DESCRIPTOR), limits=limits)
    if os.path.lexists(descriptor.file):
        also.append(descriptor)
        resources = _resources(descriptor)
        if resources is not None:
            yield from _named(folder, descriptor, resources)
            return
    yield from _by_name(folder, limits, also)


def _join(folder: str, name: str) -> str:
    return name if folder in ("", os.curdir) else os.path.join(folder, name)


def _by_name(folder: str, limits: Limits, also: list[Source]) -> Iterator[list[Source]]:
    listing = Source(folder, limits=limits)
    also.append(listing)
    try:
        names = sorted(os.listdir(folder or os.curdir))
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error)
        listing.refuse(Unreadable(f"the folder cannot be read: {words}", "check its name and rights"))
        return
    for name in names:
        extension = os.path.splitext(name)[1].lower()
        if name.startswith((".", "~$")) or name.lower().startswith("readme"):
            continue
        if name in _NOT_TABLES or os.path.isdir(_join(folder, name)):
            continue
        if extension in FORMATS:
            yield [Source(_join(folder, name), limits=limits)]
        elif extension in OTHER_TABLES:
            stray = Source(_join(folder, name), limits=limits)
            also.append(stray)
            stray.say(
                FORMAT_IS_READ,
                f"a table in {extension} is not read here; tables are read from {READ_HERE}",
                OTHER_TABLES[extension],
                severity=Severity.warning,
            )


def _resources(descriptor: Source) -> list[Any] | None:
    """The resources of a datapackage; None, with a finding, where it cannot be understood."""
    if not load(descriptor):
        return None
    try:
        document = json.loads(decode(descriptor))
        resources = document.get("resources") if isinstance(document, Mapping) else None
        if isinstance(resources, list):
            return resources
        problem, row = "it has no list of `resources`", None
    except Unreadable as refusal:
        problem, row = str(refusal), None
    except json.JSONDecodeError as error:
        problem, row = f"it is not valid JSON: {error.msg}", error.lineno
    except RecursionError:
        problem, row = "it is nested too deep", None
    descriptor.say(
        DATAPACKAGE_NAMES_ITS_FILES,
        f"{DESCRIPTOR} cannot be used: {problem}; files were taken by their names",
        'write {"resources": [{"name": "arms", "path": "arms.csv"}, ...]}',
        row=row,
    )
    return None


def _named(folder: str, descriptor: Source, resources: list[Any]) -> Iterator[list[Source]]:
    """The files that resources name, and a finding for each resource that names none."""
    taken: set[str] = set()
    for number, resource in enumerate(resources, 1):
        try:
            parts = _parts(folder, resource)
        except Unreadable as refusal:
            name = resource.get("name") if isinstance(resource, Mapping) else None
            which = f"resource {name!r}" if isinstance(name, str) else f"resource {number}"
            descriptor.say(
                DATAPACKAGE_NAMES_ITS_FILES,
                f"{which}: {refusal}",
                refusal.remedy,
                text=str(name or number),
            )
            continue
        taken.update(os.path.realpath(part) for part in parts)
        yield [_source(descriptor, part, resource) for part in parts]
    _say_unnamed(folder, descriptor, taken)


def resource_of(path: Path, limits: Limits) -> Source:
    """One file that was named outright, as the datapackage of its dataset describes it, if it does."""
    plain = Source(str(path), limits=limits)
    folder = dataset_of(path)
    descriptor = Source(str(folder / DESCRIPTOR), limits=limits)
    if not (folder / DESCRIPTOR).is_file() or path.name == DESCRIPTOR:
        return plain
    for resource in _resources(descriptor) or []:
        try:
            parts = _parts(str(folder), resource)
        except Unreadable:
            continue
        if os.path.realpath(path) in map(os.path.realpath, parts):
            return _source(descriptor, str(path), resource)
    return plain


def _parts(folder: str, resource: Any) -> list[str]:
    """The files of one resource. Raises `Unreadable` for anything outside the folder."""
    if not isinstance(resource, Mapping):
        raise Unreadable("it is not an object", _REMEDY)
    paths = resource.get("path")
    if isinstance(paths, str):
        paths = [paths]
    if not isinstance(paths, list) or not paths or not all(isinstance(one, str) for one in paths):
        held = "holds its data itself" if "data" in resource else "has no `path`"
        raise Unreadable(f"it {held}; it was not read", "name a file of the dataset in `path`")
    return [_inside(folder, one) for one in paths]


def _inside(folder: str, path: str) -> str:
    if "://" in path or path.startswith("//"):
        raise Unreadable(f"{path!r} is a web address; it was not fetched", "keep the file in the dataset")
    pure = PurePosixPath(path.replace("\\", "/"))
    file = _join(folder, str(pure))
    home = os.path.realpath(folder or os.curdir)
    try:
        real = os.path.realpath(file)
    except (OSError, ValueError):
        real = ""
    below = real.startswith(home.rstrip(os.sep) + os.sep)
    strange = "\0" in path or ":" in path.partition("/")[0]
    if strange or pure.is_absolute() or ".." in pure.parts or not below:
        raise Unreadable(
            f"{path!r} leads out of the dataset's folder; it was not read", "keep the file in the dataset"
        )
    return file


def _source(descriptor: Source, file: str, resource: Mapping[str, Any]) -> Source:
    source = Source(file, limits=descriptor.limits)
    name, encoding, dialect = (resource.get(key) for key in ("name", "encoding", "dialect"))
    if isinstance(name, str) and name.strip():
        source.table = name.strip()
    if isinstance(encoding, str) and encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
        source.encoding = encoding
    delimiter = dialect.get("delimiter") if isinstance(dialect, Mapping) else None
    if delimiter is not None:
        fits = isinstance(delimiter, str) and len(delimiter) == 1 and delimiter not in ' "\r\n\0'
        if fits:
            source.delimiter = delimiter
        else:
            descriptor.say(
                DATAPACKAGE_NAMES_ITS_FILES,
                f"the delimiter {delimiter!r} of {name!r} is not one character that can separate cells",
                'write "dialect": {"delimiter": ","} or leave it out',
                text=str(name),
                severity=Severity.warning,
            )
    return source


def _say_unnamed(folder: str, descriptor: Source, taken: set[str]) -> None:
    try:
        names = sorted(os.listdir(folder or os.curdir))
    except OSError:
        return
    for name in names:
        extension = os.path.splitext(name)[1].lower()
        is_table = extension in FORMATS and FORMATS[extension] not in ("JSON", "YAML")
        if not is_table or name.startswith((".", "~$")):
            continue
        if os.path.realpath(_join(folder, name)) not in taken:
            descriptor.say(
                DATAPACKAGE_NAMES_ITS_FILES,
                f"{name} is in the folder and not in {DESCRIPTOR}; it was not read",
                "add a resource for it, or move it out of the dataset",
                text=name,
                severity=Severity.info,
            )
