"""Records that belong together as reconciling finds them, for the checks: found once for each run. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

from ..comparing import read_title, title_key
from ..crosscheck import Answers
from ..identifiers import read_doi, read_pmid, read_registry_numbers
from ..tables import Citation, Report, Row, Tables
from .cited import CitedField, Given, said

if TYPE_CHECKING:
    from ..reconcile import Edge

__all__ = [
    "Tie",
    "cited_here",
    "conflicting_fields",
    "earlier_report_of_trial",
    "named_record",
    "notices_article",
    "ties",
]

#: Fields that two printings of one citation give alike, or one of them is wrong. Names and titles are not
#: among them: their many ways to be printed are compared where PubMed's record is at hand.
_COMPARED: Final[tuple[CitedField, ...]] = ("year", "volume", "issue", "pages", "doi", "pmid", "pmcid")


class Tie(NamedTuple):
    """A record that stands before another and belongs together with it, and why."""

    other: Report | Citation
    edge: "Edge"

    @property
    def because(self) -> str:
        """Why they belong together, in words."""
        return "; ".join(reason.text for reason in self.edge.reasons)


class _Found(NamedTuple):
    """The ties of a dataset: of each row with those before it, and with those behind it."""

    before: Mapping[tuple[int, int], list[Tie]]
    behind: Mapping[tuple[int, int], list[Tie]]


#: What was found out about each dataset of a run, as several checks ask.
_KNOWN: Final[WeakKeyDictionary[Answers, WeakKeyDictionary[Tables, _Found]]] = WeakKeyDictionary()


def ties(row: Report | Citation, tables: Tables, answers: Answers) -> list[Tie]:
    """What stands before a row (reports first) and belongs together with it, in any way."""
    return _found(tables, answers).before.get(row.identity, [])


def cited_here(report: Report, tables: Tables, answers: Answers) -> list[Citation]:
    """The citations of the dataset that are of a report, those in its own lists left out."""
    return [
        tie.other
        for tie in _found(tables, answers).behind.get(report.identity, [])
        if tie.edge.kind == "repeated_citation" and tie.edge.certainty != "possible"
        if isinstance(tie.other, Citation) and tie.other.raw("report_id") != report.raw("report_id")
    ]


def _found(tables: Tables, answers: Answers) -> _Found:
    known = _KNOWN.setdefault(answers, WeakKeyDictionary())
    found = known.get(tables)
    if found is None:
        found = known[tables] = _look(tables, answers)
    return found


def _look(tables: Tables, answers: Answers) -> _Found:
    # Loaded here, as the kit is imported by whoever only lists the checks.
    from ..reconcile import group
    from ..reconcile.gather import gather

    gathered = gather(tables, answers, list(_repeated(tables, answers)))
    at = {name: number for number, name in enumerate(gathered.rows)}
    before: dict[tuple[int, int], list[Tie]] = {}
    behind: dict[tuple[int, int], list[Tie]] = {}
    for one in group(gathered.records, tables.decisions):
        for edge in one.edges:
            first, second = (gathered.rows[name] for name in sorted((edge.a, edge.b), key=at.__getitem__))
            before.setdefault(second.identity, []).append(Tie(first, edge))
            behind.setdefault(first.identity, []).append(Tie(second, edge))
    return _Found(before, behind)


def _repeated(tables: Tables, answers: Answers) -> Iterator[Citation]:
    """The citations that share an identifier or a title with another record: all others are of no use here.

    A check must not cost more than the rest of the run; `triallint reconcile` compares all of them.
    """
    from ..reconcile.gather import answered_identifiers

    seen: Counter[str] = Counter()
    for report in tables.rows(Report):
        keys = _keys(report)
        if not any(key.startswith("10.") or key.isdigit() for key in keys):
            keys |= {text.lower() for text in answered_identifiers(report, answers)[0].values()}
        seen.update(keys)
    named = [(citation, _keys(citation)) for citation in tables.rows(Citation)]
    for _, keys in named:
        seen.update(keys)
    yield from (citation for citation, keys in named if any(seen[key] > 1 for key in keys))


def _keys(row: Report | Citation) -> set[str]:
    """What a row shares with others of its work: a DOI, a PMID, a title."""
    doi, pmid, title = (said(row, name) for name in ("doi", "pmid", "title"))
    read = [read_doi(doi.text).one if doi else None, read_pmid(pmid.text).one if pmid else None]
    keys = {one.key for one in read if one and one.is_certain}
    return keys | ({title_key(title.text)} if title else set()) - {""}


def earlier_report_of_trial(report: Report, tables: Tables) -> tuple[Report | None, str]:
    """The first report before this one that prints its one registry number and no other, and that number."""
    number = _registered(report)
    first = next(iter(tables.grouped(Report, _registered).get(number, [])), None) if number else None
    if first is None or first is report:
        return None, ""
    return first, read_registry_numbers(report.raw("registry_ids")).found[0].canonical


def _registered(report: Report) -> str:
    """The registry number of a report that prints exactly one."""
    numbers = [one.key for one in read_registry_numbers(report.raw("registry_ids")).found if one.is_certain]
    return numbers[0] if len(set(numbers)) == 1 else ""


def notices_article(row: Report | Citation, tables: Tables) -> Report | None:
    """The report whose title a notice carries behind its own word."""
    title = said(row, "title")
    heading = read_title(title.text).text if title else ""
    _, colon, about = heading.partition(":")
    key = title_key(about)
    same = tables.grouped(Report, _title).get(key, []) if colon and key else []
    return next((one for one in same if one.identity != row.identity), None)


def _title(report: Report) -> str:
    return title_key(report.raw("title"))


def conflicting_fields(
    row: Report | Citation, other: Report | Citation
) -> Iterator[tuple[str, Given, Given]]:
    """The fields that two records of one publication give in ways that cannot both be right.

    What a record made ahead of print says of its place is not among them.
    """
    from ..reconcile.fields import OF_ISSUE, RULES, is_in_issue
    from ..reconcile.stated import says_nothing
    from ..reconcile.words import Sourced

    volumes = [said(one, "volume") for one in (row, other)]
    ahead = len({bool(volume and is_in_issue(volume.text)) for volume in volumes}) == 2
    for name in _COMPARED:
        if ahead and name in OF_ISSUE:
            continue  # one of them was made ahead of print
        ours, theirs = said(row, name), said(other, name)
        if not ours or not theirs or says_nothing(ours.text, name) or says_nothing(theirs.text, name):
            continue
        if RULES[name]((Sourced(ours.text, "a"), Sourced(theirs.text, "b"))).conflict:
            yield name, ours, theirs


def named_record(row: Row) -> str:
    """A record in words: "record 000", "reference 3 of 000"."""
    if isinstance(row, Citation):
        return f"{row.relation.text.replace('_', ' ')} {row.position} of {row.report_id}"
    return f"record {row.raw('report_id')}"
