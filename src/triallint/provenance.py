"""What a validation report says of its own making: options in words, hashes of files, what was accepted."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .config import Config

if TYPE_CHECKING:
    from .accept import Acceptance
    from .pipeline import Inspection
    from .report.material import FileRead

#: Who answered for PubMed, as `pubmed` in the configuration says.
_WHO: Final = {"recorded": "recorded answers", "mirror": "the mirror {}", "off": "nobody was asked"}


def settings_in_words(paths: Sequence[Path], settings: Config) -> Iterator[tuple[str, str]]:
    """What was set, as (option, value), so that the same report can be made again."""
    yield "Checked", ", ".join(map(str, paths)) or "this folder"
    yield "Configuration", settings.path.name if settings.path else "none; the defaults"
    if settings.select:
        yield "Only", ", ".join(settings.select)
    if settings.ignore:
        yield "Left out", ", ".join(settings.ignore)
    yield "PubMed", _WHO[settings.pubmed].format(Path(settings.mirror).name)
    yield "Documents", Path(settings.documents).name if settings.documents else "none at hand"
    yield "List of retractions", Path(settings.retraction_watch).name if settings.retraction_watch else "none"
    for name, value in settings.bands.items():
        yield f"Band {name}", f"{value:g}"


def hashed(files: Sequence[str]) -> "Iterator[FileRead]":
    """The files that were read, as they are now, with the SHA-256 of each."""
    from .report.material import FileRead

    for name in files:
        path = Path(name)
        if path.is_file():
            yield FileRead(name, hashlib.sha256(path.read_bytes()).hexdigest())


def acceptances(inspection: "Inspection") -> "Mapping[str, Acceptance]":
    """What was accepted in any of the datasets, by fingerprint."""
    from .accepting import acceptances_of

    paths = [dataset.path for dataset in inspection.datasets if dataset.path]
    return {one.fingerprint: one for path in paths for one in acceptances_of(path)}
