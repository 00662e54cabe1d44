"""Papers of our own and the forms in which a test writes them."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.model import Document, Skipped
from kg.sources.base import NO_COLUMNS, Found, Source
from kg.sources.content import Content

ABSTRACT = (
    "LLaMA is a family of language models with 7B to 65B parameters. The largest was trained on 1.4 trillion tokens "
    "with 2048 A100 GPUs. Its code is at https://github.com/facebookresearch/llama."
)
OTHER = (
    "BERT reads a sentence from both sides. BERT-Large has 340M parameters and was trained on BooksCorpus and "
    "Wikipedia. It is evaluated on GLUE and SQuAD."
)
CASES = Path(__file__).parent.parent / "cases"

HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 11\n\n"
PROMPT = "Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe"


def cases(name: str) -> list[dict[str, Any]]:
    """The rows of tests/cases/NAME.jsonl."""
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def content(written: bytes | str, name: str = "papers.txt") -> Content:
    raw = written.encode() if isinstance(written, str) else written
    return Content(io.BytesIO(raw), name, f"folder/{name}")


def found(source: Source, written: bytes | str, columns: Mapping[str, str] = NO_COLUMNS) -> list[Found]:
    return list(source.read(content(written), columns))


def papers(found: Iterable[Found]) -> list[Document]:
    return [each for each in found if isinstance(each, Document)]


def skips(found: Iterable[Found]) -> list[Skipped]:
    return [each for each in found if isinstance(each, Skipped)]


def json_lines(*rows: Mapping[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def apart(entries: Sequence[tuple[str, str]]) -> str:
    """The layout with a header and blank lines."""
    return HEADER + "\n\n".join(text for entry in entries for text in entry)


def together(entries: Sequence[tuple[str, str]]) -> str:
    """The layout line after line, with a glued first title."""
    return PROMPT + "\n".join(text for entry in entries for text in entry) + "\n"


def atom(*entries: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "<title>ArXiv Query</title>\n" + "\n".join(entries) + "\n</feed>\n"
    )


def atom_entry(identifier: str = "1706.03762v7", title: str = "Attention Is\n  All You Need") -> str:
    return (
        f"<entry>\n<id>http://arxiv.org/abs/{identifier}</id>\n<published>2017-06-12T17:57:34Z</published>\n"
        f"<title>{title}</title>\n<summary>  The Transformer needs\nno recurrence. </summary>\n"
        '<author><name>Ashish Vaswani</name></author>\n<category term="cs.CL"/><category term="cs.LG"/>\n</entry>'
    )


def snapshot(**more: Any) -> dict[str, Any]:
    return {
        "id": "1706.03762",
        "title": "Attention Is All\n  You Need",
        "abstract": "  The Transformer needs\nno recurrence.\n",
        "authors_parsed": [["Vaswani", "Ashish", ""], ["Doe", "Jane", "Jr"]],
        "categories": "cs.CL cs.LG",
        "versions": [{"version": "v1", "created": "Mon, 12 Jun 2017 17:57:34 GMT"}],
        "update_date": "2023-08-03",
    } | more
