"""One request to a real server: tried again where that may help, given up where not, and always in bounds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from kg.errors import SettingError
from kg.extractors.llm import client
from kg.extractors.llm.client import Client, ClosedError, EndpointError, MalformedError, RefusedError, TemporaryError
from kg.extractors.llm.settings import Settings
from kg.extractors.llm.usage import Usage
from tests.support.endpoint import Answer, Endpoint, Script, failed, in_turn, raw, said, serving

SECRET = "sk-secret-word"
BODY = b'{"messages": [{"content": "a paper"}]}'


@contextmanager
def asking(script: Script, **options: object) -> Iterator[tuple[Client, Usage, Endpoint]]:
    with serving(script) as endpoint:
        where = replace(Settings(endpoint.url, "tiny", key=SECRET, timeout=5.0, attempts=3, backoff=0.0), **options)  # type: ignore[arg-type] # the fields' own types
        usage = Usage()
        yield Client(where, usage), usage, endpoint


def no_word(text: str) -> str:
    if text != "good":
        raise ValueError("not good")
    return text


def ask(*answers: Answer, **options: object) -> tuple[str, Usage, Endpoint]:
    with asking(in_turn(*answers), **options) as (asked, usage, endpoint):
        return asked.ask(BODY, no_word), usage, endpoint


def test_a_good_answer_comes_at_once_and_is_counted() -> None:
    text, usage, endpoint = ask(said("good", usage=(120, 30)))
    assert text == "good"
    assert usage.counts == {"calls": 1, "sent": 120, "received": 30}
    assert usage.seconds > 0
    (asked,) = endpoint.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == f"Bearer {SECRET}"
    assert asked.text == "a paper"


def test_without_a_key_none_is_sent() -> None:
    assert "Authorization" not in ask(said("good"), key=None)[2].asked[0].headers


@pytest.mark.parametrize(
    "first",
    [
        failed(429, "slow down"),
        failed(500, "oops"),
        failed(503, "loading"),
        failed(408, "late"),
        raw(b"half", b"", status=502),
        said("bad"),
        said({"entities": []}),
        raw(b"no JSON"),
        raw(b'{"choices": []}'),
        raw(b"[1]"),
        raw(b'{"choices": [{"message": {"content": null}}]}'),
        said("good", message=None),
    ],
)
def test_what_may_go_well_another_time_is_tried_again(first: Answer) -> None:
    text, usage, endpoint = ask(first, said("good"))
    assert text == "good"
    assert len(endpoint.asked) == 2
    assert (usage.counts["calls"], usage.counts["again"]) == (2, 1)


def test_a_server_that_fails_for_ever_is_given_up() -> None:
    with asking(in_turn(failed(500, "oops"))) as (asked, usage, endpoint):
        with pytest.raises(TemporaryError, match="HTTP 500: oops"):
            asked.ask(BODY, no_word)
        assert len(endpoint.asked) == usage.counts["calls"] == 3


def test_an_answer_that_never_has_the_form_is_paid_for_twice_only() -> None:
    with asking(in_turn(said("bad")), attempts=9) as (asked, usage, endpoint):
        with pytest.raises(MalformedError, match="not good"):
            asked.ask(BODY, no_word)
        assert len(endpoint.asked) == 2
        assert usage.counts["sent"] == 200


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (failed(400, "context too long"), RefusedError, "HTTP 400: context too long"),
        (failed(422, "no json_schema"), RefusedError, "no json_schema"),
        (said("{", finish_reason="length"), RefusedError, "cut off"),
        (said("", finish_reason="content_filter"), RefusedError, "declined"),
        (failed(401, "bad key"), ClosedError, "bad key"),
        (failed(404, "no such model"), ClosedError, "no such model"),
        (raw(b"<html>hello</html>", status=403), ClosedError, "<html>hello</html>"),
        (raw(status=302, Location="http://127.0.0.1:1/"), ClosedError, "HTTP 302"),
    ],
)
def test_what_will_be_refused_each_time_is_asked_once(answer: Answer, error: type[EndpointError], words: str) -> None:
    with asking(in_turn(answer)) as (asked, _, endpoint):
        with pytest.raises(error, match=words):
            asked.ask(BODY, no_word)
        assert len(endpoint.asked) == 1


@pytest.mark.parametrize("status", [400, 401, 500])
def test_a_server_that_repeats_the_key_does_not_make_us_say_it(status: int) -> None:
    with asking(in_turn(failed(status, f"wrong: Bearer {SECRET}, sorry"))) as (asked, _, _):
        with pytest.raises(EndpointError) as raised:
            asked.ask(BODY, no_word)
        assert SECRET not in str(raised.value)
        assert "wrong: Bearer …, sorry" in str(raised.value)


def test_hostile_words_are_shortened_and_stay_text() -> None:
    with asking(in_turn(failed(400, "{0} %s [bold]\n" + "x" * 10_000))) as (asked, _, _):
        with pytest.raises(RefusedError) as raised:
            asked.ask(BODY, no_word)
        assert str(raised.value).startswith("HTTP 400: {0} %s [bold] xxx")
        assert len(str(raised.value)) < 300


def test_a_server_that_is_silent_is_waited_for_no_longer_than_was_said() -> None:
    with asking(in_turn(raw(b"late", pause=3.0)), timeout=0.2, attempts=2) as (asked, usage, endpoint):
        with pytest.raises(TemporaryError, match=r"no answer within 0\.2 s"):
            asked.ask(BODY, no_word)
        assert len(endpoint.asked) == 2
        assert usage.seconds < 2.0


def test_a_server_that_dribbles_is_not_waited_for_either() -> None:
    with (
        asking(in_turn(raw(*[b" "] * 100, pause=0.05)), timeout=0.3, attempts=1) as (asked, usage, _),
        pytest.raises(TemporaryError, match="too slowly"),
    ):
        asked.ask(BODY, no_word)
    assert usage.seconds < 2.0


def test_an_endless_answer_is_cut() -> None:
    with (
        asking(in_turn(raw(b" " * (client.LARGEST + 1))), attempts=1) as (asked, _, _),
        pytest.raises(MalformedError, match="larger than"),
    ):
        asked.ask(BODY, no_word)


def test_a_server_that_is_not_there_is_named() -> None:
    with asking(in_turn(said("good"))) as (_, _, endpoint):
        url = endpoint.url
    asked = Client(Settings(url, "tiny", attempts=2, backoff=0.0), Usage())
    with pytest.raises(TemporaryError, match=url):
        asked.ask(BODY, no_word)


@pytest.mark.parametrize("url", ["http://" + "a" * 80 + ".example/v1", "http://a..b/v1", "http://[zz]/v1"])
def test_a_host_that_no_name_server_can_be_asked_for_is_an_error_in_words(url: str) -> None:
    with pytest.raises((TemporaryError, SettingError)):
        Client(Settings(url, "tiny", attempts=1, backoff=0.0), Usage()).ask(BODY, no_word)


@pytest.mark.parametrize(("asked_for", "least"), [("1", 1.0), ("0", 0.0), ("soon", 0.0), ("-5", 0.0)])
def test_the_pause_that_a_server_asks_for_is_kept(asked_for: str, least: float) -> None:
    with asking(lambda *_: failed(429, "slow down", Retry_After=asked_for)) as (asked, usage, _):
        pauses: list[float] = []
        retrying = asked._attempts().copy(sleep=pauses.append)
        with pytest.raises(TemporaryError):
            retrying(asked._once, BODY, no_word)
        assert pauses == [least, least]
        assert usage.counts["calls"] == 3


def test_no_server_makes_us_wait_for_ever() -> None:
    with asking(lambda *_: failed(503, "slow", Retry_After="9" * 30)) as (asked, _, _):
        pauses: list[float] = []
        with pytest.raises(TemporaryError):
            asked._attempts().copy(sleep=pauses.append)(asked._once, BODY, no_word)
        assert pauses == [client.LONGEST_PAUSE] * 2


@pytest.mark.parametrize(
    "usage", [None, {}, [], "many", {"prompt_tokens": "1"}, {"prompt_tokens": 1, "completion_tokens": -1}]
)
def test_a_missing_or_senseless_count_of_tokens_is_said_to_be_missing(usage: object) -> None:
    _, counted, _ = ask(said("good", usage=usage))
    assert counted.counts == {"calls": 1, "unmetered": 1}
