"""Bodies that are cut, broken or hostile: one kind of error, quickly, and nothing of them is believed."""

import random
from collections.abc import Callable

import pytest

from tests.pubmed import lookups
from triallint.pubmed import answers, bodies, conversions, slices
from triallint.pubmed.parse import parse
from triallint.pubmed.trouble import BadAnswer, Trouble

from .made import BOOK, article, as_set
from .shared import needed, recorded

WHOLE = as_set(
    article("1", title="With <mml:math><mml:mi>α</mml:mi></mml:math> &amp; Ünicode."), BOOK, article("3")
)
READERS: tuple[Callable[[bytes], object], ...] = (
    parse,
    bodies.diagnose,
    slices.pmids_in,
    lambda body: slices.find(body, "3"),
    answers.search_of,
    answers.summaries_of,
    conversions.conversions_of,
    lookups.matches_of,
    lookups.links_of,
)


def trouble(reader: Callable[[bytes], object], body: bytes) -> Trouble | None:
    """What a reader says is wrong with a body; any other exception is a failure of the test."""
    try:
        reader(body)
    except BadAnswer as bad:
        return bad.trouble
    return None


def with_entities(*declarations: str, text: str = "&a;") -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [{"".join(declarations)}]>'
        f"<PubmedArticleSet>{article(title=text)}</PubmedArticleSet>"
    ).encode()


def test_cut_at_every_fiftieth_byte() -> None:
    for end in range(0, len(WHOLE.rstrip()), 50):
        assert trouble(parse, WHOLE[:end]) is (Trouble.CUT if end else Trouble.EMPTY_BODY), end
        assert Trouble.CUT.retryable
        for reader in READERS:
            trouble(reader, WHOLE[:end])


def test_cut_anywhere_in_the_last_record_is_noticed() -> None:
    for end in range(WHOLE.index(b"<PMID Version", WHOLE.index(b"90000050")), len(WHOLE.rstrip())):
        assert trouble(parse, WHOLE[:end]) is Trouble.CUT, end


@needed
def test_a_real_answer_cut_at_every_fiftieth_byte() -> None:
    body = recorded("efetch")["biopython__pubmed7.xml"].rstrip()
    assert len(parse(body)) == 1
    assert {trouble(parse, body[:end]) for end in range(50, len(body), 50)} == {Trouble.CUT}


@needed
def test_real_answers_cut_and_bent_raise_nothing_else() -> None:
    dice = random.Random(3)
    for kind in ("efetch", "esearch", "esummary", "idconv", "ecitmatch", "errors"):
        for body in recorded(kind).values():
            short = body[:30_000]
            for _ in range(4):
                end, at = dice.randrange(len(short) + 1), dice.randrange(len(short) + 1)
                bent = short[:at] + bytes([dice.randrange(256)]) + short[at + 1 :]
                for reader in READERS:
                    trouble(reader, short[:end])
                    trouble(reader, bent)


def test_noise_raises_nothing_else() -> None:
    dice = random.Random(5)
    pieces = (
        b"<",
        b">",
        b"</",
        b"PubmedArticle",
        b"{",
        b'"',
        b"]",
        b"&",
        b"\x00",
        b"\xff\xfe",
        b"<!--",
        b"<![CDATA[",
        b"|",
    )
    for _ in range(1_000):
        body = b"".join(dice.choice(pieces) for _ in range(dice.randrange(30)))
        for reader in READERS:
            trouble(reader, body)


def test_a_billion_laughs_are_refused_at_once() -> None:
    laughs = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    assert trouble(parse, with_entities(*laughs, text="&a11;")) is Trouble.UNSAFE


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "harmless">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY a SYSTEM "http://127.0.0.1:9/x">',
        '<!ENTITY a PUBLIC "-//X" "http://127.0.0.1:9/x">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;',
        '<!ENTITY % a "harmless">',
    ],
)
@pytest.mark.parametrize("text", ["&a;", "never used"])
def test_any_entity_is_refused(declaration: str, text: str) -> None:
    body = with_entities(declaration, text=text)
    assert trouble(parse, body) is Trouble.UNSAFE
    assert trouble(lambda one: slices.find(one, "90000001"), body) is Trouble.UNSAFE
    assert trouble(parse, body.decode().encode("utf-16")) is Trouble.UNSAFE, "in other clothes too"


def test_an_entity_that_nobody_declared_is_not_dropped_in_silence() -> None:
    assert trouble(parse, as_set(article(title="5&nbsp;mg"))) is Trouble.UNSAFE


def test_external_definitions_are_not_loaded() -> None:
    body = as_set(article()).replace(
        b"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd", b"file:///dev/zero"
    )
    assert len(parse(body)) == 1


@pytest.mark.parametrize("where", ["title", "skipped", "top"])
def test_nesting_is_bounded(where: str) -> None:
    deep = "<b>" * 200_000 + "x" + "</b>" * 200_000
    body = {
        "title": as_set(article(title=deep)),
        "skipped": as_set(article(references=f"<ReferenceList>{deep}</ReferenceList>")),
        "top": deep.encode(),
    }[where]
    assert trouble(parse, body) is Trouble.UNSAFE
    assert len(parse(as_set(article(title="<b>" * 80 + "x" + "</b>" * 80)))) == 1


def test_deep_json_is_bounded() -> None:
    for body in (
        b"[" * 300_000,
        b'{"a":' * 300_000,
        b'{"esearchresult":' + b"[" * 300_000 + b"]" * 300_000 + b"}",
    ):
        assert trouble(answers.search_of, body) in (Trouble.UNSAFE, Trouble.CUT)
    assert trouble(answers.search_of, b'{"esearchresult":{"count":' + b"9" * 10_000 + b"}}") is Trouble.UNSAFE


@pytest.mark.parametrize(
    "body", [b"<!---->" * 3_000, b"<!--" * 5_000, b" " * 200_000, b"<ERROR>" * 20_000, b"<p" * 99_999]
)
def test_no_pattern_takes_for_ever(body: bytes) -> None:
    for reader in READERS:
        trouble(reader, body)
    bodies.diagnose(body, 400)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_other_encodings_are_read_whole_but_not_sliced(encoding: str) -> None:
    record = article(title="Über")
    body = f'<?xml version="1.0" encoding="{encoding}"?><PubmedArticleSet>{record}</PubmedArticleSet>'
    (found,) = parse(body.encode(encoding))
    assert found.title == "Über"
    assert trouble(lambda one: slices.find(one, "90000001"), body.encode(encoding)) is Trouble.OTHER_KIND


@pytest.mark.parametrize("encoding", ["klingon", "utf-7", "idna", "shift_jis"])
def test_unknown_encodings_are_no_crash(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?><PubmedArticleSet>{article()}</PubmedArticleSet>'
    assert trouble(parse, body.encode()) in (Trouble.BROKEN, None)


def test_a_mark_of_byte_order_is_no_matter() -> None:
    assert len(parse(b"\xef\xbb\xbf" + as_set(article()))) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<PubmedArticleSet></PubmedArticle>", Trouble.BROKEN),
        (as_set(article()) + as_set(article()), Trouble.BROKEN),
        (as_set(article(title="a \x01 b")), Trouble.BROKEN),
        (as_set(article(title="AT&T")), Trouble.BROKEN),
        (b"<DescriptorRecordSet/>", Trouble.OTHER_KIND),
        (b"<Abstract>text</Abstract>", Trouble.OTHER_KIND),
        (b"\x89PNG\r\n" + b"\x00" * 2_000, Trouble.OTHER_KIND),
    ],
)
def test_what_is_no_set_of_records(body: bytes, expected: Trouble) -> None:
    assert trouble(parse, body) is expected
    assert not expected.retryable
