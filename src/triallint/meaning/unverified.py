"""The publications of a dataset about which nothing could be learnt, each with its place and the reason."""

from collections.abc import Iterator

from ..crosscheck import NOT_ASKED, Answers
from ..model import CannotLook, Unverified
from ..tables import Citation, Report, Tables
from .agreement import KIND_NAMES, identities, known
from .cited import said

__all__ = ["unverified"]


def unverified(tables: Tables, answers: Answers) -> Iterator[Unverified]:
    """Every report and citation that no answer proves anything about; none where nobody was to be asked.

    A publication of which one identifier was answered for is named for those that were not. One whose
    identifiers all name other works is none: that is a finding.
    """
    rows: list[Report | Citation] = [*tables.rows(Report), *tables.rows(Citation)]
    for row in rows:
        yield from (one for one in _of(row, answers) if one.reason != NOT_ASKED)


def _of(row: Report | Citation, answers: Answers) -> Iterator[Unverified]:
    subject = row.raw("report_id")
    named = identities(row, answers)
    for one in named:
        if one.answer.state == "unverified":
            reason = one.answer.reason or f"nothing was answered about its {KIND_NAMES[one.kind]}"
            yield Unverified(one.said.cell.place, subject, str(one), reason)
    if any(one.publications or one.answer.state == "unverified" for one in named):
        return
    try:
        known(row, answers)
    except CannotLook as reason:
        title = said(row, "title")
        if named:
            yield Unverified(named[0].said.cell.place, subject, ", ".join(map(str, named)), str(reason))
        elif isinstance(row, Report) and title:
            yield Unverified(title.cell.place, subject, f"title “{title}”", str(reason))
        else:
            yield Unverified(row.place("text" if row.raw("text") else ""), subject, "", str(reason))
