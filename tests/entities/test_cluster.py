"""Clusters: links join, judgements hold apart, and neither depends on chance."""

from hypothesis import given
from hypothesis import strategies as st

from kg.entities.cluster import Cluster, Layer, RefusedLink, cluster
from kg.entities.keys import BlockKey
from kg.entities.link import Link
from kg.model import MentionType

METHOD = MentionType.METHOD


def keys(*names: str) -> list[BlockKey]:
    return [(METHOD, name) for name in names]


def link(a: str, b: str) -> Link:
    return Link(METHOD, a, b, "test")


def apart(*pairs: str, name: str = "judgement") -> Layer:
    return Layer(name, [], [(keys(pair[0])[0], keys(pair[1])[0]) for pair in pairs])


def groups(found: list[Cluster]) -> list[list[str]]:
    return [[name for _, name in one.keys] for one in found]


def test_links_join_through_others() -> None:
    found, refused, _ = cluster(keys("a", "b", "c", "d"), [], [link("a", "b"), link("b", "c")])
    assert (groups(found), refused) == ([["a", "b", "c"], ["d"]], [])
    assert found[0].head == (METHOD, "c")


def test_each_key_but_the_head_has_its_rule() -> None:
    (found,), _, _ = cluster(keys("a", "b"), [], [Link(METHOD, "a", "b", "plural")])
    assert found.rules == {(METHOD, "a"): "plural"}


def test_what_is_held_apart_is_not_joined_through_others_either() -> None:
    found, refused, _ = cluster(keys("a", "b", "c"), [apart("ac")], [link("a", "b"), link("b", "c")])
    assert groups(found) == [["a", "b"], ["c"]]
    assert refused == [RefusedLink(link("b", "c"), "judgement")]


def test_a_higher_layer_s_word_goes_before_a_lower_one_s() -> None:
    said = Layer("judgement", [link("a", "b"), link("b", "c")], [])
    found, _, _ = cluster(keys("a", "b", "c"), [said, apart("ac", name="identity table")], [])
    assert groups(found) == [["a", "b", "c"]]
    parted = cluster(keys("a", "b"), [apart("ab"), Layer("alias table", [link("a", "b")], [])], [])
    assert groups(parted.clusters) == [["a"], ["b"]]
    assert parted.refused == [RefusedLink(link("a", "b"), "judgement")]


def test_a_key_that_nobody_uses_has_a_head_too() -> None:
    found = cluster(keys("a"), [Layer("judgement", [link("unused", "a")], [])], [])
    assert found.heads[keys("unused")[0]] == keys("a")[0]


def test_the_guard_stops_links_and_no_layer() -> None:
    found, refused, _ = cluster(keys("a", "b"), [], [link("a", "b")], lambda _: "another size")
    assert (groups(found), refused) == ([["a"], ["b"]], [RefusedLink(link("a", "b"), "another size")])
    found, _, _ = cluster(keys("a", "b"), [Layer("judgement", [link("a", "b")], [])], [], lambda _: "another size")
    assert groups(found) == [["a", "b"]]


def test_a_cluster_may_have_a_head_that_no_paper_names() -> None:
    (found,), _, _ = cluster(keys("a", "b"), [], [link("a", "listed"), link("b", "listed")])
    assert (found.head, found.keys) == ((METHOD, "listed"), tuple(keys("a", "b")))


names = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(names, names)), st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1])))
def test_no_cluster_ever_holds_two_keys_that_are_held_apart(
    joins: list[tuple[str, str]], parted: list[tuple[str, str]]
) -> None:
    foes = [(keys(one)[0], keys(other)[0]) for one, other in parted]
    found, refused, _ = cluster(keys(*"abcdefgh"), [Layer("test", [], foes)], [link(*pair) for pair in joins])
    assert not any(one in each.keys and other in each.keys for each in found for one, other in foes)
    heads = {key: each.head for each in found for key in each.keys}
    assert all(heads[METHOD, one.a] != heads[METHOD, one.b] for one, _ in refused)
