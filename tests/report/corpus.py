"""Datasets for the report: one with every kind of finding and hostile text, and one of any size."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

#: Text that must never be more than text.
HOSTILE = '<script>window.hurt=1</script><img src=x onerror="window.hurt=2">\'"&amp; {{7*7}} `${1}`</script>'

_COUNTS = ["report_id", "outcome_id", "arm_id", "events", "total", "percent", "extracted_by", "verified_by"]


def write(folder: Path, name: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Write one table; its columns are those of its first row."""
    entries = list(rows)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(entries[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(entries)


def large(folder: Path, reports: int, findings_each: int) -> None:
    """`reports` reports of as many trials, each with so many percents that do not fit their counts."""
    names = [f"R{number:04}" for number in range(reports)]
    write(
        folder,
        "reports",
        (
            {
                "report_id": name,
                "trial_id": f"T{name[1:]}",
                "title": f"Remedy {at} for hiccups of kind {name}",
            }
            for at, name in enumerate(names)
        ),
    )
    write(
        folder,
        "arms",
        (
            {"report_id": name, "arm_id": arm, "label": label, "role": role, "randomised": size}
            for name in names
            for arm, label, role, size in (
                ("a", "remedy", "experimental", 120),
                ("b", "placebo", "control", 118),
            )
        ),
    )
    write(
        folder,
        "counts",
        (
            {
                "report_id": name,
                "outcome_id": f"o{at}",
                "arm_id": "a",
                "events": 20 + at,
                "total": 120,
                "percent": 60 + at,
                "extracted_by": "AB",
                "verified_by": "",
            }
            for name in names
            for at in range(findings_each)
        ),
    )
    write(
        folder,
        "estimates",
        (
            {
                "report_id": name,
                "outcome_id": "o0",
                "measure": "RR",
                "arm_id": "a",
                "comparator_id": "b",
                "analysis": "crude",
                "value": "0.80",
                "ci_level": "95",
                "ci_lower": "0.50",
                "ci_upper": "1.28",
            }
            for name in names
        ),
    )


def small(folder: Path) -> None:
    """A trial that was reported twice, hostile titles, an accepted finding, and a finding on a conclusion."""
    folder.mkdir(parents=True, exist_ok=True)
    write(
        folder,
        "reports",
        [
            {
                "report_id": "A",
                "trial_id": "HIC-1",
                "document": "a.txt",
                "title": "Remedy for hiccups in adults who laugh",
                "journal": "J Hiccups",
                "doi": "10.1234/hiccups.1",
                "year": "2021",
            },
            {
                "report_id": "B",
                "trial_id": "HIC-1",
                "document": "",
                "title": "Remedy for hiccups in adults who laugh",
                "journal": HOSTILE,
                "doi": "10.1234/HICCUPS.1",
                "year": "2021",
            },
            {
                "report_id": "C",
                "trial_id": "",
                "document": "",
                "title": f"Another remedy {HOSTILE}",
                "journal": "",
                "doi": "",
                "year": "2020",
            },
        ],
    )
    write(
        folder,
        "arms",
        [
            {"report_id": one, "arm_id": arm, "label": label, "role": role, "randomised": size}
            for one in "AC"
            for arm, label, role, size in (
                ("a", "remedy", "experimental", 120),
                ("b", "placebo", "control", 118),
            )
        ],
    )
    write(
        folder,
        "flow",
        [
            {"report_id": "A", "stage": "assessed", "n": 300, "arm_id": "", "reason": ""},
            {"report_id": "A", "stage": "excluded", "n": 62, "arm_id": "", "reason": HOSTILE},
            {"report_id": "A", "stage": "randomised", "n": 240, "arm_id": "", "reason": ""},
        ],
    )
    text = _TEXT
    write(
        folder,
        "counts",
        [
            {
                "report_id": "A",
                "outcome_id": "cured",
                "arm_id": "a",
                "events": 48,
                "total": 120,
                "percent": 48,
                "extracted_by": "Ada",
                "verified_by": "Bo",
                "at": f"events={text.index('48 of')}:{text.index('48 of') + 2}",
            },
            {
                "report_id": "C",
                "outcome_id": "cured",
                "arm_id": "b",
                "events": 20,
                "total": 118,
                "percent": 71,
                "extracted_by": "",
                "verified_by": "",
                "at": "",
            },
        ],
    )
    write(
        folder,
        "estimates",
        [
            {
                "report_id": "A",
                "outcome_id": "cured",
                "measure": "RR",
                "arm_id": "a",
                "comparator_id": "b",
                "value": "0.62",
                "ci_level": "95",
                "ci_lower": "0.39",
                "ci_upper": "0.98",
                "p_value": "0.20",
                "p_sides": "2",
                "p_test": "",
            }
        ],
    )
    (folder / "papers").mkdir(exist_ok=True)
    (folder / "papers" / "a.txt").write_text(text, encoding="utf-8")


_TEXT = (
    "Remedy for hiccups\n\nMETHODS: We asked 300 people with hiccups, and 240 were randomised. "
    "RESULTS: Hiccups had stopped in 48 of 120 people (40%) who took the remedy. "
    "CONCLUSIONS: It may help.\n"
)
