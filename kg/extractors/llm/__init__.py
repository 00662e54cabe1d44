"""Extraction by an OpenAI-compatible endpoint that the user names: used only where `--extractor llm` asks for it.

`settings` reads the environment, `client` asks, `reply` is the form of an answer, `names` and `check` keep of it what
the paper's text bears out, `usage` counts, and `extractor` ties them together. `prompt.txt` tells the model what to do.
"""

import os
from typing import TYPE_CHECKING

from kg.errors import SettingError

if TYPE_CHECKING:
    from kg.extractors.llm.extractor import LlmExtractor


def from_environment() -> "LlmExtractor":
    """The extractor of the endpoint that the KG_LLM_… variables name. Raises SettingError, also without `kg[llm]`."""
    try:
        from kg.extractors.llm.extractor import LlmExtractor
    except ModuleNotFoundError as error:
        raise SettingError(f"the extractor llm needs the package {error.name}: pip install 'kg[llm]'") from error
    from kg.extractors.llm.settings import settings

    return LlmExtractor(settings(os.environ))
