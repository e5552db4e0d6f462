"""PubMed-like baseline and update files, invented: the DTD's structure, sizes and text mix as stated.

Same seed, sizes and mix: the same bytes. With the mix `MIX`, measured over 3,000 records: 8.4 kB a record
(real files: some 11 kB), 69 % with an abstract of 1.6 kB; of the abstracts 4 % tell of a randomised trial, 31 %
print a percent, 11 % an interval, 43 % hold something outside ASCII, 30 % stand in labelled parts. They pack to a
sixth, as real ones do: words are made of syllables and met as often as those of a language.
`BARE` has no abstracts and no references: for an index of citations.
"""

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .pubmed_prose import BARE, MIX, Mix, sentence_of
from .pubmed_records import Paper, paper, xml

__all__ = [
    "BARE",
    "MIX",
    "Mix",
    "Paper",
    "Update",
    "article_set",
    "paper",
    "write_baseline",
    "write_lines",
    "write_update",
]

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC '
    '"-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<?triallint origin="stand-in"?>\n'
    "<PubmedArticleSet>\n"
)


@dataclass(frozen=True, slots=True)
class Update:
    """What one update file holds.

    Attributes:
        revised: PMIDs of records that stand in it again.
        new: PMIDs of records that it brings.
        deleted: PMIDs that it takes back.
        revision: how often the revised records have been changed with this file.
        version: of the revised records.
    """

    revised: Sequence[int] = ()
    new: Sequence[int] = ()
    deleted: Sequence[int] = ()
    revision: int = 1
    version: int = 1


def article_set(papers: Iterable[Paper], deleted: Sequence[int] = (), mix: Mix = MIX) -> Iterator[str]:
    """The text of a file, record by record."""
    yield _HEAD
    for one in papers:
        yield xml(one, mix) + "\n"
    if deleted:
        yield "  <DeleteCitation>\n"
        yield from (f'    <PMID Version="1">{pmid}</PMID>\n' for pmid in deleted)
        yield "  </DeleteCitation>\n"
    yield "</PubmedArticleSet>\n"


def write_baseline(
    folder: Path,
    files: int,
    records: int,
    *,
    seed: int = 1,
    mix: Mix = MIX,
    packed: bool = True,
    first: int = 1,
) -> list[Path]:
    """Write so many files of so many records each, named and numbered as NLM's; PMIDs run on from 1.

    Args:
        folder: where; it is made if need be.
        files: how many; `first` is the number of the first.
        records: in each file.
        seed: of the invention.
        mix: what the records hold.
        packed: whether as .gz; either way a file of the MD5 sum is written beside it, worded as NLM's.
    """
    return [
        _write(
            folder / f"pubmed25n{number:04}.xml",
            article_set(
                (
                    paper(pmid, seed=seed, mix=mix)
                    for pmid in range((number - 1) * records + 1, number * records + 1)
                ),
                mix=mix,
            ),
            packed=packed,
        )
        for number in range(first, first + files)
    ]


def write_update(
    folder: Path, number: int, update: Update, *, seed: int = 1, mix: Mix = MIX, packed: bool = True
) -> Path:
    """Write one update file; its number follows those of the baseline, as NLM's do."""

    def papers() -> Iterator[Paper]:
        for pmid in update.revised:
            yield paper(pmid, seed=seed, mix=mix, revision=update.revision, version=update.version)
        for pmid in update.new:
            yield paper(pmid, seed=seed, mix=mix)

    return _write(
        folder / f"pubmed25n{number:04}.xml", article_set(papers(), update.deleted, mix), packed=packed
    )


def write_lines(path: Path, pmids: Iterable[int], *, seed: int = 1, mix: Mix = MIX) -> Path:
    """Write the same papers' abstracts as JSON Lines of `pmid` and `text`; packed where the name ends in .gz."""
    rows = (
        json.dumps({"pmid": str(pmid), "text": f"{one.title}\n{sentence_of(one.parts)}"}, ensure_ascii=False)
        + "\n"
        for pmid in pmids
        if (one := paper(pmid, seed=seed, mix=mix)).parts
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        _pack(path, rows)
    else:
        path.write_text("".join(rows), encoding="utf-8")
    return path


def _write(path: Path, texts: Iterable[str], *, packed: bool) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if packed:
        path = path.with_suffix(".xml.gz")
        _pack(path, texts)
    else:
        with path.open("w", encoding="utf-8", newline="") as plain:
            plain.writelines(texts)
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "md5").hexdigest()
    path.with_name(path.name + ".md5").write_text(f"MD5({path.name})= {digest}\n", encoding="ascii")
    return path


def _pack(path: Path, texts: Iterable[str]) -> None:
    """As gzip without a time or a name in it, so that the bytes are always the same."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        packed.writelines(text.encode() for text in texts)


def main() -> None:
    """Write a baseline from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pubmed_files", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=2)
    parser.add_argument("--records", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bare", action="store_true", help="without abstracts and references")
    options = parser.parse_args()
    mix = BARE if options.bare else MIX
    for path in write_baseline(options.folder, options.files, options.records, seed=options.seed, mix=mix):
        print(path)


if __name__ == "__main__":
    main()
