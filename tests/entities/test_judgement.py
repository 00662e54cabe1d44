"""Judgements on disk: one form, read strictly, kept sorted, and the last word on a pair holds."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.judgement import Judgement, append, judgement, prevailing, read, remove, write
from kg.errors import InputError, KgError, SettingError
from kg.model import ENTITY_TYPES, MentionType

HEADER = "type\tname\tverdict\tother\twhy\n"
LLAMA = Judgement("model/LLaMA 2", "model/Llama-2", same=True)
names = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20).filter(str.strip)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    one, other = draw(names), draw(names)
    kind, same, why = draw(st.sampled_from(ENTITY_TYPES)), draw(st.booleans()), draw(st.just("") | names)
    try:
        return judgement(kind, one, other, same=same, why=why)
    except SettingError:  # the same name twice
        return judgement(kind, f"{one} a", f"{one} b", same=same, why=why)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "mine.tsv"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER + "Model\tLLaMA 2\tsame\tLlama-2\n", [LLAMA]),
        (HEADER + "model\tLlama-2\tSame\tLLaMA 2\t\n", [LLAMA]),
        ("\ufeff" + HEADER + "MODEL\tLLaMA 2\tsame\tLlama-2\n", [LLAMA]),
        ("# mine\n\ntype\tname\tverdict\tother\n\n# so\nModel\tLLaMA 2\tsame\tLlama-2", [LLAMA]),
        ((HEADER + "Model\tLLaMA 2\tsame\tLlama-2\n").replace("\n", "\r\n"), [LLAMA]),
        (HEADER + " Model \t LLaMA  2 \tsame\tLlama-2\t\t\t\n", [LLAMA]),
        (HEADER + "Model\tmodel/llama-2\tdifferent\tLlama 3\tother version\n", None),
        (HEADER + "Method\tHALO\tdifferent\tHalo\n", [Judgement("method/HALO", "method/Halo", same=False)]),
        (HEADER + 2 * "Model\tLLaMA 2\tsame\tLlama-2\n", [LLAMA]),
        (HEADER, []),
    ],
)
def test_rows_are_read(text: str, expected: list[Judgement] | None, table: Path) -> None:
    table.write_bytes(text.encode())
    if expected is None:
        expected = [Judgement("model/Llama 3", "model/llama-2", same=False, why="other version")]
    assert list(read(table)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "first line must name the columns"),
        ("# nothing\n", "first line must name the columns"),
        ("Model\tLLaMA 2\tsame\tLlama-2\n", "line 1: the first line must name the columns"),
        ("type\tname\tother\tverdict\n", "line 1"),
        (HEADER + "Model\tLLaMA 2\tsame\n", "line 2: 3 columns"),
        (HEADER + "Model\tLLaMA 2\tsame\tLlama-2\twhy\tmore\n", "line 2: 6 columns"),
        (HEADER + "\nRobot\tA\tsame\tB\n", "line 3: 'Robot' is no type: known are Model"),
        (HEADER + "Paper\tA\tsame\tB\n", "'Paper' is no type"),
        (HEADER + "Model\tA\tequal\tB\n", "line 2: 'equal' is no verdict: write same or different"),
        (HEADER + "Model\tA\tsame\tA\n", "line 2: .*and itself"),
        (HEADER + "Model\tA\tsame\tmodel/A\n", "and itself"),
        (HEADER + "Model\t\tsame\tA\n", "both need a name"),
        (HEADER + "Model\tmodel/\tsame\tA\n", "both need a name"),
        (HEADER + "Model\tA\0\tsame\tB\n", r"line 2: .*U\+0000"),
        (HEADER + "Model\tA\x1b[2J\tsame\tB\n", r"line 2: .*U\+001B"),
        (HEADER + "Model\tA\tsame\tB\rModel\tC\tsame\tD\n", r"line 2: .*U\+000D"),
        (HEADER + "Model\tA\tsame\tB\nModel\tb\tdifferent\ta\n", "line 3: .* different here and same in line 2"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_a_remedy(text: str, words: str, table: Path) -> None:
    table.write_bytes(text.encode())
    with pytest.raises(SettingError, match=words) as caught:
        read(table)
    assert str(caught.value).startswith(str(table))


def test_a_file_that_is_absent_or_no_text_is_named(table: Path) -> None:
    with pytest.raises(InputError, match=r"mine\.tsv: can't be read"):
        read(table)
    table.write_bytes(HEADER.encode() + b"Model\t\xff\tsame\tB\n")
    with pytest.raises(InputError, match=r"mine\.tsv, line 2: no UTF-8"):
        read(table)
    with pytest.raises(InputError, match="can't be read"):
        read(table.parent)


@given(st.lists(judgements(), max_size=6))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, given: list[Judgement]) -> None:
    path = tmp_path_factory.getbasetemp() / "round.tsv"
    write(path, given)
    assert read(path) == prevailing(given)
    before = path.read_bytes()
    write(path, reversed(read(path)))
    assert path.read_bytes() == before


@given(st.lists(judgements(), min_size=1, max_size=6, unique_by=lambda one: one.pair), st.randoms())
def test_the_order_of_rows_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, given: list[Judgement], random: Random
) -> None:
    path = tmp_path_factory.getbasetemp() / "order.tsv"
    write(path, given)
    header, *rows = path.read_text("utf-8").splitlines(keepends=True)
    random.shuffle(rows)
    expected = read(path)
    path.write_text("".join([header, *rows]), "utf-8")
    assert read(path) == expected


@given(judgements(), st.lists(judgements(), max_size=4))
def test_the_last_judgement_on_a_pair_holds(
    tmp_path_factory: pytest.TempPathFactory, one: Judgement, others: list[Judgement]
) -> None:
    path = tmp_path_factory.getbasetemp() / "last.tsv"
    write(path, others)
    contrary = judgement(one.kind, one.b, one.a, same=not one.same)
    append(path, one)
    assert append(path, contrary) == one
    found = read(path)
    assert [each for each in found if each.pair == one.pair] == [contrary]
    assert {each for each in found if each.pair != one.pair} == {e for e in prevailing(others) if e.pair != one.pair}


def test_a_file_is_made_by_its_first_judgement_and_its_comments_stay(table: Path) -> None:
    assert append(table, LLAMA) is None
    assert table.read_text("utf-8") == HEADER + "Model\tLLaMA 2\tsame\tLlama-2\n"
    table.write_text("# ours\n" + table.read_text("utf-8") + "# checked\n", "utf-8")
    append(table, judgement(MentionType.DATASET, "C4", "C4.5", same=False, why="corpus, and trees"))
    assert table.read_text("utf-8").splitlines() == [
        "# ours",
        "# checked",
        HEADER.strip(),
        "Dataset\tC4\tdifferent\tC4.5\tcorpus, and trees",
        "Model\tLLaMA 2\tsame\tLlama-2",
    ]


def test_a_damaged_file_is_left_as_it_is(table: Path) -> None:
    table.write_text("nonsense\n", "utf-8")
    with pytest.raises(SettingError, match="line 1"):
        append(table, LLAMA)
    assert table.read_text("utf-8") == "nonsense\n"


@pytest.mark.parametrize(
    ("name", "other", "taken"),
    [
        ("Llama 2", "LLaMA-2", 0),
        ("LLaMA 2", "Llama-2", 1),
        ("model/Llama-2", "LLaMA 2", 1),
        ("falcon", "model/kestrel-7b", 1),
        ("Falcon", "Kestrel 13B", 0),
        ("", "Kestrel", 0),
    ],
)
def test_a_judgement_is_taken_back_by_names_or_ids(name: str, other: str, taken: int, table: Path) -> None:
    write(table, [LLAMA, judgement(MentionType.MODEL, "Kestrel 7B", "Falcon", same=True)])
    assert len(remove(table, name, other)) == taken
    assert len(read(table)) == 2 - taken


def test_nothing_is_taken_out_of_no_file(table: Path) -> None:
    assert remove(table, "A", "B") == ()
    assert not table.exists()


def test_a_later_layer_goes_before_an_earlier_one() -> None:
    contrary = judgement(MentionType.MODEL, "Llama-2", "LLaMA 2", same=False)
    assert prevailing([LLAMA], [contrary]) == (contrary,)
    assert prevailing([contrary], [LLAMA]) == (LLAMA,)


@pytest.mark.parametrize("name", ["A\tB", "A\nB", "A\udcff", "\x07"])
def test_a_name_that_would_break_its_row_is_refused(name: str) -> None:
    with pytest.raises(KgError, match=r"U\+"):
        judgement(MentionType.MODEL, name, "Kestrel", same=True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dataset/C4", "another type"),
        ("\u202eLLaMA", r"U\+202E"),
        ("x" * 1001, "1,001 characters"),
    ],
)
def test_a_name_that_would_mislead_is_refused(name: str, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        judgement(MentionType.MODEL, name, "GPT-4", same=True)
