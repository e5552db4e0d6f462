"""A record of ClinicalTrials.gov (API version 2) -> rows of the tables."""

from collections.abc import Iterator, Mapping
from typing import Final

from .document import Document, Value
from .made import Imported, Left, Made, Once
from .measures import Groups, measure_rows

_ROLES: Final = {
    "EXPERIMENTAL": "experimental",
    "ACTIVE_COMPARATOR": "control",
    "PLACEBO_COMPARATOR": "control",
    "SHAM_COMPARATOR": "control",
    "NO_INTERVENTION": "control",
}


class Study:
    """One record on its way into the tables."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.protocol, self.results = document.root["protocolSection"], document.root["resultsSection"]
        self.id = self.protocol["identificationModule"]["nctId"].text
        self.once = Once()
        self.rows: list[Made] = []
        self.roles = self._roles()

    def made(self, table: str, name: str, at: Value) -> Made:
        """A row that the registry reports, named after the trial and `name`."""
        row = Made(table, at.place).put("row_id", f"{self.id}-{name}").put("report_id", self.id)
        return row.put("source", "registry").put("origin", "registry")

    def groups(self, given: Value) -> Groups:
        """Group id -> arm_id, with a row of `arms` for each title that was not there yet."""
        found: dict[str, str] = {}
        for group in given:
            title = group["title"].text[:200]
            if not title:
                continue
            found[group["id"].text] = title
            whole = title.casefold() == "total"
            arm = self.made("arms", f"arm-{title}", group).put("arm_id", title, group["title"].place)
            arm.put("label", title, group["title"].place)
            self.once.take(arm.put("role", "whole_trial" if whole else self.roles.get(title.casefold(), "")))
        return Groups(found, self.roles)

    def outcome(self, name: str, label: Value, kind: str, unit: str = "", more: str = "") -> str:
        """A row of `outcomes`; its id."""
        outcome_id = f"{self.id}-{name}"
        row = Made("outcomes", label.place).put("row_id", outcome_id).put("outcome_id", outcome_id)
        row.put("label", f"{label.text}{more}", label.place).put("type", kind).put("unit", unit)
        self.once.take(row)
        return outcome_id

    def _roles(self) -> Mapping[str, str]:
        groups = self.protocol["armsInterventionsModule"]["armGroups"]
        return {one["label"].text.casefold(): _ROLES.get(one["type"].text, "") for one in groups}

    def run(self) -> None:
        """Make the rows."""
        self._described()
        self._flow()
        baseline = self.results["baselineCharacteristicsModule"]
        groups = self.groups(baseline["groups"])
        for number, measure in enumerate(baseline["measures"], 1):
            self.rows += measure_rows(
                self, measure, f"baseline-{number}", groups, baseline["denoms"], "baseline"
            )
        for number, measure in enumerate(self.results["outcomeMeasuresModule"]["outcomeMeasures"], 1):
            groups = self.groups(measure["groups"])
            title = measure["title"].text.casefold()
            kind = "change" if title.startswith("change") or "change from baseline" in title else "final"
            self.rows += measure_rows(self, measure, f"outcome-{number}", groups, measure["denoms"], kind)
        self._events(self.results["adverseEventsModule"])

    def _described(self) -> None:
        names = self.protocol["identificationModule"]
        title = names["officialTitle"] if names["officialTitle"] else names["briefTitle"]
        report = Made("reports", names.place).put("row_id", self.id)
        trial = (
            Made("trials", names.place).put("row_id", self.id).put("trial_id", self.id, names["nctId"].place)
        )
        report.put("report_id", self.id, names["nctId"].place).put("trial_id", self.id)
        report.put("title", title.text or self.id, title.place)
        for row in (report, trial):
            self.rows.append(row.put("registry_ids", self.id, names["nctId"].place))
        enrolled = self.protocol["designModule"]["enrollmentInfo"]
        if enrolled["type"].text == "ESTIMATED":
            trial.put("planned_n", enrolled["count"].text, enrolled["count"].place)

    def _flow(self) -> None:
        """The flow of a trial of one period; of more, who started the first and completed the last."""
        flow = self.results["participantFlowModule"]
        groups = self.groups(flow["groups"])
        periods = list(flow["periods"])
        for number, period in enumerate(periods):
            if len(periods) == 1:
                period["title"].take_all()
            for milestone in period["milestones"]:
                kind = milestone["type"]
                stage = self._stage(
                    kind.node, first=number == 0, last=number == len(periods) - 1, alone=len(periods) == 1
                )
                if stage and kind.text:
                    self._put_flow(stage, "", milestone["achievements"], groups)
            for dropped in period["dropWithdraws"] if len(periods) == 1 else ():
                self._put_flow("discontinued", dropped["type"].text, dropped["reasons"], groups)

    @staticmethod
    def _stage(kind: object, *, first: bool, last: bool, alone: bool) -> str:
        if kind == "STARTED":
            return "allocated" if first else ""
        if kind == "COMPLETED":
            return "completed" if last else ""
        return "discontinued" if alone and kind == "NOT COMPLETED" else ""

    def _put_flow(self, stage: str, reason: str, numbers: Value, groups: Groups) -> None:
        for number in numbers:
            arm = groups.arms.get(number["groupId"].text, "")
            count = number["numSubjects"]
            name = f"flow-{stage}-{arm}" + (f"-{reason}" if reason else "")
            row = self.made("flow", name, number).put("stage", stage).put("reason", reason).put("arm_id", arm)
            row.put("note", number["comment"].text, number["comment"].place)
            if text := count.text:
                self.rows.append(row.put("n", text, count.place))

    def _events(self, module: Value) -> None:
        groups = self.groups(module["eventGroups"])
        totals = (
            ("deaths", "All-cause mortality"),
            ("serious", "Serious adverse events"),
            ("other", "Other adverse events"),
        )
        for group in module["eventGroups"]:
            arm = groups.arms.get(group["id"].text, "")
            for kind, label in totals:
                events = group[f"{kind}NumAffected"]
                if events:
                    serious = {"serious": "yes", "other": "no"}.get(kind, "")
                    outcome = self._total(kind, label, group)
                    row = (
                        self.made("counts", f"{outcome}-{arm}", group)
                        .put("outcome_id", outcome)
                        .put("arm_id", arm)
                    )
                    row.put("events", events.text, events.place).put("serious", serious)
                    total = group[f"{kind}NumAtRisk"]
                    self.rows.append(row.put("total", total.text, total.place))
        for serious, key in (("yes", "seriousEvents"), ("no", "otherEvents")):
            for number, event in enumerate(module[key], 1):
                self._event(event, f"{key}-{number}", groups, serious)

    def _total(self, kind: str, label: str, group: Value) -> str:
        outcome_id = f"{self.id}-{kind}"
        row = Made("outcomes", group.place).put("row_id", outcome_id).put("outcome_id", outcome_id)
        self.once.take(row.put("label", label).put("type", "adverse_event"))
        return outcome_id

    def _event(self, event: Value, name: str, groups: Groups, serious: str) -> None:
        organ = event["organSystem"].text
        outcome = self.outcome(name, event["term"], "adverse_event", more=f" ({organ})" if organ else "")
        for number in event["stats"]:
            arm = groups.arms.get(number["groupId"].text, "")
            row = self.made("counts", f"{name}-{arm}", number).put("outcome_id", outcome).put("arm_id", arm)
            for column, key in (
                ("events", "numAffected"),
                ("total", "numAtRisk"),
                ("event_count", "numEvents"),
            ):
                row.put(column, number[key].text, number[key].place)
            if "events" in row.cells or "event_count" in row.cells:
                self.rows.append(row.put("serious", serious))


def import_record(document: Document, into: Imported) -> None:
    """Add what a record holds to an import."""
    study = Study(document)
    study.run()
    _name_apart(study.rows)
    into.rows += [*study.once.rows(), *study.rows]
    into.left += list(_left(document))


def _name_apart(rows: list[Made]) -> None:
    """Give rows of one name a number: two groups of a record may have one title."""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.table, row.cells["row_id"])
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            row.cells["row_id"] += f"-{seen[key]}"


def _left(document: Document) -> Iterator[Left]:
    """Every value of the results that no table took, and the modules of the protocol and beyond."""
    remedy = "the tables have no column for it, or its kind is not read: enter by hand what is needed"
    for path, count, first in document.untaken("resultsSection"):
        yield Left(f"values at {path}", count, first.place, remedy)
    whole: dict[str, tuple[int, Value]] = {}
    others = ("protocolSection", "derivedSection", "documentSection", "annotationSection")
    for path, count, first in document.untaken(*others):
        module = ".".join(path.split(".")[:2])
        known, where = whole.get(module, (0, first))
        whole[module] = (known + count, where)
    for module, (count, where) in whole.items():
        yield Left(
            f"values in {module}", count, where.place, "the plan of the trial; no number of its results"
        )
