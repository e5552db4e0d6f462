"""A planted key and a planted e-mail address: they go to the service, and show up nowhere else."""

import io
import logging
import pickle
import traceback
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

import pytest

from tests.pubmed.client_kit import paper, world
from tests.standin import ALL, Failures
from tests.standin.clock import FakeClock
from triallint.pubmed.caller import Caller, CallerError
from triallint.pubmed.client import Client
from triallint.pubmed.conversions import conversions_of
from triallint.pubmed.door import Interaction, Unavailable
from triallint.pubmed.questions import Question
from triallint.pubmed.scrubbing import scrubbed_message

KEY, EMAIL = "PLANTEDKEY0123456789abcdef0123456789", "planted.person+lint@example.org"
FORMS = ("PLANTEDKEY", "planted.person", "planted%2Eperson", "example.org")


def _is_clean(text: str) -> bool:
    return not any(form in text for form in FORMS)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that anybody logs, down to the last detail."""
    told, root = io.StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(told), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield told
    root.setLevel(before)
    root.removeHandler(handler)


FACTS = [paper("11", doi="10.1000/a", pmcid="PMC7", title="Vexorin words of a title")]
QUESTIONS = [
    ("pmid", "11"),
    ("doi", "10.1000/a"),
    ("pmcid", "PMC7"),
    ("title", FACTS[0]["title"]),
    ("pmid", "5"),
]


def test_names_go_with_every_request_and_the_key_to_e_utilities_alone() -> None:
    with world(FACTS, api_key=KEY, email=EMAIL) as here:
        here.ask(*QUESTIONS)
        for one in here.stand_in.asked:
            names = {name: one.parameters.get(name) for name in ("tool", "email", "api_key")}
            key = None if one.service == "idconv" else KEY
            assert names == {"tool": "triallint", "email": EMAIL, "api_key": key}
            assert one.method == ("GET" if one.service == "idconv" else "POST")


def test_a_blank_key_is_not_sent() -> None:
    with world(FACTS, email="") as here:
        here.ask_one("pmid", "11")
        assert not {"api_key", "email"} & set(here.stand_in.asked[0].parameters)


@pytest.mark.parametrize("failure", [None, *ALL])
def test_nothing_tells_them(failure: str | None, log: io.StringIO, capfd: pytest.CaptureFixture[str]) -> None:
    taken: list[Interaction] = []
    failures = Failures({failure: 1.0} if failure else {})
    with world(FACTS, failures, api_key=KEY, email=EMAIL, recorder=taken.append) as here:
        answers = [answer for one in QUESTIONS for answer in here.ask(one)]
        told = [repr(one) for one in (answers, here.client, taken, vars(here.client))]
        told += [log.getvalue(), *capfd.readouterr()]
    assert "127.0.0.1" in log.getvalue(), "the log was listened to"
    assert all(map(_is_clean, told)), [text for text in told if not _is_clean(text)]


def test_a_refused_key_ends_the_run_without_being_told(log: io.StringIO) -> None:
    """The service echoes the key that it refuses."""
    with world(FACTS, api_key=KEY, keys=frozenset({"another"})) as here:
        answers = here.ask(*QUESTIONS)
        assert {one.reason for one in answers} == {
            "PubMed gave no answer (API key refused: HTTP 400, API key invalid)"
        }
        assert [one for one in here.services if one != "idconv"] == ["efetch"]
    assert _is_clean(log.getvalue())


def test_an_unexpected_error_drags_nothing_along() -> None:
    """Whoever prints the whole chain of an error must not print a key."""

    def fail(_: Interaction) -> None:
        raise RuntimeError("the recorder's own")

    with world(FACTS, api_key=KEY, email=EMAIL, recorder=fail) as here:
        with pytest.raises(RuntimeError) as raised:
            here.ask(("pmcid", "PMC7"))
        assert _is_clean("".join(traceback.format_exception(raised.value)))


@pytest.mark.parametrize("failure", ["reset", "cut", "rate", "html"])
def test_what_is_given_up_has_no_error_of_a_library_behind_it(failure: str) -> None:
    with world(FACTS, Failures({failure: 1.0}), api_key=KEY, email=EMAIL) as here:
        door, told = here.client._door, []
        with here.client._connection(), pytest.raises(Unavailable) as raised:
            door.call("idconv", {"ids": "PMC7"}, conversions_of)
        chain: BaseException | None = raised.value
        while chain is not None:
            told.append(type(chain))
            chain = chain.__cause__ or chain.__context__
        assert told == [Unavailable]


def test_nobody_listens() -> None:
    """An address where nothing answers is in urllib3's errors, with what was asked."""
    caller = Caller(email=EMAIL, api_key=KEY, base="http://127.0.0.1:9")
    client = Client(caller, clock=FakeClock().clock)
    (answer,) = client.ask([Question("pmcid", "PMC7")])
    assert answer.reason == "PubMed gave no answer (no connection, asked 5 times)"


def test_a_caller_is_told_from_the_environment_and_shows_no_secret() -> None:
    environment = {
        "NCBI_API_KEY": f" {KEY}\n",
        "NCBI_EMAIL": EMAIL,
        "TRIALLINT_EUTILS_URL": "http://127.0.0.1:80/",
    }
    caller = Caller.from_environment("configured@example.org", environment)
    assert (caller.api_key, caller.email, caller.base, caller.rate) == (KEY, EMAIL, "http://127.0.0.1:80", 10)
    assert _is_clean(f"{caller!r} {caller}")
    assert pickle.loads(pickle.dumps(caller)) == caller
    assert Caller.from_environment("configured@example.org", {}).email == "configured@example.org"
    assert Caller.from_environment("", {"NCBI_API_KEY": "  "}).rate == 3


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"NCBI_API_KEY": f"{KEY} x"}, "NCBI_API_KEY"),
        ({"NCBI_API_KEY": f"{KEY}&db=x"}, "NCBI_API_KEY"),
        ({"NCBI_EMAIL": "planted.person"}, "NCBI_EMAIL"),
        ({"NCBI_EMAIL": f"{EMAIL}\nBcc: x@y"}, "NCBI_EMAIL"),
        ({"TRIALLINT_EUTILS_URL": "https://planted.person.example.org"}, "TRIALLINT_EUTILS_URL"),
        ({"TRIALLINT_EUTILS_URL": "http://127.0.0.1.example.org"}, "TRIALLINT_EUTILS_URL"),
        ({"TRIALLINT_EUTILS_URL": "http://planted.person@127.0.0.1"}, "TRIALLINT_EUTILS_URL"),
        ({"TRIALLINT_EUTILS_URL": "http://192.0.2.1"}, "TRIALLINT_EUTILS_URL"),
        ({"TRIALLINT_EUTILS_URL": "ftp://127.0.0.1"}, "TRIALLINT_EUTILS_URL"),
        ({"TRIALLINT_EUTILS_URL": "http://127.0.0.1/elsewhere"}, "TRIALLINT_EUTILS_URL"),
    ],
)
def test_a_caller_that_cannot_be_is_refused_without_being_told(given: dict[str, str], says: str) -> None:
    with pytest.raises(CallerError, match=says) as refused:
        Caller.from_environment("", given)
    assert _is_clean("".join(traceback.format_exception(refused.value)))


@pytest.mark.parametrize(
    "text",
    [
        f"id=1&api_key={KEY}&x",
        f"id=1&api_key={KEY[:14]}",
        f"email={EMAIL.replace('@', '%40')}",
        f"for {EMAIL}",
        f"for {quote(EMAIL)} and {quote_plus(EMAIL)}",
    ],
)
def test_names_are_taken_out_of_texts_whole_or_cut(text: str) -> None:
    told = scrubbed_message(text, Caller(api_key=KEY, email=EMAIL))
    assert _is_clean(told)
    assert "…" in told


@pytest.mark.parametrize("base", ["http://localhost:8000", "http://[::1]:8000", "http://127.0.0.5"])
def test_a_stand_in_may_be_anywhere_on_this_machine(base: str) -> None:
    assert Caller(base=base).base == base
