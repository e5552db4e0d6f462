"""One of PubMed's files as rows of the mirror: each record packed, with what it is looked up by."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from ..identifiers import fold
from ..model import Publication, lazy
from ..pubmed.parse import parse
from ..pubmed.questions import searchable, tokens
from ..pubmed.trouble import BadAnswer
from .cutting import BadFile, Cut, Unpacked, deleted_in, shortened

#: What files hold that were made up and are none of NLM's; the mirror of them says so with every answer.
MARK: Final = b'<?triallint origin="stand-in"?>'

#: The kinds of keys.
DOI, PMCID = "d", "p"

#: How hard records are packed, from how many the common words are learnt, and into how many bytes.
_LEVEL, _SAMPLES, _COMMON = 6, 5_000, 64 * 1024
#: Fewer records than this teach nothing.
_FEWEST: Final = 200

_ENCODING: Final = lazy(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True)
class Row:
    """One record.

    Attributes:
        pmid: its number, and `version` which version of it this is.
        content: the record, shortened and packed.
        keys: what it is looked up by, as (kind, text).
        words: of its title, as they are searched for.
    """

    pmid: int
    version: int
    content: bytes
    keys: tuple[tuple[str, str], ...]
    words: str


@dataclass(slots=True)
class Prepared:
    """One file, ready to be applied.

    Attributes:
        name: of the file.
        md5: of its bytes, as they are.
        invented: whether it says of itself that it was made up.
        rows: the latest version of each record in it.
        deleted: PMIDs with versions that it takes back.
        newest: the newest day on which one of its records was revised; else the file's own.
        unread: which of its records could not be read, counted from 1.
    """

    name: str
    md5: str = ""
    invented: bool = False
    rows: dict[int, Row] = field(default_factory=dict)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    newest: date = date.min
    unread: list[str] = field(default_factory=list)


class MissingPackage(ImportError):
    """What the mirror needs is not installed; the message says how to get it."""


def require_packages() -> None:
    """Make sure that a mirror can be read and written.

    Raises:
        MissingPackage: it cannot.
    """
    try:
        import zstandard  # noqa: F401
    except ImportError:
        raise MissingPackage("a mirror of PubMed needs zstandard: pip install 'triallint[mirror]'") from None


def packer(common: bytes) -> Callable[[bytes], bytes]:
    """What packs records; `common` are the words that most of them share."""
    import zstandard

    words = zstandard.ZstdCompressionDict(common) if common else None
    packed: Callable[[bytes], bytes] = zstandard.ZstdCompressor(
        level=_LEVEL, dict_data=words, write_checksum=True
    ).compress
    return packed


def unpacker(common: bytes) -> Callable[[bytes], bytes]:
    """What unpacks them again; it raises `zstandard.ZstdError` for what is damaged."""
    import zstandard

    words = zstandard.ZstdCompressionDict(common) if common else None
    unpacked: Callable[[bytes], bytes] = zstandard.ZstdDecompressor(dict_data=words).decompress
    return unpacked


def common_words(path: Path) -> bytes:
    """What the first records of a file have in common, to pack each of them alone; empty if they are few.

    Raises:
        BadFile: the file cannot be read.
    """
    import zstandard

    samples: list[bytes | bytearray | memoryview] = [
        shortened(record) for record in islice(Cut(Unpacked(path)), _SAMPLES)
    ]
    if len(samples) < _FEWEST:
        return b""
    learnt: bytes = zstandard.train_dictionary(_COMMON, samples).as_bytes()
    return learnt


def prepared(path: Path, common: bytes) -> Prepared:
    """Everything of one file that the mirror keeps.

    Args:
        path: the file.
        common: see `packer`.

    Raises:
        BadFile: it cannot be read to its end.
    """
    found, pack = Prepared(path.name), packer(common)
    unpacked = Unpacked(path)
    cut = Cut(unpacked)
    for number, record in enumerate(cut, start=1):
        short = shortened(record)
        try:
            (publication,) = parse(short)
            row = _row(publication, pack(short))
        except (BadAnswer, ValueError):
            found.unread.append(str(number))
            continue
        known = found.rows.get(row.pmid)
        if known is None or row.version >= known.version:
            found.rows[row.pmid] = row
        found.newest = max(found.newest, publication.revised or date.min)
    if found.newest == date.min:  # no record says when it was revised
        found.newest = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    _must_be_plain(cut.head or b"")
    found.md5, found.invented = unpacked.md5, MARK in (cut.head or b"")
    found.deleted = deleted_in(cut.tail)
    return found


def _must_be_plain(head: bytes) -> None:
    declared = _ENCODING.search(head[:400])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise BadFile(f"it is encoded in {declared[1].decode('ascii', 'replace')}, not in UTF-8")


def _row(publication: Publication, content: bytes) -> Row:
    version = int(publication.version) if publication.version.isdigit() else 1
    return Row(
        int(publication.pmid), version, content, tuple(keys_of(publication)), words_in(publication.title)
    )


def keys_of(publication: Publication) -> Iterator[tuple[str, str]]:
    """What a record is looked up by besides its number, each once.

    PubMed searches for a DOI as a phrase among all article identifiers, so that what has the form of one is
    kept whatever it is called.
    """
    others = [text for kind, text in publication.other_ids if kind in ("doi", "pii")]
    named = [publication.doi, *publication.other_dois, publication.pii, *others]
    keys = dict.fromkeys(doi_key(text) for text in named if text)
    yield from ((DOI, key) for key in keys if key.startswith("10 "))
    if publication.pmcid:
        yield PMCID, fold(publication.pmcid)


def doi_key(doi: str) -> str:
    """A DOI as PubMed's index has it: its runs of letters and digits."""
    return " ".join(tokens(doi))


def words_in(title: str) -> str:
    """The words of a title that questions may ask for, each once."""
    return " ".join(searchable(title))
