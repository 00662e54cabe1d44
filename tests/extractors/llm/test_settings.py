"""Settings come from the environment, and what is wrong with them is said without the key."""

import pytest

from kg.errors import SettingError
from kg.extractors.llm.settings import settings

GOOD = {"KG_LLM_URL": "http://127.0.0.1:8080/v1", "KG_LLM_MODEL": "tiny"}
SECRET = "sk-secret-word"


def test_an_address_and_a_model_are_enough() -> None:
    found = settings({**GOOD, "HOME": "/root", "OPENAI_API_KEY": "not ours"})
    assert (found.url, found.model, found.key, found.prices, found.jobs) == (
        "http://127.0.0.1:8080/v1",
        "tiny",
        None,
        None,
        4,
    )


def test_all_settings_are_read() -> None:
    more = {
        "KG_LLM_KEY": SECRET,
        "KG_LLM_TIMEOUT": "2.5",
        "KG_LLM_JOBS": "7",
        "KG_LLM_ATTEMPTS": "3",
        "KG_LLM_BACKOFF": "0",
        "KG_LLM_PRICE_IN": "0.15",
        "KG_LLM_PRICE_OUT": "0.6",
        "KG_LLM_EXTRA": '{"seed": 7, "temperature": null}',
    }
    found = settings({**GOOD, **more})
    assert (found.key, found.timeout, found.jobs, found.attempts, found.backoff) == (SECRET, 2.5, 7, 3, 0.0)
    assert found.prices == (0.15, 0.6)
    assert found.extra == {"seed": 7, "temperature": None}


def test_an_empty_variable_is_an_absent_one() -> None:
    assert settings({**GOOD, "KG_LLM_KEY": "", "KG_LLM_JOBS": ""}).key is None


@pytest.mark.parametrize("url", ["http://h/v1", "http://h/v1/", "http://h/v1/chat/completions"])
def test_the_address_may_be_written_in_several_ways(url: str) -> None:
    assert settings({**GOOD, "KG_LLM_URL": url}).url == "http://h/v1"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"KG_LLM_URL": ""}, "set KG_LLM_URL"),
        ({"KG_LLM_MODEL": ""}, "set KG_LLM_MODEL"),
        ({"KG_LLM_URL": "ftp://h/v1"}, "ftp://h/v1"),
        ({"KG_LLM_URL": "localhost:8080"}, r"http\(s\)://HOST"),
        ({"KG_LLM_URL": "http://h:99999/v1"}, "99999"),
        ({"KG_LLM_URL": "http://[::1/v1"}, "base address"),
        ({"KG_LLM_URL": "http://h/v1?x=1"}, "base address"),
        ({"KG_LLM_URL": f"http://me:{SECRET}@h/v1"}, "KG_LLM_KEY"),
        ({"KG_LLM_URL": f"me:{SECRET}@h/v1"}, "KG_LLM_KEY"),
        ({"KG_LLM_KEY": f"{SECRET}\n"}, "KG_LLM_KEY"),
        ({"KG_LLM_KEY": f"{SECRET}é"}, "KG_LLM_KEY"),
        ({"KG_LLM_TIMEOUT": "soon"}, "KG_LLM_TIMEOUT 'soon'"),
        ({"KG_LLM_TIMEOUT": "nan"}, "KG_LLM_TIMEOUT"),
        ({"KG_LLM_TIMEOUT": "0"}, "from 1 to 3600"),
        ({"KG_LLM_JOBS": "1.5"}, "KG_LLM_JOBS"),
        ({"KG_LLM_JOBS": "0"}, "KG_LLM_JOBS"),
        ({"KG_LLM_PRICE_IN": "1"}, "set both"),
        ({"KG_LLM_EXTRA": "{"}, "no JSON"),
        ({"KG_LLM_EXTRA": "[1]"}, "JSON object"),
        ({"KG_LLM_EXTRA": '{"messages": []}'}, "messages"),
        ({"KG_LLM_MODELL": "x"}, "no setting is named KG_LLM_MODELL: known are .*KG_LLM_MODEL"),
    ],
)
def test_a_wrong_setting_is_named_with_a_remedy_and_without_the_key(changed: dict[str, str], words: str) -> None:
    with pytest.raises(SettingError, match=words) as raised:
        settings({**GOOD, "KG_LLM_KEY": SECRET, **changed})
    assert SECRET not in str(raised.value)


def test_the_key_is_in_no_representation() -> None:
    assert SECRET not in repr(settings({**GOOD, "KG_LLM_KEY": SECRET}))
