"""JSON v1 is a contract: its schema types every field, and every field is always there."""

import copy
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from triallint.render import render

from .example import CONTEXT, LIMITS, RUN
from .hostile import TEXTS, run_of

SCHEMA = json.loads(
    files("triallint.render").joinpath("triallint-v1.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
DOCUMENT = json.loads(render(RUN, "json", context=CONTEXT))

#: Objects whose keys are names of tables and checks.
FREE = {("checked", "rows"), ("checked", "untouched"), ("checked", "checks")}

Path = tuple[str | int, ...]


def fields(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every field in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if isinstance(value, dict) and path not in FREE:
            yield (*path, key)
        yield from fields(inner, (*path, key))


def changed(path: Path, value: Any = None, *, delete: bool = False) -> Any:
    document = copy.deepcopy(DOCUMENT)
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    if delete:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return document


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_example_uses_every_field_and_is_valid() -> None:
    VALIDATOR.validate(DOCUMENT)
    used = {key for path in fields(DOCUMENT) for key in path if isinstance(key, str)}
    described = {
        name for schema in (SCHEMA, *SCHEMA["$defs"].values()) for name in schema.get("properties", ())
    }
    assert described <= used


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_valid_and_comes_back_as_it_was(text: str) -> None:
    run, context = run_of(text)
    document = json.loads(render(run, "json", context=context))
    VALIDATOR.validate(document)
    assert document["findings"][0]["places"][0]["text"] == text
    assert document["findings"][0]["reading"] == text
    assert document["skips"] == [{"check": "some_check", "reason": text, "count": 1, "moot": False}]


def test_the_schema_misses_every_field_that_is_gone_or_of_another_type() -> None:
    unmissed = [path for path in fields(DOCUMENT) if VALIDATOR.is_valid(changed(path, delete=True))]
    untyped = [path for path in fields(DOCUMENT) if VALIDATOR.is_valid(changed(path, {"of another": "type"}))]
    assert len(list(fields(DOCUMENT))) > 200
    assert unmissed == []
    assert untyped == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("findings", 0, "severity"), "fatal"),
        (("findings", 0, "certainty"), "likely"),
        (("findings", 0, "places"), []),
        (("findings", 1, "places", 0, "row"), 0),
        (("findings", 1, "places", 0, "start"), -1),
        (("findings", 1, "fix", "edits", 0, "old"), None),
        (("skips", 0, "count"), 0),
        (("checked", "rows", "arms"), "3"),
        (("checked", "checks", "at_risk_falls", "passed"), -1),
    ],
)
def test_the_schema_knows_the_values(path: Path, value: object) -> None:
    assert not VALIDATOR.is_valid(changed(path, value))


def test_readers_must_expect_fields_to_be_added() -> None:
    for path in (("new",), ("findings", 0, "new"), ("findings", 0, "places", 0, "new"), ("checked", "new")):
        VALIDATOR.validate(changed(path, [1]))


def test_the_first_contract_stands() -> None:
    finding, place = DOCUMENT["findings"][1], DOCUMENT["findings"][1]["places"][0]
    assert set(DOCUMENT) >= {"version", "findings", "skips", "crashes", "accepted", "checked"}
    first = ["check", "severity", "certainty", "message", "places", "reading", "fix", "fingerprint"]
    assert list(finding)[: len(first)] == first
    first = ["file", "row", "column", "start", "end", "text", "words"]
    assert list(place)[: len(first)] == first
    assert [place[name] for name in first] == ["seeds/estimates.csv", 12, 8, 812, 816, "1.03", "ci lower"]
    assert finding["fingerprint"] == LIMITS.fingerprint
