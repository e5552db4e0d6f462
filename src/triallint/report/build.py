"""Material -> one HTML page that asks nobody for anything. Pure but for the packaged page itself."""

import json
from typing import Any

from ..render.characters import visible
from ..render.words import counted
from . import assets
from .alike import alike, publications
from .covered import covered
from .found import Found, found
from .material import Material, Past
from .pages import names, pages
from .pictures import pictures
from .placed import Placed

#: What a script element may not hold as it is; all are the same text to a reader of JSON.
_ESCAPES: dict[str, str | int | None] = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def build(material: Material) -> str:
    """The report as one HTML document.

    Everything that comes from data is escaped: in the page by the template, in the data for the scripts as
    JSON, of which the scripts make text. A content security policy names the page's own scripts by their
    hashes and forbids all others, and every request.
    """
    import jinja2  # only for this report

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(assets.template),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"thousands": lambda number: f"{number:,}", "counted": counted, "prose": prose}
    return environment.get_template("page.html").render(**_said(material))


def _said(material: Material) -> dict[str, Any]:
    """Everything that the template names."""
    run, placed = material.inspection.run, Placed(material.inspection.datasets)
    result, drawn = found(material, placed), pictures(placed)
    documented = list(pages(run, material.catalogue))
    scripts = assets.scripts(pictures=bool(drawn or material.past))
    groups, past = list(material.groups or ()), _trend(material, _counts(result))
    return {
        "version": material.version,
        "on": material.on.isoformat(),
        "settings": [(visible(name), visible(value)) for name, value in material.settings],
        "files": [(visible(one.name), one.sha256) for one in material.files],
        "counts": _counts(result),
        "trials": result.trials,
        "covered": covered(run, material.catalogue),
        "pages": documented,
        "pictures": drawn,
        "past": past,
        "groups": sorted(alike(groups), key=lambda one: _KINDS.get(one["kind"], 9)),
        "looked_for_groups": material.groups is not None,
        "no_groups": material.no_groups,
        "publications": publications(groups, placed),
        "libraries": [(one, assets.licence(one)) for one in assets.libraries()],
        "styles": assets.styles(),
        "scripts": scripts,
        "hashes": " ".join(assets.source_hash(one) for one in scripts),
        "data": as_script({**_data(past, result, drawn), "checks": names(documented)}),
    }


_KINDS = {"duplicate": 0, "version": 1, "companion": 2, "notice": 3, "repeated_citation": 4}


def _counts(result: Found) -> dict[str, int]:
    new = [one for one in result.findings if "accepted" not in one]
    severities = {name: sum(one["severity"] == name for one in new) for name in ("error", "warning", "info")}
    return {
        **severities,
        "new": len(new),
        "accepted": len(result.findings) - len(new),
        "crossing": sum(bool(one.get("crosses")) for one in new),
    }


def _trend(material: Material, counts: dict[str, int]) -> list[Past]:
    """Earlier runs and this one; nothing where there was none before."""
    if not material.past:
        return []
    this = Past(material.on, counts["error"], counts["warning"], counts["info"], counts["accepted"])
    return [*material.past, this]


def _data(past: list[Past], result: Found, drawn: list[dict[str, Any]]) -> dict[str, Any]:
    """What the scripts show."""
    return {
        "findings": result.findings,
        "trials": result.trials,
        "rows": result.rows,
        "heads": result.heads,
        "pictures": drawn,
        "past": [{**one._asdict(), "on": one.on.isoformat()} for one in past],
    }


def prose(text: str) -> str:
    """Text with the names in backticks set as code, everything else escaped."""
    import markupsafe

    parts = text.split("`")
    if len(parts) % 2 == 0:  # one is left over: nothing is set
        return markupsafe.escape(text)
    return markupsafe.Markup("").join(
        markupsafe.Markup("<code>{}</code>").format(part) if at % 2 else markupsafe.escape(part)
        for at, part in enumerate(parts)
    )


def as_script(data: object) -> str:
    """JSON that no character of can end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(str.maketrans(_ESCAPES))
