"""What was answered about a row's identifiers, beside what the row says itself. Pure."""

from collections.abc import Iterator
from typing import Any, Final

from ..crosscheck import Answers, questions_of
from ..meaning.fields import field_of
from ..model import Answer, Publication
from ..render.characters import shown
from ..tables import Citation, Report

_FIELDS: Final = (
    "title", "authors", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid"
)  # fmt: skip
_NAMES: Final = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID"}
_LONGEST: Final = 400
_AUTHORS: Final = 6
#: Ties of a publication that change how it may be used, as MEDLINE words them.
_TELLING: Final = ("Retract", "Concern", "Erratum", "Correct", "Update", "Republished", "Withdraw")


def answered(row: Report | Citation, answers: Answers) -> Iterator[dict[str, Any]]:
    """For each identifier that the row prints, the answer, field by field beside the row's own words."""
    for question in questions_of(row):
        answer = answers.of(question.kind, question.asked)
        yield {
            "about": f"{_NAMES.get(question.kind, question.kind)} {shown(question.asked, _LONGEST)}",
            "state": answer.state,
            "reason": shown(answer.reason, _LONGEST),
            "by": answer.source or "",
            "on": answer.on.isoformat() if answer.on else "",
            "kept": shown(answer.kept_in, _LONGEST),
            "fields": list(_fields(row, answer)),
        }


def _fields(row: Report | Citation, answer: Answer) -> Iterator[list[str]]:
    """(field, what the row says, what the answer says), for what either says."""
    one = answer.publication
    if one is None:
        return
    theirs = said_of(one)
    for name in _FIELDS:
        given = field_of(row, name)
        ours = given.text if given else ""
        if ours or theirs[name]:
            yield [_NAMES.get(name, name), shown(ours, _LONGEST), shown(theirs[name], _LONGEST), name]
    for label, text in (("publication types", ", ".join(one.types)), ("notices", _notices(one))):
        if text:
            yield [label, "", shown(text, _LONGEST), ""]


def said_of(one: Publication) -> dict[str, str]:
    """What a source prints in each field of a citation."""
    names = [str(author) for author in one.authors]
    more = f" and {len(names) - _AUTHORS:,} more" if len(names) > _AUTHORS else ""
    pages = one.pages or "-".join(page for page in (one.first_page, one.last_page) if page)
    dates = "; ".join(f"{when.text} ({when.kind})" for when in one.dates)
    return {
        "title": one.title or one.book_title,
        "authors": ", ".join(names[:_AUTHORS]) + more,
        "journal": one.journal.medline or one.journal.iso or one.journal.title,
        "year": dates,
        "volume": one.volume,
        "issue": one.issue,
        "pages": pages,
        "doi": one.doi,
        "pmid": one.pmid,
        "pmcid": one.pmcid,
    }


def _notices(one: Publication) -> str:
    told = [link for link in one.links if any(word in link.kind for word in _TELLING)]
    return "; ".join(
        " ".join(part for part in (link.kind, link.pmid and f"PMID {link.pmid}", link.text) if part)
        for link in told
    )
