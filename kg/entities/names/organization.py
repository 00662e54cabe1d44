"""An organization's name in; the key under which its spellings meet out."""

import re

from kg.entities.names.spelling import plain
from kg.values.fold import fold

_POSSESSIVE = re.compile(r"['’]s?$")
_LEGAL_FORM = re.compile(
    r"(?<=[\w.]),?\s+(?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|GmbH|PBC|Co|PLC|plc|AG|SE|S\.?A|N\.V|B\.?V)"
    r"\.?,?$"
)
_LAB = re.compile(r"\bLab(?:s|orator(?:y|ies))\b", re.IGNORECASE)
_CAMPUS = re.compile(r"^(?:University\sof\sCalifornia,?(?:\sat)?|UC)[\s-]+(?=[A-Z])", re.IGNORECASE)
_UNIVERSITY = re.compile(r"\bUniv\.?(?=\s|$)")


def organization_key(name: str) -> str:
    """Equal for spellings of one organization, with or without its legal form; a part of it is another.

    >>> organization_key("OpenAI's"), organization_key("Huawei Technologies Co., Ltd."), organization_key("AI21 Labs")
    ('openai', 'huaweitechnologies', 'ai21lab')
    >>> organization_key("University of California, Berkeley") == organization_key("UC Berkeley")
    True
    """
    bare = _POSSESSIVE.sub("", plain(name))
    for _ in range(3):
        bare = _LEGAL_FORM.sub("", bare)
    return fold(_LAB.sub("Lab", _CAMPUS.sub("UC ", _UNIVERSITY.sub("University", bare))))
