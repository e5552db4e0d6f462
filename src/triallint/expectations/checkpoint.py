"""Suites asked of frames through a Great Expectations Checkpoint, and Data Docs of what came of it."""

import json
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..model import lazy
from .corpus import Json
from .offline import index, offline
from .on_spark import is_of_spark

if TYPE_CHECKING:
    import pandas
    from pyspark.sql import DataFrame

#: Failing rows that are named in a result.
_NAMED: Final = 20

_INDEX: Final = "where"

#: How Data Docs names the time of a run in paths and links.
_TIME: Final = lazy(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}Z")


@dataclass(frozen=True, slots=True)
class Held:
    """What became of one expectation.

    Attributes:
        suite: its suite.
        kind: its type; `column` what it is about, if one.
        says: what it expects, in words.
        holds: whether it does; False also where it could not be worked out.
        trouble: why it could not be worked out; empty where it could.
        unexpected: how many rows fail it; `rows` where some of them stand.
    """

    suite: str
    kind: str
    column: str
    says: str
    holds: bool
    trouble: str = ""
    unexpected: int = 0
    rows: tuple[str, ...] = ()


class Incomplete(Exception):
    """Fewer expectations ran than were asked: a pass would be none."""


def run_suites(
    suites: Mapping[str, Json],
    frames: "Mapping[str, pandas.DataFrame | DataFrame]",
    *,
    docs: bool = True,
) -> tuple[list[Held], dict[str, str]]:
    """Ask every suite that has a frame.

    Args:
        suites: by name, as stored.
        frames: by the same names, all of pandas or all of Spark; a suite about a frame without rows is asked
            all the same.
        docs: whether Data Docs are built, which takes longer than the asking.

    Returns:
        What became of each expectation, and the pages of Data Docs by path, which load nothing from outside.

    Raises:
        Incomplete: not every expectation of the suites was evaluated.
    """
    with tempfile.TemporaryDirectory() as work, _quietly():
        context = _context(Path(work))
        checkpoint = _checkpoint(context, suites, frames)
        held: list[Held] = []
        for name, definition in checkpoint.items():
            result = definition.run(batch_parameters={"dataframe": frames[name]})
            asked = len(suites[name]["expectations"])
            found = [one for single in result.run_results.values() for one in single.results]
            if len(found) != asked:
                raise Incomplete(f"{name}: {len(found)} of {asked} expectations ran")
            held += [_held(name, one.to_json_dict()) for one in found]
        if not docs:
            return held, {}
        context.build_data_docs(["offline"])
        pages = dict(_pages(Path(work)))
        return held, {**pages, "index.html": index(_counted(held), sorted(pages))}


def _counted(held: Sequence[Held]) -> dict[str, tuple[int, int]]:
    """How many expectations of each suite hold, of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for one in held:
        holding, every = counts.get(one.suite, (0, 0))
        counts[one.suite] = holding + one.holds, every + 1
    return counts


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    """The pages of Data Docs; a suite runs once a night, so that they need no time of day in their names."""
    for path in sorted(folder.rglob("*.html")):
        page = offline(path.read_text(encoding="utf-8"), name=path.stem)
        yield _TIME.sub("night", path.relative_to(folder).as_posix()), _TIME.sub("night", page)


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep the library's own remarks off the terminal, and anything that might count its users."""
    before = os.environ.get("GX_ANALYTICS_ENABLED")
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.CRITICAL)  # what fails is asserted, not logged
    try:
        yield
    finally:
        logger.setLevel(level)
        if before is None:
            del os.environ["GX_ANALYTICS_ENABLED"]
        else:
            os.environ["GX_ANALYTICS_ENABLED"] = before


def _context(work: Path) -> Any:
    import great_expectations
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    context.add_data_docs_site(
        "offline",
        {
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(work)},
        },
    )
    return context


def _checkpoint(context: Any, suites: Mapping[str, Json], frames: Mapping[str, Any]) -> dict[str, Any]:
    """A checkpoint for each suite: one frame is one batch, and batches of frames are given by hand."""
    import great_expectations as gx

    add = (
        context.data_sources.add_spark
        if any(map(is_of_spark, frames.values()))
        else context.data_sources.add_pandas
    )
    source = add("corpus")
    found = {}
    for name in (name for name in suites if name in frames):
        batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("night")
        suite = context.suites.add(
            gx.ExpectationSuite(name=name, expectations=[dict(one) for one in suites[name]["expectations"]])
        )
        definition = context.validation_definitions.add(
            gx.ValidationDefinition(name=name, data=batch, suite=suite)
        )
        found[name] = context.checkpoints.add(
            gx.Checkpoint(
                name=name,
                validation_definitions=[definition],
                actions=[],
                result_format={
                    "result_format": "COMPLETE",
                    "unexpected_index_column_names": [_INDEX],
                    "include_unexpected_rows": False,
                },
            )
        )
    return found


def _held(suite: str, result: Mapping[str, Any]) -> Held:
    config, found = result["expectation_config"], result.get("result") or {}
    kwargs = config["kwargs"]
    return Held(
        suite=suite,
        kind=config["type"],
        column=str(kwargs.get("column") or kwargs.get("column_A") or ""),
        says=str((config.get("meta") or {}).get("notes") or ""),
        holds=bool(result["success"]),
        trouble=_trouble(result.get("exception_info") or {}),
        unexpected=int(found.get("unexpected_count") or 0),
        rows=tuple(_rows(found.get("unexpected_index_list") or ())),
    )


def _rows(listed: Sequence[Any]) -> Iterator[str]:
    for one in listed[:_NAMED]:
        yield str(one.get(_INDEX, "")) if isinstance(one, dict) else json.dumps(one)


def _trouble(info: Mapping[str, Any]) -> str:
    """The message of the first error within an expectation, whichever of its two forms it has."""
    parts = [info] if "raised_exception" in info else [one for one in info.values() if isinstance(one, dict)]
    for one in parts:
        if one.get("raised_exception"):
            return str(one.get("exception_message") or "it raised an error").strip().splitlines()[0]
    return ""
