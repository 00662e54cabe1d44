"""The term lists as they are shipped: each spelling leads to one name, and each list says where it is from."""

from collections import defaultdict
from pathlib import Path

import pytest

from kg import terms as package
from kg.mentions.lists import compact
from kg.model import MentionType
from kg.terms import FOLDER, LISTS, Term, shared, terms
from kg.values.name import normal

NAMED = [kind for kind in LISTS if kind is not MentionType.HARDWARE]
LEAST = {
    MentionType.MODEL: 900,
    MentionType.DATASET: 2000,
    MentionType.METHOD: 1200,
    MentionType.ORGANIZATION: 350,
}
each_list = pytest.mark.parametrize("kind", NAMED, ids=lambda kind: kind.value)


def lines(kind: MentionType) -> list[str]:
    return (FOLDER / LISTS[kind]).read_text("utf-8").splitlines()


@each_list
def test_a_list_is_as_long_as_the_field_is_wide(kind: MentionType) -> None:
    assert len(terms(kind)) >= LEAST[kind]


@each_list
def test_a_list_says_where_its_names_come_from(kind: MentionType) -> None:
    header = [line for line in lines(kind) if line.startswith("#")]
    assert any(line.startswith("# Origin: ") for line in header)


@each_list
def test_every_row_has_just_the_columns_of_its_list(kind: MentionType) -> None:
    columns, *rows = [line for line in lines(kind) if not line.startswith("#")]
    assert {row.count("\t") for row in rows} == {columns.count("\t")}
    assert all(cell == cell.strip() for row in rows for cell in row.split("\t"))


@each_list
def test_names_are_sorted_whatever_their_case(kind: MentionType) -> None:
    names = [term.name for term in terms(kind)]
    assert names == sorted(names, key=lambda name: (name.casefold(), name))


@each_list
def test_no_spelling_is_empty_or_has_a_list_mark_in_it(kind: MentionType) -> None:
    spellings = [spelling for term in terms(kind) for spelling in term.spellings]
    assert all(normal(spelling) for spelling in spellings)
    assert not [spelling for spelling in spellings if set("|?\t") & set(spelling)]


@each_list
def test_no_spelling_is_claimed_by_two_names_of_a_list(kind: MentionType) -> None:
    owners = defaultdict(set)
    for term in terms(kind):
        for spelling in term.spellings:
            owners[compact(spelling)].add(term.name)
            if term.match_of(spelling) == "any":
                owners[compact(spelling).lower()].add(term.name)
    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}


@each_list
def test_every_way_of_looking_up_is_known(kind: MentionType) -> None:
    assert {term.match_of(s) for term in terms(kind) for s in term.spellings} <= {"any", "exact", "cued"}


def test_spellings_of_several_lists_are_just_those_that_the_table_tells() -> None:
    holders = defaultdict(set)
    for kind in NAMED:
        for term in terms(kind):
            for spelling in term.spellings:
                holders[normal(spelling)].add(kind)
    several = {spelling: kinds for spelling, kinds in holders.items() if len(kinds) > 1}
    assert {spelling: set(kinds) for spelling, kinds in shared().items()} == several


def test_a_series_or_maker_is_not_the_name_itself() -> None:
    models = terms(MentionType.MODEL)
    assert not [term for term in models if term.name == term.family]
    assert {term.name: term.family for term in models}["Llama 4 Scout"] == "Llama 4"


def test_organizations_are_of_a_known_kind() -> None:
    assert {term.kind for term in terms(MentionType.ORGANIZATION)} == {"company", "lab", "university"}


@pytest.mark.parametrize(
    ("spelling", "match"),
    [
        ("ARC", "cued"),
        ("AI2 Reasoning Challenge", "any"),
        ("Challenge set", "exact"),
        ("A.R.C.", "cued"),
    ],
)
def test_each_spelling_is_looked_up_in_its_own_way(spelling: str, match: str) -> None:
    aliases = ("AI2 Reasoning Challenge", "Challenge set", "A.R.C.")
    term = Term(MentionType.DATASET, "ARC", aliases, cued=("A.R.C.",), match="cued")
    assert term.match_of(spelling) == match


def test_a_cued_alias_is_read_without_its_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dataset.tsv").write_text(
        "# Origin: here\nname\taliases\tmatch\nThe Pile\tPile?|the pile\tany\n", "utf-8"
    )
    monkeypatch.setattr(package, "FOLDER", tmp_path)
    terms.cache_clear()
    try:
        (term,) = terms(MentionType.DATASET)
    finally:
        terms.cache_clear()
    assert term == Term(MentionType.DATASET, "The Pile", ("Pile", "the pile"), cued=("Pile",), match="any")
