"""What reading has said already: one fact is one finding, and reading saw the file itself."""

from collections.abc import Iterable, Iterator

from triallint.model import Finding, Place, Severity

from .conditions import IDENTIFIERS_ARE_NOT_ROUNDED, PAGE_RANGES_ARE_NOT_DATES

_DAMAGE = (PAGE_RANGES_ARE_NOT_DATES.name, IDENTIFIERS_ARE_NOT_ROUNDED.name)


def unsaid(findings: Iterable[Finding], said: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that tell something new: a cell that reading called damaged is not called so again.

    Args:
        findings: what shaping found.
        said: what reading found.
    """
    cells = {_cell(finding.place) for finding in said if finding.severity >= Severity.warning}
    for finding in findings:
        if finding.check not in _DAMAGE or _cell(finding.place) not in cells:
            yield finding


def _cell(place: Place) -> tuple[str, str | None, int | None, int | None]:
    return place.file, place.sheet, place.row, place.column
