"""The page of the JSON contract, from the JSON Schema that the output is held to."""

import json
from importlib.resources import files
from typing import Any, Final

Json = dict[str, Any]

_SCHEMA: Final = "render/triallint-v1.schema.json"
_BEFORE: Final = """# The JSON contract

`triallint check --format json` prints one object. Its shape is a contract: version 1 keeps every field that
it has, with its meaning; fields are only ever added, so a reader ignores those it does not know. A change
that breaks this is a new version.

```console
$ triallint check my-review --format json -o run.json
```

- What no check could look at stands in `skips`: never read an empty `findings` as "all is well" without it.
- A `fingerprint` is the same in every run until one of its cells changes; `triallint accept` takes it.
- Rows and columns are counted from 1; `start` and `end` are characters of a document, from 0.

The JSON Schema that tests hold every output to is packaged with triallint, as `triallint/{schema}`.
"""


def contract_page() -> str:
    """The contract's fields with their types and meanings, object by object."""
    schema: Json = json.loads(files("triallint").joinpath(_SCHEMA).read_text(encoding="utf-8"))
    parts = [_BEFORE.format(schema=_SCHEMA), *_section("The object", schema)]
    for name, one in schema["$defs"].items():
        parts += _section(name, one) if "properties" in one else _plain(name, one)
    return "\n".join(parts)


def _plain(title: str, schema: Json) -> list[str]:
    """What is no object of known fields."""
    return [f"## {title}", "", schema.get("description", ""), "", f"It is: {_type(schema)}.", ""]


def _section(title: str, schema: Json) -> list[str]:
    needed = set(schema.get("required", ()))
    lines = [
        f"## {title}",
        "",
        schema.get("description", ""),
        "",
        "| field | type | meaning |",
        "|---|---|---|",
    ]
    for name, field in schema["properties"].items():
        optional = "" if name in needed else " (may be absent)"
        meaning = _cell(field.get("description", ""))
        lines.append(f"| `{name}`{optional} | {_type(field)} | {meaning} |")
    return [*lines, ""]


def _type(field: Json) -> str:
    """What a field may hold, in words, linked where it is described below."""
    if ref := field.get("$ref"):
        name = ref.rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in field:
        return f"always `{json.dumps(field['const'])}`"
    if "enum" in field:
        return ", ".join(f"`{one}`" for one in field["enum"])
    for key in ("anyOf", "oneOf"):
        if key in field:
            return " or ".join(_type(one) for one in field[key])
    kind = field.get("type", "any")
    if kind == "array":
        return f"list of {_type(field.get('items', {}))}"
    if kind == "object" and isinstance(field.get("additionalProperties"), dict):
        return f"object of {_type(field['additionalProperties'])}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
