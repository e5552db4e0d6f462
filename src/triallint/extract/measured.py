"""Rows of outcomes, arms, flow, counts, continuous and estimates: the facts of one document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from .all_arms import all_arms, side_by_side
from .conduct import design_of
from .context import in_context
from .document import NOT_TOLD, Document, Quote, Section
from .facts import Fact
from .grammar.joining import distinct
from .grammar.passage import Passage
from .line import Line
from .outcome_rows import Outcomes
from .own_arm import OwnArm
from .paired import controls, with_claims, with_pairs
from .roster import Roster
from .trusted import trusted

_TABLES: Final = {
    "proportion": "counts",
    "events": "counts",
    "effect": "estimates",
    "test": "estimates",
    "survival": "estimates",
    "summary": "continuous",
}
_MEASURES: Final = {"test": "test", "survival": "survival"}
_ARM_STAGES: Final = {
    "arm": "randomised",
    "randomised": "randomised",
    "analysed": "analysed",
    "treated": "treated",
}
#: Sections that are printings of their own; all others are parts of the abstract, or of the body.
_SOURCES: Final = {"title": "title", "key_points": "key points", "body": "text", "table": "table"}


def measured(document: Document, facts: Sequence[Fact]) -> Iterator[Line]:
    """The rows of a document's facts, outcomes and arms first."""
    passage = Passage(_told(document))
    facts = in_context(passage, document.sections, trusted(document.text, distinct(facts), passage))
    own = OwnArm(passage, document.sections, single=design_of(document) == "single arm")
    facts = own.given(facts)
    labels = [label for fact in facts for label in (fact.arm, fact.comparator) if label is not None]
    roster = Roster(labels, side_by_side(facts), all_arms(facts))
    roles = _roles(passage.text, roster, own.roles())
    facts = with_claims(passage, document.sections, with_pairs(passage, facts, roster.id_of, roles))
    sized = {arm_id: _arm(document, arm_id, label, roles[arm_id]) for arm_id, label, _ in roster.arms()}
    outcomes = Outcomes(document)
    rows = [row for fact in facts for row in _rows(document, fact, roster, sized, outcomes)]
    _give_sizes(facts, list(sized.values()))
    _give_roles(list(sized.values()))
    yield from outcomes.lines
    yield from sized.values()
    yield from rows


def _told(document: Document) -> str:
    """The text, blank where it is not about the trial: a page's lists of other works, grants, disclosures."""
    text = document.text
    if not document.sections:
        return text
    parts, at = [], 0
    for one in document.sections:
        if one.kind not in NOT_TOLD:
            parts += [re.sub(r"[^\n]", " ", text[at : one.start]), text[one.start : one.end]]
            at = one.end
    return "".join([*parts, re.sub(r"[^\n]", " ", text[at:])])


def _arm(document: Document, arm_id: str, label: Quote, role: str) -> Line:
    line = Line("arms", report_id=document.id, arm_id=arm_id, role=role)
    if role == "historical_control":  # unless the report gives its size
        line.say({"analysed": "not_reported"})
    return line.put("label", label).say({"source": source_of(document, label.start)})


def _roles(text: str, roster: Roster, known: Mapping[str, str]) -> dict[str, str]:
    """The role of each arm by its label, or by what the text sets it against; empty where neither tells."""
    roles = {arm_id: known.get(label.text, role) for arm_id, label, role in roster.arms()}
    for arm_id in () if any(roles.values()) else controls(text, {one: roster.called(one) for one in roles}):
        roles[arm_id] = "control"
    return roles


def _give_sizes(facts: Sequence[Fact], arms: Sequence[Line]) -> None:
    """The number that was assigned to each arm goes to both, where there are two."""
    randomised = [arm for arm in arms if arm.cells.get("role") != "historical_control"]
    for fact in facts if len(randomised) == 2 else ():
        if fact.said.get("stage") == "each":
            for arm in randomised:
                if "randomised" not in arm.cells:
                    arm.put("randomised", fact.cells["n"])


def _give_roles(arms: Sequence[Line]) -> None:
    """Arms that participants were randomised to are experimental where their labels do not say control."""
    randomised = [arm for arm in arms if "randomised" in arm.cells]
    for arm in randomised if len(randomised) > 1 else ():
        arm.cells.setdefault("role", "experimental")


def _rows(
    document: Document, fact: Fact, roster: Roster, sized: dict[str, Line], outcomes: Outcomes
) -> Iterator[Line]:
    source = source_of(document, fact.start)
    if fact.kind == "size":
        yield from _size(document, fact, roster, sized, source)
        return
    line = Line(
        _TABLES[fact.kind],
        report_id=document.id,
        outcome_id=outcomes.id_of(fact),
        measure=_MEASURES.get(fact.kind, ""),
        arm_id=roster.id_of(fact.arm),
        comparator_id=roster.id_of(fact.comparator),
        source=source,
    )
    if fact.arm and "arm_id" not in line.cells:  # of some of the participants: blank would be all of them
        line.say({"subgroup": "not_reported"})
    yield line.put("subgroup", fact.subgroup).say(fact.said).put_all(fact.cells)


def _size(
    document: Document, fact: Fact, roster: Roster, sized: dict[str, Line], source: str
) -> Iterator[Line]:
    """The size of an arm goes into the arm's own row where that is blank; others are boxes of the flow."""
    stage, arm_id, n = fact.said.get("stage", ""), roster.id_of(fact.arm), fact.cells.get("n")
    column = _ARM_STAGES.get(stage)
    if arm_id and column and sized[arm_id].cells.get(column, "not_reported") == "not_reported":
        sized[arm_id].put(column, n)
    elif stage not in ("arm", "each", "subgroup", "planned", "") and not (fact.arm and not arm_id):
        line = Line("flow", report_id=document.id, stage=stage, arm_id=arm_id, source=source)
        yield line.put("n", n)


def source_of(document: Document, offset: int) -> str:
    """The part of the report in which a character stands, as the column `source` names it."""
    section = next((one for one in document.sections if one.start <= offset < one.end), None)
    return source_named(section)


def source_named(section: Section | None) -> str:
    """How the column `source` names a section: `table 2`, `key points`, `abstract`."""
    if section is None:
        return "abstract"
    if section.kind == "table" and section.heading:
        return section.heading.casefold()
    return _SOURCES.get(section.kind, "abstract")
