"""Groups, fields and places in sentences, as every output for people says them. Pure."""

from collections.abc import Sequence
from typing import Final

from .features import Features
from .fields import same_value
from .merge import Confirmed, Reconciled
from .words import Conflict, Group, Kind, ReasonWord, Record, Sourced

#: Kind -> what is said of its members, where that is certain or probable.
_SAID: Final[dict[Kind, str]] = {
    "duplicate": "are records of one publication",
    "repeated_citation": "cite one work",
    "version": "are versions of one work",
    "companion": "are reports of one trial",
    "notice": "are an article and a notice or reply about it",
}
_MAY_BE: Final[dict[Kind, str]] = {
    "duplicate": "may be records of one publication",
    "repeated_citation": "may cite one work",
    "version": "may be versions of one work",
    "companion": "may be reports of one trial",
    "notice": "may be an article and a notice or reply about it",
}
#: Columns whose words are said without their name.
_PLAIN: Final = frozenset(
    {"outcome_id", "arm_id", "measure", "stage", "subgroup", "population", "time_value", "p_test", "unit"}
)

#: Reasons that each pair of a group may give in values of its own, of which one says enough.
_OF_EACH: Final[frozenset[ReasonWord]] = frozenset(
    {"same_authors", "same_journal", "same_volume", "same_pages", "same_year", "year_is_near",
     "same_day_online", "title_is_part", "title_differs_little", "same_title_but_spelling",
     "same_figures", "other_journal"}
)  # fmt: skip


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def headline(group: Group) -> str:
    """What a group is, in one line."""
    reports = [one.id for one in group.members if one.origin == "report"]
    citations = [one.id for one in group.members if one.origin == "citation"]
    if group.kind == "repeated_citation" and reports and group.is_merged:
        cite = "cites" if len(citations) == 1 else "cite"
        return f"{listed(citations)} {cite} record {listed(reports)} ({group.certainty})"
    notices = [one.id for one in group.members if _is_answer(one)]
    if group.kind == "notice" and 0 < len(notices) < len(group.members):
        articles = listed([one for one in group.ids if one not in notices])
        some = "is a notice or reply" if len(notices) == 1 else "are notices or replies"
        return f"{listed(notices)} {some} about {articles} ({group.certainty})"
    said = (_MAY_BE if group.certainty == "possible" else _SAID)[group.kind]
    return f"{listed(group.ids)} {said} ({group.certainty})"


def _is_answer(record: Record) -> bool:
    """Whether a record's title says that it is about another publication."""
    one = Features(record)
    return one.is_notice or one.is_reply


def reasons(one: Reconciled) -> tuple[str, ...]:
    """Why the members of a group belong together; what each pair of them agrees in is said of the first."""
    said: dict[str, str] = {}
    for reason in one.group.reasons:
        said.setdefault(reason.word if reason.word in _OF_EACH else reason.text, reason.text)
    return (*said.values(), *one.learned)


def label(one: Conflict | Confirmed) -> str:
    """What a value is of: "title", or "estimates.ci_upper of aall1731-dfs, blina"."""
    texts = dict(one.about)
    if unit := texts.pop("time_unit", ""):
        texts["time_value"] = f"{texts.get('time_value', '')} {unit}".strip()
    parts = [text if name in _PLAIN else f"{name} {text}" for name, text in texts.items()]
    return f"{one.field} of {', '.join(parts)}" if parts else one.field


def confirmation(one: Confirmed) -> str:
    """ "arms.randomised of blina: 718 in both"."""
    texts = list(dict.fromkeys(value.text for value in one.values))
    held = "both" if len(one.values) == 2 else f"all {len(one.values)}"
    if len(texts) == 1:
        return f"{label(one)}: {texts[0]} in {held}"
    return (
        f"{label(one)}: {', '.join(f'{v.text} in {v.record_id}' for v in one.values)}, equal within rounding"
    )


def origin(field: str, value: Sourced, others: Sequence[Sourced]) -> str:
    """Which records give a value: the one it was taken from, and those that print the same."""
    same = [other.record_id for other in others if same_value(field, other.text, value.text)]
    return listed(list(dict.fromkeys([value.record_id, *same])))


def counts(every: Sequence[Reconciled]) -> dict[str, int]:
    """How many groups there are of each kind, those for a person to look at apart; empty kinds left out."""
    found: dict[str, int] = {}
    for one in every:
        kind = one.group.kind.replace("_", " ")
        name = f"possible {kind}" if one.group.certainty == "possible" else kind
        found[name] = found.get(name, 0) + 1
    return found
