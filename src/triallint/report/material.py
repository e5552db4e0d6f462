"""What the validation report is made of, gathered by the command and handed over whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..accept import Acceptance
from ..catalogue import Catalogue
from ..pipeline import Inspection
from ..reconcile.merge import Reconciled


class Past(NamedTuple):
    """What an earlier run found, for the trend.

    Attributes:
        on: its day.
        errors: how many findings of that severity were not accepted; `warnings` and `infos` likewise.
        accepted: how many were.
    """

    on: date
    errors: int
    warnings: int
    infos: int
    accepted: int = 0


class FileRead(NamedTuple):
    """A file that was read, as the user named it, and the SHA-256 of its bytes (64 hexadecimal digits)."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that the report says.

    Attributes:
        inspection: the run, with its sheets, datasets and documents.
        catalogue: the checks that were asked for, and what is known of each.
        version: of the tool.
        on: the day of the run.
        settings: what was set, as (option, value) in words.
        files: those that were read.
        acceptances: by fingerprint.
        groups: records of one publication, and others that belong together; None where nobody looked.
        no_groups: why nobody looked for them.
        past: earlier runs, oldest first.
        again: options that `triallint accept` needs to find the same findings.
    """

    inspection: Inspection
    catalogue: Catalogue
    version: str
    on: date
    settings: Sequence[tuple[str, str]] = ()
    files: Sequence[FileRead] = ()
    acceptances: Mapping[str, Acceptance] = field(default_factory=dict)
    groups: Sequence[Reconciled] | None = None
    no_groups: str = ""
    past: Sequence[Past] = ()
    again: Sequence[str] = ()
