"""What differs between two builds' entities: decided by shared members, the same seen from either side."""

from hypothesis import given
from hypothesis import strategies as st

from kg.entities.changes import Changes, Joined, Named, Part, changes, things
from kg.entities.resolve import resolve
from kg.entities.rules import SAME_NAME
from kg.model import Entity, MentionType, Reason
from tests.entities.papers import named, paper, papers

METHOD = MentionType.METHOD
MODEL = MentionType.MODEL


def method(slug: str, *members: str, why: tuple[tuple[str, str], ...] = ()) -> Entity:
    """A method whose members are written 'paper:name'."""
    pairs = sorted((one.partition(":")[0], one.partition(":")[2]) for one in members)
    reasons = tuple(Reason(spelling, rule, 0.9) for spelling, rule in why)
    return Entity(f"method/{slug}", METHOD, slug, members=tuple(pairs), why=reasons)


def brief(found: Changes) -> dict[str, object]:
    """The ids alone."""
    return {
        "merged": [(one.whole.id, *(part.id for part in one.parts)) for one in found.merged],
        "split": [(one.whole.id, *(part.id for part in one.parts)) for one in found.split],
        "appeared": [one.id for one in found.appeared],
        "gone": [one.id for one in found.gone],
        "renamed": [(old.id, new.id) for old, new in found.renamed],
    }


NOTHING: dict[str, object] = {"merged": [], "split": [], "appeared": [], "gone": [], "renamed": []}


def test_two_that_became_one_are_merged_by_the_rule_that_holds_them() -> None:
    old = [method("gnn", "a:GNN"), method("graph-neural-network", "b:graph neural network")]
    why = (("GNN", SAME_NAME), ("graph neural network", "acronym"))
    new = [method("gnn", "a:GNN", "b:graph neural network", why=why)]
    assert changes(old, new).merged == (
        Joined(
            Named("method/gnn", "gnn", 2),
            (
                Part("method/gnn", "gnn", 1, SAME_NAME),
                Part("method/graph-neural-network", "graph-neural-network", 1, "acronym"),
            ),
        ),
    )
    assert brief(changes(old, new)) == NOTHING | {"merged": [("method/gnn", "method/gnn", old[1].id)]}
    assert changes(new, old).split == changes(old, new).merged


def test_what_both_merges_and_splits_is_told_as_both() -> None:
    old = [method("a", "1:A", "2:A"), method("b", "3:B")]
    new = [method("x", "1:A", "3:B"), method("y", "2:A")]
    assert brief(changes(old, new)) == NOTHING | {
        "merged": [("method/x", "method/a", "method/b")],
        "split": [("method/a", "method/x", "method/y")],
    }


def test_papers_that_only_one_build_has_decide_nothing() -> None:
    old = [method("a", "1:A"), method("b", "2:B"), method("c", "2:C")]
    new = [method("a", "1:A", "3:B", "3:C"), method("d", "3:D")]
    found = changes(old, new)
    assert brief(found) == NOTHING | {"appeared": ["method/d"], "gone": ["method/b", "method/c"]}
    assert found.papers == (1, 1, 1)


def test_the_same_members_under_another_id_are_renamed_and_an_id_that_stays_neither_came_nor_went() -> None:
    old = [method("a", "1:A"), method("b", "2:B"), method("only-old", "9:X")]
    new = [method("b", "1:A"), method("a", "2:B"), method("only-old", "8:Y")]
    assert brief(changes(old, new)) == NOTHING | {
        "renamed": [("method/a", "method/b"), ("method/b", "method/a")],
    }


def test_a_series_that_no_paper_names_goes_by_its_id() -> None:
    old, new = resolve(papers(MODEL, "Llama-2-7B")), resolve(papers(MODEL, "Llama-2-7B", "Llama 2"))
    assert brief(changes(old, new)) == NOTHING
    assert brief(changes(old, [one for one in old if one.members])) == NOTHING | {"gone": ["model/llama-2"]}


def test_one_name_of_two_types_is_two_things() -> None:
    one = resolve([paper(1, named(METHOD, "Parrot")), paper(2, named(MODEL, "Parrot"))])
    other = resolve([paper(1, named(METHOD, "Parrot")), paper(2, named(METHOD, "Parrot"))])
    assert brief(changes(one, other)) == NOTHING | {"gone": ["model/parrot"]}


@st.composite
def builds(draw: st.DrawFn) -> list[Entity]:
    """Members dealt out to entities with ids from a small set, so that two builds overlap in every way."""
    dealt: dict[str, list[str]] = {}
    for member in draw(st.lists(st.sampled_from([f"{p}:{n}" for p in range(4) for n in "ABC"]), unique=True)):
        dealt.setdefault(draw(st.sampled_from("uvwxyz")), []).append(member)
    empty = draw(st.sets(st.sampled_from("uvwxyz")))
    return [method(slug, *dealt.get(slug, ())) for slug in sorted({*dealt, *empty})]


@given(builds())
def test_a_build_does_not_differ_from_itself(entities: list[Entity]) -> None:
    assert not changes(entities, entities)


@given(builds(), builds())
def test_seen_from_the_other_side_merges_are_splits_and_what_came_went(one: list[Entity], other: list[Entity]) -> None:
    forth, back = changes(one, other), changes(other, one)
    assert (forth.merged, forth.split) == (back.split, back.merged)
    assert (forth.appeared, forth.gone) == (back.gone, back.appeared)
    assert sorted((new, old) for old, new in forth.renamed) == list(back.renamed)
    assert forth.papers == (back.papers[0], back.papers[2], back.papers[1])


@given(builds(), builds())
def test_the_order_of_entities_makes_no_difference(one: list[Entity], other: list[Entity]) -> None:
    assert changes(one[::-1], other[::-1]) == changes(one, other)
    assert things(one[::-1], other[::-1]) == things(one, other)


@given(builds(), builds())
def test_entities_that_share_a_member_are_part_of_one_thing(one: list[Entity], other: list[Entity]) -> None:
    ours, theirs = things(one, other)
    assert (set(ours), set(theirs)) == ({each.id for each in one}, {each.id for each in other})
    for a in one:
        for b in other:
            if set(a.members) & set(b.members):
                assert ours[a.id] == theirs[b.id]
